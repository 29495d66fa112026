"""What other places of a document, or of a set of documents, say for a name."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["Surroundings"]

_FREE = ("\n", " ", "。", "，", "、", "；", "：", "（", "(", "“", "《", "》", ")", "）", ".")
_LEAST, _MOST = 4, 60
_SHORTEST_FORM, _LONGEST_FORM = 2, 24


class Surroundings:
    """The text around a definition, the full forms that a glossary knows, and the forms that end a name.

    A name is used again, with other words before it; a stretch that begins too early is not, and one
    that begins too late always has the same word before it (lack of variety on the left as the mark of a
    part of a word: Luo and Sun 2003, Two-character Chinese Word Extraction Based on Hybrid of Internal and
    Contextual Measures).
    """

    def __init__(self, text: str, known: Collection[str] = (), forms: Collection[str] = ()) -> None:
        self._text = text
        self._known = known
        self._forms = forms
        self._free: dict[str, bool] = {}

    def of(self, name: str, before: str) -> dict[str, float]:
        """Return the evidence for a name with the word before it."""
        found: dict[str, float] = {}
        if name in self._known:
            found["known"] = 1.0
            found["known length"] = log(len(name))
        if not _LEAST <= len(name) <= _MOST:
            return found
        total = self._text.count(name) - 1
        if total <= 0:
            return found
        cohesive = self._text.count(before + name) - 1 if before.strip() else 0
        found["again"] = log(1 + min(total, 20))
        found["again, other before"] = log(1 + min(total - cohesive, 20))
        found["again, always this before"] = float(cohesive == total)
        found["free"] = float(any(mark + name in self._text for mark in _FREE))
        return {key: value for key, value in found.items() if value}

    def ends_form(self, left: str) -> bool:
        """Tell whether a stretch of text ends in a known form: 议联|和, 环境署|加强."""
        return any(left[-n:] in self._forms or left[-n:] in self._known for n in range(_SHORTEST_FORM, _LONGEST_FORM))
