"""The terms of a text; a linguist adds cases to scan.tsv."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termkit.exchange import read
from termkit.lookup.index import Index
from termkit.lookup.scan import scan, spans
from termkit.terms.concept import Concept, Kind, Term, TermType
from termkit.terms.matcher import Matcher

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
CONCEPTS = read(HERE / "glossary.csv")
with (HERE / "scan.tsv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def index() -> Iterator[Index]:
    with Index.of(CONCEPTS, "test") as opened:
        yield opened


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_case(index: Index, case: dict[str, str]) -> None:
    found = scan([index], case["text"])
    wanted = [each.rpartition("=") for each in case["found"].split(" ") if "=" in each]
    assert [each.hits[0].concept for each in found] == [concept for _, _, concept in wanted], case["why"]


def test_spans_are_those_of_the_text_as_it_was_given(index: Index) -> None:
    text = "İ𠀀 聯合國開發計劃署\tＵＮＤＰ"
    assert [text[each.span.start : each.span.end] for each in scan([index], text)] == ["聯合國開發計劃署", "ＵＮＤＰ"]


def test_several_glossaries(index: Index) -> None:
    with Index.of([c for c in CONCEPTS if c.id == "undp"], "second") as second:
        (found,) = scan([index, second], "开发署")
    assert {hit.glossary for hit in found.hits} == {"test", "second"}


TERMS = st.lists(st.text(st.sampled_from("联合国开发署议会"), min_size=2, max_size=4), min_size=1, max_size=6)


@given(TERMS, st.text(st.sampled_from("联合国开发署议会，与"), max_size=40))
def test_the_same_as_the_matcher_of_the_other_rooms(terms: list[str], text: str) -> None:
    """Which takes Simplified text only."""
    with Index.of(_concepts(terms)) as index:
        assert places(index, text) == [tuple(match.span) for match in Matcher(terms).find(text)]


@given(TERMS, st.text(st.sampled_from("联合国开发署议会，与\n"), max_size=60))
def test_the_same_stretch_by_stretch(terms: list[str], text: str) -> None:
    with Index.of(_concepts(terms)) as index, pytest.MonkeyPatch.context() as patch:
        patch.setattr("termkit.lookup.scan._STRETCH", 5)
        assert places(index, text) == [tuple(match.span) for match in Matcher(terms).find(text)]


def test_a_long_text_is_scanned_as_its_paragraphs_are(index: Index) -> None:
    paragraph = "建议联合国开发计划署（开发署）和世卫组织合作，并请经合组织提交报告。\n"
    one = places(index, paragraph)
    assert len(one) == 4
    wanted = [(start + at, end + at) for at in range(0, 500 * len(paragraph), len(paragraph)) for start, end in one]
    assert places(index, 500 * paragraph) == wanted


def places(index: Index, text: str) -> list[tuple[int, int]]:
    return [(offset + start, offset + end) for offset, terms in spans([index], text) for start, end in terms]


def _concepts(terms: list[str]) -> list[Concept]:
    return [Concept("c", Kind.OTHER, tuple(Term(term, "zh", TermType.FULL_FORM) for term in terms))]
