"""The glossary CSV: the form people edit and diff, one row a term.

A row without `lang` and `term` speaks of the whole concept: its `type` is a data category
(`subjectField`, `definition` … or empty for a note) and its `note` the value, with `source` beside it.
A row with `lang` but without `term` does so for one language. Terms keep their evidence elsewhere.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from termkit.errors import GlossaryError
from termkit.exchange.languages import canonical, is_tag
from termkit.exchange.names import is_date, is_ncname
from termkit.exchange.untyped import guess_type
from termkit.glossary.files import guard, read_text, replacing, unguard
from termkit.terms.concept import Concept, DataCategory, Kind, Status, Term, TermType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from termkit.exchange.contract import Options, TransferReport

__all__ = ["COLUMNS", "read", "write"]

COLUMNS = ("concept", "kind", "lang", "term", "type", "status", "since", "until", "source", "note")
_REQUIRED = ("concept", "lang", "term")

_TYPES = {each.value.lower(): each for each in TermType}
_STATUSES = {each.value: each for each in Status}
_KINDS = {each.value: each for each in Kind}

# Meta data element of each category that may stand at the level of a concept or language (TBX-Basic 1.2.1).
_ELEMENTS = {
    "": "note",
    "subjectField": "descrip",
    "definition": "descrip",
    "source": "admin",
    "customerSubset": "admin",
    "projectSubset": "admin",
}


@dataclass(slots=True)
class _Draft:
    id: str
    kind: Kind | None = None
    terms: list[Term] = field(default_factory=list)
    subject_field: str = ""
    note: str = ""
    carried: list[DataCategory] = field(default_factory=list)

    def concept(self) -> Concept:
        return Concept(
            self.id,
            self.kind or Kind.OTHER,
            tuple(self.terms),
            self.subject_field,
            self.note,
            tuple(self.carried),
        )


def read(path: Path, options: Options, report: TransferReport) -> Iterator[Concept]:
    """Yield the concepts of a glossary CSV in the order of their first rows.

    Raise GlossaryError with the line for a row that contradicts the format.
    """
    drafts: dict[str, _Draft] = {}
    for line, row in _rows(read_text(path, options.encoding), path, report):
        report.rows += 1
        _take(row, drafts, path, line)
    for draft in drafts.values():
        yield draft.concept()


def _rows(text: str, path: Path, report: TransferReport) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield line (from 1) and cells by column; cells are stripped and unguarded."""
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    # The universal new lines of StringIO would change the line ends inside quoted cells.
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = [cell.strip().lower() for cell in next(rows, [])]
        _check_header(names, path, report)
        line = rows.line_num + 1
        for cells in rows:
            if any(map(str.strip, cells)):
                if len(cells) > len(names):
                    raise GlossaryError(f"the row has {len(cells)} cells, the header {len(names)}", path, line)
                values = (unguard(cell).strip() for cell in cells)
                yield line, dict.fromkeys(COLUMNS, "") | dict(zip(names, values, strict=False))
            line = rows.line_num + 1
    except csv.Error as error:
        raise GlossaryError(f"is not a CSV that can be read: {error}", path, rows.line_num) from error


def _check_header(names: list[str], path: Path, report: TransferReport) -> None:
    missing = [name for name in _REQUIRED if name not in names]
    if missing:
        raise GlossaryError(f"the first row must name the columns; missing: {', '.join(missing)}", path, 1)
    double = sorted({name for name in names if name and names.count(name) > 1})
    if double:
        raise GlossaryError(f"the column {double[0]!r} stands twice in the first row", path, 1)
    for name in names:
        if name not in COLUMNS:
            report.lose(f"column {name!r}: the glossary CSV has no such column, it was not read")


def _take(row: dict[str, str], drafts: dict[str, _Draft], path: Path, line: int) -> None:
    identifier = row["concept"]
    if not is_ncname(identifier):
        said = f"{identifier!r} cannot be the id of a concept" if identifier else "the row has no concept id"
        raise GlossaryError(f"{said}: it must begin with a letter and have no spaces", path, line)
    draft = drafts.setdefault(identifier, _Draft(identifier))
    if row["kind"]:
        kind = _KINDS.get(row["kind"].lower())
        if kind is None:
            raise GlossaryError(f"{row['kind']!r} is no kind; use one of {', '.join(_KINDS)}", path, line)
        if draft.kind not in {None, kind}:
            raise GlossaryError(f"{identifier} is {draft.kind} above and {kind} here", path, line)
        draft.kind = kind
    if row["lang"] and not is_tag(row["lang"]):
        raise GlossaryError(f"{row['lang']!r} is no language tag such as zh, en or zh-Hant", path, line)
    if row["term"]:
        draft.terms.append(_term(row, draft, path, line))
    else:
        _describe(row, draft, path, line)


