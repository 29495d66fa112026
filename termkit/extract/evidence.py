"""What other places of a document, or of a set of documents, say for a name."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

__all__ = ["evidence_in"]

_FREE = frozenset("\n\t 。，、；：（(《“”》)）.")
_LEAST = 4
_MOST = 60


def evidence_in(text: str, known: Collection[str] = ()) -> Callable[[str, str], dict[str, float]]:
    """Return a function that gives the evidence of a text for a name with the word before it.

    A name is used again, with other words before it; a stretch that begins too early is not, and one
    that begins too late always has the same word before it (left cohesion; Luo and Sun 2003 call its
    lack of variety the mark of a part of a word). `known` are full forms that a glossary has.
    """

    def evidence(name: str, before: str) -> dict[str, float]:
        found: dict[str, float] = {}
        if name in known:
            found["known"] = 1.0
            found["known length"] = log(len(name))
        if not _LEAST <= len(name) <= _MOST:
            return found
        total = text.count(name) - 1
        if total <= 0:
            return found
        found["again"] = log(1 + min(total, 20))
        cohesive = text.count(before + name) - 1 if before.strip() else 0
        found["again, other before"] = log(1 + min(total - cohesive, 20))
        found["again, always this before"] = float(cohesive == total)
        free = sum(text.count(mark + name) for mark in _FREE)
        found["free"] = float(free > 0)
        return {key: value for key, value in found.items() if value}

    return evidence
