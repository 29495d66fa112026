"""Blocks that a format states to a Document: what a block is by its form, symbols, date, places."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from termkit.read.language import language_of
from termkit.read.layout import Draft, titles
from termkit.read.lines import Line, Start, start_of
from termkit.read.masthead import date_of_line, symbols_of_line
from termkit.text.document import Block, BlockKind, Document, LineIndex, SourceMap, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["RawBlock", "build_document", "symbols_and_date"]

_MASTHEAD_LINES = 80
_BY_FORM = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.CONTENTS})


class RawBlock(NamedTuple):
    """A block as a reader found it, without line feeds. `kind` is None where the format does not say it.

    `runs` are (offset in the text, offset in the source) of the stretches copied unbroken.
    """

    text: str
    kind: BlockKind | None = None
    number: str = ""
    level: int = 0
    runs: tuple[tuple[int, int], ...] = ()


def build_document(
    path: str,
    form: str,
    raw: Iterable[RawBlock],
    lines: LineIndex | None = None,
    *,
    language: str = "",
    encoding: str = "",
    doubt: str = "",
) -> Document:
    """Put a document together from its blocks; without `lines`, the blocks are the lines of the source."""
    raw = [block for block in raw if block.text]
    text = "\n".join(block.text for block in raw)
    runs: list[tuple[int, int]] = []
    blocks = []
    position = 0
    drafts = titles([_draft(block) for block in raw])
    for block, draft in zip(raw, drafts, strict=True):
        if len(block.runs) == 1:
            runs.append((position + block.runs[0][0], block.runs[0][1]))
        else:
            runs += [(position + offset, source) for offset, source in block.runs]
        kind, number, level = draft.start
        # What the format states holds; only what it leaves open goes by the look of the line.
        kind = block.kind if block.kind is not None and kind is not BlockKind.MASTHEAD else kind
        end = position + len(block.text)
        blocks.append(Block(kind, Span(position, end), number, level))
        position = end + 1
    symbols, date = symbols_and_date(drafts)
    return Document(
        path=path,
        format=form,
        language=language or language_of(text),
        text=text,
        blocks=tuple(blocks),
        source_map=SourceMap(runs if lines is not None and runs else [(0, 0)]),
        lines=lines or LineIndex(text),
        symbols=symbols,
        date=date,
        encoding=encoding,
        doubt=doubt,
    )


def _draft(block: RawBlock) -> Draft:
    kind, number = block.kind or BlockKind.PARAGRAPH, block.number
    found = start_of(block.text) if not number and kind in _BY_FORM else None
    if found is not None and found.kind in _BY_FORM and (block.kind is None or found.number):
        stated = found if block.kind is None else Start(kind, found.number, block.level)
    else:
        stated = Start(kind, number, block.level) if number or block.level else _plain(kind)
    content = block.text.strip() or block.text
    return Draft(stated, [Span(0, len(content))], [Line(content, 0, "", 1)])


@cache
def _plain(kind: BlockKind) -> Start:
    return Start(kind)


def symbols_and_date(drafts: Sequence[Draft]) -> tuple[tuple[str, ...], str]:
    """Return symbols and date; running heads give the symbol too where the masthead has lost it."""
    symbols: dict[str, None] = {}
    date = ""
    seen = 0
    for draft in drafts:
        for line in draft.lines:
            seen += 1
            is_head = seen <= _MASTHEAD_LINES and draft.start.kind is not BlockKind.FOOTNOTE and not draft.is_prose
            if is_head or draft.start.kind is BlockKind.RUNNING:
                symbols.update(dict.fromkeys(symbols_of_line(line.text)))
            if is_head and not date:
                date = date_of_line(line.text)
    return tuple(symbols), date
