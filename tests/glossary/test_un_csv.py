"""Invariants of the curated default glossary, checked with the csv module alone."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
PATH = ROOT / "glossaries" / "un.csv"
HEADER = ["concept", "kind", "lang", "term", "type", "status", "since", "until", "source", "note"]
KINDS = {
    "organization", "department", "office", "mission", "programme", "fund",
    "instrument", "conference", "group", "initiative", "other",
}  # fmt: skip
# The order of the rows of one concept: language, type, status, then the text of the term.
LANGUAGES = ["zh", "en"]
TYPES = ["fullForm", "shortForm", "acronym", "variant"]
STATUSES = ["preferred", "admitted", "", "superseded", "deprecated"]
# NCName (Namespaces in XML 1.0), narrowed to ASCII lower case and digits.
CONCEPT_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
SOURCE = re.compile(
    r"seeds/(?P<file>\d{3}_[0-9a-f]{16}\.txt):(?P<line>[1-9]\d*)|https?://.+|github:.+|a public term list"
    r"|[A-Z]+/\S+(?:; [A-Z]+/\S+)*|general knowledge, not yet verified"
)
HAN = re.compile(r"[\u3400-\u9fff]")


class Row(NamedTuple):
    concept: str
    kind: str
    lang: str
    term: str
    type: str
    status: str
    since: str
    until: str
    source: str
    note: str


@cache
def rows() -> tuple[Row, ...]:
    with PATH.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, strict=True)
        assert next(reader) == HEADER
        return tuple(Row(*cells) for cells in reader)


def test_bytes_are_plain_utf8_with_unix_line_ends() -> None:
    data = PATH.read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert data.endswith(b"\n")
    data.decode("utf-8", errors="strict")


def test_values_are_known() -> None:
    for row in rows():
        assert CONCEPT_ID.fullmatch(row.concept), row
        assert row.kind in KINDS, row
        assert row.lang in LANGUAGES, row
        assert row.type in TYPES, row
        assert row.status in STATUSES, row
        assert row.type != "acronym" or row.lang == "en", row


def test_cells_are_trimmed_and_safe_in_a_spreadsheet() -> None:
    for row in rows():
        for cell in row:
            assert cell == cell.strip(), row
            assert not re.search(r"[\x00-\x1f\x7f\u200b\ufeff]|  ", cell), row
            assert not cell.startswith(("=", "+", "-", "@")), row


def test_terms_are_written_in_their_language() -> None:
    for row in rows():
        assert row.term, row
        assert bool(HAN.search(row.term)) == (row.lang == "zh"), row
        # Chinese terms are compared without regard to spaces, so none carries any.
        assert row.lang != "zh" or " " not in row.term, row
        assert row.term.count("《") == row.term.count("》"), row


def test_each_row_has_a_source() -> None:
    for row in rows():
        assert SOURCE.fullmatch(row.source), row


def test_a_seed_named_as_source_has_the_term() -> None:
    def bare(text: str) -> str:
        return re.sub(r"[\s《》]", "", text).replace("（", "(").replace("）", ")")

    checked = 0
    for row in rows():
        match = SOURCE.fullmatch(row.source)
        if match and match["file"]:
            lines = (ROOT / "seeds" / match["file"]).read_text(encoding="utf-8").split("\n")
            number = int(match["line"])
            # A hard line wrap may cut the term: it then begins on the line before.
            near = "".join(line for line in lines[max(0, number - 4) : number + 1])
            assert bare(row.term) in bare(near), row
            checked += 1
    assert checked > 300


def test_dates_are_in_order() -> None:
    for row in rows():
        for date in (row.since, row.until):
            assert not date or DATE.fullmatch(date), row
        if row.since and row.until:
            assert row.since <= row.until, row


def test_rows_are_sorted_and_concepts_stay_together() -> None:
    def key(row: Row) -> tuple[str, int, int, int, str]:
        order = LANGUAGES.index(row.lang), TYPES.index(row.type), STATUSES.index(row.status)
        return row.concept, *order, row.term

    assert list(rows()) == sorted(rows(), key=key)


def test_a_concept_has_one_kind_and_a_name_in_both_languages() -> None:
    for concept, group in groupby(rows(), key=lambda row: row.concept):
        terms = list(group)
        assert len({row.kind for row in terms}) == 1, concept
        for lang in LANGUAGES:
            names = [r for r in terms if r.lang == lang and r.type == "fullForm" and r.status == "preferred"]
            assert len(names) == 1, (concept, lang)


def test_at_most_one_preferred_term_of_each_type() -> None:
    seen: set[tuple[str, str, str]] = set()
    for row in rows():
        if row.status == "preferred":
            key = (row.concept, row.lang, row.type)
            assert key not in seen, row
            seen.add(key)


def test_no_term_stands_twice_in_a_concept() -> None:
    # So no short form equals a full form of the same concept either.
    seen: set[tuple[str, str, str]] = set()
    for row in rows():
        key = (row.concept, row.lang, row.term)
        assert key not in seen, row
        seen.add(key)


def test_no_two_concepts_share_a_full_form_or_a_preferred_short_form() -> None:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows():
        if row.type == "fullForm" or row.status == "preferred":
            owners[row.lang, row.term].add(row.concept)
    assert {term: sorted(ids) for term, ids in owners.items() if len(ids) > 1} == {}


def test_a_term_shared_by_concepts_says_so() -> None:
    owners: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows():
        owners[row.lang, row.term].append(row)
    for term, shared in owners.items():
        if len(shared) > 1:
            assert all("ambiguous" in row.note for row in shared if row.status != "preferred"), term


def test_a_superseded_name_has_a_successor() -> None:
    for _, group in groupby(rows(), key=lambda row: (row.concept, row.lang)):
        terms = list(group)
        preferred = [row for row in terms if row.status == "preferred"]
        for row in terms:
            if row.status == "superseded":
                assert any(not new.until or new.until > row.until for new in preferred), row


def test_a_short_form_is_no_longer_than_the_name() -> None:
    for _, group in groupby(rows(), key=lambda row: (row.concept, row.lang)):
        terms = list(group)
        longest = max(len(row.term) for row in terms if row.type == "fullForm")
        for row in terms:
            if row.type in {"shortForm", "acronym"}:
                assert len(row.term) <= longest, row


@pytest.mark.parametrize(
    ("concept", "term", "status"),
    [
        ("wfp", "粮食署", "preferred"),
        ("wfp", "粮食计划署", "deprecated"),
        ("unicef", "儿基会", "preferred"),
        ("unicef", "儿童基金会", "admitted"),
        ("unctad", "联合国贸发会议", "admitted"),
        ("oecd", "经合组织", "preferred"),
        ("eco", "经合组织", "deprecated"),
        ("dpo", "维持和平行动部", "superseded"),
        ("unfpa", "联合国人口活动基金", "superseded"),
        ("unhcr", "联合国难民事务高级专员办事处", "admitted"),
    ],
)
def test_decisions_that_rules_rely_on(concept: str, term: str, status: str) -> None:
    assert [row.status for row in rows() if (row.concept, row.term) == (concept, term)] == [status]
