"""Where a blank line or footnotes stand between two pieces of a paragraph, as at the end of a page."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from termkit.text.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termkit.text.document import Document

__all__ = ["are_line_ends", "page_breaks"]

_LINE_APART = 2
_FEW = 8
_LINE = 60
"""Characters that a printed line may have."""
_LEAST = 3


def page_breaks(document: Document) -> Sequence[int]:
    """Return the offsets behind the places where a paragraph of a plain text was cut, in text order.

    The line ends of a hard-wrapped text cut none, nor do blank lines where they stand between all of its lines. A text
    that shows its pages as they were printed, with their running heads, is not cut by them either.
    """
    if document.format != "txt":
        return ()  # pages and runs of text are the format's own
    text, source, lines = document.text, document.source_map, document.lines
    heads = [source.to_source(block.span.start) for block in document.blocks if block.kind is BlockKind.RUNNING]
    found = []
    for offset, left_out in source.joints():
        # A space that stands for a line end takes one character of it, and else nothing does.
        is_spaced = text[offset - 1] == " "
        if left_out > (not is_spaced) and "\n" not in {text[offset - 1], text[offset]}:
            before, behind = source.to_source(offset - 1 - is_spaced), source.to_source(offset)
            apart = lines.position(behind)[0] - lines.position(before)[0]
            if apart >= _LINE_APART and bisect_left(heads, before) == bisect_left(heads, behind):
                found.append((offset, apart))
    usual = [offset for offset, apart in found if apart == _LINE_APART]
    is_spaced_out = len(usual) > max(_FEW, len(document.blocks) // 2) or are_line_ends(document, usual)
    return [offset for offset, apart in found if apart >= _LINE_APART + is_spaced_out]


def are_line_ends(document: Document, offsets: Sequence[int]) -> bool:
    """Tell whether paragraphs are cut wherever a printed line is full, and so by the lines and not by the pages."""
    starts = (document.block_at(offset).span.start for offset in offsets)
    before = (0, *offsets)
    pieces = (offset - max(start, last) for offset, start, last in zip(offsets, starts, before, strict=False))
    return len(offsets) >= _LEAST and all(piece <= _LINE for piece in pieces)
