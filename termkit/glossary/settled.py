"""The concepts of a store as the decisions leave them that were made since the build.

What the next build would make of the same documents, without reading them again: candidates that were rejected
leave their concepts, borders that were moved give other names, and then merges and statuses hold.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from termkit.glossary.decided import Decided
from termkit.glossary.merge import merge_candidates
from termkit.terms.keys import form_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set

    from termkit.glossary.decisions import Decision
    from termkit.glossary.merge import Candidate
    from termkit.terms.concept import Concept, Evidence, Term

__all__ = ["settled"]


def settled(
    concepts: Iterable[Concept], candidates: Iterable[Candidate], decisions: Iterable[Decision]
) -> Iterator[Concept]:
    """Yield the concepts with the decisions made; without a decision, just as they come."""
    made = tuple(decisions)
    if not made:
        yield from concepts
        return
    decided = Decided(made)
    ruled = [(candidate, decided.ruled(candidate)) for candidate in candidates]
    kept = [old for old, new in ruled if new == old]
    changed = [(old, new) for old, new in ruled if new != old]
    yield from decided.settle(_changed(tuple(concepts), kept, changed) if changed else concepts)


def _changed(
    concepts: tuple[Concept, ...], kept: Iterable[Candidate], changed: Iterable[tuple[Candidate, Candidate | None]]
) -> tuple[Concept, ...]:
    """Take the evidence of changed candidates out of the concepts and put what they became in."""
    supported = set(chain.from_iterable(_claims(each) for each in kept))
    left = {claim for old, _ in changed for claim in _claims(old)} - supported
    forms = {form for form, _ in left}
    before = {evidence for concept in concepts for term in concept.terms for evidence in term.evidence}
    base = []
    for concept in concepts:
        touched = any(form_key(term.text) in forms for term in concept.terms)
        remaining = _without(concept, left) if touched else concept
        if remaining is not None:
            base.append(remaining)
    # A candidate of a document that has left the glossary does not bring it back.
    added = [new for old, new in changed if new is not None and old.evidence in before]
    merged = {concept.id: concept for concept in merge_candidates(added, base)}
    known = {concept.id for concept in base}
    new = (concept for identifier, concept in merged.items() if identifier not in known)
    return (*(merged.get(concept.id, concept) for concept in base), *new)


def _claims(candidate: Candidate) -> tuple[tuple[str, Evidence], ...]:
    """Return what a candidate says: this place shows this form, for each of its forms."""
    forms = (form for form in (candidate.full, candidate.short, candidate.english) if form)
    return tuple((form_key(form), candidate.evidence) for form in forms)


def _without(concept: Concept, left: Set[tuple[str, Evidence]]) -> Concept | None:
    """Return a concept without evidence that does not hold, None where no Chinese term is left of it."""
    terms = tuple(kept for term in concept.terms if (kept := _term_without(term, left)) is not None)
    return replace(concept, terms=terms) if any(term.language == "zh" for term in terms) else None


def _term_without(term: Term, left: Set[tuple[str, Evidence]]) -> Term | None:
    key = form_key(term.text)
    evidence = tuple(each for each in term.evidence if (key, each) not in left)
    lost = len(evidence) < len(term.evidence)
    # A term that the documents alone gave needs a place that introduces it; mere uses are uses of what it was.
    if lost and term.status is None and all(each.method == "use" for each in evidence):
        return None
    return replace(term, evidence=evidence) if lost else term
