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
        doubts = _left_out(pdf)
    except pypdfium2.PdfiumError:
        raise InputError("is a damaged PDF: a page cannot be read", path) from None
    finally:
        pdf.close()
    return _document(pages, path, doubts)


def _pages(pdf: Any, path: str) -> list[PageText]:
    if len(pdf) > MOST_PAGES:
        raise InputError(f"is too long: {len(pdf):,} pages, at most {MOST_PAGES:,} are read", path)
    pages: list[PageText] = []
    offset = 0
    for index in range(len(pdf)):
        page = _upright(pdf, index)
        try:
            pages.append(lines_of_page(page, index + 1, offset))
        finally:
            page.close()
        offset = pages[-1].end
    return pages


def _upright(pdf: Any, index: int) -> Any:
    """Return a page; the content of one that is shown turned is turned, since PDFium tells places as if it were not."""
    page = pdf[index]
    if not (angle := page.get_rotation()):
        return page
    width, height = page.get_size()
    from pypdfium2 import raw  # noqa: PLC0415

    left, bottom, right, top = page.get_cropbox()
    turned = {
        90: (0, -1, 1, 0, -bottom, right),
        180: (-1, 0, 0, -1, right, top),
        270: (0, 1, -1, 0, top, -left),
    }
    raw.FPDFPage_TransFormWithClip(page, raw.FS_MATRIX(*turned[angle]), None)
    page.set_rotation(0)
    page.set_mediabox(0, 0, width, height)
    page.set_cropbox(0, 0, width, height)
    page.close()
    return pdf[index]


def _left_out(pdf: Any) -> list[str]:
    """Return what the file holds beside its pages, which is not read."""
    from pypdfium2 import raw  # noqa: PLC0415

    parts = []
    if pdf.get_formtype() != raw.FORMTYPE_NONE:
        parts.append("what is filled into its form fields is not read")
    if (count := pdf.count_attachments()) > 0:
        parts.append(f"{count} attached {'file is' if count == 1 else 'files are'} not read; save what is wanted")
    return parts


def _document(pages: Sequence[PageText], path: str, doubts: Sequence[str]) -> Document:
    scans = [index for index, page in enumerate(pages, 1) if page.is_scan]
    if scans and len(scans) == len(pages):
        raise InputError("is a scan without text; run character recognition (OCR) over it first", path)
    source = "\n".join(line.text for page in pages for line in page.lines)
    lines = LineIndex(source, [page.start for page in pages])
    return build_document(path, "pdf", blocks_of_pages(pages), lines, doubt=_doubt(pages, scans, doubts))


def _doubt(pages: Sequence[PageText], scans: Sequence[int], doubts: Sequence[str]) -> str:
    parts = list(doubts)
    if scans:
        which = ", ".join(map(str, scans[:5])) + (" …" if len(scans) > 5 else "")
        parts.append(f"{'page' if len(scans) == 1 else 'pages'} {which}: a scan without text, not read")
    unmapped = sum(page.unmapped for page in pages)
    if unmapped:
        first = next(index for index, page in enumerate(pages, 1) if page.unmapped)
        parts.append(f"{unmapped} characters cannot be mapped to text (first on page {first}): a font lacks its table")
    return "; ".join(parts)
