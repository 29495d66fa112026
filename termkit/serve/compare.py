"""Who calls what by which name: concepts by documents, out of the evidence in the store."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from termkit.terms.concept import TermType
from termkit.terms.keys import form_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from termkit.glossary.store import StoredDocument
    from termkit.terms.concept import Concept

__all__ = ["Column", "Conflict", "Row", "Shown", "Use", "columns", "named", "rows", "selected", "sheet"]

_SHORT = frozenset({TermType.SHORT_FORM, TermType.ACRONYM})


class Conflict(StrEnum):
    """How documents differ about a concept."""

    SHORT = "short"
    """Two short forms of one language for it."""
    FULL = "full"
    """Two full forms for it."""
    SHARED = "shared"
    """A short form of it stands for another concept elsewhere."""


class Column(NamedTuple):
    """A document: its path, the name of its file, its symbols, date and title where it has them."""

    path: str
    label: str
    symbols: tuple[str, ...]
    date: str
    title: str


class Use(NamedTuple):
    """A form that a document has: where first, and whether it is introduced there."""

    text: str
    type: str
    status: str
    line: int
    defined: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Row:
    """A concept with the forms that each document has, by its path."""

    concept: Concept
    name: str
    english: str
    uses: Mapping[str, tuple[Use, ...]]
    conflicts: tuple[Conflict, ...]


class Shown(NamedTuple):
    """What to show: of these kinds and conflicts (`any` for all), with this text; empty shows all."""

    kind: str = ""
    conflict: str = ""
    text: str = ""
    document: str = ""


def columns(documents: Iterable[StoredDocument]) -> list[Column]:
    """Return the documents by date and path."""
    found = [Column(each.path, PurePath(each.path).stem, each.symbols, each.date, each.title) for each in documents]
    return sorted(found, key=lambda each: (each.date or "9999", each.path))


def rows(concepts: Iterable[Concept]) -> list[Row]:
    """Return a row for each concept that a document names; those in conflict first, then by name."""
    named = [concept for concept in concepts if any(term.evidence for term in concept.terms)]
    shorts: dict[str, set[str]] = defaultdict(set)
    for concept in named:
        for term in concept.terms:
            if term.type in _SHORT and term.evidence:
                shorts[form_key(term.text)].add(concept.id)
    found = [_row(concept, shorts) for concept in named]
    return sorted(found, key=lambda row: (not row.conflicts, row.name, row.concept.id))


def _row(concept: Concept, shorts: Mapping[str, set[str]]) -> Row:
    uses: dict[str, list[Use]] = defaultdict(list)
    for term in concept.terms:
        first: dict[str, Use] = {}
        for each in sorted(term.evidence, key=lambda each: (each.method == "use", each.line, each.column)):
            use = Use(term.text, str(term.type), str(term.status or ""), each.line, each.method != "use", each.sentence)
            first.setdefault(each.document, use)
        for document, use in first.items():
            uses[document].append(use)
    chinese = concept.of("zh", TermType.FULL_FORM) or concept.of("zh") or concept.terms
    english = [term.text for term in concept.of("en", TermType.FULL_FORM, TermType.ACRONYM)]
    return Row(
        concept,
        chinese[0].text,
        ", ".join(english[:2]),
        {path: tuple(each) for path, each in uses.items()},
        tuple(_conflicts(concept, shorts)),
    )


def _conflicts(concept: Concept, shorts: Mapping[str, set[str]]) -> Iterator[Conflict]:
    used = [term for term in concept.terms if term.evidence and term.language == "zh"]
    if len({_bare(term.text) for term in used if term.type in _SHORT}) > 1:
        yield Conflict.SHORT
    if len({_bare(term.text) for term in used if term.type not in _SHORT}) > 1:
        yield Conflict.FULL
    if any(len(shorts[form_key(term.text)]) > 1 for term in used if term.type in _SHORT):
        yield Conflict.SHARED


def _bare(form: str) -> str:
    """Return a form without the marks around it: 《公约》 and 公约 are no conflict."""
    return form_key(form).strip("《》“”")


def named(documents: Iterable[Column], wanted: str) -> list[Column]:
    """Return the documents whose file, symbol, title or date has a text in it."""
    folded = wanted.casefold()
    return [
        each for each in documents if folded in "\n".join((each.path, *each.symbols, each.title, each.date)).casefold()
    ]


def selected(table: Iterable[Row], shown: Shown, documents: Iterable[Column]) -> list[Row]:
    """Return the rows that are wanted, in their order."""
    wanted, paths = shown.text.casefold(), {each.path for each in named(documents, shown.document)}
    return [
        row
        for row in table
        if (not shown.kind or row.concept.kind == shown.kind)
        and (not shown.conflict or bool(row.conflicts if shown.conflict == "any" else shown.conflict in row.conflicts))
        and (not wanted or any(wanted in term.text.casefold() for term in row.concept.terms))
        and (not shown.document or not paths.isdisjoint(row.uses))
    ]


def sheet(table: Sequence[Row], documents: Sequence[Column]) -> Iterator[list[str]]:
    """Yield the table as rows of text: a heading, then one row a concept and one column a document."""
    titles = [
        " ".join(filter(None, (", ".join(each.symbols) or each.title or each.label, each.date))) for each in documents
    ]
    yield ["concept", "name", "english", "kind", "conflict", *titles]
    for row in table:
        cells = ["; ".join(use.text for use in row.uses.get(each.path, ())) for each in documents]
        yield [row.concept.id, row.name, row.english, str(row.concept.kind), ", ".join(row.conflicts), *cells]
