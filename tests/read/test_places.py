"""A finding's place, opened in the source, shows its text: a whole report in every format, at node and offset."""

from __future__ import annotations

import pypdfium2
import pytest

from termkit.check import check
from termkit.corpus.pipeline import analyse
from termkit.extract.definitions import extract_definitions
from termkit.read.contract import BY_NAME, Options
from termkit.text.characters import is_han

from . import truth
from .conformance.samples import SAMPLES

SEED = truth.SEEDS[1]


def made(name):
    pieces = truth.pieces(SEED)
    if name == "txt":
        return SEED.read_bytes()
    if name == "pdf":
        pytest.importorskip("reportlab", reason="reportlab is not installed")
        from .test_un_pdf import parts_of, printed  # noqa: PLC0415  it skips where reportlab is missing

        return printed(parts_of(SEED))
    return {"docx": truth.as_docx, "html": truth.as_html, "md": truth.as_markdown, "tei": truth.as_tei}[name](pieces)


def in_pdf(data, line, column, page):
    """Return the character of PDFium's own text; its spaces may be gaps of the layout, so they do not count."""
    lines = pypdfium2.PdfDocument(data)[page - 1].get_textpage().get_text_range().split("\r\n")
    return [each for each in lines if each.strip()][line - 1].strip()[column - 1]


@pytest.mark.parametrize("name", ["txt", "docx", "html", "md", "tei", "pdf"])
def test_places_of_findings_show_their_text(name):
    data = made(name)
    document = BY_NAME[name].reader(data, f"x.{name}", Options())
    shows = in_pdf if name == "pdf" else SAMPLES[name].shows
    findings = check(analyse([document]))
    spots = [(each.place, each.text) for finding in findings for each in (finding, *finding.related)]
    # Definitions too: `extract` gives their places, and a report has few findings without a glossary.
    spots += [(document.place(each.full_span), each.full) for each in extract_definitions(document)]
    seen = 0
    for place, text in spots[:: max(len(spots) // 200, 1)]:
        if place.page == 1:
            continue  # its masthead stands in two columns, which PDFium gives as one line
        for line, column, character in (
            (place.line, place.column, text[0]),
            (place.end_line, place.end_column - 1, text[-1]),
        ):
            if is_han(character):
                assert shows(data, line, column, place.page) == character, text
                seen += 1
    assert seen >= 40
