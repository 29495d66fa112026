"""What is kept of a document when it has been read: records of plain values, as compressed JSON.

Records do not say which document they are of: the same content gives the same record under any path.
"""

from __future__ import annotations

import json
import zlib
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from termkit.check.across import Sighting
from termkit.check.finding import Finding, Fix, Related, Safety, Severity
from termkit.extract.definition import Definition, Method
from termkit.glossary.records import carried_json, concept_of, term_of, term_row
from termkit.terms.concept import Concept, Evidence, Kind
from termkit.text.document import Place, Span, span_of
from termkit.text.edit import Edit
from termkit.text.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from termkit.glossary.tally import Sight

__all__ = [
    "Examined",
    "Head",
    "Used",
    "as_json",
    "concept_bytes",
    "concept_from",
    "definition_of",
    "definition_row",
    "evidence_from_sight",
    "finding_of",
    "finding_row",
    "pack",
    "sight_of_evidence",
    "sight_of_sighting",
    "sighting_from_sight",
    "unpack",
]

Row = list[Any]

# An encoder of its own for each value, as `json.dumps` makes one, takes longer than a short value.
as_json = json.JSONEncoder(ensure_ascii=False).encode
_short = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Head(NamedTuple):
    """What a document says of itself, and how it was read.

    `digest` is of its text; `family` the symbol that it shares with its reissues and corrections, empty without one,
    and `rank` which of them counts: the one with the highest.
    """

    symbols: list[str]
    date: str
    language: str
    digest: str
    is_empty: bool
    doubt: str
    encoding: str
    family: str
    rank: int
    title: str = ""

    @classmethod
    def of(cls, text: str) -> Head:
        """Return the head of its JSON."""
        return cls(*json.loads(text))


class Used(NamedTuple):
    """A form of one concept in a document: how often, where first (line and page, as people read it), and the use
    that shows it best. `column` is 0 where only definitions use the form.
    """

    concept: str
    key: str
    form: str
    uses: int
    is_defined: bool
    first: str
    line: int
    column: int
    page: int
    sentence: str


class Examined(NamedTuple):
    """What the third pass tells: uses, the concepts defined, what is said to other documents."""

    year: int
    body: str
    concepts: list[str]
    used: list[Row]
    said: list[Row]


def pack(record: Sequence[Any]) -> bytes:
    """Return a record as bytes."""
    return zlib.compress(_short(record).encode("utf-8", "surrogatepass"), level=1)


def unpack(data: bytes) -> Row:
    """Return the fields of the record that `pack` was given."""
    fields: Row = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
    return fields


def definition_row(each: Definition) -> Row:
    """Return a definition as plain values."""
    spans = [*each.span, each.mark, *each.full_span, *each.short_span]
    return [each.full, each.short, each.kind, each.method, each.score, spans, each.sentence, each.english]


def definition_of(row: Row) -> Definition:
    """Return the definition that `definition_row` was given."""
    full, short, kind, method, score, (start, end, mark, *rest), sentence, english = row
    full_span, short_span = Span(*rest[:2]), Span(*rest[2:])
    return Definition(
        full, short, Kind(kind), Method(method), score, Span(start, end), mark, full_span, short_span, sentence, english
    )


def finding_row(finding: Finding) -> Row:
    """Return a finding as plain values, without the path of its document."""
    code, name, severity, path, place, text, message, sentence, marked, others, fix, is_accepted = finding
    related = [["" if other == path else other, list(where), said] for other, where, said in others]
    edits = [[list(span), list(where), new] for span, where, new in fix.edits] if fix else []
    return [
        code, name, severity.value, list(place), text, list(message), sentence, list(marked), related,
        [fix.safety.value, edits, fix.complete] if fix else None, is_accepted,
    ]  # fmt: skip


def finding_of(row: Row, path: str) -> Finding:
    """Return the finding that `finding_row` was given."""
    code, name, severity, place, text, message, sentence, marked, related, fix, is_accepted = row
    return Finding(
        code, name, Severity(severity), path, _place(place), text, Message(*message), sentence, span_of(marked),
        tuple([_related((other or path, _place(where), said)) for other, where, said in related]),
        _fix(fix) if fix else None, is_accepted,
    )  # fmt: skip


# Findings have several of each: as `span_of`, in half the time of a call of the class.
_place: Callable[[Row], Place] = partial(tuple.__new__, Place)
_related: Callable[[tuple[str, Place, str]], Related] = partial(tuple.__new__, Related)
_edit: Callable[[tuple[Span, Place, str]], Edit] = partial(tuple.__new__, Edit)


def _fix(row: Row) -> Fix:
    safety, edits, complete = row
    made = tuple([_edit((span_of(span), _place(place), text)) for span, place, text in edits])
    return Fix(Safety(safety), made, complete)


def sight_of_evidence(evidence: Evidence) -> Sight:
    """Return evidence as a place that can be sampled."""
    rest = as_json([evidence.method, evidence.sentence, evidence.score, evidence.symbol])
    return evidence.date, evidence.document, evidence.page, evidence.line, evidence.column, rest


def evidence_from_sight(sight: Sight) -> Evidence:
    """Return the evidence that `sight_of_evidence` was given."""
    date, document, page, line, column, rest = sight
    method, sentence, score, symbol = json.loads(rest)
    return Evidence(document, line, column, sentence, method, score, symbol, date, page)


def sight_of_sighting(path: str, date: str, row: Row) -> Sight:
    """Return what a rule across documents saw as a place for a sample; `row`: place, text, sentence, span, year."""
    line, column, _, _, page = row[0]
    return date, path, page or 0, line, column, as_json(row)


def sighting_from_sight(sight: Sight) -> Sighting:
    """Return the sighting that `sight_of_sighting` was given."""
    place, text, sentence, marked, year = json.loads(sight[5])
    return Sighting(sight[1], Place(*place), text, sentence, Span(*marked), year)


def concept_bytes(concept: Concept) -> bytes:
    """Return a concept with its evidence as bytes."""
    terms = [[term_row(term), term.evidence] for term in concept.terms]
    head = [concept.id, concept.kind, concept.subject_field, concept.note, carried_json(concept.carried)]
    return as_json([head, terms]).encode("utf-8", "surrogatepass")


def concept_from(data: bytes) -> Concept:
    """Return the concept that `concept_bytes` was given."""
    head, terms = json.loads(data.decode("utf-8", "surrogatepass"))
    made: Sequence[Any] = [term_of(row, tuple(Evidence(*each) for each in evidence)) for row, evidence in terms]
    return concept_of(head, tuple(made))
