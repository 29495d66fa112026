"""Several glossaries made one: by id, then by full form; what is absent erases nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from termkit.terms.concept import Concept, Kind, Term, TermType

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Conflict", "merge", "same_concepts"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two inputs that say different things; `kept` is what stands in the result.

    `term` is empty for a field of the concept.
    """

    concept: str
    term: str
    field: str
    kept: str
    kept_from: str
    dropped: str
    dropped_from: str

    def __str__(self) -> str:
        where = f"{self.concept} {self.term}".strip()
        return (
            f"{where}: {self.field} is {self.kept!r} in {self.kept_from}, {self.dropped!r} in {self.dropped_from}; "
            f"{self.kept!r} was kept"
        )


def merge(inputs: Iterable[tuple[str, Iterable[Concept]]], prefer: str = "") -> tuple[list[Concept], list[Conflict]]:
    """Return the concepts of all inputs, each once and in the order of their first place, and the conflicts.

    `inputs` are names and concepts. Where two say different things, the input named `prefer` is right,
    else the first that says something. A term is the same by language and text; a kind `other` and a type
    that was guessed say nothing.
    """
    merger = _Merger(prefer)
    for name, concepts in inputs:
        for concept in concepts:
            merger.add(concept, name)
    return list(merger.concepts.values()), merger.conflicts


class _Merger:
    def __init__(self, prefer: str) -> None:
        self.prefer = prefer
        self.concepts: dict[str, Concept] = {}
        self.by_form: dict[tuple[str, str], str] = {}
        self.sources: dict[tuple[str, str, str], str] = {}
        self.conflicts: list[Conflict] = []

    def add(self, concept: Concept, name: str) -> None:
        key = self._known(concept)
        old = self.concepts.get(key)
        if old is None:
            self.concepts[key] = concept
            self._remember(concept, key, name)
        else:
            self.concepts[key] = self._joined(old, concept, name)
        for form in _full_forms(concept):
            self.by_form.setdefault(form, key)

    def _known(self, concept: Concept) -> str:
        if concept.id in self.concepts:
            return concept.id
        keys = {self.by_form[form] for form in _full_forms(concept) if form in self.by_form}
        # Forms of several concepts decide nothing; then it stays on its own.
        return keys.pop() if len(keys) == 1 else concept.id

    def _remember(self, concept: Concept, key: str, name: str) -> None:
        for field in ("kind", "subject_field", "note"):
            self.sources[key, "", field] = name
        for term in concept.terms:
            for field in _TERM_FIELDS:
                self.sources[key, f"{term.language} {term.text}", field] = name

    def _joined(self, old: Concept, new: Concept, name: str) -> Concept:
        key = old.id

        def choose(field: str, before: str, after: str, term: str = "") -> str:
            if not after or before == after:
                return before
            source = self.sources.get((key, term, field), name)
            if before and not (name == self.prefer != source):
                self.conflicts.append(Conflict(key, term, field, before, source, after, name))
                return before
            if before:
                self.conflicts.append(Conflict(key, term, field, after, name, before, source))
            self.sources[key, term, field] = name
            return after

        terms = {(t.language, t.text): t for t in old.terms}
        for term in new.terms:
            place = (term.language, term.text)
            said = f"{term.language} {term.text}"
            before = terms.get(place)
            if before is None:
                terms[place] = term
                for field in _TERM_FIELDS:
                    self.sources[key, said, field] = name
                continue
            values = {field: choose(field, _said(before, field), _said(term, field), said) for field in _TERM_FIELDS}
            terms[place] = _with(before, term, values)
        kind = choose("kind", _kind(old), _kind(new))
        return Concept(
            key,
            Kind(kind) if kind else Kind.OTHER,
            tuple(terms.values()),
            choose("subject_field", old.subject_field, new.subject_field),
            choose("note", old.note, new.note),
            tuple(dict.fromkeys(old.carried + new.carried)),
        )


_TERM_FIELDS = ("type", "status", "since", "until", "source", "note")


def _full_forms(concept: Concept) -> list[tuple[str, str]]:
    return [(t.language, t.text) for t in concept.terms if t.type is TermType.FULL_FORM]


def _kind(concept: Concept) -> str:
    return "" if concept.kind is Kind.OTHER else concept.kind.value


def _guessed(term: Term) -> bool:
    return any(item.name == "termType" and not item.text for item in term.carried)


def _said(term: Term, field: str) -> str:
    """Return what a term says of itself; a guessed type is nothing."""
    if field == "type" and _guessed(term):
        return ""
    return str(getattr(term, field) or "")


def _with(before: Term, after: Term, values: dict[str, str]) -> Term:
    """Return the term with chosen values, and what both carry."""
    carried = tuple(
        item
        for item in dict.fromkeys(before.carried + after.carried)
        # The mark of a guessed type goes where either input says the type.
        if item.name != "termType" or item.text or not values["type"]
    )
    status = next((each for each in (before.status, after.status) if each and each.value == values["status"]), None)
    return before._replace(
        type=TermType(values["type"]) if values["type"] else before.type,
        status=status,
        since=values["since"],
        until=values["until"],
        source=values["source"],
        note=values["note"],
        evidence=tuple(dict.fromkeys(before.evidence + after.evidence)),
        carried=carried,
        id=before.id or after.id,
    )


def same_concepts(old: Iterable[Concept], new: Iterable[Concept]) -> list[tuple[Concept | None, Concept | None]]:
    """Return old and new concepts side by side: by id, then by full form; None where one is missing."""
    before = {concept.id: concept for concept in old}
    forms: dict[tuple[str, str], str] = {}
    for concept in before.values():
        for form in _full_forms(concept):
            forms.setdefault(form, concept.id)
    after = list(new)
    taken = {concept.id for concept in after if concept.id in before}
    beside: dict[str, Concept] = {}
    added: list[Concept] = []
    for concept in after:
        key = concept.id if concept.id in before else ""
        if not key:
            key = next((k for f in _full_forms(concept) if (k := forms.get(f, "")) and k not in taken), "")
        if key and key not in beside:
            beside[key] = concept
            taken.add(key)
        else:
            added.append(concept)
    pairs: list[tuple[Concept | None, Concept | None]] = [(c, beside.get(c.id)) for c in before.values()]
    return pairs + [(None, concept) for concept in added]
