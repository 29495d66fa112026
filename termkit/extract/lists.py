"""Lists of abbreviations: a heading such as 简称和缩略语, and a row for each form below it."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from termkit.extract.alignment import align_short_form
from termkit.extract.remarks import is_symbol
from termkit.text.characters import is_han
from termkit.text.document import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termkit.text.document import Block, Document

__all__ = ["Row", "find_rows"]

_SHORT = r"(?:首字母)?(?:缩略语|缩略词|缩写词?|略语|简称)"
_FULL = r"(?:(?:中文)?(?:全称|全名|名称|含义|中文))"
_FOREIGN = r"(?:(?:英文|外文|原文|法文|西班牙文|俄文|阿拉伯文)(?:全称|全名|名称)?)"
_TITLE = re.compile(
    r"(?:附[件录文]\s?[一二三四五六七八九十\dA-Z]{0,3}[.：:\s]\s*)?"
    r"(?:[一二三四五六七八九十]+[.、．]\s*|[A-Z][.、．]\s*)?"
    r"(?:本(?:报告|文件|说明)中?所?使?用?的?)?(?:所用|常用|主要|英文|中文){0,2}"
    rf"{_SHORT}(?:[和与及、](?:{_SHORT}|术语|全称|词汇|(?:简要|简短)?(?:说明|释义|解释|定义)))?(?:对照)?(?:表|一览表?|清单|列表)?$"
)
_HEADER = re.compile(rf"(?:{_SHORT}[\s|]+{_FULL}|{_FULL}[\s|]+{_SHORT})$")
_CELL = re.compile(rf"(?:(?P<SHORT>{_SHORT})|(?P<FULL>{_FULL})|(?P<FOREIGN>{_FOREIGN})|(?P<OTHER>备注|说明|注释))$")
_LAST = frozenset("称语词写表览单名义文注明释")
"""Last characters of all of them: most blocks are done with at theirs."""
# What parts the two sides of a row: a tab, a rule, a dash, a row of dots, or else a space (SDG 7<tab>可持续发展目标7).
_ROWS = tuple(
    re.compile(
        r"\|?\s*(?:[(（]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[a-z])[)）.、．]\s*|[•●▪–-]\s+)?(?:简称|缩略语|缩写)?[:：]?\s*"
        rf"(?P<left>[^\s|—–:：].*?){between}(?:全称[:：]\s*)?(?P<right>[^\s.…].*?)\s*\|?$"
    )
    for between in (r"(?:\s*\t\s*|\s*(?:[|—–:：=]+|\.{3,}|…+|·{3,})\s*|\s{2,})", r"\s")
)
_MOST = 60
_LONGEST = 24


class Row(NamedTuple):
    """A row of a list: the spans of short form and full form in the document's text."""

    short: Span
    full: Span


class _Column(Enum):
    """What a column of a table holds."""

    SHORT = "short form"
    FULL = "full form"
    FOREIGN = "the name in another language"
    OTHER = "remarks"


_SIDES = frozenset({_Column.SHORT, _Column.FULL})


def find_rows(document: Document) -> Iterator[Row]:
    """Yield the rows of the lists of abbreviations in a document; the shorter side is the short form.

    A row is a line, or the cells of a table that stand beside one another.
    """
    blocks, text = document.blocks, document.text
    inside, rows, index = False, 0, 0
    columns: Sequence[_Column] = ()
    while index < len(blocks):
        block = blocks[index]
        start, end = block.span
        may_head = end - start <= _MOST and text[end - 1 : end] in _LAST
        if not inside and not may_head:
            index += 1
            continue
        if may_head and (header := _header_at(text, blocks, index)) is not None:
            columns, inside = header, True
            index += len(header)
            continue
        content = text[start:end]
        if may_head and (_TITLE.match(content) or _HEADER.match(content)):
            columns, inside, rows = (), True, 0
        elif inside and block.kind is not BlockKind.RUNNING:
            found = None if block.kind is BlockKind.HEADING and block.number else _row_at(text, blocks, index, columns)
            if found is not None:
                row, taken = found
                rows, index = rows + 1, index + taken - 1
                if row is not None:
                    yield row
            else:
                # A sentence may say what the list is for.
                inside = rows == 0 and block.kind is not BlockKind.HEADING and content[-1] in "。：:"
                rows += 1
        index += 1


