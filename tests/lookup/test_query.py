"""What a query finds, in which order; a linguist adds cases to ranking.tsv and terms to glossary.csv."""

from __future__ import annotations

import csv
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termkit.exchange import read
from termkit.lookup.folding import fold, has_han, in_place
from termkit.lookup.index import Index
from termkit.lookup.near import near
from termkit.lookup.query import Match, exact, search
from termkit.terms.concept import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
CONCEPTS = read(HERE / "glossary.csv")
with (HERE / "ranking.tsv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def index() -> Iterator[Index]:
    with Index.of(CONCEPTS, "test") as opened:
        yield opened


@pytest.mark.parametrize("case", CASES, ids=[case["query"] for case in CASES])
def test_ranking(index: Index, case: dict[str, str]) -> None:
    hits = search([index], case["query"])
    assert " | ".join(hit.term for hit in hits) == case["found"], case["why"]
    assert not hits or hits[0].match == case["match"], case["why"]


def test_every_term_is_found_by_itself_and_by_two_of_its_characters(index: Index) -> None:
    for concept in CONCEPTS:
        for term in concept.terms:
            assert concept.id in {hit.concept for hit in exact(index, term.text)}, term.text
            folded = fold(term.text)
            for at in range(len(folded) - 1):
                part = folded[at : at + 2]
                if has_han(part[0]) and has_han(part[1]):
                    assert concept.id in {hit.concept for hit in search([index], part)}, part


def test_preferred_stands_before_deprecated(index: Index) -> None:
    assert [(hit.concept, hit.status) for hit in search([index], "经合组织")] == [
        ("oecd", Status.PREFERRED),
        ("eco", Status.DEPRECATED),
    ]


def test_the_limit_cuts_the_end_off(index: Index) -> None:
    assert search([index], "联合国", 2) == search([index], "联合国", 20)[:2]
    assert search([index], "联合国", 0) == []


def test_several_glossaries_say_which(index: Index) -> None:
    with Index.of(CONCEPTS[:1], "second") as second:
        hits = search([index, second], CONCEPTS[0].terms[0].text)
    assert [hit.glossary for hit in hits if hit.match is Match.EXACT] == ["test", "second"]


def test_near_ones_where_nothing_is_found(index: Index) -> None:
    assert search([index], "世界粮食与农业规划署") == []
    assert near([index], "世界粮食与农业规划署")[0].concept == "wfp"
    assert near([index], "ω") == []


def test_a_sentence_is_near_the_terms_in_it(index: Index) -> None:
    sentence = "请开发署和粮食署在第六十三届会议上提交报告，并请開發署设法提供资料。"
    assert search([index], sentence) == []
    assert [hit.concept for hit in near([index], sentence)[:2]] == ["undp", "wfp"]
    assert near([index], 200 * sentence)[:2] == near([index], sentence)[:2]


@pytest.mark.parametrize("query", ["开发" * 500_000, "a" * 1_000_000, "(a+)+$" * 170_000, " " * 1_000_000 + "x"])
def test_a_query_of_a_megabyte_is_answered_at_once(index: Index, query: str) -> None:
    start = time.process_time()
    assert search([index], query) == []
    assert near([index], query) == []
    assert time.process_time() - start < 1


@given(st.text(max_size=40))
def test_no_query_is_an_error_and_the_answer_is_always_the_same(query: str) -> None:
    opened = _shared()
    assert search([opened], query) == search([opened], query)
    near([opened], query)


@given(st.text(st.characters(), max_size=30))
def test_folding_twice_is_folding_once_and_offsets_stay(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert len(in_place(text)) == len(text)


_OPEN: list[Index] = []


def _shared() -> Index:
    if not _OPEN:
        _OPEN.append(Index.of(CONCEPTS, "test"))
    return _OPEN[0]


def teardown_module() -> None:
    for each in _OPEN:
        each.close()
