"""Titles in 《》 and quotations: other people's words, exempt from rules of wording and from fixes."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from termkit.text.document import Span

__all__ = ["Quotations", "quotations"]

# A quotation that runs on for pages is more likely a mark that was never closed.
_QUOTED = re.compile(
    r"《[^《》\n]{1,200}(?:《[^《》\n]*》[^《》\n]*)*》|“[^“”\n]{1,400}”|「[^「」\n]{1,400}」|『[^『』\n]{1,400}』"
)


class Quotations:
    """The titles and quotations of a text, marks included."""

    __slots__ = ("_ends", "_starts", "_within")

    def __init__(self, text: str) -> None:
        spans = [match.span() for match in _QUOTED.finditer(text)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]
        # Nearly all that is asked for stands outside: that is told at once.
        self._within = bytearray(len(text) + 1)
        for start, end in spans:
            self._within[start + 1 : end] = b"\1" * (end - start - 1)

    def holds(self, span: Span) -> bool:
        """Tell whether a span lies between the marks of a title or quotation and is not all of it.

        A form that is all that stands between the marks (“混合式”, “开发署”) is one that is spoken of.
        """
        start, end = span
        if not self._within[start]:
            return False
        index = bisect_left(self._starts, start) - 1
        if end >= self._ends[index]:
            return False
        return self._starts[index] + 1 < start or end + 1 < self._ends[index]

    def closes_in(self, span: Span) -> bool:
        """Tell whether a span lies between the marks of a title or quotation, even if it is all of it."""
        start, end = span
        return self._within[start] == 1 and end < self._ends[bisect_left(self._starts, start) - 1]


@lru_cache(maxsize=8)
def quotations(text: str) -> Quotations:
    """Return the titles and quotations of a text; the last few texts are remembered."""
    return Quotations(text)
