"""Results that several rules need of the document at hand: found once."""

from __future__ import annotations

from functools import cache, lru_cache, wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from termkit.text.document import Document

__all__ = ["counter", "once_a_document"]

T = TypeVar("T")


def once_a_document(function: Callable[[Document], T]) -> Callable[[Document], T]:
    """Remember the result of a function for the document that it was last asked for.

    Rules look at one document after another; a hash of a document would take longer than most of the results.
    """
    last: list[tuple[Document, T]] = []

    @wraps(function)
    def remembered(document: Document) -> T:
        if not last or last[0][0] is not document:
            last[:] = [(document, function(document))]
        return last[0][1]

    return remembered


@lru_cache(maxsize=2)
def counter(text: str) -> Callable[[str], int]:
    """Return `text.count` that counts each part once: a long text asks for the same ones over and over."""
    return cache(text.count)
