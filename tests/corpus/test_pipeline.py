from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.corpus.pipeline import build, known_forms
from termkit.exchange import read
from termkit.exchange.shipped import shipped_glossary
from termkit.read.plain import read_plain
from termkit.terms.concept import Status, TermType

if TYPE_CHECKING:
    from termkit.corpus.pipeline import Built
    from termkit.terms.concept import Concept, Term
    from termkit.text.document import Document


def of(built: Built, identifier: str) -> Concept:
    (concept,) = (each for each in built.concepts if each.id == identifier)
    return concept


def term(concept: Concept, text: str) -> Term:
    (found,) = (each for each in concept.terms if each.text == text)
    return found


def documents(*sources: str) -> list[Document]:
    return [read_plain(source.encode(), f"{name}.txt") for name, source in zip("abcde", sources, strict=False)]


def test_the_glossary_of_the_seeds_has_the_bodies_with_their_short_forms(seeds: tuple[Document, ...]) -> None:
    built = build(seeds, read(shipped_glossary()))
    wfp, unicef, eco, oecd = (of(built, identifier) for identifier in ("wfp", "unicef", "eco", "oecd"))
    # Two short forms of one body are one concept, each with the statuses of the shipped glossary.
    assert (term(wfp, "粮食署").status, term(wfp, "粮食计划署").status) == (Status.PREFERRED, Status.DEPRECATED)
    assert {term(unicef, "儿基会").type, term(unicef, "儿童基金会").type} == {TermType.SHORT_FORM}
    # One short form of two bodies is two concepts.
    assert [e.document[-24:-21] for e in term(eco, "经合组织").evidence if e.method == "bracket"] == ["000"]
    assert [e.document[-24:-21] for e in term(oecd, "经合组织").evidence if e.method == "bracket"] == ["003"]


def test_every_concept_of_a_build_is_used_in_its_documents(seeds: tuple[Document, ...]) -> None:
    built = build(seeds, read(shipped_glossary()))
    assert len(built.concepts) > 100
    assert all(any(each.evidence for each in concept.terms) for concept in built.concepts)
    ids = [concept.id for concept in built.concepts]
    assert ids == sorted(set(ids))


def test_evidence_is_the_sentence_at_the_place() -> None:
    built = build(
        documents(
            "A/63/228-S/2008/531\n8 August 2008\n\n一. 引言\n\n1. 会议结束。世界卫生组织（世卫组织）派代表出席。\n"
        )
    )
    (concept,) = built.concepts
    (evidence,) = term(concept, "世卫组织").evidence
    assert (evidence.line, evidence.column, evidence.sentence) == (6, 15, "世界卫生组织（世卫组织）派代表出席。")
    assert (evidence.symbol, evidence.date, evidence.document) == ("A/63/228-S/2008/531", "2008-08-08", "a.txt")


def test_a_form_that_two_bodies_share_is_evidence_of_the_one_that_the_document_defines() -> None:
    built = build(
        documents(
            "1. 经济合作组织(经合组织)举办了会议。\n2. 经合组织签署了协定。\n",
            "1. 经济合作与发展组织(经合组织)举办了会议。\n2. 经合组织签署了协定。\n",
            "1. 经合组织签署了协定。\n",
        )
    )
    uses = {
        concept.terms[0].text: [e.document for e in term(concept, "经合组织").evidence] for concept in built.concepts
    }
    assert {name: sorted(set(paths)) for name, paths in uses.items()} == {
        "经济合作组织": ["a.txt"],
        "经济合作与发展组织": ["b.txt"],
    }


def test_nothing_to_build_from() -> None:
    assert build([])[:2] == ((), [])
    assert build(documents("", "\n"))[:2] == ((), [])


def test_known_forms_are_the_chinese_names() -> None:
    forms = known_forms(read(shipped_glossary()))
    assert {"联合国开发计划署", "各国议会联盟"} <= forms
    assert not {"开发署", "UNDP", "United Nations Development Programme"} & forms
