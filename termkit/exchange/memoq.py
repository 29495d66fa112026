"""memoQ term bases as CSV: semicolons, UTF-8, one entry a row, the columns of memoQ in its fixed order.

An entry's fields come first, then for each language its definition and, for each of its terms, the term,
its matching information and an example.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from termkit.errors import GlossaryError
from termkit.exchange.flat import DRAWN_BACK, ConceptCollector, Tag, one_line, tag, usable
from termkit.exchange.labels import label_of, language_of
from termkit.exchange.untyped import guess_type
from termkit.glossary.files import guard, read_text, replacing, unguard
from termkit.terms.concept import Status, Term, concept_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from termkit.exchange.contract import Options, TransferReport
    from termkit.terms.concept import Concept, TermType

__all__ = ["ENTRY_COLUMNS", "read", "write"]

ENTRY_COLUMNS = (
    "Entry_ID", "Entry_Subject", "Entry_Domain", "Entry_ClientID", "Entry_ProjectID", "Entry_Created",
    "Entry_Creator", "Entry_LastModified", "Entry_Modifier", "Entry_Note",
)  # fmt: skip
_NOTE, _SUBJECT = ENTRY_COLUMNS.index("Entry_Note"), ENTRY_COLUMNS.index("Entry_Subject")
# Case-permissive, and longer words that begin so are matched too: what memoQ sets for a new term.
_INFO, _FORBIDDEN = "CasePermissive;HalfPrefix", ";Forbidden"


def write(concepts: Iterable[Concept], path: Path, options: Options, report: TransferReport) -> None:
    """Write a memoQ CSV with a column for each term of the concept that has the most."""
    columns: dict[str, int] = {}
    for concept in concepts:
        for language in dict.fromkeys(term.language for term in concept.terms):
            columns[language] = max(columns.get(language, 0), len(concept.of(language)))
    encoding = "utf-8-sig" if options.bom else "utf-8"
    with replacing(path) as part, part.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        head = list(ENTRY_COLUMNS)
        for language, count in columns.items():
            name = label_of(language)
            head += [f"{name}_Def", *[name, "Term_Info", "Term_Example"] * count]
        writer.writerow(head)
        for number, concept in enumerate(concepts, 1):
            writer.writerow([guard(one_line(cell)) for cell in _row(concept, number, columns, options, report)])


def _row(concept: Concept, number: int, columns: dict[str, int], options: Options, report: TransferReport) -> list[str]:
    report.concepts += 1
    report.rows += 1
    groups = {language: usable(concept.of(language), options, report) for language in columns}
    report.terms += sum(map(len, groups.values()))
    said = [group for group in groups.values() if group]
    row = [str(number), concept.subject_field, *[""] * (len(ENTRY_COLUMNS) - 3), tag(concept, *said)]
    definitions = {item.language: item.text for item in concept.carried if item.name == "definition"}
    if concept.note or any(item.name != "definition" for item in concept.carried):
        report.lose("note or data category of a concept: memoQ has no place for it")
    for language, count in columns.items():
        row.append(definitions.get(language, ""))
        for term in groups[language]:
            info = _INFO + (_FORBIDDEN if term.status in DRAWN_BACK else "")
            row += [term.text, info, term.evidence[0].sentence if term.evidence else ""]
        row += [""] * (3 * (count - len(groups[language])))
    return row


def read(path: Path, options: Options, report: TransferReport) -> Iterator[Concept]:
    """Yield the concepts of a memoQ CSV; raise GlossaryError for a header that is not memoQ's."""
    rows = csv.reader(io.StringIO(read_text(path, options.encoding), newline=""), delimiter=";")
    head = next(rows, [])
    if head[: len(ENTRY_COLUMNS)] != list(ENTRY_COLUMNS):
        raise GlossaryError(f"the first columns of a memoQ CSV are {', '.join(ENTRY_COLUMNS)}", path, 1)
    languages = {
        index: language_of(name)
        for index, name in enumerate(head)
        if index >= len(ENTRY_COLUMNS) and not name.endswith("_Def") and name not in {"Term_Info", "Term_Example"}
    }
    collector = ConceptCollector()
    for row in rows:
        cells = [unguard(cell).strip() for cell in row] + [""] * (len(head) - len(row))
        found = [(languages[index], cells[index], cells[index + 1 : index + 2]) for index in languages if cells[index]]
        if not found:
            continue
        report.rows += 1
        _collect(collector, cells, found)
    yield from collector.concepts()


def _collect(collector: ConceptCollector, cells: list[str], found: list[tuple[str, str, list[str]]]) -> None:
    read_tag = Tag.parse(cells[_NOTE])
    said: list[tuple[TermType, Status | None]] = (
        [each for group in read_tag.groups for each in group] if read_tag else []
    )
    draft = collector.draft(read_tag.id if read_tag else concept_id(found[0][1]))
    draft.subject = cells[_SUBJECT]
    if read_tag:
        draft.kind = read_tag.kind
    elif cells[_NOTE]:
        draft.note = cells[_NOTE]
    for number, (language, text, info) in enumerate(found):
        if len(said) == len(found):
            kind, status = said[number]
        else:
            kind = guess_type(text, first=all(key[0] != language for key in draft.terms))
            status = _forbidden(info)
        collector.put(draft, Term(text, language, kind, status))


def _forbidden(info: list[str]) -> Status | None:
    return Status.DEPRECATED if info and "Forbidden" in info[0] else None
