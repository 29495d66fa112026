"""Sentences that use a concept, from a store that `build` wrote and from documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from termkit import read_document, read_glossary, shipped_glossary
from termkit.corpus.pipeline import found_in
from termkit.corpus.storing import update_store
from termkit.glossary.store import Store
from termkit.lookup.cache import open_index
from termkit.lookup.concordance import concordance
from termkit.lookup.entry import entry
from termkit.lookup.index import Index
from termkit.terms.concept import Concept, Kind, Term, TermType

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from termkit.text.document import Document


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, seeds: tuple[Document, ...]) -> Path:
    path = tmp_path_factory.mktemp("store") / "glossary.termkit"
    with found_in(seeds, read_glossary(shipped_glossary())) as found:
        update_store(path, found)
    return path


@pytest.fixture
def index(store: Path) -> Iterator[Index]:
    with open_index(store) as opened:
        yield opened


def test_sentences_stand_where_they_say_and_show_the_forms(index: Index, seeds: tuple[Document, ...]) -> None:
    lines = {each.path: each for each in seeds}
    concept = index.concept("wfp")
    assert concept is not None
    forms = {term.text for term in concept.terms}
    passages = concordance(index, concept, 50)
    assert {"2008", "2018"} <= {passage.date[:4] for passage in passages}
    assert [passage.date for passage in passages] == sorted((p.date for p in passages), reverse=True)
    for passage in passages:
        assert {passage.sentence[span.start : span.end] for span in passage.spans} <= forms
        document = lines[passage.document]
        start = document.source_map.to_text(document.lines.offset(passage.line, passage.column))
        assert document.text[start:].replace("\n", " ").startswith(passage.sentence[:8])


def test_the_limit(index: Index) -> None:
    concept = index.concept("wfp")
    assert concept is not None
    assert concordance(index, concept, 2) == concordance(index, concept, 50)[:2]
    assert concordance(index, concept, 0) == []


def test_a_form_inside_of_a_longer_name_is_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("1. 美国国际开发署举办了讲习班。开发署也举办了。\n", encoding="utf-8")
    short = Concept("short", Kind.OTHER, (Term("开发署", "zh", TermType.SHORT_FORM),))
    longer = Concept("long", Kind.OTHER, (Term("美国国际开发署", "zh", TermType.FULL_FORM),))
    with Index.of([short, longer]) as index:
        (passage,) = concordance(index, short, 10, [read_document(path)])
    assert passage.sentence == "开发署也举办了。"
    assert (passage.line, passage.column, passage.spans) == (1, 18, ((0, 3),))


def test_without_the_text_the_evidence_is_shown(index: Index) -> None:
    concept = index.concept("wfp")
    assert concept is not None
    with Index.of([concept]) as bare:
        passages = concordance(bare, concept)
    assert passages
    assert {each.document for each in passages} == {e.document for term in concept.terms for e in term.evidence}


def test_building_again_changes_no_sentence(store: Path, seeds: tuple[Document, ...]) -> None:
    with Store(store, read_only=True) as opened:
        before = {each.path: opened.sentences(each.path) for each in opened.documents()}
    with found_in(seeds, read_glossary(shipped_glossary())) as found:
        update_store(store, found)
    with Store(store, read_only=True) as opened:
        assert {each.path: opened.sentences(each.path) for each in opened.documents()} == before
    assert all(before.values())


def test_an_entry_says_who_used_what_when_and_where_it_was_defined(index: Index) -> None:
    shown = entry(index, "wfp")
    assert shown is not None
    assert (shown.full_form, shown.short_form, shown.acronym) == ("世界粮食计划署", "粮食署", "WFP")
    forms = {form.text: form for form in shown.forms}
    assert forms["粮食计划署"].status == "deprecated: 粮食署"
    assert forms["粮食计划署"].years == (("2008", 1),)
    assert shown.definition is not None
    assert shown.definition.date == "2008-08-08"
    assert entry(index, "nobody") is None
