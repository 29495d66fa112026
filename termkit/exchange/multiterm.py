"""XLSX for Trados: MultiTerm and its cloud take one row a concept, synonyms in one cell joined by a bar.

The same table as text (tabs or commas) is read too.

Headings are the labels of the languages; types and statuses stand in columns of their own in the same order.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from termkit.errors import GlossaryError
from termkit.exchange.flat import ConceptCollector, one_line, usable
from termkit.exchange.labels import label_of, language_of
from termkit.exchange.names import to_ncname
from termkit.exchange.untyped import guess_type
from termkit.exchange.workbook import read_rows, write_rows
from termkit.glossary.files import read_text, unguard
from termkit.terms.concept import Kind, Status, Term, TermType, concept_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from termkit.exchange.contract import Options, TransferReport
    from termkit.terms.concept import Concept

__all__ = ["read", "write"]

_BAR = "|"
_OWN = ("Entry ID", "Kind", "Subject", "Note")
_NOT_LANGUAGES = frozenset({"definition", "source", "context", "project", "client", "domain"})


def write(concepts: Iterable[Concept], path: Path, options: Options, report: TransferReport) -> None:
    """Write a workbook with one row a concept."""
    languages = list(dict.fromkeys(term.language for concept in concepts for term in concept.terms))
    write_rows(_rows(concepts, languages, options, report), path, "Glossary")


def _rows(
    concepts: Iterable[Concept], languages: list[str], options: Options, report: TransferReport
) -> Iterator[list[str]]:
    head = list(_OWN)
    for language in languages:
        name = label_of(language)
        head += [name, f"{name} Type", f"{name} Status"]
    yield head
    for concept in concepts:
        report.concepts += 1
        report.rows += 1
        if concept.carried:
            report.lose("data category of a concept: this sheet has no place for it", len(concept.carried))
        row = [concept.id, concept.kind.value, concept.subject_field, concept.note]
        for language in languages:
            terms = usable(concept.of(language), options, report)
            report.terms += len(terms)
            row.append(_BAR.join(_cell(term.text, report) for term in terms))
            row.append(_BAR.join(term.type for term in terms))
            statuses = [term.status or "" for term in terms]
            row.append(_BAR.join(statuses) if any(statuses) else "")
        yield row


def _cell(text: str, report: TransferReport) -> str:
    if _BAR in text:
        report.lose("bar in a term: it separates synonyms here, a full-width one was written")
    return one_line(text).replace(_BAR, "｜")


def read(path: Path, options: Options, report: TransferReport) -> Iterator[Concept]:
    """Yield the concepts of such a workbook; raise GlossaryError where no heading is a language."""
    rows = read_rows(path) if path.suffix.lower() == ".xlsx" else _text_rows(path, options)
    head = [cell.strip() for cell in next(rows, (1, []))[1]]
    places = {name: index for index, name in enumerate(head) if name}
    languages = {
        name: language
        for name in places
        if name not in _OWN and name.lower() not in _NOT_LANGUAGES and not name.endswith((" Type", " Status"))
        and (language := language_of(name))
    }  # fmt: skip
    if not languages:
        raise GlossaryError("no heading in its first row is a language such as English", path, 1)
    collector = ConceptCollector()
    for _, cells in rows:
        row = {name: cells[index].strip() for name, index in places.items() if index < len(cells)}
        first = next((row[name].split(_BAR)[0] for name in languages if row.get(name)), "")
        if first:
            report.rows += 1
            _collect(collector, row, languages, first)
    yield from collector.concepts()


def _text_rows(path: Path, options: Options) -> Iterator[tuple[int, list[str]]]:
    """Yield number and cells of the rows of the same table as text, as MultiTerm exports it."""
    text = read_text(path, options.encoding)
    first = text.split("\n", 1)[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max("\t,;", key=first.count))
    for number, row in enumerate(rows, 1):
        yield number, [unguard(cell) for cell in row]


def _collect(collector: ConceptCollector, row: dict[str, str], languages: dict[str, str], first: str) -> None:
    identifier = row.get("Entry ID", "")
    draft = collector.draft(to_ncname(identifier) if identifier else concept_id(first))
    if row.get("Kind") in {*Kind}:
        draft.kind = Kind(row["Kind"])
    draft.subject, draft.note = row.get("Subject", ""), row.get("Note", "")
    for name, language in languages.items():
        types = row.get(f"{name} Type", "").split(_BAR)
        statuses = row.get(f"{name} Status", "").split(_BAR)
        for number, text in enumerate(filter(None, map(str.strip, row.get(name, "").split(_BAR)))):
            said = types[number] if number < len(types) else ""
            kind = TermType(said) if said in {*TermType} else guess_type(text, first=not number)
            status = statuses[number] if number < len(statuses) else ""
            collector.put(draft, Term(text, language, kind, Status(status) if status in {*Status} else None))
