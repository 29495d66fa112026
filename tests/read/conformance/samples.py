"""One small text in every format that is made without other programs, and the way back to its source."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2
from lxml import etree

from termkit.read.contract import BY_NAME
from termkit.read.word.document import read_word
from termkit.read.word.nodes import text_nodes

from ..pdf_builder import pdf  # noqa: TID252
from ..word_builder import docx, p, r, styled  # noqa: TID252

if TYPE_CHECKING:
    from collections.abc import Callable

HEADING = "一. 导言"
PARAGRAPHS = (
    "1. 联合国开发计划署(开发署)同联合国世界粮食计划署(粮食署)开展合作，以执行《2030年议程》。",
    "2. 各国议会联盟(议会联盟)通过了决议，其成员表示欢迎。",
)
TEXT = "\n".join((HEADING, *PARAGRAPHS))


class Sample(NamedTuple):
    """A file, what shows the character at a place, and whether its encoding may be any."""

    data: bytes
    shows: Callable[[bytes, int, int, int | None], str]
    text_like: bool


def _in_text(data: bytes, line: int, column: int, page: int | None) -> str:
    assert page is None
    return data.decode("utf-8").split("\n")[line - 1][column - 1]


def _in_docx(data: bytes, line: int, column: int, page: int | None) -> str:
    """Cut at the node and the offset in it."""
    assert page is None
    word = read_word(data, "x.docx")
    place = word.node_at(word.document.blocks[line - 1].span.start + column - 1)
    assert place is not None
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        node = list(text_nodes(etree.fromstring(archive.read(place.part))))[place.node]
    return (node.text or "")[place.offset]


def _in_pdf(data: bytes, line: int, column: int, page: int | None) -> str:
    document = pypdfium2.PdfDocument(data)
    lines = [each for each in document[page - 1].get_textpage().get_text_range().split("\r\n") if each.strip()]
    return lines[line - 1][column - 1]


BODY = styled("H1", r(HEADING)) + "".join(p(r(text[:9]) + r(text[9:])) for text in PARAGRAPHS)
STYLES = '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
HTML = f'<!DOCTYPE html><html lang="zh"><meta charset="utf-8"><title>x</title>\n<h1>{HEADING}</h1>\n' + "\n".join(
    f"<p>{text[:9]}<b>{text[9:20]}</b>{text[20:]}</p>" for text in PARAGRAPHS
)
MARKDOWN = f"# {HEADING}\n\n" + "\n\n".join(f"{text[:9]}**{text[9:20]}**{text[20:]}" for text in PARAGRAPHS) + "\n"
TEI = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n<TEI.2><text lang="zh"><body><head>{HEADING}</head>\n'
    + "\n".join(f'<p id="{n}"><s id="{n}:1">{text}</s></p>' for n, text in enumerate(PARAGRAPHS))
    + "</body></text></TEI.2>"
)
XLIFF = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2"><file source-language="en" target-language="zh"><body>'
    + "".join(
        f'\n<trans-unit id="{n}"><source>x</source><target>{t[:4]}<g id="1">{t[4:]}</g></target></trans-unit>'
        for n, t in enumerate(TEXT.split("\n"))
    )
    + "</body></file></xliff>"
)
TMX = '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header srclang="en"/><body>' + "".join(
    f'\n<tu><tuv xml:lang="en"><seg>x</seg></tuv><tuv xml:lang="zh"><seg>{t}</seg></tuv></tu>' for t in TEXT.split("\n")
) + "</body></tmx>"  # fmt: skip
PO = "".join(f'msgid "x{n}"\nmsgstr "{t[:5]}"\n"{t[5:]}"\n\n' for n, t in enumerate(TEXT.split("\n")))
TSV = "".join(f"words {n}\t{t}\n" for n, t in enumerate(TEXT.split("\n")))

SAMPLES = {
    "txt": Sample(TEXT.encode(), _in_text, text_like=True),
    "docx": Sample(docx(BODY, styles=STYLES), _in_docx, text_like=False),
    "pdf": Sample(pdf(TEXT.split("\n")), _in_pdf, text_like=False),
    "html": Sample(HTML.encode(), _in_text, text_like=True),
    "md": Sample(MARKDOWN.encode(), _in_text, text_like=True),
    "tei": Sample(TEI.encode(), _in_text, text_like=True),
    "xliff": Sample(XLIFF.encode(), _in_text, text_like=True),
    "tmx": Sample(TMX.encode(), _in_text, text_like=True),
    "po": Sample(PO.encode(), _in_text, text_like=True),
    "tsv": Sample(TSV.encode(), _in_text, text_like=True),
}


def path_of(name: str) -> str:
    return "sample" + BY_NAME[name].endings[0]
