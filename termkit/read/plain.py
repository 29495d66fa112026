"""Plain text to a Document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.read.assemble import assemble
from termkit.read.decode import decode
from termkit.read.layout import group_lines, titles
from termkit.read.lines import Layout, split_lines
from termkit.read.masthead import date_of_line, symbols_of_line
from termkit.text.document import BlockKind, Document, LineIndex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termkit.read.layout import Draft

__all__ = ["read_plain"]

_MASTHEAD_LINES = 80


def read_plain(data: bytes, path: str, encoding: str = "") -> Document:
    """Read a .txt file: hard wraps and page breaks joined, blocks told apart, masthead read.

    Raises InputError where the bytes are no text. An empty file gives an empty document.
    """
    decoded = decode(data, path, encoding)
    source = decoded.text
    lines = split_lines(source)
    layout = Layout.of(lines, source)
    drafts = titles(group_lines(lines, layout))
    result = assemble(source, drafts, spaced=layout.spaced)
    symbols, date = _masthead(drafts)
    return Document(
        path=path,
        format="txt",
        language="zh",
        text=result.text,
        blocks=tuple(result.blocks),
        source_map=result.source_map,
        lines=LineIndex(source),
        symbols=symbols,
        date=date,
        encoding=decoded.encoding,
        doubt=decoded.doubt,
    )


def _masthead(drafts: Sequence[Draft]) -> tuple[tuple[str, ...], str]:
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
