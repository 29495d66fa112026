"""A document of any format as a new Word document: one paragraph a block, headings as headings.

The text is what counts, for comments to stand on: tables and notes are paragraphs in their order.
"""

from __future__ import annotations

import io
import re
import zipfile
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from termkit.read.archive import write_member
from termkit.read.assemble import is_spaced
from termkit.read.word.rewriting import Markup, xml_text
from termkit.read.xml import parse_tree
from termkit.text.document import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.text.document import Block, Document

__all__ = ["Fresh", "fresh_word"]

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LEVELS = 6
# XML 1.0, production 2: characters that a text may hold; white space other than these shows as a space in Word.
_UNFIT = re.compile("[^\t\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x85\u2028\u2029]")


class Fresh(NamedTuple):
    """A new .docx, and where the blocks of the document begin in its text."""

    data: bytes
    starts: tuple[tuple[int, int], ...]
    """(offset in `Document.text`, offset in the text of the .docx) of each block."""

    def span(self, span: Span) -> Span:
        """Return a span of the document's text as one of the .docx."""
        start = self._offset(span.start)
        return Span(start, self._offset(span.end - 1) + 1 if span.end > span.start else start)

    def _offset(self, offset: int) -> int:
        index = bisect_right(self.starts, offset, key=lambda pair: pair[0]) - 1
        old, new = self.starts[max(index, 0)]
        return new + max(offset - old, 0)


def fresh_word(document: Document) -> Fresh:
    """Return a document as a new .docx; the same document gives the same bytes."""
    markup = Markup(parse_tree(f'<w:document xmlns:w="{_WORD}"/>'.encode(), document.path))
    paragraphs, starts, position = [], [], 0
    for block in document.blocks:
        text = _UNFIT.sub(" ", document.text[block.span.start : block.span.end])
        bare = text.strip()
        if not bare:
            continue
        starts.append((block.span.start + len(text) - len(text.lstrip()), position))
        broken = _broken(document, starts[-1][0], bare) if block.kind is BlockKind.MASTHEAD else bare
        paragraphs.append(_paragraph(markup, block, broken))
        position += len(bare) + 1
    opening, closing = f'<w:document xmlns:w="{_WORD}"><w:body>', "<w:sectPr/></w:body></w:document>"
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/document.xml": opening + "".join(paragraphs) + closing,
        "word/_rels/document.xml.rels": _relations(("styles", "styles.xml")),
        "word/styles.xml": f'<w:styles xmlns:w="{_WORD}">{"".join(_styles(markup))}</w:styles>',
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            write_member(archive, name, (_DECLARATION + xml).encode())
    return Fresh(file.getvalue(), tuple(starts) or ((0, 0),))


def _broken(document: Document, start: int, bare: str) -> str:
    """Return the text of a masthead with a line feed where the source has one that Word files are read back with."""
    pieces, last = [], 0
    for gap in re.finditer(r" (?=\S)|(?<=\S)(?=\S)", bare):
        left, right = start + gap.start() - 1, start + gap.end()
        if document.place(Span(left, left + 1)).line == document.place(Span(right, right + 1)).line:
            continue
        if bool(gap[0]) == is_spaced(bare[: gap.start()][-4:], bare[gap.end() : gap.end() + 4], spaced=True):
            pieces.append(bare[last : gap.start()])
            last = gap.end()
    return "\n".join([*pieces, bare[last:]])


def _paragraph(markup: Markup, block: Block, text: str) -> str:
    properties = ""
    if block.kind is BlockKind.HEADING:
        properties = markup.element("pStyle", val=f"Heading{min(max(block.level, 1), _LEVELS)}")
    elif block.kind is BlockKind.FOOTNOTE:
        properties = markup.element("pStyle", val="FootnoteText")
    elif block.kind is BlockKind.LIST_ITEM:
        properties = markup.element("ind", left=str(420 * min(max(block.level, 1), 9)))
    lines = (
        markup.element("tab").join(markup.text(piece) if piece else "" for piece in line.split("\t"))
        for line in text.split("\n")
    )
    runs = markup.element("br").join(lines)
    return markup.element("p", (markup.element("pPr", properties) if properties else "") + markup.element("r", runs))


def _styles(markup: Markup) -> Iterator[str]:
    fonts = markup.element("rFonts", ascii="Times New Roman", hAnsi="Times New Roman", eastAsia="SimSun")
    language = markup.element("lang", val="en-US", eastAsia="zh-CN")
    run = markup.element("rPr", fonts + markup.element("sz", val="21") + language)
    yield markup.element("docDefaults", markup.element("rPrDefault", run))
    yield _style(markup, "Normal", "Normal", default="1")
    for level in range(1, _LEVELS + 1):
        properties = markup.element("keepNext") + markup.element("outlineLvl", val=str(level - 1))
        run = markup.element("rPr", markup.element("b"))
        based = markup.element("basedOn", val="Normal") + markup.element("pPr", properties) + run
        yield _style(markup, f"Heading{level}", f"heading {level}", based)
    small = markup.element("basedOn", val="Normal") + markup.element("rPr", markup.element("sz", val="18"))
    yield _style(markup, "FootnoteText", "footnote text", small)


def _style(markup: Markup, identifier: str, name: str, content: str = "", default: str = "") -> str:
    named = markup.element("name", val=name) + content
    return markup.element("style", named, type="paragraph", styleId=identifier, default=default)


def _relations(*related: tuple[str, str]) -> str:
    found = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{xml_text(target)}"/>'
        for number, (kind, target) in enumerate(related, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{found}</Relationships>'


def _types() -> str:
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    )
