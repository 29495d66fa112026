"""From documents to a glossary and findings.

Every step is a function of what it is given: definitions of each document, concepts merged from all,
mentions of all their forms in each, rules over the whole.
"""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from functools import partial
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any, NamedTuple

from termkit.check import Facts, Material, load_profile
from termkit.extract.definitions import SURE, clauses_of, extract_again, extract_definitions
from termkit.extract.evidence import LEAST, Clauses
from termkit.extract.mentions import find_mentions, matcher_of
from termkit.glossary.derived import as_glossary
from termkit.glossary.forms import forms_of, known_forms, ready_forms_of, short_forms_of
from termkit.glossary.merge import Candidate, merge_candidates
from termkit.terms.concept import Evidence
from termkit.text.garbage import uncollected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from termkit.check import Finding, Profile
    from termkit.corpus.found import Found
    from termkit.extract.definition import Definition
    from termkit.glossary.decided import Decided
    from termkit.report.page import Column
    from termkit.terms.concept import Concept
    from termkit.terms.matcher import Matcher
    from termkit.text.document import Document

__all__ = [
    "Built",
    "Known",
    "all_concepts",
    "analyse",
    "build",
    "concepts_of",
    "define",
    "forms_of",
    "found_in",
    "known_forms",
    "matcher_with",
    "material_of",
    "short_forms_of",
]


class Built(NamedTuple):
    """What `build` makes: the concepts that the documents define or use, the findings, who uses which form."""

    concepts: tuple[Concept, ...]
    findings: list[Finding]
    columns: list[Column]


class Known(NamedTuple):
    """The names and the short forms that are known before a document is read."""

    names: frozenset[str]
    forms: frozenset[str]

    @classmethod
    def by(cls, curated: Sequence[Concept], decided: Decided | None = None) -> Known:
        """Return what is known by a glossary, and by what people decided."""
        accepted = decided.full_forms if decided else frozenset()
        return cls(known_forms(curated) | accepted, short_forms_of(curated))


def _in_turn(function: Callable[..., Any], shared: Known, *items: Iterable[Any]) -> Iterable[Any]:
    return map(partial(function, shared), *items)


@uncollected
def define(
    documents: Iterable[Document],
    curated: Sequence[Concept] = (),
    run: Callable[..., Iterable[Any]] = _in_turn,
    decided: Decided | None = None,
) -> list[tuple[Document, tuple[Definition, ...]]]:
    """Extract the definitions of a set of documents, by path; a name that one defines is known to the others.

    In the first pass each document stands alone, with the glossary; in the second, the full forms that
    other documents surely define are evidence for its borders. `run` maps a function of what is known
    and a document over documents, in this process or in several. `decided` has the last word.
    """
    known = Known.by(curated, decided)
    ordered = sorted(documents, key=lambda document: document.path)
    found = list(run(_alone, known, ordered))
    if len(ordered) < 2:
        return _decided(ordered, found, decided)
    sure = [{each.full for each in definitions if each.score >= SURE} for definitions in found]
    votes = Counter(full for fulls in sure for full in fulls)
    told = frozenset(votes) - known.names
    untold = [{full for full in own if votes[full] == 1} for own in sure]  # by others
    elsewhere = _elsewhere(ordered, found)
    again = [index for index, own in enumerate(untold) if not told <= own or elsewhere[index] is not None]
    chosen = ([of_each[index] for index in again] for of_each in (ordered, found, untold, elsewhere))
    for index, definitions in zip(again, run(_again, known, *chosen, repeat(told, len(again))), strict=True):
        found[index] = found[index] if definitions is None else definitions
    return _decided(ordered, found, decided)


def _decided(
    documents: Sequence[Document], found: Sequence[tuple[Definition, ...]], decided: Decided | None
) -> list[tuple[Document, tuple[Definition, ...]]]:
    """Return documents with their definitions, after what people decided."""
    pairs = zip(documents, found, strict=True)
    return [(document, decided.apply(document, each)) for document, each in pairs] if decided else list(pairs)


def _alone(known: Known, document: Document) -> tuple[Definition, ...]:
    return extract_definitions(document, known.names, known.forms)


def _again(
    known: Known,
    document: Document,
    alone: Sequence[Definition],
    untold: set[str],
    elsewhere: Clauses | None,
    told: frozenset[str],
) -> tuple[Definition, ...] | None:
    """Return the definitions with those names that any document told, and not this one alone; None if as before."""
    again = extract_again(document, alone, told - untold, known.names, known.forms, elsewhere)
    return None if again == tuple(alone) else again


