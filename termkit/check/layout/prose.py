"""Which blocks of a document are running text, where rules about marks and numbers apply."""

from __future__ import annotations

from bisect import bisect_left
from itertools import groupby
from typing import TYPE_CHECKING

from termkit.check.memo import once_a_document
from termkit.text.document import BlockKind, Span, span_of
from termkit.text.seeking import beginning_at

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from termkit.text.document import Document

__all__ = [
    "begins_in_the_middle",
    "body_start",
    "in_prose",
    "is_beside_text",
    "is_prose_at",
    "is_row",
    "sentence_at",
    "summary_of",
]

_ENDS = "。；\n"
_CLAUSE_ENDS = "，。；：,"
_SUMMARIES = frozenset("摘要 概要 提要 题要 内容提要 执行摘要".split())
_TABS = 3  # one stands behind the number of a paragraph
_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE})


@once_a_document
def body_start(document: Document) -> int:
    """Return where the first heading stands, below masthead and title; 0 where there is none."""
    return next((block.span.start for block in document.blocks if block.kind is BlockKind.HEADING), 0)


@once_a_document
def summary_of(document: Document) -> Span:
    """Return the summary that stands before the text, up to the next heading; empty where there is none."""
    headings = iter(block.span for block in document.blocks if block.kind is BlockKind.HEADING)
    for start, end in headings:
        if "".join(document.text[start:end].split()) in _SUMMARIES:
            return Span(start, next((each.start for each in headings), len(document.text)))
    return Span(0, 0)


def begins_in_the_middle(document: Document) -> bool:
    """Tell whether a document is the rest of another one: no masthead, and its first paragraph is not the first."""
    if any(block.kind is BlockKind.MASTHEAD for block in document.blocks):
        return False
    numbers = [int(block.number) for block in document.blocks if block.number.isdigit() and block.number.isascii()]
    return bool(numbers) and min(numbers) > 1


def is_beside_text(document: Document, offset: int) -> bool:
    """Tell whether an offset lies in a table or a footnote: there is no room for full forms, and authors are cited."""
    block = document.block_at(offset)
    if block.kind is BlockKind.TABLE_CELL:  # clauses are the text of an item, or of a document that is one table
        return not any(document.text.find(mark, *block.span) >= 0 for mark in "。；，")
    return block.kind is BlockKind.FOOTNOTE or document.text.count("\t", *block.span) >= _TABS


def is_row(document: Document, offset: int) -> bool:
    """Tell whether an offset lies in a block that has no clauses: a row of a table, an item of an agenda."""
    start, end = document.block_at(offset).span
    return not any(mark in document.text[start:end] for mark in _CLAUSE_ENDS)


def is_prose_at(document: Document, offset: int) -> bool:
    """Tell whether an offset lies in a paragraph, a list item or a footnote."""
    return document.block_at(offset).kind in _PROSE


def in_prose(
    document: Document, pattern: re.Pattern[str], places: Sequence[int] | None = None
) -> Iterator[tuple[Span, re.Match[str]]]:
    """Yield the matches of a pattern, which matches no line feed, in the running text of a document.

    `places`: where alone it may begin, in text order.
    """
    text = document.text
    for start, end in _prose_runs(document):
        if places is None:
            found = pattern.finditer(text, start, end)
        else:
            within = places[bisect_left(places, start) : bisect_left(places, end)]
            found = beginning_at(within, pattern, text, end)
        for match in found:
            yield span_of(match.span()), match


@once_a_document
def _prose_runs(document: Document) -> Sequence[Span]:
    """Return the stretches of running text: blocks that follow one another are one, with line feeds between them."""
    runs = groupby(document.blocks, lambda block: block.kind in _PROSE)
    blocks = [list(run) for is_prose, run in runs if is_prose]
    return [Span(run[0].span.start, run[-1].span.end) for run in blocks]


def sentence_at(document: Document, span: Span) -> Span:
    """Return the sentence that a span stands in, or the part of it that ； ends, without its end mark."""
    text, block = document.text, document.block_at(span.start).span
    start = max(text.rfind(mark, block.start, span.start) for mark in _ENDS) + 1
    ends = [end for mark in _ENDS if (end := text.find(mark, span.end, block.end)) >= 0]
    return Span(start or block.start, min(ends, default=block.end))