def _header_at(text: str, blocks: Sequence[Block], index: int) -> Sequence[_Column] | None:
    """Return the columns of the table that begins at a block, where its first row names both forms."""
    columns: list[_Column] = []
    for block in blocks[index : index + 6]:
        name = _CELL.match(text, block.span.start, block.span.end)
        if block.kind is not BlockKind.TABLE_CELL or name is None:
            break
        columns.append(_Column[name.lastgroup or "OTHER"])
    return columns if _Column.SHORT in columns and _Column.FULL in columns else None


def _row_at(
    text: str, blocks: Sequence[Block], index: int, columns: Sequence[_Column]
) -> tuple[Row | None, int] | None:
    """Return the row that begins at a block, and of how many blocks it is; None where the list has ended."""
    block = blocks[index]
    is_cell = block.kind is BlockKind.TABLE_CELL
    if row := _row_of(text[block.span.start : block.span.end], block.span.start, _ROWS[: 1 if is_cell else None]):
        return row, 1
    if is_cell and columns:
        # An empty cell is no block, so that the one behind it may stand in its place.
        for wanted in ([c for c in columns if c is not _Column.OTHER], [c for c in columns if c in _SIDES]):
            spans = [each.span for each in blocks[index : index + len(wanted)]]
            if row := _row_by_columns(text, spans, wanted):
                return row, len(wanted)
        return None, 1
    spans = [each.span for each in blocks[index : index + 2] if (each.kind is BlockKind.TABLE_CELL) is is_cell]
    sides = sorted(spans, key=lambda span: _width(text[span.start : span.end]))
    short, full = sides[0], sides[-1]
    if not _are_sides(text, short, full):
        return None
    # Lines one below the other, as cells of a table become in a plain text, must fit by their letters.
    if not is_cell and not _fits(text[short.start : short.end], text[full.start : full.end]):
        return None
    return Row(short, full), 2


def _row_by_columns(text: str, spans: Sequence[Span], columns: Sequence[_Column]) -> Row | None:
    """Return the row that some cells make up, if each of them may stand in its column."""
    cells = dict(zip(columns, spans, strict=False))
    if len(spans) < len(columns) or not _are_sides(text, cells[_Column.SHORT], cells[_Column.FULL]):
        return None
    foreign = cells.get(_Column.FOREIGN)
    if foreign is not None and any(map(is_han, text[foreign.start : foreign.end])):
        return None
    return Row(cells[_Column.SHORT], cells[_Column.FULL])


def _are_sides(text: str, short: Span, full: Span) -> bool:
    """Tell whether two pieces of text may be the two sides of a row."""
    form, name = text[short.start : short.end], text[full.start : full.end]
    return (
        1 < len(form) <= _LONGEST
        and not is_symbol(form)
        and len(name) <= _MOST
        and _width(form) < _width(name)
        and any(map(is_han, name))
        and not any(mark in form + name for mark in "。；")
    )


def _fits(short: str, full: str) -> bool:
    if not any(map(is_han, short)):
        return short.isascii() and " " not in short and any(map(is_han, full))
    return align_short_form(short, full).covered(0) == 1.0


def _row_of(text: str, offset: int, patterns: Sequence[re.Pattern[str]]) -> Row | None:
    if len(text) > _MOST + 20 or any(mark in text for mark in "。；"):
        return None
    if (match := next(filter(None, (row.match(text) for row in patterns)), None)) is None:
        return None
    short, full = sorted(("left", "right"), key=lambda side: _width(match[side]))
    if not any(map(str.isalnum, match[short])):
        return None  # what a sign in a table stands for: * 不适用
    if len(match[short]) > _LONGEST or _differ(match[short], match[full]) or is_symbol(match[short]):
        return None
    return Row(*(Span(*(offset + end for end in match.span(side))) for side in (short, full)))


def _width(form: str) -> int:
    """Return how wide a form is in print, where ADB-ITF is shorter than 亚行信托基金."""
    return len(form) + sum(map(is_han, form))


def _differ(short: str, full: str) -> bool:
    """Tell whether a form in Han has no character of its name: 提要：目标和建议 is a heading behind the list."""
    return any(map(is_han, short)) and any(map(is_han, full)) and set(short).isdisjoint(full)
