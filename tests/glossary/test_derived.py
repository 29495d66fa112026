"""What is worked out of a glossary: the same out of the cache, whatever state that is in."""

from __future__ import annotations

import ast
import os
from copy import copy
from typing import TYPE_CHECKING

import pytest

from termkit.check import check
from termkit.corpus.pipeline import analyse
from termkit.exchange.shipped import shipped_concepts
from termkit.glossary import derived as module
from termkit.glossary.derived import MAKERS, Glossary, derived
from termkit.glossary.merge import FormIndex
from termkit.terms.concept import Concept, Kind, Term, TermType

if TYPE_CHECKING:
    from pathlib import Path

    from termkit.text.document import Document

UNDP = Concept("undp", Kind.PROGRAMME, (Term("联合国开发计划署", "zh", TermType.FULL_FORM),))


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TERMKIT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def made(glossary: Glossary, name: str = "names") -> tuple[list[str], int]:
    """Return what a function makes of a glossary, and how often it was called for that."""
    calls = []

    def make() -> list[str]:
        calls.append(name)
        return [term.text for concept in glossary for term in concept.terms]

    derived(glossary, name, make)
    return derived(glossary, name, make), len(calls)


def test_it_is_worked_out_once_for_all_processes(cache: Path) -> None:
    assert made(Glossary([UNDP], "a")) == (["联合国开发计划署"], 1)
    assert made(Glossary([UNDP], "a")) == (["联合国开发计划署"], 0)
    assert [file.name for file in cache.iterdir()] == ["names.kept"]


def test_another_glossary_takes_its_place(cache: Path) -> None:
    made(Glossary([UNDP], "a"))
    assert made(Glossary([], "b")) == ([], 1)
    assert made(Glossary([UNDP], "a")) == (["联合国开发计划署"], 1)
    assert len(list(cache.iterdir())) == 1


@pytest.mark.usefixtures("cache")
def test_code_that_was_changed_works_it_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    made(Glossary([UNDP], "a"))
    monkeypatch.setattr(module, "_code", lambda: "other")
    assert made(Glossary([UNDP], "a"))[1] == 1


def test_nothing_is_kept_of_a_glossary_that_nothing_tells_from_others(cache: Path) -> None:
    assert made(Glossary([UNDP])) == (["联合国开发计划署"], 1)
    assert not cache.exists()


def test_code_is_told_by_when_and_how_its_files_were_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in MAKERS:
        (tmp_path / folder).mkdir(parents=True)
    source = tmp_path / "glossary" / "derived.py"
    source.write_text("a = 1\n")
    monkeypatch.setattr(module, "__file__", str(source))
    module._code.cache_clear()
    before = module._code()
    os.utime(source, ns=(1, 1))
    module._code.cache_clear()
    after = module._code()
    module._code.cache_clear()
    assert before != after


def test_a_glossary_keeps_its_fingerprint_on_its_way_to_another_process() -> None:
    sent = copy(Glossary([UNDP], "a"))
    assert (sent, sent.fingerprint) == ((UNDP,), "a")


def test_findings_are_the_same_with_a_cache_and_without(
    cache: Path, seeds: tuple[Document, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def found() -> list[str]:
        return [str(finding) for finding in check(analyse(seeds[1:3], shipped_concepts()))]

    first, second = found(), found()
    for file in cache.glob("*.kept"):
        file.write_bytes(file.read_bytes()[:-1])
    damaged = found()
    (cache / "file").write_text("in the way")
    monkeypatch.setenv("TERMKIT_CACHE", str(cache / "file" / "cache"))
    assert first == second == damaged == found()


def test_an_index_over_another_is_as_one_made_anew() -> None:
    old = FormIndex(shipped_concepts())
    concepts = list(old.concepts.values())
    more = concepts[7]._replace(terms=(*concepts[7].terms, Term("开发署乙", "zh", TermType.SHORT_FORM)))
    less = concepts[3]._replace(terms=concepts[3].terms[1:])
    of_document = Concept("湖区署", Kind.OFFICE, (*UNDP.terms, *concepts[7].terms))
    for own in ([], [more], [less, of_document, more], [of_document]):
        ids = {each.id for each in own}
        together = [*own, *(each for each in concepts if each.id not in ids)]
        over, anew = FormIndex(together, old), FormIndex(together)
        forms = {term.text for concept in (*concepts[:40], *own) for term in concept.terms}
        assert {form: over.of(form) for form in forms} == {form: anew.of(form) for form in forms}
    fewer = FormIndex(concepts[1:], old)
    assert not any(concepts[0].id in fewer.of(term.text) for term in concepts[0].terms)


def test_what_is_derived_is_made_by_code_that_is_told(root: Path) -> None:
    for path in (root / "termkit").rglob("*.py"):
        calls = {node.func.id for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
                 if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}  # fmt: skip
        folder = path.parent.relative_to(root / "termkit").as_posix()
        assert not {"derived", "restored"} & calls or folder in MAKERS, path
