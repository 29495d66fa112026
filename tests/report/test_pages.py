"""The page of a PDF in everything that tells a place; nothing about pages where there are none."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from termkit.check import load_profile
from termkit.check.outcome import Outcome, sift
from termkit.corpus.pipeline import Built, build
from termkit.glossary.store import Store
from termkit.read.files import Source, read_source
from termkit.report import (
    findings_github,
    findings_html,
    findings_json,
    findings_junit,
    findings_rdjson,
    findings_sarif,
    findings_text,
    page,
    rows,
)
from tests.read.pdf_builder import pdf

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[bytes]]

LINES = ["1. 联合国儿童基金会（儿童基金会）举办了讲习班。", "2. 儿童基金会签署了协定。"]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a PDF that defines the same short form at the same line of each of its three pages."""
    path = tmp_path_factory.mktemp("pages") / "x.pdf"
    path.write_bytes(pdf(LINES, pages=3))
    return path


@pytest.fixture(scope="module")
def built(path: Path) -> Built:
    return build([read_source(Source(str(path)))])


@pytest.fixture(scope="module")
def outcome(built: Built) -> Outcome:
    return sift([each for each in built.findings if each.code == "SF03"], load_profile(), files=1)


def no_lines(_path: str, _line: int) -> None:
    return None


def test_every_format_of_findings_tells_the_page(outcome: Outcome, path: Path) -> None:
    (finding,) = outcome.shown
    assert (finding.place.page, finding.place.line) == (2, 1)
    told = list(findings_text.render(outcome.shown, color=False))
    assert told[0].startswith(f"{path}:1:4: (page 2) SF03")
    assert "in line 1 (page 1)" in told[0]
    assert told[-1] == "    also: 1:4 (page 1), 1:4 (page 3)"
    (found,) = json.loads(findings_json.render(outcome.shown))
    assert (found["page"], [each["page"] for each in found["related"]]) == (2, [1, 3])
    (result,) = json.loads(findings_sarif.render(outcome))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["region"]["properties"] == {"page": 2}
    for text in (
        result["message"]["text"],
        findings_github.render(outcome.shown),
        findings_html.render(outcome),
        findings_rdjson.render(outcome.shown, no_lines),
        findings_junit.render(outcome, [str(path)]),
    ):
        assert "(page 2)" in text


def test_findings_and_evidence_follow_the_pages(built: Built, path: Path) -> None:
    places = [(each.place.page or 0, each.place.line) for each in built.findings]
    assert places == sorted(places)
    (term,) = (term for concept in built.concepts for term in concept.terms if term.text == "儿童基金会")
    assert [(each.page, each.line) for each in term.evidence if each.method != "use"] == [(1, 1), (2, 1), (3, 1)]
    assert all(before.order <= after.order for before, after in pairwise(term.evidence))
    assert f"{path}:1 (page 1)" in page.render(built.concepts, built.findings, built.columns)


def test_the_store_keeps_the_page(built: Built, tmp_path: Path) -> None:
    with Store(tmp_path / "g.termkit") as store:
        store.put(built.concepts)
        assert sorted(store.concepts(), key=lambda each: each.id) == list(built.concepts)


def test_extract_gives_the_page_where_there_is_one(termkit: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n".join(LINES), encoding="utf-8")
    (tmp_path / "x.pdf").write_bytes(pdf(LINES, pages=3))
    found = [json.loads(line) for line in termkit("extract", "a.txt", "x.pdf", "-q").stdout.splitlines()]
    assert [each.get("page") for each in found] == [None, 1, 2, 3]
    assert "page" not in found[0]
    table = termkit("extract", "a.txt", "x.pdf", "-q", "--format", "tsv").stdout.decode()
    header, *lines = (line.split("\t") for line in table.splitlines())
    assert header[:4] == ["document", "line", "column", "page"]
    assert [line[3] for line in lines] == ["", "1", "2", "3"]


def test_the_table_on_a_terminal_tells_the_page(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    rows.print_table([{"document": "x.pdf", "line": 1, "column": 4, "page": 3, "short": "开发署"}])
    assert "x.pdf:1:4 (page 3)" in capsys.readouterr().out
