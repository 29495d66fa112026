"""TEI, as the United Nations Parallel Corpus uses it, to a Document.

Format: Ziemski, Junczys-Dowmunt and Pouliquen, "The United Nations Parallel Corpus v1.0", LREC 2016:
`body/p[@id]/s[@id="6:1"][@lang]`, `idno[@type="symbol"]` in the header; general names follow TEI P5.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from termkit.read.build import RawBlock, build_document
from termkit.read.contract import DEFAULT, Options
from termkit.read.textruns import TextRuns
from termkit.read.xml_events import parse_events
from termkit.text.document import BlockKind, LineIndex, Span
from termkit.text.symbols import split_symbols

if TYPE_CHECKING:
    from termkit.text.document import Document

__all__ = ["Sentence", "TeiText", "read_tei", "read_tei_text"]

_BLOCKS = {
    "p": None, "ab": None, "l": None, "seg": None, "head": BlockKind.HEADING, "item": BlockKind.LIST_ITEM,
    "note": BlockKind.FOOTNOTE, "cell": BlockKind.TABLE_CELL, "fw": BlockKind.RUNNING,
}  # fmt: skip
_DATE = re.compile(r"((?:19|20)\d\d)-?(\d\d)-?(\d\d)")


class Sentence(NamedTuple):
    """A sentence that the corpus marked: its id and its span in `Document.text`."""

    identifier: str
    span: Span


class TeiText(NamedTuple):
    """A TEI document and its sentences."""

    document: Document
    sentences: tuple[Sentence, ...]


class _Text:
    """State of one pass over the events."""

    wants_tags = False

    def __init__(self) -> None:
        self.blocks: list[RawBlock] = []
        self.sentences: list[tuple[int, str, int, int]] = []
        self.language = ""
        self.symbols: list[str] = []
        self.date = ""
        self._in_body = 0
        self._in_header = 0
        self._open: list[tuple[TextRuns, BlockKind | None, str]] = []
        self._sentence: tuple[str, int] | None = None
        self._header_text = ""
        self._header_type = ""

    def start(self, name: str, attributes: dict[str, str], _offset: int) -> None:
        if not self.language and not self._in_header:
            self.language = attributes.get("xml:lang") or attributes.get("lang") or ""
        if name == "s":
            if self._in_body:
                self._start_sentence(attributes)
        elif self._in_body and name in _BLOCKS:
            number = attributes.get("n", "") if name == "note" else ""
            self._open.append((TextRuns(), _BLOCKS[name], number))
        elif name == "teiHeader":
            self._in_header += 1
        elif name == "body" or (name in {"front", "back"} and not self._in_body):
            self._in_body += 1
        elif self._in_header and name in {"idno", "date"}:
            self._header_text, self._header_type = "", attributes.get("type", "")
            if not self.date and (match := _DATE.match(attributes.get("when", ""))):
                self.date = "-".join(match.groups())
        elif name == "lb" and self._open:
            self._open[-1][0].flow("\n", self._open[-1][0].source_end)

    def end(self, name: str, _offset: int) -> None:
        if name == "s":
            if self._sentence is not None:
                identifier, start = self._sentence
                self._sentence = None
                self.sentences.append((len(self.blocks), identifier, start, self._open[-1][0].length))
        elif self._in_body and name in _BLOCKS:
            if self._open:
                self._flush()
        elif name == "teiHeader":
            self._in_header -= 1
        elif name in {"body", "front", "back"}:
            self._flush_all()
            self._in_body = max(self._in_body - 1, 0)
        elif self._in_header and name in {"idno", "date"}:
            self._end_header(name)

    def data(self, text: str, offset: int) -> None:
        if self._open:
            self._open[-1][0].flow(text, offset)
        elif self._in_header:
            self._header_text = (self._header_text + text)[:200]
        elif self._in_body and self._sentence is not None:
            self._open.append((TextRuns(), None, ""))
            self._open[-1][0].flow(text, offset)

    def _start_sentence(self, attributes: dict[str, str]) -> None:
        if not self._open:  # a sentence outside of all paragraphs is one
            self._open.append((TextRuns(), None, ""))
        # Sentences of one paragraph are set apart as the language does it, whatever stands between the tags.
        runs = self._open[-1][0]
        if runs.length:
            runs.flow("\n", runs.source_end)
        self._sentence = attributes.get("xml:id") or attributes.get("id", ""), runs.length

    def _end_header(self, name: str) -> None:
        text = self._header_text.strip()
        if name == "idno" and self._header_type in {"symbol", ""}:
            self.symbols += split_symbols(text)
        elif name == "date" and not self.date and (match := _DATE.match(text)):
            self.date = "-".join(match.groups())

    def _flush(self) -> None:
        runs, kind, number = self._open.pop()
        if runs.length:
            self.blocks.append(RawBlock(runs.text, kind, number, 0, runs.runs))

    def _flush_all(self) -> None:
        while self._open:
            self._flush()


def read_tei(data: bytes, path: str, options: Options = DEFAULT) -> Document:
    """Read a TEI file; places are those of the XML source. Raises InputError where it is damaged."""
    return _read(data, path, options)[0]


def read_tei_text(data: bytes, path: str, options: Options = DEFAULT) -> TeiText:
    """Read a TEI file with the sentences that it marks. Raises InputError where it is damaged."""
    document, marked = _read(data, path, options)
    starts = [block.span.start for block in document.blocks]
    sentences = []
    for index, identifier, start, end in marked:
        begin = starts[index] if index < len(starts) else len(document.text)
        inner = document.text[begin + start : begin + end]
        lead = len(inner) - len(inner.lstrip())
        sentences.append(Sentence(identifier, Span(begin + start + lead, begin + end)))
    return TeiText(document, tuple(sentences))


def _read(data: bytes, path: str, options: Options) -> tuple[Document, list[tuple[int, str, int, int]]]:
    """Return the document, and its sentences as index of the block, id, start and end in the block."""
    text = _Text()
    decoded = parse_events(data, path, options.encoding, text)
    document = build_document(
        path,
        "tei",
        text.blocks,
        LineIndex(decoded.text),
        language=text.language.split("-")[0].lower(),
        encoding=decoded.encoding,
        doubt=decoded.doubt,
    )
    if text.symbols or text.date:
        symbols = tuple(dict.fromkeys(text.symbols)) or document.symbols
        document = replace(document, symbols=symbols, date=text.date or document.date)
    return document, text.sentences
