from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from termkit import exchange
from termkit.exchange import Options, TransferReport
from termkit.exchange.contract import FORMATS
from termkit.glossary.files import unguard
from tests.exchange import strategies
from tests.exchange.strategies import random_concepts

if TYPE_CHECKING:
    from pathlib import Path

    from termkit.terms.concept import Concept, Term

COUNT = 10_000
LOSSLESS = [
    ("csv", Options()),
    ("tbx", Options()),
    ("tbx", Options(style="dca")),
    ("tbx", Options(version=2)),
    ("store", Options()),
]


@pytest.fixture(scope="module")
def many() -> tuple[Concept, ...]:
    return tuple(random_concepts(COUNT))


def _path(folder: Path, form: str) -> Path:
    ending = FORMATS[form].endings[0] if FORMATS[form].endings else {"phrase": ".xlsx", "mt": ".tsv"}.get(form, ".csv")
    return folder / f"g{ending}"


def _without_context(concept: Concept) -> Concept:
    return concept._replace(terms=tuple(term._replace(evidence=()) for term in concept.terms))


@pytest.mark.parametrize(("form", "options"), LOSSLESS)
def test_ten_thousand_concepts_come_back(
    tmp_path: Path, many: tuple[Concept, ...], form: str, options: Options
) -> None:
    path = _path(tmp_path, form)
    report = exchange.write(many, path, name=form, options=options)
    assert report.concepts == COUNT
    wanted = map(_without_context, many) if form == "csv" else many
    for found, expected in zip(exchange.read(path), wanted, strict=True):
        assert found == expected
    if form == "csv":
        assert set(report.losses) == {"evidence of a term: the glossary CSV has no place for it"}
    else:
        assert report.losses == {}
    if form == "store":
        return
    first = path.read_bytes()
    exchange.write(many, path, name=form, options=options)
    assert path.read_bytes() == first


def _flat(concept: Concept) -> tuple[object, ...]:
    """Return what flat formats carry: id, kind and the terms with type and status, in any order."""
    return concept.id, concept.kind, {_term(term) for term in concept.terms}


def _term(term: Term) -> tuple[object, ...]:
    text = " ".join(term.text.replace("|", "｜").replace("\u3000", " ").replace("\u00a0", " ").split())
    return text, term.language, term.type, term.status


@pytest.mark.parametrize("form", ["multiterm", "phrase", "memoq", "skos"])
def test_ten_thousand_concepts_keep_their_terms_in_sheets(tmp_path: Path, many: tuple[Concept, ...], form: str) -> None:
    path = _path(tmp_path, form)
    exchange.write(many, path, name=form, options=Options(flag_deprecated=True))
    first = path.read_bytes()
    found = {concept.id: _flat(concept) for concept in exchange.read(path, name=form)}
    wanted = {concept.id: _flat(concept) for concept in many}
    assert len(found) == len(wanted)
    for key, expected in wanted.items():
        assert found[key] == expected
    exchange.write(many, path, name=form, options=Options(flag_deprecated=True))
    assert path.read_bytes() == first


@pytest.mark.parametrize("form", ["omegat", "utx"])
def test_ten_thousand_concepts_keep_their_pairs(tmp_path: Path, many: tuple[Concept, ...], form: str) -> None:
    path = _path(tmp_path, form)
    options = Options(flag_deprecated=True, direction=("zh", "en"))
    report = exchange.write(many, path, name=form, options=options)
    left_out = sum(count for what, count in report.losses.items() if "begins with #" in what)
    wanted = {}
    for concept in many:
        chinese, english = concept.of("zh"), concept.of("en") + concept.of("en-GB")
        if chinese and english:
            terms = [(_term(t)[0], t.language[:2], t.type, t.status) for t in chinese + english]
            wanted[concept.id] = {each for each in terms if not each[0].startswith("#")}
    found = {
        concept.id: {
            (_term(t)[0], t.language[:2], t.type, t.status) for t in concept.terms if not t.text.startswith("#")
        }
        for concept in exchange.read(path, name=form, options=options)
    }
    assert len(wanted) > 1000
    differing = [key for key in wanted if found.get(key) != wanted[key]]
    # Only concepts with a row that was left out, and counted, may lack something.
    assert len(differing) <= left_out


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(concept=strategies.concepts())
def test_any_words_come_back(tmp_path: Path, concept: Concept) -> None:
    for form, options in LOSSLESS[:4]:
        path = _path(tmp_path, form)
        report = TransferReport()
        exchange.write([concept], path, name=form, options=options, report=report)
        assert exchange.read(path, name=form) == (concept,)
        assert report.losses == {}


def test_ten_thousand_concepts_keep_their_pairs_in_two_columns(tmp_path: Path, many: tuple[Concept, ...]) -> None:
    """A two-column list carries pairs of texts and nothing else: they come back, each in one concept."""
    path = _path(tmp_path, "mt")
    options = Options(direction=("zh", "en"))
    exchange.write(many, path, name="mt", options=options)
    with path.open(encoding="utf-8-sig", newline="") as file:
        written = {tuple(map(unguard, row[:2])) for row in csv.reader(file, delimiter="\t")}
    found = set()
    for concept in exchange.read(path, name="mt", options=options):
        found |= {(zh.text, en.text) for zh in concept.of("zh") for en in concept.of("en")}
    assert len(written) > 1000
    assert found >= written
