from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termkit.glossary.merge import Candidate, FormIndex, merge_candidates, with_uses
from termkit.terms.concept import Concept, Evidence, Kind, Status, Term, TermType

WFP = Concept(
    "wfp",
    Kind.PROGRAMME,
    (
        Term("世界粮食计划署", "zh", TermType.FULL_FORM, Status.PREFERRED),
        Term("粮食署", "zh", TermType.SHORT_FORM, Status.PREFERRED),
        Term("粮食计划署", "zh", TermType.SHORT_FORM, Status.DEPRECATED),
        Term("World Food Programme", "en", TermType.FULL_FORM, Status.PREFERRED),
        Term("WFP", "en", TermType.ACRONYM, Status.PREFERRED),
    ),
)
UNHCR = Concept(
    "unhcr",
    Kind.OFFICE,
    (
        Term("联合国难民事务高级专员公署", "zh", TermType.FULL_FORM, Status.PREFERRED),
        Term("联合国难民事务高级专员办事处", "zh", TermType.VARIANT, Status.ADMITTED),
        Term("难民署", "zh", TermType.SHORT_FORM, Status.PREFERRED),
    ),
)


def candidate(
    full: str, short: str, document: str = "a.txt", line: int = 1, kind: Kind = Kind.ORGANIZATION
) -> Candidate:
    return Candidate(full, short, kind, Evidence(document, line, 1, f"{full}({short})。", "bracket", 0.9))


def forms(concept: Concept) -> set[str]:
    return {term.text for term in concept.terms}


def test_equal_full_forms_are_one_concept_with_both_short_forms_and_all_evidence() -> None:
    (concept,) = merge_candidates(
        [
            candidate("联合国儿童基金会", "儿童基金会", "000.txt", 106),
            candidate("联合国儿童基金会", "儿基会", "003.txt", 37),
            candidate("联合国儿童基金会", "儿童基金会", "001.txt", 192),
        ]
    )
    assert forms(concept) == {"联合国儿童基金会", "儿童基金会", "儿基会"}
    where = {term.text: [(e.document, e.line) for e in term.evidence] for term in concept.terms}
    assert where == {
        "联合国儿童基金会": [("000.txt", 106), ("001.txt", 192), ("003.txt", 37)],
        "儿童基金会": [("000.txt", 106), ("001.txt", 192)],
        "儿基会": [("003.txt", 37)],
    }
    assert all(term.status is None for term in concept.terms)


def test_widths_and_spaces_make_no_second_concept() -> None:
    found = merge_candidates(
        [candidate("关于细菌(生物)武器的公约", "公约"), candidate("关于细菌（生物）武器的公约", "公约", "b.txt")]
    )
    assert len(found) == 1


def test_one_short_form_of_two_bodies_stays_two_concepts() -> None:
    found = merge_candidates(
        [candidate("经济合作组织", "经合组织"), candidate("经济合作与发展组织", "经合组织", "b.txt")]
    )
    assert [forms(concept) for concept in found].count({"经济合作组织", "经合组织"}) == 1
    assert len(found) == 2


def test_nearly_equal_full_forms_are_not_merged() -> None:
    found = merge_candidates(
        [candidate("联合国人口基金", "人口基金"), candidate("联合国人口活动基金", "人口基金", "b.txt")]
    )
    assert len(found) == 2


def test_a_curated_concept_gives_id_kind_and_statuses() -> None:
    (concept,) = merge_candidates([candidate("世界粮食计划署", "粮食计划署", kind=Kind.OTHER)], [WFP, UNHCR])
    assert (concept.id, concept.kind) == ("wfp", Kind.PROGRAMME)
    statuses = {term.text: term.status for term in concept.terms}
    assert statuses == {
        "世界粮食计划署": Status.PREFERRED,
        "粮食署": Status.PREFERRED,
        "粮食计划署": Status.DEPRECATED,
        "World Food Programme": Status.PREFERRED,
        "WFP": Status.PREFERRED,
    }
    assert {term.text for term in concept.terms if term.evidence} == {"世界粮食计划署", "粮食计划署"}


