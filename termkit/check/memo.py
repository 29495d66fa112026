"""Results that several rules need of the document at hand: found once."""

from __future__ import annotations

from functools import cache, lru_cache, wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable


__all__ = ["counter", "once_a_document"]

D = TypeVar("D")
T = TypeVar("T")


def once_a_document(function: Callable[[D], T]) -> Callable[[D], T]:
    """Remember the result of a function for the document, or the facts of one, that it was last asked for.

    Rules look at one document after another; a hash of a document would take longer than most of the results.
    """
    last: list[tuple[D, T]] = []

    @wraps(function)
    def remembered(document: D) -> T:
        if not last or last[0][0] is not document:
            last[:] = [(document, function(document))]
        return last[0][1]

    return remembered


@lru_cache(maxsize=2)
def counter(text: str) -> Callable[[str], int]:
    """Return `text.count` that counts each part once: a long text asks for the same ones over and over."""
    return cache(text.count)
