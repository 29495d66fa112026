"""Lists of abbreviations: a heading such as 简称和缩略语, and a row for each form below it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from termkit.text.document import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.text.document import Document

__all__ = ["Row", "find_rows"]

_TITLE = re.compile(
    r"(?:[一二三四五六七八九十]+[.、．]\s*|[A-Z][.、．]\s*)?(?:本报告(?:中)?(?:所)?用?的?)?"
    r"(?:简称|缩略语|缩略词|缩写|略语)(?:和(?:缩略语|简称|缩写|术语|全称))?(?:表|一览表?|清单|列表)?$"
)
_HEADER = re.compile(r"(?:简称|缩略语|缩略词|缩写|略语|全称|名称)[\s|]+(?:简称|缩略语|缩略词|缩写|略语|全称|名称)$")
_LAST = frozenset("称语词写表览单")
"""Last characters of both: most blocks are done with at theirs."""
# What parts the two sides of a row: a tab, a rule or a dash, or else a space (SDG 7<tab>可持续发展目标7).
_ROWS = tuple(
    re.compile(rf"\|?\s*(?P<left>[^\s|—–:：].*?){between}(?P<right>\S.*?)\s*\|?$")
    for between in (r"(?:\s*\t\s*|\s{2,}|\s*[|—–:：]+\s*)", r"\s")
)
_MOST = 60


class Row(NamedTuple):
    """A row of a list: the spans of short form and full form in the document's text."""

    short: Span
    full: Span


def find_rows(document: Document) -> Iterator[Row]:
    """Yield the rows of the lists of abbreviations in a document; the shorter side is the short form."""
    inside = False
    for block in document.blocks:
        may_head = document.text[block.span.end - 1 : block.span.end] in _LAST
        if not inside and not may_head:
            continue
        text = document.text[block.span.start : block.span.end]
        if may_head and (_TITLE.match(text) or _HEADER.match(text)):
            inside = True
        elif inside:
            is_numbered = block.kind is BlockKind.HEADING and block.number != ""
            row = None if is_numbered else _row_of(text, block.span.start)
            inside = row is not None
            if row is not None:
                yield row


def _row_of(text: str, offset: int) -> Row | None:
    match = next(filter(None, (row.match(text) for row in _ROWS)), None)
    if match is None or len(text) > _MOST + 20 or any(mark in text for mark in "。；"):
        return None
    left, right = (Span(*(offset + end for end in match.span(group))) for group in ("left", "right"))
    short, full = sorted((left, right), key=lambda span: span.end - span.start)
    return Row(short, full) if short.end - short.start <= 24 else None
