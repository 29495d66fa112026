"""Plain text to a Document."""

from __future__ import annotations

from termkit.read.assemble import assemble
from termkit.read.build import symbols_and_date
from termkit.read.contract import DEFAULT, Options
from termkit.read.decode import decode
from termkit.read.language import language_of
from termkit.read.layout import group_lines, titles
from termkit.read.lines import Layout, split_lines
from termkit.text.document import Document, LineIndex

__all__ = ["read_plain", "read_text"]


def read_plain(data: bytes, path: str, encoding: str = "") -> Document:
    """Read a .txt file: hard wraps and page breaks joined, blocks told apart, masthead read.

    Raises InputError where the bytes are no text. An empty file gives an empty document.
    """
    decoded = decode(data, path, encoding)
    source = decoded.text
    lines = split_lines(source)
    layout = Layout.of(lines, source)
    drafts = group_lines(lines, layout)
    starts = titles([draft.start for draft in drafts], [draft.text for draft in drafts])
    for draft, start in zip(drafts, starts, strict=True):
        draft.start = start
    result = assemble(source, drafts, spaced=layout.spaced)
    symbols, date = symbols_and_date(starts, lambda index: [line.text for line in drafts[index].lines])
    return Document(
        path=path,
        format="txt",
        language=language_of(result.text),
        text=result.text,
        blocks=result.blocks,
        source_map=result.source_map,
        lines=LineIndex(source),
        symbols=symbols,
        date=date,
        encoding=decoded.encoding,
        doubt=decoded.doubt,
    )


def read_text(data: bytes, path: str, options: Options = DEFAULT) -> Document:
    """Read a .txt file: `read_plain` behind the contract of all readers."""
    return read_plain(data, path, options.encoding)
