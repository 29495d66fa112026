"""Every output format read by a tool of its own, with columns right for Han, Latin, combining marks and beyond the BMP."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator
from junitparser import JUnitXml
from lxml import html
from sarif_pydantic import Sarif

from termkit.check import check, load_profile
from termkit.check.outcome import Outcome, sift
from termkit.corpus.pipeline import analyse
from termkit.exchange import read
from termkit.exchange.shipped import shipped_glossary
from termkit.read.plain import read_plain
from termkit.report import (
    findings_github,
    findings_html,
    findings_json,
    findings_junit,
    findings_rdjson,
    findings_sarif,
    findings_text,
)
from termkit.text.units import cell_width, utf8_bytes, utf16_units

if TYPE_CHECKING:
    from termkit.text.document import Document

LINE = "1. 𠮷野家 café e\u0301tude 与安全問題<b>、50%的:会议,讨论。"


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    document = read_plain((LINE + "\n").encode(), "a b/文.txt")
    found = check(analyse([document]))
    assert {each.code for each in found} >= {"ZH01", "ZH02", "ZH08"}
    return sift(found, load_profile(), files=1)


def line_of(path: str, number: int) -> str | None:
    return LINE if (path, number) == ("a b/文.txt", 1) else None


def test_units() -> None:
    assert (utf8_bytes("𠮷é问"), utf16_units("𠮷é问"), cell_width("𠮷é问")) == (9, 4, 5)
    assert cell_width("e\u0301") == 1
    assert cell_width("“问”", ambiguous_wide=True) == 6


def test_sarif(outcome: Outcome) -> None:
    text = findings_sarif.render(outcome)
    run = Sarif.model_validate_json(text).runs[0]
    raw = json.loads(text)["runs"][0]
    assert raw["columnKind"] == "unicodeCodePoints"
    assert run.results is not None
    assert len(run.results) == len(outcome.shown)
    for result in raw["results"]:
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        assert LINE[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]
        assert place["artifactLocation"]["uri"] == "a%20b/%E6%96%87.txt"
        assert raw["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert all(rule["help"]["markdown"] for rule in raw["tool"]["driver"]["rules"])


def test_sarif_keeps_what_is_suppressed(outcome: Outcome) -> None:
    first, second, third, *rest = outcome.shown
    moved = Outcome(tuple(rest), (first,), (second,), (third,), 1)
    text = findings_sarif.render(moved)
    Sarif.model_validate_json(text)
    results = json.loads(text)["runs"][0]["results"]
    assert len(results) == len(outcome.shown)
    found = {each["ruleId"]: each["suppressions"] for each in results if "suppressions" in each}
    # What a comment in the source accepts is known by that to who reads SARIF.
    assert [(code, [each["kind"] for each in kinds]) for code, kinds in found.items()] == [
        (first.code, ["external"]), (second.code, ["inSource"]), (third.code, ["external"]),
    ]  # fmt: skip


def test_rdjson_counts_bytes(outcome: Outcome) -> None:
    result = json.loads(findings_rdjson.render(outcome.shown, line_of))
    line = LINE.encode()
    for diagnostic, finding in zip(result["diagnostics"], outcome.shown, strict=True):
        start, end = (diagnostic["location"]["range"][side]["column"] for side in ("start", "end"))
        assert line[start - 1 : end - 1].decode() == finding.text
        assert diagnostic["severity"] in {"ERROR", "WARNING", "INFO"}
        for suggestion in diagnostic.get("suggestions", []):
            assert set(suggestion) == {"range", "text"}


def test_rdjson_keeps_to_its_schema(outcome: Outcome, seeds: tuple[Document, ...]) -> None:
    schema = json.loads(Path(__file__).with_name("rdjson.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    # Findings with related places and fixes, of documents and across them, and none at all.
    everything = check(analyse(seeds, read(shipped_glossary())))
    assert any(each.related for each in everything)
    for findings in (outcome.shown, everything, ()):
        result = json.loads(findings_rdjson.render(findings, line_of))
        assert [error.message for error in validator.iter_errors(result)] == []
        assert len(result["diagnostics"]) == len(findings)
    broken = json.loads(findings_rdjson.render(outcome.shown, line_of))
    broken["diagnostics"][0]["location"]["range"]["start"]["column"] = 0
    assert not validator.is_valid(broken)


def test_columns_of_a_long_line_are_those_of_a_short_one() -> None:
    line = "1. 会议讨论了𠮷野家的安全問題，" * 300
    found = check(analyse([read_plain((line + "\n").encode(), "long.txt")]))
    result = json.loads(findings_rdjson.render(found, lambda *_: line))
    source = line.encode()
    for diagnostic, finding in zip(result["diagnostics"], found, strict=True):
        start, end = (diagnostic["location"]["range"][side]["column"] for side in ("start", "end"))
        assert source[start - 1 : end - 1].decode() == finding.text


def test_github(outcome: Outcome) -> None:
    lines = findings_github.render(outcome.shown).splitlines()
    pattern = re.compile(
        r"::(error|warning|notice) file=([^,:]+),line=1,endLine=1,title=[^,:]+,col=(\d+),endColumn=(\d+)::(.+)"
    )
    for line, finding in zip(lines, outcome.shown, strict=True):
        match = pattern.fullmatch(line)
        assert match is not None, line
        assert LINE[int(match[3]) - 1 : int(match[4]) - 1] == finding.text
    assert findings_github._property("50%,:\n") == "50%25%2C%3A%0A"


def test_junit(outcome: Outcome) -> None:
    report = JUnitXml.fromstring(findings_junit.render(outcome, ["a b/文.txt", "clean.txt"]).encode())
    suites = list(report)
    assert [(suite.name, suite.tests, suite.failures) for suite in suites] == [
        ("a b/文.txt", len(outcome.shown), len(outcome.shown)),
        ("clean.txt", 1, 0),
    ]
    assert all(case.result for case in suites[0])


def test_html(outcome: Outcome) -> None:
    page = html.fromstring(findings_html.render(outcome))
    assert [mark.text_content() for mark in page.iter("mark")] == [finding.text for finding in outcome.shown]
    assert not page.xpath("//script | //link | //*[@src]")


def test_json_edits(outcome: Outcome) -> None:
    for each in json.loads(findings_json.render(outcome.shown)):
        assert LINE[each["column"] - 1 : each["end_column"] - 1] == each["text"]
        for edit in (each["fix"] or {"edits": []})["edits"]:
            assert edit["line"] == 1
            assert edit["column"] <= edit["end_column"]


def test_carets_stand_under_the_words(outcome: Outcome) -> None:
    lines = list(findings_text.render(outcome.shown, color=False))
    for shown, carets in zip(lines[1::3], lines[2::3], strict=False):
        if set(carets.strip()) != {"^"}:
            continue
        before, _, rest = shown.partition("【")
        assert cell_width(carets.split("^")[0]) == cell_width(before) + 2
        assert carets.count("^") == max(1, cell_width(rest.partition("】")[0]))
