"""What the pages of a print leave behind in running text: cut paragraphs, heads and footnote calls within them."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from termkit.check.layout.breaks import are_line_ends
from termkit.check.layout.prose import body_start
from termkit.check.memo import once_a_document
from termkit.text.characters import is_han
from termkit.text.document import BlockKind, Span
from termkit.text.words import cut

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from termkit.text.document import Document

__all__ = ["cut_paragraphs", "lines_within", "repeated_lines"]

_FORMATS = frozenset(["txt", "md"])
_RUNNING_TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
_LONGEST_WORD = 8
_SHORTEST_LINE = 8
_LONGEST_CALL = 3
_CALL = re.compile(r"(?P<call>\d{1,2}) (?=[\u4e00-\u9fff])")
_OVER_EMPTY_LINE = 2
"""How many lines below a paragraph goes on."""


def cut_paragraphs(document: Document, told: Collection[int]) -> Sequence[Span]:
    """Return the last words before an empty line behind which their paragraph goes on, but at the offsets `told`.

    Only in a file with a paragraph on each line: in one with hard line ends the pages are as they were printed.
    """
    if document.format not in _FORMATS:
        return ()
    text, lines, source = document.text, document.lines, document.source_map
    body = body_start(document)
    joints = [begin for begin in _joints_within(document) if begin > body]
    if len(joints) * 2 > sum(block.kind in _RUNNING_TEXT for block in document.blocks) or are_line_ends(
        document, joints
    ):
        return ()
    found = []
    for begin in joints:
        if begin in told:
            continue
        start = document.block_at(begin).span.start
        end = len(text[start:begin].rstrip(" ")) + start
        if end <= start:
            continue
        before, behind = (lines.position(source.to_source(offset))[0] for offset in (end - 1, begin))
        if behind - before == _OVER_EMPTY_LINE and is_han(text[end - 1]) and is_han(text[begin]):
            last = cut(text[max(end - _LONGEST_WORD, start) : end])[-1]
            found.append(Span(end - len(last), end))
    return found


@once_a_document
def _joints_within(document: Document) -> Sequence[int]:
    """Return the offsets inside paragraphs before which the reader left something out."""
    found = []
    for begin, left_out in document.source_map.joints():
        if left_out > 0 and document.text[begin - 1] != "\n":  # most are between two blocks
            block = document.block_at(begin)
            if block.kind in _RUNNING_TEXT and block.span.start < begin < block.span.end:
                found.append(begin)
    return found


def lines_within(document: Document) -> Sequence[Span]:
    """Return running heads within a paragraph, and the last words before a footnote call on a line of its own in one.

    The reader leaves calls out. That a line which was left out had a call, and not white space, is told by their
    number: there are no more of them than footnotes. A text with running heads alone shows its pages as they were.
    """
    if document.format not in _FORMATS:
        return ()
    lines, source = document.lines, document.source_map
    notes = sum(block.kind is BlockKind.FOOTNOTE for block in document.blocks)
    running = [block.span for block in document.blocks if block.kind is BlockKind.RUNNING]
    heads = [source.to_source(span.start) for span in running]
    calls, pages = [], []
    for begin in _joints_within(document) if notes else ():
        before, behind = source.to_source(begin - 1), source.to_source(begin)
        first, last = (lines.position(offset)[0] for offset in (before, behind))
        if (index := bisect_left(heads, before)) < bisect_left(heads, behind):
            pages.append(running[index])
        elif last - first == _OVER_EMPTY_LINE:
            length = lines.offset(last, 1) - lines.offset(first + 1, 1) - 1
            if 0 < length <= _LONGEST_CALL:
                calls.append(begin)
    if not 0 < len(calls) <= notes:
        return ()
    return sorted([*pages, *(span for begin in calls if (span := _last_word(document, begin)))])


def _last_word(document: Document, end: int) -> Span | None:
    """Return the word before an offset, spaces apart, or the call that stands there twice: 首脑会议 9 9 预期."""
    if again := _CALL.match(document.text, end):
        return Span(*again.span("call"))
    start = max(end - _LONGEST_WORD, document.block_at(end).span.start)
    before = document.text[start:end].rstrip(" ")
    end = start + len(before)
    return Span(end - len(cut(before)[-1]), end) if before else None


def repeated_lines(document: Document) -> Sequence[Span]:
    """Return the headings that stand right behind themselves; the title of a report may be that of its agenda item."""
    lines = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    found = []
    for one, other in pairwise(lines):
        first, second = (document.text[block.span.start : block.span.end].strip() for block in (one, other))
        if first == second and len(first) >= _SHORTEST_LINE:
            found.append(other.span)
    return found
