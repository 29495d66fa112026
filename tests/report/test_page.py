from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from termkit.corpus.pipeline import Built, build
from termkit.exchange import read
from termkit.exchange.shipped import shipped_glossary
from termkit.read.plain import read_plain
from termkit.report import page

if TYPE_CHECKING:
    from termkit.text.document import Document

VOID = {"meta", "input", "br", "hr", "img", "link"}


class Page(HTMLParser):
    """Reads a page as a browser does, and remembers what tests ask for."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.marked: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        if "id" in attributes:
            self.ids.append(attributes["id"] or "")
        for name in ("href", "src", "action", "data", "poster", "srcset"):
            if name in attributes:
                self.links.append(attributes[name] or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "mark":
            self.marked.append(data)


def render(built: Built) -> str:
    return page.render(built.concepts, built.findings, built.columns)


@pytest.fixture(scope="module")
def seed_page(seeds: tuple[Document, ...]) -> str:
    return render(build(seeds, read(shipped_glossary())))


def test_the_page_needs_nothing_from_elsewhere(seed_page: str) -> None:
    parsed = Page(seed_page)
    assert all(link.startswith("#") for link in parsed.links)
    assert not re.search(
        r"@import|url\(|fetch\(|XMLHttpRequest|https?://(?!www\.un\.org)",
        re.sub(r"<blockquote.*?</blockquote>", "", seed_page),
    )
    assert "default-src 'none'" in seed_page


def test_the_page_is_well_formed_and_its_links_lead_somewhere(seed_page: str) -> None:
    parsed = Page(seed_page)
    assert len(parsed.ids) == len(set(parsed.ids))
    assert {link.removeprefix("#") for link in parsed.links} <= set(parsed.ids)


def test_the_page_reads_on_a_phone_in_print_and_by_search(seed_page: str) -> None:
    assert 'name="viewport"' in seed_page
    assert "@media print" in seed_page
    assert "@media (max-width" in seed_page
    assert '<input type="search"' in seed_page


def test_the_page_says_which_report_calls_what_by_which_name(seed_page: str) -> None:
    row = next(row for row in seed_page.split("<tr ") if ">各国议会联盟</span><small>" in row)
    cells = [re.findall(r">([\u4e00-\u9fff]+) <span class=\"n\">(\d+)<", cell) for cell in row.split("<td ")[1:]]
    assert [dict(cell).keys() & {"议会联盟", "议联"} for cell in cells] == [
        {"议会联盟"},
        set(),
        {"议联"},
        {"议会联盟"},
        set(),
    ]


def test_the_page_shows_every_finding_with_its_words_marked(built: Built) -> None:
    marked = Page(render(built)).marked
    assert sorted(marked) == sorted(finding.text for finding in built.findings)


def test_marks_of_the_text_are_no_marks_of_the_page(built: Built) -> None:
    html = render(built)
    assert "<b>" not in html
    assert "</b>" not in html


def test_names_of_files_are_no_marks_of_the_page() -> None:
    source = "1. 联合国开发计划署(开发署)举办了会议。\n2. 联合国开发计划署(开发署)签署了协定。\n"
    html = render(build([read_plain(source.encode(), '<script>"a"&.txt')]))
    assert "&lt;script&gt;" in html
    assert html.count("<script>") == 1


def test_a_page_without_findings_or_concepts() -> None:
    assert "0 findings" in render(build([read_plain("1. 没有名称。\n".encode(), "a.txt")]))
    assert "0 concepts" in render(build([]))
