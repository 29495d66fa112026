"""Findings in the seed reports, against faults and seeming faults that were labelled by reading."""

from __future__ import annotations

import csv
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import pytest

from termkit.check import check
from termkit.check.engine import all_rules
from termkit.corpus.pipeline import analyse
from termkit.exchange import read
from termkit.exchange.shipped import shipped_glossary

if TYPE_CHECKING:
    from termkit.check import Finding, Material
    from termkit.text.document import Document, Place


@pytest.fixture(scope="module")
def material(seeds: tuple[Document, ...]) -> Material:
    return analyse(seeds, read(shipped_glossary()))


@pytest.fixture(scope="module")
def findings(material: Material) -> list[Finding]:
    return check(material)


def labelled(path: Path, verdict: str) -> list[dict[str, str]]:
    """Return the labels of one verdict that a rule which exists may report."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    codes = {rule.code for rule in all_rules() if rule.code[:2] in {"SF", "XD"}}
    return [row for row in rows if row["verdict"] == verdict and set(row["codes"].split("|")) & codes]


def reported(row: dict[str, str], findings: list[Finding], *, exact: bool) -> list[Finding]:
    """Return the findings that report the form of a label at one of its lines, alone or inside longer words."""
    codes = row["codes"].split("|")
    lines = {int(line) for line in row["lines"].split(",")}

    def is_there(path: str, place: Place, text: str) -> bool:
        same = text == row["term"] if exact else row["term"] in text
        return PurePath(path).name.startswith(row["seed"]) and same and place.line in lines

    return [
        each
        for each in findings
        if each.code in codes
        and (is_there(each.path, each.place, each.text) or any(is_there(r.path, r.place, r.text) for r in each.related))
    ]


def test_faults_of_the_seeds_are_found(findings: list[Finding], shared: Path) -> None:
    faults = labelled(shared / "gold" / "faults.tsv", "true")
    missed = [(row["codes"], row["seed"], row["term"]) for row in faults if not reported(row, findings, exact=False)]
    assert len(faults) >= 30
    assert missed == []


def test_what_looks_like_a_fault_is_not_reported(findings: list[Finding], shared: Path) -> None:
    """世界粮食计划署 holds 粮食计划署, 黑海经合组织 holds 经合组织: the exact form at the line is no finding."""
    traps = [row for row in labelled(shared / "gold" / "faults.tsv", "trap") if row["lines"]]
    taken = [
        (row["codes"], row["seed"], row["term"])
        for row in traps
        for each in reported(row, findings, exact=True)
        if each.code[:2] == "SF"
    ]
    assert traps
    assert taken == []


def test_every_place_shows_what_the_finding_says(findings: list[Finding], material: Material, root: Path) -> None:
    documents = {facts.document.path: facts.document for facts in material.documents}
    sources = {path: (root / path).read_bytes().decode() for path in documents}

    def stands_there(path: str, place: Place, text: str) -> bool:
        lines = documents[path].lines
        start, end = lines.offset(place.line, place.column), lines.offset(place.end_line, place.end_column)
        there, whole = ("".join(each.split()) for each in (sources[path][start:end], text))
        # A paragraph may go on behind the footnotes of its page.
        cut = any(there.startswith(whole[:at]) and there.endswith(whole[at:]) for at in range(1, len(whole)))
        return there == whole or cut

    assert len(findings) > 40
    for each in findings:
        assert stands_there(each.path, each.place, each.text), each
        assert each.sentence[each.marked.start : each.marked.end] == each.text
        assert all(stands_there(other.path, other.place, other.text) for other in each.related)


def test_findings_are_sorted_and_none_stands_twice(findings: list[Finding]) -> None:
    keys = [(each.path, each.place[:4], each.code, each.message) for each in findings]
    assert keys == sorted(set(keys))


def test_the_order_of_the_documents_does_not_matter(findings: list[Finding], seeds: tuple[Document, ...]) -> None:
    assert check(analyse(seeds[::-1], read(shipped_glossary()))) == findings


@pytest.mark.parametrize(
    ("seed", "form"), [("000", "安理会"), ("001", "安理会"), ("004", "经社理事会"), ("000", "非盟")]
)
def test_forms_that_need_no_definition_or_have_one(findings: list[Finding], seed: str, form: str) -> None:
    undefined = [each for each in findings if each.code == "SF01" and PurePath(each.path).name.startswith(seed)]
    assert form not in [each.text for each in undefined]


def test_no_documents_no_findings() -> None:
    assert check(analyse([])) == []
