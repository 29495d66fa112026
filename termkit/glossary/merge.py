"""Definitions of many documents to concepts, each with all its evidence.

Two definitions are of one concept when their full forms are equal or one curated concept holds both;
everything else stays apart. One short form for two bodies stays two concepts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from termkit.glossary.derived import as_glossary, restored
from termkit.terms.concept import FULL_TYPES, Concept, Evidence, Kind, Term, TermType, concept_id
from termkit.terms.keys import form_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = [
    "Candidate",
    "FormIndex",
    "index_of",
    "keys_of",
    "merge_candidates",
    "merged",
    "owner_of",
    "term_order",
    "with_uses",
]

_TYPE_ORDER = {each: index for index, each in enumerate(TermType)}
_Terms = dict[tuple[str, str], Term]
_Told = defaultdict[tuple[str, str], dict[Evidence, None]]
_LANGUAGE_ORDER = {"zh": "0", "en": "1"}


class Candidate(NamedTuple):
    """A full form and its short form as one document introduces them; `short` may be empty."""

    full: str
    short: str
    kind: Kind
    evidence: Evidence
    english: str = ""


class Tables(NamedTuple):
    """The keys of concepts, and whether as full forms, by their ids; these ids by the keys of each sort."""

    keys: Mapping[str, Sequence[tuple[str, bool]]]
    full: dict[str, list[str]]
    short: dict[str, list[str]]


class FormIndex:
    """Which concepts a Chinese form belongs to."""

    def __init__(
        self, concepts: Iterable[Concept], base: FormIndex | None = None, tables: Tables | None = None
    ) -> None:
        """Take the concepts, and their tables if they are at hand.

        What is the same in another index, which may be given, is not worked out again.
        """
        self.concepts: Mapping[str, Concept] = {concept.id: concept for concept in concepts}
        self.tables = tables or (_tables_over(self.concepts, base) if base else tables_of(self.concepts.values()))

    def of_full(self, form: str) -> list[str]:
        """Return the ids of the concepts that have this full form or variant."""
        return self.tables.full.get(form_key(form), [])

    def of_short(self, form: str) -> list[str]:
        """Return the ids of the concepts that have this short form or acronym."""
        return self.tables.short.get(form_key(form), [])

    def of(self, form: str) -> list[str]:
        """Return the ids of all concepts that have this form."""
        return list(dict.fromkeys(self.of_full(form) + self.of_short(form)))

    def owner(self, full: str, short: str = "") -> str:
        """Return the id of the one concept that a full form belongs to, or nothing.

        Where two concepts share the full form, the one that has the short form too is meant.
        """
        # A bracket that splits a title leaves its name without the marks: 《全称(简称)》.
        ids = self.of_full(full) or self.of_full(f"《{full}》")
        if len(ids) > 1 and short:
            ids = [each for each in ids if each in self.of_short(short)] or ids
        return ids[0] if ids else ""


def tables_of(concepts: Iterable[Concept]) -> Tables:
    tables = Tables({concept.id: keys_of(concept) for concept in concepts}, {}, {})
    for identifier, pairs in tables.keys.items():
        for key, is_full in pairs:
            (tables.full if is_full else tables.short).setdefault(key, []).append(identifier)
    return tables


def _tables_over(concepts: Mapping[str, Concept], base: FormIndex) -> Tables:
    """Return the tables of concepts: out of those of a base where it has them all, behind some of its own."""
    old = base.concepts
    own = {identifier: each for identifier, each in concepts.items() if old.get(identifier) is not each}
    has_all = len(concepts) == len(old.keys() | own)
    if has_all and list(own) == list(islice(concepts, len(own))):
        return _tables_before(own.values(), base.tables)
    return tables_of(concepts.values())


def _tables_before(concepts: Iterable[Concept], others: Tables) -> Tables:
    """Return the tables of concepts and, behind them, of others; those with the same ids are no longer among these."""
    own = tables_of(concepts)
    tables = Tables({**others.keys, **own.keys}, {**others.full}, {**others.short})
    changed = {pair for identifier in own.keys for pair in chain(own.keys[identifier], others.keys.get(identifier, ()))}
    for key, is_full in changed:
        before, behind = (own.full, tables.full) if is_full else (own.short, tables.short)
        behind[key] = [*before.get(key, ()), *(each for each in behind.get(key, ()) if each not in own.keys)]
    return tables


def index_of(glossary: Sequence[Concept]) -> FormIndex:
    """Return the index of a glossary: all of a run ask for the same."""

    def restore(tables: list[Any]) -> FormIndex:
        return FormIndex(glossary, tables=Tables(*tables))

    # marshal knows no named tuples
    return restored(as_glossary(glossary), "index", lambda: [*tables_of(glossary)], restore)


def merge_candidates(candidates: Iterable[Candidate], curated: Sequence[Concept] = ()) -> tuple[Concept, ...]:
    """Merge candidates into concepts, sorted by id; the order of the candidates does not matter.

    A concept that `curated` knows takes its id, kind, terms and statuses; the evidence is added to
    its terms, and forms that it does not have are added without a status.
    """
    index = index_of(curated)
    grouped: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        grouped[owner_of(index, candidate.full, candidate.short)].append(candidate)
    return tuple(merged(each, grouped[each], index.concepts.get(each)) for each in sorted(grouped))


def keys_of(concept: Concept) -> Sequence[tuple[str, bool]]:
    """Return the keys that a concept is found by, each once, and whether as a full form or as a short one."""
    found: dict[tuple[str, bool], None] = {}
    for term in concept.terms:
        is_full = term.type in FULL_TYPES and term.language == "zh"
        if is_full or term.language == "zh" or term.type is TermType.ACRONYM:
            found[form_key(term.text), is_full] = None
    return list(found)


def owner_of(index: FormIndex, full: str, short: str) -> str:
    """Return the id of the concept that a definition is of: a curated one, or one that its full form makes."""
    return index.owner(full, short) or concept_id(form_key(full))


def _candidate_order(candidate: Candidate) -> tuple[str, ...]:
    evidence = candidate.evidence
    return (
        evidence.document,
        f"{evidence.page:09}",
        f"{evidence.line:09}",
        f"{evidence.column:09}",
        candidate.full,
        candidate.short,
    )


def merged(
    identifier: str,
    candidates: Iterable[Candidate],
    curated: Concept | None = None,
    kinds: Mapping[Kind, int] | None = None,
) -> Concept:
    """Merge the candidates of one concept; their order does not matter.

    `kinds` is how many candidates there are of each kind, where only a sample of them is given.
    """
    ordered = sorted(candidates, key=_candidate_order)
    terms = {(term.language, form_key(term.text)): term for term in (curated.terms if curated else ())}
    told: _Told = defaultdict(dict)
    for candidate in ordered:
        _add(terms, told, candidate.full, "zh", TermType.FULL_FORM, candidate.evidence)
        if candidate.short:
            language, type_ = _short_type(candidate.short)
            if ("en", form_key(candidate.short)) in terms:
                language = "en"
            _add(terms, told, candidate.short, language, type_, candidate.evidence)
        if candidate.english:
            _add(terms, told, candidate.english, "en", TermType.FULL_FORM, candidate.evidence)
    for key, evidence in told.items():
        terms[key] = terms[key]._replace(evidence=tuple(dict.fromkeys((*terms[key].evidence, *evidence))))
    found = tuple(sorted(terms.values(), key=term_order))
    if curated:
        return curated._replace(terms=found)
    counted = Counter(candidate.kind for candidate in ordered) if kinds is None else kinds
    kind = max(sorted(counted), key=lambda each: (each is not Kind.OTHER, counted[each]))
    return Concept(identifier, kind, found)


def _short_type(short: str) -> tuple[str, TermType]:
    latin = short.isascii()
    return ("en", TermType.ACRONYM) if latin else ("zh", TermType.SHORT_FORM)


def _add(terms: _Terms, told: _Told, text: str, language: str, type_: TermType, evidence: Evidence) -> None:
    key = (language, form_key(text))
    if key not in terms:
        terms[key] = Term(text, language, type_, source=_source(evidence))
    told[key][evidence] = None


def _source(evidence: Evidence) -> str:
    page = f" (page {evidence.page})" if evidence.page else ""
    return f"{evidence.document}:{evidence.line}{page}"


def term_order(term: Term) -> tuple[str, ...]:
    """Return what terms of a concept are sorted by: language, type, status, text."""
    language = _LANGUAGE_ORDER.get(term.language, "2" + term.language)
    status = "9" if term.status is None else str(list(type(term.status)).index(term.status))
    return (language, str(_TYPE_ORDER[term.type]), status, term.text)


def with_uses(concept: Concept, uses: Mapping[str, Iterable[Evidence]]) -> Concept:
    """Return a concept with the evidence of uses of its forms, by the key of the form."""
    return concept._replace(terms=tuple(_with_uses(term, uses) for term in concept.terms))


def _with_uses(term: Term, uses: Mapping[str, Iterable[Evidence]]) -> Term:
    evidence = {*term.evidence, *uses.get(form_key(term.text), ())}
    return term._replace(evidence=_capped(evidence))


def _capped(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return the first and the last piece of evidence and a sample of the others, by document and place."""
    from termkit.glossary.tally import sample  # noqa: PLC0415  start-up: a build caps, a check does not

    by_sight = {(e.date, e.document, e.page, e.line, e.column, f"{e.method} {e.sentence}"): e for e in evidence}
    return tuple(by_sight[sight] for sight in sample(by_sight))
