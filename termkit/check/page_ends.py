"""What the pages of a print leave behind in running text: paragraphs that a page end cut, lines that stand twice."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from termkit.check.breaks import are_line_ends
from termkit.check.prose import body_start
from termkit.text.characters import is_han
from termkit.text.document import BlockKind, Span
from termkit.text.words import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termkit.text.document import Document

__all__ = ["cut_paragraphs", "repeated_lines"]

_FORMATS = frozenset(["txt", "md"])
_RUNNING_TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
_LONGEST_WORD = 8
_SHORTEST_LINE = 8
_OVER_EMPTY_LINE = 2
"""How many lines below a paragraph goes on."""


def cut_paragraphs(document: Document) -> Sequence[Span]:
    """Return the last words before an empty line behind which their paragraph goes on.

    Only in a file with a paragraph on each line: in one with hard line ends the pages are as they were printed.
    """
    if document.format not in _FORMATS:
        return ()
    text, lines, source = document.text, document.lines, document.source_map
    body = body_start(document)
    joints = [
        begin
        for begin, left_out in source.joints()
        # Most are between two blocks.
        if left_out > 0 and begin > body and text[begin - 1] != "\n" and _is_within(document, begin)
    ]
    if len(joints) * 2 > sum(block.kind in _RUNNING_TEXT for block in document.blocks) or are_line_ends(
        document, joints
    ):
        return ()
    found = []
    for begin in joints:
        start = document.block_at(begin).span.start
        end = len(text[start:begin].rstrip(" ")) + start
        if end <= start:
            continue
        before, behind = (lines.position(source.to_source(offset))[0] for offset in (end - 1, begin))
        if behind - before == _OVER_EMPTY_LINE and is_han(text[end - 1]) and is_han(text[begin]):
            last = cut(text[max(end - _LONGEST_WORD, start) : end])[-1]
            found.append(Span(end - len(last), end))
    return found


def _is_within(document: Document, offset: int) -> bool:
    """Tell whether an offset lies inside a paragraph."""
    block = document.block_at(offset)
    return block.kind in _RUNNING_TEXT and block.span.start < offset < block.span.end


def repeated_lines(document: Document) -> Sequence[Span]:
    """Return the headings that stand right behind themselves; the title of a report may be that of its agenda item."""
    lines = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    found = []
    for one, other in pairwise(lines):
        first, second = (document.text[block.span.start : block.span.end].strip() for block in (one, other))
        if first == second and len(first) >= _SHORTEST_LINE:
            found.append(other.span)
    return found
