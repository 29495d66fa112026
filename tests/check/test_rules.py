"""The rules: each has its papers, and cases as data that a linguist can add to (see cases/README.md)."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from termkit.check.engine import all_rules
from termkit.corpus.pipeline import analyse
from termkit.read.plain import read_plain
from termkit.terms.concept import Concept, Kind, Status, Term, TermType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.check import Finding
    from termkit.check.rule import Rule
    from termkit.text.document import Place

CASES = Path(__file__).parent / "cases"
RULES = {rule.code: rule for rule in all_rules()}


def cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            yield pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")


def concepts(rows: list[list[str]]) -> list[Concept]:
    """Return the concepts of a case's glossary; rows of one id are one concept."""
    terms: dict[str, list[Term]] = {}
    for identifier, full, *short in rows:
        held = terms.setdefault(identifier, [])
        is_first = not held
        held.append(
            Term(
                full, "zh", TermType.FULL_FORM if is_first else TermType.VARIANT, Status.PREFERRED if is_first else None
            )
        )
        for index, form in enumerate(short):
            text, _, status = form.partition(" ")
            held.append(
                Term(text, "zh", TermType.SHORT_FORM, Status(status) if status else None if index else Status.PREFERRED)
            )
    return [Concept(identifier, Kind.ORGANIZATION, tuple(held)) for identifier, held in terms.items()]


def findings(rule: Rule, case: dict[str, Any]) -> list[Finding]:
    sources = case.get("documents") or {"text.txt": case["text"]}
    documents = [read_plain(source.encode(), path) for path, source in sources.items()]
    return list(rule.findings(analyse(documents, concepts(case.get("glossary", [])))))


def shown(case: dict[str, Any], path: str, place: Place, text: str) -> str:
    return f"{place.line} {text}" if "text" in case else f"{path}:{place.line} {text}"


@pytest.mark.parametrize(("code", "case"), list(cases()))
def test_case(code: str, case: dict[str, Any]) -> None:
    found = findings(RULES[code], case)
    assert [shown(case, each.path, each.place, each.text) for each in found] == case["finds"], found
    if "also" in case:
        assert [shown(case, r.path, r.place, r.text) for each in found for r in each.related] == case["also"]
    for each in found:
        assert case.get("says", "") in each.message
        assert each.sentence[each.marked.start : each.marked.end] == each.text
        assert (each.code, each.name, each.severity) == (code, RULES[code].name, RULES[code].severity)


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_papers_are_complete(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{2}\d\d", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    for paper in (rule.what, rule.why):
        assert paper.endswith("."), paper
    assert re.search("[\u4e00-\u9fff]", rule.example), "the example is Chinese"


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_cases_are_there_for_and_against(rule: Rule) -> None:
    path = CASES / f"{rule.code}.toml"
    assert path.is_file(), f"{rule.code} has no cases: write {path.name}, see README.md there"
    wanted = [bool(case["finds"]) for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]]
    assert any(wanted), f"no case of {path.name} finds anything"
    assert not all(wanted), f"no case of {path.name} must keep quiet"


def test_codes_and_names_are_unique_and_every_file_of_cases_has_a_rule() -> None:
    assert len({rule.code for rule in all_rules()}) == len({rule.name for rule in all_rules()}) == len(all_rules())
    assert {path.stem for path in CASES.glob("*.toml")} <= set(RULES)
