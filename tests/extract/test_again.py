"""Definitions with names that other documents told: as if these had been known from the start."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termkit.extract.candidates import candidates_of
from termkit.extract.definitions import extract_again, extract_definitions
from termkit.read.plain import read_plain

SEEDS = sorted(Path(__file__).parents[2].joinpath("seeds").glob("*.txt"))
TEXT = (
    "1. 大会请联合国开发计划署(开发署)和世界卫生组织(世卫组织)与政府间气候变化专门委员会(气专委)合作。\n\n"
    "2. 秘书长和反恐怖主义执行局(反恐执行局)以及该国国家减少灾害风险办公室(减灾办)报告了情况,下称《报告》。\n\n"
    "3. 气专委和开发署国家办事处(国家办)同意。\n"
)
LINE = read_plain(TEXT.encode(), "a.txt")
CLAUSES = [each.clause.text for each in candidates_of(LINE.text)]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_names_of_the_other_reports_tell_the_same_as_if_known(path: Path) -> None:
    document = read_plain(path.read_bytes(), path.name)
    told = {
        each.full
        for other in SEEDS
        if other != path
        for each in extract_definitions(read_plain(other.read_bytes(), other.name))
    }
    assert extract_again(document, extract_definitions(document), told) == extract_definitions(document, told)


@st.composite
def names(draw: st.DrawFn) -> str:
    """Draw a stretch of a clause before a short form."""
    clause = draw(st.sampled_from(CLAUSES))
    start = draw(st.integers(0, len(clause) - 1))
    return clause[start : draw(st.integers(start + 1, len(clause)))]


@settings(max_examples=60, deadline=None)
@given(st.sets(names(), max_size=4), st.sets(names(), max_size=2))
def test_any_stretch_of_a_clause_tells_the_same_as_if_known(told: set[str], known: set[str]) -> None:
    alone = extract_definitions(LINE, known)
    assert extract_again(LINE, alone, told, known) == extract_definitions(LINE, known | told)


def test_names_told_change_a_border() -> None:
    """Else the tests above could not fail."""
    found = {tuple(extract_definitions(LINE, {each})) for each in CLAUSES}
    assert len(found) > 1
