"""Blocks that a format states to a Document: what a block is by its form, symbols, date, places."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from termkit.read.language import language_of
from termkit.read.layout import is_prose, titles
from termkit.read.lines import Start, start_of
from termkit.read.masthead import date_of_line, symbols_of_line
from termkit.text.document import Block, BlockKind, Document, LineIndex, SourceMap, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["RawBlock", "build_document", "symbols_and_date"]

_MASTHEAD_LINES = 80
_PLAIN = {kind: Start(kind) for kind in BlockKind}
_BY_FORM = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.CONTENTS})


class RawBlock(NamedTuple):
    """A block as a reader found it, without line feeds. `kind` is None where the format does not say it.

    `runs` are (offset in the text, offset in the source) of the stretches copied unbroken.
    """

    text: str
    kind: BlockKind | None = None
    number: str = ""
    level: int = 0
    runs: Sequence[tuple[int, int]] = ()


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
    texts = [block.text for block in raw]
    text = "\n".join(texts)
    contents = [each.strip() or each for each in texts]
    starts = titles([_start(block) for block in raw], contents)
    run_texts: list[int] = []
    run_sources: list[int] = []
    blocks = []
    position = 0
    for block, (look, number, level) in zip(raw, starts, strict=True):
        for offset, source in block.runs:
            run_texts.append(position + offset)
            run_sources.append(source)
        # What the format states holds; only what it leaves open goes by the look of the line.
        kind = block.kind if block.kind is not None and look is not BlockKind.MASTHEAD else look
        end = position + len(block.text)
        blocks.append(Block(kind, Span(position, end), number, level))
        position = end + 1
    symbols, date = symbols_and_date(starts, lambda index: contents[index : index + 1])
    return Document(
        path=path,
        format=form,
        language=language or language_of(text),
        text=text,
        blocks=tuple(blocks),
        source_map=SourceMap() if lines is None else SourceMap(run_texts, run_sources),
        lines=lines or LineIndex(text),
        symbols=symbols,
        date=date,
        encoding=encoding,
        doubt=doubt,
    )


def _start(block: RawBlock) -> Start:
    """Return what the format states of a block, and what it leaves open by the look of its text."""
    kind, number = block.kind or BlockKind.PARAGRAPH, block.number
    found = start_of(block.text) if not number and kind in _BY_FORM else None
    if found is not None and found.kind in _BY_FORM and (block.kind is None or found.number):
        return found if block.kind is None else Start(kind, found.number, block.level)
    return Start(kind, number, block.level) if number or block.level else _PLAIN[kind]


def symbols_and_date(starts: Iterable[Start], lines_of: Callable[[int], Sequence[str]]) -> tuple[tuple[str, ...], str]:
    """Return symbols and date, from the start of each block and, by its index, its lines.

    They stand in the masthead; running heads give the symbol too where it has lost it.
    """
    symbols: dict[str, None] = {}
    date = ""
    seen = 0
    running = BlockKind.RUNNING
    for index, start in enumerate(starts):
        is_running = start.kind is running
        if seen >= _MASTHEAD_LINES and not is_running:
            continue
        lines = lines_of(index)
        is_title = start.kind is not BlockKind.FOOTNOTE and not is_prose(start, "".join(lines))
        for line in lines:
            seen += 1
            is_head = is_title and seen <= _MASTHEAD_LINES
            if is_head or is_running:
                symbols.update(dict.fromkeys(symbols_of_line(line)))
            if is_head and not date:
                date = date_of_line(line)
    return tuple(symbols), date
