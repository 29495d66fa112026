"""Known English forms in a text: longest form wins, acronyms and names by their capitals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daachorse import CharwiseDoubleArrayAhoCorasick as Automaton

from termkit.terms.matcher import Match
from termkit.text.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["EnglishMatcher"]

_PLAIN = str.maketrans("’‘‑‐\u00a0\u2009\u202f\n", "''--    ")


class EnglishMatcher:
    """All occurrences of a set of English forms in a text."""

    def __init__(self, forms: Iterable[str]) -> None:
        """Take the forms as the glossary spells them."""
        self._forms: dict[str, list[str]] = {}
        for form in sorted({form for form in forms if len(form) > 1}):
            self._forms.setdefault(_folded(form), []).append(form)
        self._keys = sorted(self._forms)
        self._automaton = Automaton(self._keys) if self._keys else None

    def find(self, text: str) -> list[Match]:
        """Return the occurrences in text order, each with the form of the glossary; none overlaps another.

        A word that the form has in capitals has them in the text, so that aids is no AIDS; names may stand in
        capitals altogether. A plural s behind a form belongs to it.
        """
        if self._automaton is None:
            return []
        plain = _folded(text)
        found = []
        for start, end, index in self._automaton.find_overlapping(plain):
            if plain[start - 1 : start].isalnum() if start else False:
                continue
            if plain[end : end + 1] == "s" and text[end - 1].isalpha() and plain[end - 1] != "s":
                end += 1  # noqa: PLW2901  the plural
            if plain[end : end + 1].isalnum():
                continue
            here = text[start:end]
            form = next((each for each in self._forms[self._keys[index]] if _has_capitals(here, each)), None)
            if form is not None:
                found.append((start, -end, form))
        chosen, last = [], 0
        for start, negative_end, form in sorted(found):
            if start >= last:
                last = -negative_end
                chosen.append(Match(form, Span(start, last)))
        return chosen


def _folded(text: str) -> str:
    """Return the text in small letters and plain marks, character by character."""
    low = text.translate(_PLAIN).lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text.translate(_PLAIN))


def _has_capitals(here: str, form: str) -> bool:
    """Tell whether the capitals of a form stand in the text too, or the text has nothing but capitals."""
    if " " in form and here.isupper():
        return True
    return all(c.isupper() for c, wanted in zip(here, form, strict=False) if wanted.isupper())
