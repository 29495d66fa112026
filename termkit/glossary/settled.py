"""The concepts of a store as the decisions leave them that were made since the build.

What the next build would make of the same documents, without reading them again: candidates that were rejected
leave their concepts, borders that were moved give other names, and then merges and statuses hold.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from termkit.glossary.decided import Decided
from termkit.glossary.merge import merge_candidates
from termkit.terms.concept import concept_id
from termkit.terms.keys import form_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Set

    from termkit.glossary.decisions import Decision
    from termkit.glossary.merge import Candidate
    from termkit.terms.concept import Concept, Evidence, Term

__all__ = ["Settling", "settled"]


def settled(
    concepts: Iterable[Concept], candidates: Iterable[Candidate], decisions: Iterable[Decision]
) -> Iterator[Concept]:
    """Yield the concepts with the decisions made; without a decision, just as they come."""
    made = tuple(decisions)
    if not made:
        yield from concepts
        return
    ground = Settling(concepts, candidates)
    yield from ground.after(ground.changes(made))


class Settling:
    """What a build made, by its forms: a decision is settled among the concepts and candidates that have its forms.

    The rest need not be looked at: a candidate is ruled by its short form, a concept is found by its forms.
    """

    def __init__(self, concepts: Iterable[Concept], candidates: Iterable[Candidate]) -> None:
        self.concepts = tuple(concepts)
        self.candidates = tuple(candidates)

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Return where each concept stands, by its id."""
        return {concept.id: position for position, concept in enumerate(self.concepts)}

    @cached_property
    def _owners(self) -> Mapping[str, Iterable[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for position, concept in enumerate(self.concepts):
            for key in {form_key(term.text) for term in concept.terms}:
                found[key].append(position)
        return found

    @cached_property
    def _claimants(self) -> Mapping[str, Iterable[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for position, candidate in enumerate(self.candidates):
            for key in {form_key(form) for form in _forms(candidate)}:
                found[key].append(position)
        return found

    def changes(self, decisions: Iterable[Decision]) -> dict[str, Concept | None]:
        """Return the concepts that decisions change, by id; None where nothing is left of one."""
        made = tuple(decisions)
        decided = Decided(made)
        ruled = {
            position: decided.ruled(self.candidates[position])
            for position in self._found(self._claimants, (each.short for each in made))
        }
        changed = {position: new for position, new in ruled.items() if new != self.candidates[position]}
        pairs = [(self.candidates[position], new) for position, new in changed.items()]
        told = [form for old, new in pairs for each in (old, new) if each is not None for form in _forms(each)]
        beside = self._found(self._claimants, told) - changed.keys()
        forms = [*told, *(form for each in made for form in (each.full, each.short) if form)]
        near = self._found(self._owners, (*forms, *(f"《{each}》" for each in forms)))
        near |= {at for each in told if (at := self.positions.get(concept_id(form_key(each)))) is not None}
        concepts = tuple(self.concepts[position] for position in sorted(near))
        kept = [self.candidates[position] for position in beside]
        left = {each.id: each for each in decided.settle(_changed(concepts, kept, pairs) if pairs else concepts)}
        gone = {each.id: None for each in concepts if each.id not in left}
        return {**gone, **{key: each for key, each in left.items() if self._differs(each)}}

    def after(self, changes: Mapping[str, Concept | None]) -> Iterator[Concept]:
        """Yield the concepts with changes made: those that are new come last."""
        known = (changes.get(each.id, each) for each in self.concepts) if changes else iter(self.concepts)
        new = (each for identifier, each in changes.items() if identifier not in self.positions)
        yield from (each for each in chain(known, new) if each is not None)

    def _differs(self, concept: Concept) -> bool:
        position = self.positions.get(concept.id)
        return position is None or self.concepts[position] != concept

    @staticmethod
    def _found(places: Mapping[str, Iterable[int]], forms: Iterable[str]) -> set[int]:
        return {position for form in forms for position in places.get(form_key(form), ())}


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
    return tuple((form_key(form), candidate.evidence) for form in _forms(candidate))


def _forms(candidate: Candidate) -> tuple[str, ...]:
    return tuple(form for form in (candidate.full, candidate.short, candidate.english) if form)


def _without(concept: Concept, left: Set[tuple[str, Evidence]]) -> Concept | None:
    """Return a concept without evidence that does not hold, None where no Chinese term is left of it."""
    terms = tuple(kept for term in concept.terms if (kept := _term_without(term, left)) is not None)
    return concept._replace(terms=terms) if any(term.language == "zh" for term in terms) else None


def _term_without(term: Term, left: Set[tuple[str, Evidence]]) -> Term | None:
    key = form_key(term.text)
    evidence = tuple(each for each in term.evidence if (key, each) not in left)
    lost = len(evidence) < len(term.evidence)
    # A term that the documents alone gave needs a place that introduces it; mere uses are uses of what it was.
    if lost and term.status is None and all(each.method == "use" for each in evidence):
        return None
    return term._replace(evidence=evidence) if lost else term
