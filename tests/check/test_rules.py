"""The rules: each has its papers, and cases as data that a linguist can add to (see cases/README.md)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from termkit.check import check, load_profile
from termkit.check.engine import all_rules
from termkit.check.fixing import edits_of, fix_source
from termkit.check.pairs import AlignedPair
from termkit.corpus.pipeline import analyse
from termkit.read.bilingual.tables import read_table_pair
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
    """Return the concepts of a case's glossary; rows of one id are one concept, `id/kind` says its kind."""
    terms: dict[str, list[Term]] = {}
    for identifier, full, *short in rows:
        held = terms.setdefault(identifier, [])
        held.append(term(full, TermType.VARIANT if held else TermType.FULL_FORM, None if held else Status.PREFERRED))
        held += (term(form, TermType.SHORT_FORM, None if i else Status.PREFERRED) for i, form in enumerate(short))
    return [
        Concept(name, Kind(kind or "organization"), tuple(held))
        for identifier, held in terms.items()
        for name, _, kind in [identifier.partition("/")]
    ]


def term(told: str, type_: TermType, status: Status | None) -> Term:
    """Return a term out of "form status since-until"; what is not told is as given."""
    text, *words = told.split(" ")
    since = until = ""
    for word in words:
        if "-" in word:
            since, _, until = word.partition("-")
        else:
            status = Status(word)
    return Term(text, "zh", type_, status, since, until)


def findings(rule: Rule, case: dict[str, Any]) -> list[Finding]:
    if "translation" in case:
        rows = zip(case["text"].strip().split("\n"), case["translation"].strip().split("\n"), strict=True)
        both = read_table_pair("".join(f"{zh}\t{en}\n" for zh, en in rows).encode(), "text.tsv")
        documents, pairs = [both.target], (AlignedPair(both.target, both.source, both.bitext),)
    else:
        sources = case.get("documents") or {"text.txt": case["text"]}
        documents, pairs = [read_plain(source.encode(), path) for path, source in sources.items()], ()
    profile = load_profile()._replace(**case.get("profile", {}))
    glossary = [with_english(each, case.get("english", {})) for each in concepts(case.get("glossary", []))]
    material = replace(analyse(documents, glossary, profile), pairs=pairs)
    if len(documents) > 1:
        # What documents contradict one another in, no rule says of each by itself: that takes all rules.
        return [each for each in check(material) if each.code == rule.code]
    return list(rule.findings(material))


def with_english(concept: Concept, english: dict[str, list[str]]) -> Concept:
    """Add the English forms of a case: the name, then acronyms."""
    types = [TermType.FULL_FORM] + [TermType.ACRONYM] * 9
    terms = (Term(text, "en", type_) for text, type_ in zip(english.get(concept.id, []), types, strict=False))
    return concept._replace(terms=(*concept.terms, *terms))


def shown(case: dict[str, Any], path: str, place: Place, text: str) -> str:
    return f"{place.line} {text}" if "text" in case else f"{path}:{place.line} {text}"


@pytest.mark.parametrize(("code", "case"), list(cases()))
def test_case(code: str, case: dict[str, Any]) -> None:
    found = findings(RULES[code], case)
    assert [shown(case, each.path, each.place, each.text) for each in found] == case["finds"], found
    if "also" in case:
        assert [shown(case, r.path, r.place, r.text) for each in found for r in each.related] == case["also"]
    for each in found:
        assert case.get("says", "") in each.message.en
        assert each.sentence[each.marked.start : each.marked.end] == each.text
        assert (each.code, each.name, each.severity) == (code, RULES[code].name, RULES[code].severity)
    if "fixed" in case:
        assert fix_source(case["text"], edits_of(found).get("text.txt", ())).text == case["fixed"]


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_papers_are_complete(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{2}\d\d", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    for paper in (rule.what, rule.why):
        assert paper.endswith("."), paper
    assert re.search("[\u4e00-\u9fff]", rule.example), "the example is Chinese"
    assert rule.measured, "say how many of its findings were right, and on which documents"


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_cases_are_there_for_and_against(rule: Rule) -> None:
    path = CASES / f"{rule.code}.toml"
    assert path.is_file(), f"{rule.code} has no cases: write {path.name}, see README.md there"
    wanted = [bool(case["finds"]) for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]]
    fixed = any("fixed" in case for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"])
    assert fixed or rule.fix is None, f"{rule.code} has a fix and no case of it"
    assert any(wanted), f"no case of {path.name} finds anything"
    assert not all(wanted), f"no case of {path.name} must keep quiet"


def test_codes_and_names_are_unique_and_every_file_of_cases_has_a_rule() -> None:
    assert len({rule.code for rule in all_rules()}) == len({rule.name for rule in all_rules()}) == len(all_rules())
    assert {path.stem for path in CASES.glob("*.toml")} <= set(RULES)
