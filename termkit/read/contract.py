"""The one contract of all readers: bytes and a path go in, a Document comes out.

A reader raises InputError, and nothing else, for whatever is wrong with the bytes; it opens no file
and no connection, and its memory is bounded by the limits that stand here.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol

from termkit.text.garbage import uncollected

if TYPE_CHECKING:
    from termkit.read.bilingual.units import Bilingual
    from termkit.text.document import Document

__all__ = ["BY_NAME", "DEFAULT", "FORMATS", "MOST_BYTES", "Format", "Options", "PairReader", "Reader"]

MOST_BYTES = 256 << 20
"""The largest file that is read, in bytes: a text of this size needs some gigabytes of memory."""


class Options(NamedTuple):
    """What a caller may ask of a reader; one that has no use for an option passes over it."""

    encoding: str = ""
    """Encoding of a text file; empty to detect it."""
    original: bool = False
    """Read tracked changes as if they were rejected, not accepted."""


DEFAULT = Options()


class Reader(Protocol):
    """Turns the bytes of one format into a document."""

    def __call__(self, data: bytes, path: str, options: Options = ..., /) -> Document:
        """Read the document; raises InputError with one sentence where the bytes are not of the format."""
        ...


class PairReader(Protocol):
    """Turns the bytes of a bilingual format into two documents whose segments are aligned."""

    def __call__(self, data: bytes, path: str, options: Options = ..., /) -> Bilingual:
        """Read both sides; raises InputError with one sentence where the bytes are not of the format."""
        ...


class Format(NamedTuple):
    """A format: its name, its endings (the first is the usual one), where its reader stands."""

    name: str
    endings: tuple[str, ...]
    title: str
    module: str
    function: str
    walked: bool = True
    """Whether a walk over a folder takes files with these endings unasked."""
    pair: str = ""
    """The function that reads both sides of a bilingual format; empty for the others."""

    @property
    def reader(self) -> Reader:
        """Return the reader; its module is imported only now, so that start-up stays short."""
        return uncollected(getattr(import_module(self.module), self.function))

    @property
    def pair_reader(self) -> PairReader | None:
        """Return the reader of both sides; None for a format of one language."""
        return uncollected(getattr(import_module(self.module), self.pair)) if self.pair else None


FORMATS = (
    Format("txt", (".txt", ".text"), "plain text", "termkit.read.plain", "read_text"),
    Format("docx", (".docx", ".docm", ".dotx"), "a Word document", "termkit.read.word.document", "read_docx"),
    Format("pdf", (".pdf",), "a PDF", "termkit.read.pdf.document", "read_pdf"),
    Format("html", (".html", ".htm", ".xhtml"), "a web page", "termkit.read.web.document", "read_html"),
    Format("md", (".md", ".markdown"), "Markdown", "termkit.read.markdown", "read_markdown"),
    Format("tei", (".xml", ".tei"), "TEI", "termkit.read.tei", "read_tei"),
    Format("doc", (".doc", ".dot"), "a Word 97–2003 document", "termkit.read.office", "read_office"),
    Format("odt", (".odt", ".fodt"), "an OpenDocument text", "termkit.read.office", "read_office"),
    Format("rtf", (".rtf",), "Rich Text", "termkit.read.office", "read_office"),
    Format(
        "xliff", (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff"), "XLIFF", "termkit.read.bilingual.xliff",
        "read_xliff", pair="read_xliff_pair",
    ),
    Format("tmx", (".tmx",), "TMX", "termkit.read.bilingual.tmx", "read_tmx", pair="read_tmx_pair"),
    Format("po", (".po", ".pot"), "PO", "termkit.read.bilingual.po", "read_po", pair="read_po_pair"),
    # Tables in a folder are glossaries and data as often as segments: only taken when asked for.
    Format(
        "tsv", (".tsv", ".csv"), "a table of segments", "termkit.read.bilingual.tables", "read_table",
        walked=False, pair="read_table_pair",
    ),
)  # fmt: skip
"""All formats, in the order in which they are listed to people."""

BY_NAME = {each.name: each for each in FORMATS}
