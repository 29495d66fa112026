"""What other places of a document, or of a set of documents, say for a name."""

from __future__ import annotations

from itertools import chain
from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["Surroundings"]

_FREE = frozenset("\n 。，、；：（(“《》)）.")
_LEAST, _MOST = 4, 60
_ENOUGH = 20


class Surroundings:
    """The text around a definition, the full and short forms that a glossary knows, and those used again.

    A name is used again, with other words before it; a stretch that begins too early is not, and one
    that begins too late always has the same word before it (lack of variety on the left as the mark of a
    part of a word: Luo and Sun 2003, Two-character Chinese Word Extraction Based on Hybrid of Internal and
    Contextual Measures).
    """

    def __init__(
        self,
        text: str,
        known: Collection[str] = (),
        forms: Collection[str] = (),
        reused: Collection[str] = (),
    ) -> None:
        self._text = text
        self._known = known
        self._forms = forms
        # The same name stands before many brackets; to walk the text for each would take time by its square.
        self._uses: dict[str, int] = {}
        self._counts: dict[tuple[str, str], tuple[int, int, bool]] = {}
        self._by_ending: dict[str, list[str]] = {}
        for form in chain(forms, known, reused):
            self._by_ending.setdefault(form[-2:], []).append(form)

    def of(self, name: str, before: str) -> dict[str, float]:
        """Return the evidence for a name with the word before it."""
        found: dict[str, float] = {}
        if name in self._known:
            found["known"] = 1.0
            found["known length"] = log(len(name))
        if not _LEAST <= len(name) <= _MOST:
            return found
        key = (name, before.strip())
        if key not in self._counts:
            self._counts[key] = self._count(*key)
        total, cohesive, free = self._counts[key]
        if total:
            found["again"] = log(1 + total)
            found["again, other before"] = log(1 + total - cohesive)
            found["again, always this before"] = float(cohesive == total)
            found["free"] = float(free)
        return {key: value for key, value in found.items() if value}

    def _count(self, name: str, before: str) -> tuple[int, int, bool]:
        """Return how often a name occurs elsewhere, how often behind a word, and whether ever behind a mark."""
        total, cohesive, free = -1, -1 if before else 0, False
        position = self._text.find(name)
        while position >= 0 and total < _ENOUGH:
            total += 1
            if before and self._text.endswith(before, 0, position):
                cohesive += 1
            free = free or position == 0 or self._text[position - 1] in _FREE
            position = self._text.find(name, position + len(name))
        return total, cohesive, free

    def uses(self, form: str) -> int:
        """Return how often a form occurs in the text."""
        if form not in self._uses:
            self._uses[form] = self._text.count(form)
        return self._uses[form]

    def is_form(self, text: str) -> bool:
        """Tell whether a glossary or another document has a text as a short form."""
        return text in self._forms

    def ends_form(self, left: str) -> bool:
        """Tell whether a stretch of text ends in a known form: 议联|和, 环境署|加强."""
        return any(left.endswith(form) for form in self._by_ending.get(left[-2:], ()))
