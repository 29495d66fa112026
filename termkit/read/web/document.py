"""Web pages to a Document: the main text without navigation; places are those of the source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from termkit.errors import InputError
from termkit.read.build import RawBlock, build_document
from termkit.read.contract import DEFAULT, Options
from termkit.read.decode import decode
from termkit.read.tags import EndTag, Reference, StartTag, tokens
from termkit.read.textruns import is_wrapped_anywhere
from termkit.read.web.encoding import declared_encoding
from termkit.read.web.main_text import main_text
from termkit.read.web.page import Page, PageBlock, note_targets
from termkit.text.document import LineIndex

if TYPE_CHECKING:
    from termkit.text.document import Document

__all__ = ["read_html"]


def read_html(data: bytes, path: str, options: Options = DEFAULT) -> Document:
    """Read a web page: text without navigation, headings, list items, cells and notes as blocks.

    Nothing that the page refers to is loaded. Raises InputError where the bytes are no text, or the
    page shows nothing but others in frames.
    """
    decoded = decode(data, path, options.encoding or declared_encoding(data))
    tags = list(tokens(decoded.text))
    page = Page(note_targets(tags), wrapped=is_wrapped_anywhere(decoded.text), original=options.original)
    for token in tags:
        if isinstance(token, StartTag):
            page.start(token)
        elif isinstance(token, EndTag):
            page.end(token)
        else:
            page.text(token.text, token.offset, flow=not isinstance(token, Reference))
    page.finish()
    if not page.blocks and (frames := [each for each in map(_framed, tags) if each]):
        raise InputError(f"has its text in other files, which are shown in frames: {', '.join(frames[:5])}", path)
    document = build_document(
        path,
        "html",
        [_raw(block) for block in main_text(page.blocks)],
        LineIndex(decoded.text),
        language=page.language.split("-")[0].lower(),
        encoding=decoded.encoding,
        doubt=decoded.doubt,
    )
    return replace(document, quoted=tuple(page.quoted), code=tuple(page.code))


def _framed(token: object) -> str:
    """Return the address of what a tag shows in a frame; empty for all others."""
    if isinstance(token, StartTag) and token.name in {"frame", "iframe"}:
        return token.attributes.get("src", "")
    return ""


def _raw(block: PageBlock) -> RawBlock:
    text, runs = block.runs.stripped()
    return RawBlock(text, block.kind, block.number, block.level, runs)
