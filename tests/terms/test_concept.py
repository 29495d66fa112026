from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termkit.terms.concept import Concept, Kind, Term, TermType, concept_id

# NCName of Namespaces in XML 1.0, as far as ids are made here.
NC_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")


@given(st.text())
def test_an_id_is_a_valid_xml_name(name: str) -> None:
    assert NC_NAME.fullmatch(concept_id(name))


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("United Nations Development Programme", "united-nations-development-programme"),
        ("各国议会联盟", "c-507979dbd4a6"),
    ],
)
def test_the_same_name_gives_the_same_id_for_ever(name: str, identifier: str) -> None:
    assert concept_id(name) == identifier


@given(st.text(), st.text())
def test_two_chinese_names_have_two_ids(one: str, other: str) -> None:
    if not one.isascii() and not other.isascii():
        assert (concept_id(one) == concept_id(other)) is (one == other)


def test_terms_of_a_language_and_type() -> None:
    terms = (
        Term("开发署", "zh", TermType.SHORT_FORM),
        Term("联合国开发计划署", "zh", TermType.FULL_FORM),
        Term("UNDP", "en", TermType.ACRONYM),
        Term("開發署", "zh-Hant", TermType.SHORT_FORM),
    )
    concept = Concept("undp", Kind.PROGRAMME, terms)
    assert concept.of("zh") == terms[:2]
    assert concept.of("zh", TermType.FULL_FORM) == terms[1:2]
    assert concept.of("en", TermType.ACRONYM, TermType.SHORT_FORM) == terms[2:3]
    assert concept.of("fr") == ()
