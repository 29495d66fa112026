"""From documents to a glossary and findings.

Every step is a function of what it is given: definitions of each document, concepts merged from all,
mentions of all their forms in each, rules over the whole.
"""

from __future__ import annotations

from collections import Counter
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple

from termkit.check import Facts, Material, check, load_profile
from termkit.extract.definitions import extract_definitions
from termkit.extract.mentions import find_mentions, matcher_of
from termkit.glossary.decided import Decided
from termkit.glossary.merge import Candidate, Use, add_uses, merge_candidates
from termkit.terms.concept import Evidence, TermType
from termkit.terms.keys import form_key
from termkit.text.context import sentence_around
from termkit.text.document import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from termkit.check import Finding, Profile
    from termkit.extract.definition import Definition
    from termkit.extract.mentions import Mention
    from termkit.terms.concept import Concept
    from termkit.text.document import Document

__all__ = ["Built", "all_concepts", "analyse", "build", "define", "forms_of", "known_forms", "short_forms_of"]

_SURE = 0.9


class Built(NamedTuple):
    """What `build` makes: the concepts that the documents define or use, the findings, the material."""

    concepts: tuple[Concept, ...]
    findings: list[Finding]
    material: Material


def known_forms(concepts: Iterable[Concept]) -> frozenset[str]:
    """Return the Chinese full forms and variants of a glossary: evidence for the borders of names."""
    types = {TermType.FULL_FORM, TermType.VARIANT}
    return frozenset(
        term.text for concept in concepts for term in concept.terms if term.language == "zh" and term.type in types
    )


def short_forms_of(concepts: Iterable[Concept]) -> frozenset[str]:
    """Return the Chinese short forms of a glossary: what stands before a conjunction may be one."""
    return frozenset(t.text for concept in concepts for t in concept.of("zh", TermType.SHORT_FORM))


def define(
    documents: Iterable[Document],
    curated: Sequence[Concept] = (),
    run: Callable[..., Iterable[Any]] = map,
    decided: Decided | None = None,
) -> list[tuple[Document, tuple[Definition, ...]]]:
    """Extract the definitions of a set of documents, by path; a name that one defines is known to the others.

    In the first pass each document stands alone, with the glossary; in the second, the full forms that
    other documents surely define are evidence for its borders. `run` maps a function over documents,
    in this process or in several. `decided` has the last word.
    """
    decided = decided or Decided()
    known, forms = known_forms(curated) | decided.full_forms, short_forms_of(curated)
    ordered = sorted(documents, key=lambda document: document.path)
    found = list(run(extract_definitions, ordered, repeat(known, len(ordered)), repeat(forms, len(ordered))))
    if len(ordered) < 2:
        return [(document, decided.apply(document, each)) for document, each in zip(ordered, found, strict=True)]
    sure = [{each.full for each in definitions if each.score >= _SURE} for definitions in found]
    votes = Counter(full for fulls in sure for full in fulls)
    told = [frozenset(full for full, count in votes.items() if count > (full in own)) - known for own in sure]
    again = [index for index, names in enumerate(told) if names]
    repeated = run(
        extract_definitions,
        [ordered[index] for index in again],
        [known | told[index] for index in again],
        repeat(forms, len(again)),
    )
    for index, definitions in zip(again, repeated, strict=True):
        found[index] = definitions
    return [(document, decided.apply(document, each)) for document, each in zip(ordered, found, strict=True)]


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
    decided = decided or Decided()
    found = define([*checked.values(), *against.values()], curated, decided=decided)
    concepts = decided.settle(all_concepts(found, curated))
    matcher = matcher_of(forms_of(concepts))
    facts = tuple(Facts(document, definitions, find_mentions(document, matcher)) for document, definitions in found)
    return Material(facts, concepts, tuple(curated), profile or load_profile(), frozenset(against))


def all_concepts(
    found: Iterable[tuple[Document, Sequence[Definition]]], curated: Sequence[Concept]
) -> tuple[Concept, ...]:
    """Return the concepts of the definitions of all documents and of the glossary, merged."""
    merged = merge_candidates((_candidate(document, each) for document, all_ in found for each in all_), curated)
    identifiers = {concept.id for concept in merged}
    return (*merged, *(concept for concept in curated if concept.id not in identifiers))


def build(
    documents: Iterable[Document],
    curated: Sequence[Concept] = (),
    profile: Profile | None = None,
    decided: Decided | None = None,
) -> Built:
    """Build the glossary of a set of documents and check them."""
    material = analyse(documents, curated, profile, decided=decided)
    uses = list(_uses(material))
    used = {use.concept for use in uses}
    defined = {material.concept_of(d).id for facts in material.documents for d in facts.definitions}
    concepts = add_uses((c for c in material.concepts if c.id in used or c.id in defined), uses)
    return Built(tuple(sorted(concepts, key=lambda concept: concept.id)), check(material), material)


def forms_of(concepts: Iterable[Concept]) -> Iterator[str]:
    """Yield the forms of concepts that are looked for in Chinese text: Chinese ones and acronyms."""
    for concept in concepts:
        for term in concept.terms:
            if term.language == "zh" or (term.type is TermType.ACRONYM and len(term.text) > 2):
                yield term.text


def candidates_of(material: Material) -> Iterator[Candidate]:
    """Yield the definitions of all documents as candidates for concepts."""
    for facts in material.documents:
        for definition in facts.definitions:
            yield _candidate(facts.document, definition)


def _candidate(document: Document, definition: Definition) -> Candidate:
    evidence = _evidence(document, definition.full_span, definition.mark, definition.method, definition.score)
    return Candidate(definition.full, definition.short, definition.kind, evidence, definition.english)


def _evidence(document: Document, span: Span, mark: int, method: str, score: float) -> Evidence:
    place = document.place(Span(mark, mark))
    sentence = sentence_around(document.text, span)
    symbol = "-".join(document.symbols)
    text = document.text[sentence.start : sentence.end]
    return Evidence(
        document.path, place.line, place.column, text, method, score, symbol, document.date, place.page or 0
    )


def _uses(material: Material) -> Iterator[Use]:
    """Yield the first use of every form in every document, where it is plain whose form it is."""
    for facts in material.documents:
        for form, mentions in facts.uses.items():
            owners = material.index.of(form)
            if definitions := facts.defined.get(form_key(form)):
                owners = sorted({material.concept_of(each).id for each in definitions})
            first = _shown_use(facts, mentions)
            if len(owners) == 1 and first is not None:
                yield Use(owners[0], form, _use_evidence(facts.document, first))


def _shown_use(facts: Facts, mentions: Sequence[Mention]) -> Mention | None:
    """Return the first use in running text, else the first of all; a heading shows a form without a sentence."""
    uses = [mention for mention in mentions if not facts.is_definition(mention)]
    prose = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE}
    in_prose = (mention for mention in uses if facts.document.block_at(mention.span.start).kind in prose)
    return next(in_prose, uses[0] if uses else None)


def _use_evidence(document: Document, mention: Mention) -> Evidence:
    return _evidence(document, mention.span, mention.span.start, "use", 1.0)