def test_a_curated_concept_ties_two_full_forms_of_one_body() -> None:
    found = merge_candidates(
        [
            candidate("联合国难民事务高级专员办事处", "难民高专办"),
            candidate("联合国难民事务高级专员公署", "难民署", "b.txt"),
        ],
        [UNHCR],
    )
    (concept,) = found
    assert concept.id == "unhcr"
    new = {term.text: term for term in concept.terms}["难民高专办"]
    assert (new.type, new.status) == (TermType.SHORT_FORM, None)
    assert [(e.document, e.line) for e in new.evidence] == [("a.txt", 1)]


def test_curated_concepts_that_no_candidate_is_of_are_left_out() -> None:
    assert merge_candidates([], [WFP]) == ()


def test_a_latin_short_form_is_an_english_acronym() -> None:
    (concept,) = merge_candidates([candidate("联合国开发计划署", "UNDP")])
    assert [(t.text, t.language, t.type) for t in concept.terms] == [
        ("联合国开发计划署", "zh", TermType.FULL_FORM),
        ("UNDP", "en", TermType.ACRONYM),
    ]


def test_an_english_name_beside_the_short_form_is_kept() -> None:
    each = candidate("联合国开发计划署", "开发署")._replace(english="United Nations Development Programme")
    (concept,) = merge_candidates([each])
    assert [term.text for term in concept.of("en", TermType.FULL_FORM)] == ["United Nations Development Programme"]


def test_a_definition_without_a_short_form() -> None:
    (concept,) = merge_candidates([candidate("联合国开发计划署", "")])
    assert forms(concept) == {"联合国开发计划署"}


@pytest.mark.parametrize("curated", [(), (WFP, UNHCR)], ids=["no glossary", "glossary"])
def test_the_order_of_the_candidates_does_not_matter(curated: tuple[Concept, ...]) -> None:
    candidates = [
        candidate("世界粮食计划署", "粮食署", "b.txt", 3, Kind.PROGRAMME),
        candidate("世界粮食计划署", "粮食计划署", "a.txt", 2),
        candidate("联合国难民事务高级专员公署", "难民署", "c.txt"),
        candidate("联合国难民事务高级专员办事处", "难民署", "a.txt", 9, Kind.OFFICE),
        candidate("经济合作组织", "经合组织", "a.txt", 5),
    ]
    wanted = merge_candidates(candidates, curated)
    assert all(merge_candidates(order, curated) == wanted for order in permutations(candidates))
    assert merge_candidates(candidates * 2, curated) == wanted


@given(st.data())
def test_any_candidates_in_any_order(data: st.DataObject) -> None:
    word = st.text(st.sampled_from("联合国署会（）() 《》"), min_size=1, max_size=4)
    some = data.draw(
        st.lists(
            st.builds(candidate, word, word, st.sampled_from("ab"), st.integers(1, 3), st.sampled_from(Kind)),
            max_size=6,
        )
    )
    wanted = merge_candidates(some)
    assert merge_candidates(data.draw(st.permutations(some))) == wanted
    assert len({concept.id for concept in wanted}) == len(wanted)


def test_uses_are_evidence_of_the_form_they_are_of() -> None:
    use = Evidence("b.txt", 7, 1, "粮食署捐款。", "use", 1.0)
    concept = with_uses(WFP, {"粮食署": [use], "开发署": [use]})
    assert {term.text: term.evidence for term in concept.terms if term.evidence} == {"粮食署": (use,)}
    assert with_uses(concept, {"粮食署": [use]}) == concept


def test_whose_a_form_is() -> None:
    eco = Concept(
        "eco",
        Kind.ORGANIZATION,
        (Term("经济合作组织", "zh", TermType.FULL_FORM), Term("经合组织", "zh", TermType.SHORT_FORM)),
    )
    oecd = Concept(
        "oecd",
        Kind.ORGANIZATION,
        (Term("经济合作与发展组织", "zh", TermType.FULL_FORM), Term("经合组织", "zh", TermType.SHORT_FORM)),
    )
    index = FormIndex([eco, oecd, WFP])
    assert index.of_short("经合组织") == ["eco", "oecd"]
    assert index.of_full("经合组织") == []
    assert index.owner("经济合作组织", "经合组织") == "eco"
    assert index.of("WFP") == ["wfp"]
    assert index.owner("没有这个组织") == ""
