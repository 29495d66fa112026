"""What is shown of a concept: its forms with their status in words, who used them when, where it was first defined."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from termkit.terms.concept import Concept, Evidence, Kind, Status, Term, TermType

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termkit.lookup.index import Index

__all__ = ["Entry", "Form", "entry", "entry_of", "status_words"]

_USE = "use"
_ORDER = {Status.PREFERRED: 0, Status.ADMITTED: 1, None: 2, Status.DEPRECATED: 3, Status.SUPERSEDED: 4}


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a concept: `status` is in words, `standing` the status alone.

    `years` are the years of the documents that use it, with their number.
    """

    text: str
    language: str
    type: TermType
    status: str
    years: tuple[tuple[str, int], ...] = ()
    standing: Status | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept as it is shown. A form that the concept does not have is empty.

    `full_form`, `short_form`, `english` and `acronym` are the best of their kind, short forms and acronyms only
    where they are in use; `definition` is the first
    place by date that introduces the concept, or, where no document defines it, uses it. `forms` are all
    forms, the best of each language first.
    """

    concept: str
    glossary: str
    kind: Kind
    full_form: str
    short_form: str
    english: str
    acronym: str
    subject_field: str
    note: str
    definition: Evidence | None
    forms: tuple[Form, ...]


def entry(index: Index, identifier: str) -> Entry | None:
    """Return the entry of a concept of a glossary, None where it has none with this id."""
    concept = index.concept(identifier)
    return entry_of(concept, index.name) if concept else None


def entry_of(concept: Concept, glossary: str = "") -> Entry:
    """Return the entry of a concept."""
    return Entry(
        concept=concept.id,
        glossary=glossary,
        kind=concept.kind,
        full_form=_best(concept.of("zh", TermType.FULL_FORM) or concept.of("zh", TermType.VARIANT)),
        short_form=_best(_in_use(concept.of("zh", TermType.SHORT_FORM, TermType.ACRONYM))),
        english=_best(concept.of("en", TermType.FULL_FORM) or concept.of("en", TermType.SHORT_FORM, TermType.VARIANT)),
        acronym=_best(_in_use(concept.of("en", TermType.ACRONYM))),
        subject_field=concept.subject_field,
        note=concept.note,
        definition=_definition(concept),
        forms=tuple(_form(term, concept) for term in sorted(concept.terms, key=_place)),
    )


def status_words(term: Term, concept: Concept) -> str:
    """Return the status of a term as a reader wants it said: with what to write instead, and until when it held."""
    if term.status is None:
        return "no status"
    words = str(term.status)
    if term.status in {Status.DEPRECATED, Status.SUPERSEDED}:
        if term.status is Status.SUPERSEDED and term.until:
            words += f" in {term.until[:4]}"
        # Another form of its type, else the full form.
        forms = concept.of(term.language, term.type), concept.of(term.language, TermType.FULL_FORM)
        better = next((found for each in forms if (found := _best(_to_write(each)))), "")
        words += f": {better}" if better else ""
    return words


def _best(terms: Iterable[Term]) -> str:
    ranked = sorted(terms, key=lambda term: _ORDER[term.status])
    return ranked[0].text if ranked else ""


def _to_write(terms: Iterable[Term]) -> list[Term]:
    return [term for term in terms if term.status in {Status.PREFERRED, None}]


def _in_use(terms: Iterable[Term]) -> list[Term]:
    return [term for term in terms if term.status not in {Status.DEPRECATED, Status.SUPERSEDED}]


def _place(term: Term) -> tuple[int, str, int, int]:
    """Return what sorts the forms of a concept: Chinese, English, others; by type, by status."""
    languages = {"zh": 0, "zh-Hant": 1, "en": 2}
    return languages.get(term.language, 3), term.language, list(TermType).index(term.type), _ORDER[term.status]


def _form(term: Term, concept: Concept) -> Form:
    documents: dict[str, set[str]] = defaultdict(set)
    for each in term.evidence:
        if each.date:
            documents[each.date[:4]].add(each.document)
    years = tuple((year, len(found)) for year, found in sorted(documents.items()))
    return Form(term.text, term.language, term.type, status_words(term, concept), years, term.status)


def _definition(concept: Concept) -> Evidence | None:
    found = [each for term in concept.terms for each in term.evidence]
    ranked = sorted(found, key=lambda e: (e.method == _USE, e.date or "9", e.document, e.line, e.column))
    return ranked[0] if ranked else None