def _term(row: dict[str, str], draft: _Draft, path: Path, line: int) -> Term:
    if not row["lang"]:
        raise GlossaryError(f"the term {row['term']!r} has no language", path, line)
    language = canonical(row["lang"])
    if row["type"]:
        kind_of_term = _TYPES.get(row["type"].lower())
        if kind_of_term is None:
            raise GlossaryError(f"{row['type']!r} is no type; use one of {', '.join(TermType)}", path, line)
    else:
        kind_of_term = guess_type(row["term"], first=all(t.language != language for t in draft.terms))
    status = _STATUSES.get(row["status"].lower())
    if row["status"] and status is None:
        raise GlossaryError(f"{row['status']!r} is no status; use one of {', '.join(Status)}", path, line)
    for name in ("since", "until"):
        if row[name] and not is_date(row[name]):
            hint = "write 2015, 2015-04 or 2015-04-30"
            raise GlossaryError(f"{name} {row[name]!r} is no date; {hint}", path, line)
    return Term(row["term"], language, kind_of_term, status, row["since"], row["until"], row["source"], row["note"])


def _describe(row: dict[str, str], draft: _Draft, path: Path, line: int) -> None:
    name, language, text = row["type"], canonical(row["lang"]) if row["lang"] else "", row["note"]
    if name.lower() in _TYPES or row["status"] or row["since"] or row["until"]:
        raise GlossaryError("the row has no term", path, line)
    if not text:
        # A concept without anything else still has its row, which gives its kind.
        if name or language or row["source"]:
            raise GlossaryError("the row has neither a term nor a note", path, line)
        return
    if name not in _ELEMENTS:
        known = ", ".join(filter(None, _ELEMENTS))
        raise GlossaryError(f"{name!r} is no data category of a concept; use {known}", path, line)
    plain = not language and not row["source"]
    if name == "subjectField" and plain and not draft.subject_field:
        draft.subject_field = text
    elif not name and plain and not draft.note:
        draft.note = text
    else:
        inner = (DataCategory("admin", "source", row["source"]),) if row["source"] else ()
        draft.carried.append(DataCategory(_ELEMENTS[name], name, text, language, inner=inner))


def write(concepts: Iterable[Concept], path: Path, options: Options, report: TransferReport) -> None:
    """Write a glossary CSV, UTF-8 with LF; cells that a spreadsheet would run are guarded."""
    encoding = "utf-8-sig" if options.bom else "utf-8"
    with replacing(path) as part, part.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for concept in concepts:
            report.concepts += 1
            for row in _concept_rows(concept, options, report):
                writer.writerow([guard(cell) for cell in row])


def _concept_rows(concept: Concept, options: Options, report: TransferReport) -> Iterator[tuple[str, ...]]:
    head = (concept.id, str(concept.kind))
    empty = True
    for row in _level_rows(concept, report):
        empty = False
        language = options.codes.get(row[0], row[0])
        yield (*head, language, *row[1:])
    for term in concept.terms:
        empty = False
        report.terms += 1
        report.rows += 1
        _count_losses(term, report)
        yield (
            *head,
            options.codes.get(term.language, term.language),
            term.text,
            str(term.type),
            str(term.status or ""),
            term.since,
            term.until,
            term.source,
            term.note,
        )
    if empty:
        yield (*head, *[""] * 8)


def _level_rows(concept: Concept, report: TransferReport) -> Iterator[tuple[str, ...]]:
    """Yield lang, term, type, status, since, until, source, note of what is said about the whole."""
    if concept.subject_field:
        yield ("", "", "subjectField", "", "", "", "", concept.subject_field)
    if concept.note:
        yield ("", "", "", "", "", "", "", concept.note)
    for item in concept.carried:
        source = item.inner[0].text if item.inner and item.inner[0].name == "source" else ""
        fits = _ELEMENTS.get(item.name) == item.element and not item.target and item.text
        if not fits or len(item.inner) > bool(source):
            report.lose(f"{item.name or item.element} of a concept: the glossary CSV has no place for it")
        else:
            yield (item.language, "", item.name, "", "", "", source, item.text)


def _count_losses(term: Term, report: TransferReport) -> None:
    if term.evidence:
        report.lose("evidence of a term: the glossary CSV has no place for it", len(term.evidence))
    for item in term.carried:
        report.lose(f"{item.name or item.element} of a term: the glossary CSV has no place for it")
