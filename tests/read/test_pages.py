"""Pages as they stand on the web or come out of Word (tests/data/pages): a .html or .md file, and in .tsv what is to be read.

A row of the .tsv is a block: kind, number, text.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from termkit.errors import InputError
from termkit.read.contract import BY_NAME, Options
from termkit.text.document import Span

PAGES = sorted(p for p in (Path(__file__).parents[1] / "data" / "pages").iterdir() if p.suffix in {".html", ".md"})


def read(path, *, original=False):
    return BY_NAME[path.suffix[1:]].reader(path.read_bytes(), path.name, Options(original=original))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_page(path):
    document = read(path)
    found = [f"{b.kind.value}\t{b.number}\t{document.text[b.span.start : b.span.end]}" for b in document.blocks]
    assert found == path.with_suffix(".tsv").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_places_show_the_text(path):
    document = read(path)
    source = path.read_bytes().decode(document.encoding).splitlines()
    for match in re.finditer(r"[\u4e00-\u9fff]", document.text):
        place = document.place(Span(match.start(), match.end()))
        assert source[place.line - 1][place.column - 1 : place.end_column - 1] == match.group()


def test_deleted_text_stands_in_the_original():
    page = next(path for path in PAGES if path.stem == "saved_by_word")
    assert "(a) 新增项目；" in read(page).text
    assert "(a) 删去项目；" in read(page, original=True).text


def test_a_page_of_frames_says_where_its_text_is():
    page = b'<html><frameset cols="20,80"><frame src="nav.html"><frame src="main.html"></frameset></html>'
    with pytest.raises(InputError, match=r"in other files, which are shown in frames: nav\.html, main\.html"):
        BY_NAME["html"].reader(page, "x.html", Options())
