"""The list of abbreviations that a report carries: what it defines and uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from termkit.extract.definition import Definition

__all__ = ["Abbreviation", "list_abbreviations"]


class Abbreviation(NamedTuple):
    """A row of the list: short form, full form, English full form where the document gives it, number of uses."""

    short: str
    full: str
    english: str
    uses: int


def list_abbreviations(definitions: Iterable[Definition], uses: Mapping[str, int]) -> list[Abbreviation]:
    """Return a row for each short form that is defined and used again, in the order of such lists.

    Latin forms come first, by letter; then Chinese forms by the pinyin of their characters. `uses` counts
    the occurrences of each form outside its definitions.
    """
    first: dict[str, Definition] = {}
    for definition in definitions:
        first.setdefault(definition.short, definition)
    rows = [
        Abbreviation(short, each.full, each.english, uses[short]) for short, each in first.items() if uses.get(short)
    ]
    return sorted(rows, key=lambda row: (not row.short.isascii(), _reading(row.short), row.short))


def _reading(text: str) -> str:
    # Start-up: the table of readings takes a fifth of a second to load.
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415

    return " ".join(lazy_pinyin(text.strip("《》"), style=Style.TONE3)).lower()
