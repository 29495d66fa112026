"""A PDF to a Document; a place is page, line on the page and column in the line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from termkit.errors import InputError, MissingExtraError
from termkit.read.build import build_document
from termkit.read.contract import DEFAULT, Options
from termkit.read.pdf.layout import blocks_of_pages
from termkit.read.pdf.lines import PageText, lines_of_page
from termkit.text.document import LineIndex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termkit.text.document import Document

__all__ = ["MOST_PAGES", "read_pdf"]

MOST_PAGES = 10_000
"""The most pages that are read."""


def read_pdf(data: bytes, path: str, options: Options = DEFAULT) -> Document:  # noqa: ARG001  the contract
    """Read a PDF with a text layer. Nothing that it refers to is loaded, no script is run.

    Raises InputError where it is damaged, encrypted, or a scan without text, and MissingExtraError
    where PDFium is not installed.
    """
    try:
        import pypdfium2  # noqa: PLC0415
    except ImportError:
        raise MissingExtraError("reading PDF", "pdf") from None
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise InputError("is password-protected; save it without a password", path) from None
        raise InputError("is a damaged PDF that cannot be opened", path) from None
    try:
        pages = _pages(pdf, path)
    except pypdfium2.PdfiumError:
        raise InputError("is a damaged PDF: a page cannot be read", path) from None
    finally:
        pdf.close()
    return _document(pages, path)


def _pages(pdf: Any, path: str) -> list[PageText]:
    if len(pdf) > MOST_PAGES:
        raise InputError(f"is too long: {len(pdf):,} pages, at most {MOST_PAGES:,} are read", path)
    pages: list[PageText] = []
    offset = 0
    for index in range(len(pdf)):
        page = pdf[index]
        try:
            pages.append(lines_of_page(page, index + 1, offset))
        finally:
            page.close()
        offset = pages[-1].end
    return pages


def _document(pages: Sequence[PageText], path: str) -> Document:
    scans = [index for index, page in enumerate(pages, 1) if page.is_scan]
    if scans and len(scans) == len(pages):
        raise InputError("is a scan without text; run character recognition (OCR) over it first", path)
    source = "\n".join(line.text for page in pages for line in page.lines)
    lines = LineIndex(source, [page.start for page in pages])
    return build_document(path, "pdf", blocks_of_pages(pages), lines, doubt=_doubt(pages, scans))


def _doubt(pages: Sequence[PageText], scans: Sequence[int]) -> str:
    parts = []
    if scans:
        which = ", ".join(map(str, scans[:5])) + (" …" if len(scans) > 5 else "")
        parts.append(f"{'page' if len(scans) == 1 else 'pages'} {which}: a scan without text, not read")
    unmapped = sum(page.unmapped for page in pages)
    if unmapped:
        first = next(index for index, page in enumerate(pages, 1) if page.unmapped)
        parts.append(f"{unmapped} characters cannot be mapped to text (first on page {first}): a font lacks its table")
    return "; ".join(parts)
