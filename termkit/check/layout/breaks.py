"""Where a blank line or footnotes stand between two pieces of a paragraph, as at the end of a page."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from termkit.check.memo import once_a_document
from termkit.text.document import BlockKind, Span
from termkit.text.words import word_ends

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termkit.check.material import Facts
    from termkit.text.document import Document

__all__ = ["are_line_ends", "cut_words", "page_breaks"]

_LINE_APART = 2
_FEW = 8
_LINE = 60
"""Characters that a printed line may have."""
_LEAST = 3
_AROUND = 12
_DIGIT_UNIT = re.compile(r"\d ?[年月日号届次]")


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


@once_a_document
def cut_words(facts: Facts) -> Sequence[tuple[Span, int]]:
    """Return the words that the ends of pages cut, each with the offset of the cut."""
    return [(over, offset) for offset in page_breaks(facts.document) if (over := _word_over(facts, offset))]


def _word_over(facts: Facts, offset: int) -> Span | None:
    """Return the known name, the word of the dictionary or the number with its unit that runs over an offset."""
    text = facts.document.text
    if (name := facts.mention_over(offset)) is not None:
        return name.span
    if match := _DIGIT_UNIT.match(text, offset - 1 - (text[offset - 1] == " ")):
        start = match.start()
        while text[start - 1 : start].isdigit():
            start -= 1
        return Span(start, match.end())
    start = max(offset - _AROUND, facts.document.block_at(offset).span.start)
    borders = [start, *word_ends(text[start : offset + _AROUND], start)]
    return next((Span(first, end) for first, end in pairwise(borders) if first < offset < end), None)
