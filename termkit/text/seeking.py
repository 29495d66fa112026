"""Patterns looked for at a few places of a text, where something that they begin or end with has been found at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

__all__ = ["beginning_at", "ending_in", "places_of"]


def places_of(text: str, *words: str) -> list[int]:
    """Return where words begin in a text, in text order: of a few it is told in a fraction of the time of a pattern."""
    places = []
    for word in words:
        place = text.find(word)
        while place >= 0:
            places.append(place)
            place = text.find(word, place + 1)
    places.sort()
    return places


def beginning_at(
    places: Iterable[int], pattern: re.Pattern[str], text: str, end: int | None = None
) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern that can begin at these places alone, given in text order; up to an end."""
    stop = len(text) if end is None else end
    last = 0
    for place in places:
        if place >= last and (match := pattern.match(text, place, stop)):
            last = match.end()
            yield match


def ending_in(
    ends: Iterable[re.Match[str]], pattern: re.Pattern[str], text: str, reach: int
) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern that ends in one of the few matches of another: it is looked for there alone.

    It begins at most `reach` characters before, and has no such end within.
    """
    last = 0
    for found in ends:
        if match := pattern.search(text, max(found.start() - reach, last), found.end()):
            yield match
        last = found.end()