def _elsewhere(documents: Sequence[Document], found: Sequence[Sequence[Definition]]) -> list[Clauses | None]:
    """Return for each document the clauses of the others that end as a name in it does which is not sure."""
    own = [clauses_of(document.text, each) for document, each in zip(documents, found, strict=True)]
    by_ending: dict[str, set[str]] = {}
    for clause in chain.from_iterable(own):
        by_ending.setdefault(clause[-LEAST:], set()).add(clause)
    told: list[Clauses | None] = []
    for mine, definitions in zip(own, found, strict=True):
        endings = {each.full[-LEAST:] for each in definitions if each.score < SURE}
        others = {clause for ending in endings for clause in by_ending.get(ending, ())} - mine
        told.append(Clauses(others) if others else None)
    return told


def analyse(
    documents: Iterable[Document],
    curated: Sequence[Concept] = (),
    profile: Profile | None = None,
    *,
    earlier: Iterable[Document] = (),
    decided: Decided | None = None,
) -> Material:
    """Find definitions and mentions in all documents and the concepts that they belong to.

    `earlier` are documents that the others are held against and that are not checked themselves.
    """
    checked = {document.path: document for document in documents}
    against = {document.path: document for document in earlier if document.path not in checked}
    found = define([*checked.values(), *against.values()], curated, decided=decided)
    return material_of(found, curated, profile, decided, earlier=against)


@uncollected
def material_of(
    found: Sequence[tuple[Document, tuple[Definition, ...]]],
    curated: Sequence[Concept] = (),
    profile: Profile | None = None,
    decided: Decided | None = None,
    *,
    earlier: Iterable[str] = (),
) -> Material:
    """Find the mentions in documents whose definitions are found, and the concepts that they belong to.

    `earlier` are paths of those that are not checked themselves.
    """
    curated = as_glossary(curated)
    concepts = all_concepts(found, curated)
    if decided:
        concepts = decided.settle(concepts)
    matcher = matcher_of(forms_of(concepts)) if decided else matcher_with(concepts, curated)
    facts = tuple(Facts(document, definitions, find_mentions(document, matcher)) for document, definitions in found)
    return Material(facts, concepts, curated, profile or load_profile(), frozenset(earlier))


def matcher_with(concepts: Iterable[Concept], curated: Sequence[Concept]) -> Matcher:
    """Return what finds the forms of concepts and of the glossary that they were merged with."""
    same = set(map(id, curated))
    return matcher_of(forms_of(each for each in concepts if id(each) not in same), ready_forms_of(curated))


def all_concepts(
    found: Iterable[tuple[Document, Sequence[Definition]]], curated: Sequence[Concept]
) -> tuple[Concept, ...]:
    """Return the concepts of the definitions of all documents and of the glossary, merged."""
    return concepts_of((_candidate(document, each) for document, all_ in found for each in all_), curated)


def concepts_of(candidates: Iterable[Candidate], curated: Sequence[Concept]) -> tuple[Concept, ...]:
    """Return the concepts of candidates and of the glossary, merged."""
    merged = merge_candidates(candidates, curated)
    identifiers = {concept.id for concept in merged}
    return (*merged, *(concept for concept in curated if concept.id not in identifiers))


def build(
    documents: Iterable[Document],
    curated: Sequence[Concept] = (),
    profile: Profile | None = None,
    decided: Decided | None = None,
) -> Built:
    """Build the glossary of a set of documents and check them; `termkit build` does the same with files."""
    with found_in(documents, curated, profile, decided) as found:
        return Built(tuple(found.concepts()), list(found.findings()), list(found.columns()))


@contextmanager
def found_in(
    documents: Iterable[Document],
    curated: Sequence[Concept] = (),
    profile: Profile | None = None,
    decided: Decided | None = None,
) -> Iterator[Found]:
    """Give what a build finds in documents that are held in memory."""
    # Start-up: checking and extraction do not need what a build needs.
    from termkit.corpus.building import run_build  # noqa: PLC0415
    from termkit.corpus.engines import Serial  # noqa: PLC0415
    from termkit.corpus.inputs import Held  # noqa: PLC0415
    from termkit.corpus.passes import Ground  # noqa: PLC0415
    from termkit.corpus.work import Work  # noqa: PLC0415
    from termkit.glossary.decided import Decided  # noqa: PLC0415

    ground = Ground(as_glossary(curated), profile or load_profile(), decided or Decided())
    held = Held(documents)
    with Work(None) as work, Serial() as engine:
        work.begin({})
        work.list_documents((path, []) for path in held.paths)
        yield run_build(work, engine, ground, held)


def _candidate(document: Document, definition: Definition) -> Candidate:
    """Return a definition as a candidate, with the place alone for its evidence: a check asks for no sentences."""
    line, column, page = document.start(definition.mark)
    evidence = Evidence(document.path, line, column, "", definition.method, definition.score, page=page or 0)
    return Candidate(definition.full, definition.short, definition.kind, evidence, definition.english)
