"""Known forms in a text; a linguist adds cases to matcher.tsv."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termkit.extract.mentions import matcher_of
from termkit.terms.matcher import Borders, Matcher

with (Path(__file__).parent / "matcher.tsv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_case(case: dict[str, str]) -> None:
    found = matcher_of(case["forms"].split()).find(case["text"])
    assert [match.form for match in found] == case["found"].split(), case["why"]


FORMS = st.lists(st.text(st.sampled_from("联合国开发署议会UN"), min_size=1, max_size=4), max_size=6)


@given(FORMS, st.text(st.sampled_from("联合国开发署议会UN，。 与"), max_size=40))
def test_matches_stand_where_they_say_in_order_and_apart(forms: list[str], text: str) -> None:
    found = Matcher(forms).find(text)
    assert all(text[match.span.start : match.span.end] == match.form for match in found)
    last = 0
    for match in found:
        assert match.span.start >= last
        last = match.span.end


@given(FORMS, st.text(st.sampled_from("联合国开发署议会，。"), max_size=40))
def test_the_order_of_the_forms_does_not_matter(forms: list[str], text: str) -> None:
    assert Matcher(forms).find(text) == Matcher([*reversed(forms), *forms]).find(text)


@given(FORMS, st.text(st.sampled_from("联合国开发署议会UN建议与，。；\n\r  é"), max_size=60))
def test_a_clause_has_the_same_words_as_in_the_whole_text(forms: list[str], text: str) -> None:
    found = sorted((at, at + len(form), 0) for form in filter(None, forms) for at in _places(text, form))
    some, all_ = Borders(text, found), Borders(text, found * (len(text) + 1))
    for start, end, _ in found:
        assert (some.at[start], some.at[end]) == (all_.at[start], all_.at[end])
        assert some.keeps_words(start, end) == all_.keeps_words(start, end)


def _places(text: str, form: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(form, at)]


@pytest.mark.parametrize("forms", [[], [""]])
def test_no_forms(forms: list[str]) -> None:
    assert Matcher(forms).find("联合国") == []
