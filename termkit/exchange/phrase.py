"""XLSX for Phrase TMS: concepts by CID, terms that belong together in one row, attributes TRUE or FALSE."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from termkit.errors import GlossaryError
from termkit.exchange.flat import DRAWN_BACK, ConceptCollector, one_line, usable
from termkit.exchange.languages import canonical, code_for, is_tag
from termkit.exchange.names import to_ncname
from termkit.exchange.untyped import guess_type
from termkit.exchange.workbook import read_rows, write_rows
from termkit.terms.concept import Kind, Status, Term, TermType, concept_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from termkit.exchange.contract import Options, TransferReport
    from termkit.terms.concept import Concept

__all__ = ["read", "write"]

_OWN = (
    "CID", "concept_domain", "concept_subdomain", "concept_url", "concept_definition", "concept_note", "TID",
)  # fmt: skip
_PARTS = ("_forbidden", "_preferred", "_note")
_ORDER = {kind: number for number, kind in enumerate(TermType)}


def write(concepts: Iterable[Concept], path: Path, options: Options, report: TransferReport) -> None:
    """Write a workbook for Phrase; statuses that it has no word for stand in the note of the term."""
    languages = list(dict.fromkeys(term.language for concept in concepts for term in concept.terms))
    write_rows(_rows(concepts, languages, options, report), path, "Terms")


def _rows(
    concepts: Iterable[Concept], languages: list[str], options: Options, report: TransferReport
) -> Iterator[list[str]]:
    codes = [code_for(language, "phrase", options.codes) for language in languages]
    yield [*_OWN, *(code + part for code in codes for part in ("", *_PARTS))]
    for concept in concepts:
        report.concepts += 1
        definition = next((item.text for item in concept.carried if item.name == "definition"), "")
        if len(concept.carried) > bool(definition):
            report.lose("data category of a concept: this sheet has no place for it")
        head = [concept.id, concept.subject_field, concept.kind.value, "", definition, concept.note]
        columns = []
        for language in languages:
            terms = usable(concept.of(language), options, report)
            columns.append(sorted(terms, key=lambda term: _ORDER[term.type]))
            report.terms += len(terms)
        for number, row in enumerate(zip_longest(*columns), 1):
            report.rows += 1
            cells = [cell for term in row for cell in (_cells(term) if term else ("", "", "", ""))]
            yield [*head, f"{concept.id}.{number}", *cells]


def _cells(term: Term) -> tuple[str, ...]:
    forbidden = "TRUE" if term.status in DRAWN_BACK else "FALSE"
    preferred = "TRUE" if term.status is Status.PREFERRED else "FALSE"
    return one_line(term.text), forbidden, preferred, f"{term.type} {term.status or ''}".strip()


def read(path: Path, options: Options, report: TransferReport) -> Iterator[Concept]:
    """Yield the concepts of such a workbook; raise GlossaryError where no heading is a language code."""
    del options
    rows = read_rows(path)
    head = [cell.strip() for cell in next(rows, (1, []))[1]]
    places = {name: index for index, name in enumerate(head) if name}
    languages = {
        name: canonical(name) for name in places if name not in _OWN and not name.endswith(_PARTS) and is_tag(name)
    }
    if "CID" not in places or not languages:
        raise GlossaryError("its first row must name CID and at least one language code", path, 1)
    collector = ConceptCollector()
    for _, cells in rows:
        row = {name: cells[index].strip() for name, index in places.items() if index < len(cells)}
        first = next((row[name] for name in languages if row.get(name)), "")
        if first:
            report.rows += 1
            _collect(collector, row, languages, first)
    yield from collector.concepts()


def _collect(collector: ConceptCollector, row: dict[str, str], languages: dict[str, str], first: str) -> None:
    draft = collector.draft(to_ncname(row["CID"]) if row.get("CID") else concept_id(first))
    if row.get("concept_subdomain") in {*Kind}:
        draft.kind = Kind(row["concept_subdomain"])
    draft.subject, draft.note = row.get("concept_domain", ""), row.get("concept_note", "")
    for name, language in languages.items():
        text = row.get(name, "")
        said, _, word = row.get(f"{name}_note", "").partition(" ")
        first_one = all(key[0] != language for key in draft.terms)
        kind = TermType(said) if said in {*TermType} else guess_type(text, first=first_one)
        status = Status(word) if word in {*Status} else None
        if row.get(f"{name}_forbidden", "").upper() == "TRUE" and status not in DRAWN_BACK:
            status = Status.DEPRECATED
        elif row.get(f"{name}_preferred", "").upper() == "TRUE":
            status = Status.PREFERRED
        collector.put(draft, Term(text, language, kind, status))
