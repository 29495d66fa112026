"""The files of a build: findings, report, counts, and rows for programs; each written while it is read."""

from __future__ import annotations

import csv
import json
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from termkit.corpus.engines import in_turn
from termkit.corpus.found import form_counts
from termkit.corpus.partitions import write_partitions
from termkit.corpus.records import concept_from, finding_of
from termkit.glossary.files import guard
from termkit.report import findings_json, page
from termkit.report.pages import ROWS, RulePages, concepts_page, findings_page, index_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from termkit.corpus.found import Found
    from termkit.report.pages import Page

__all__ = ["write_counts", "write_findings", "write_records", "write_report"]

_COLUMNS = 20
"""Documents that the report shows side by side; of more it is split into pages."""


def write_findings(found: Found, path: Path) -> None:
    """Write the findings as a JSON array."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(findings_json.array(found.rendered_findings()))


def write_report(found: Found, path: Path, language: str = "en") -> None:
    """Write the report in a language: one page, or an index and a folder of pages beside it."""
    if found.documents_count <= _COLUMNS:
        columns = list(found.columns())
        shown = page.render(found.concepts(), list(found.findings()), columns, language)
    else:
        folder = path.with_name("report")
        folder.mkdir()
        concepts = [each for _, each in _write_pages(found, _concepts_page, _packed_concepts(found), folder, language)]
        rules: dict[str, list[Page]] = {}
        for name, each in _write_pages(found, _findings_page, _packed_findings(found), folder, language):
            rules.setdefault(name, []).append(each)
        # Each rule that has findings has a page, and both are in the order of their codes.
        counted = zip(rules.items(), found.rules, strict=True)
        told = [RulePages(name, rule.findings, pages) for (name, pages), rule in counted]
        shown = index_page(found.documents_count, concepts, told, language)
    path.write_text(shown, encoding="utf-8", newline="\n")


class _Packed(NamedTuple):
    """The rows of a page as plain values; `path` is of no document."""

    path: str
    number: int
    rows: list[Any]


def _write_pages(
    found: Found,
    render: Callable[[str, _Packed], tuple[str, Page, str]],
    pages: Iterable[_Packed],
    folder: Path,
    language: str,
) -> Iterator[tuple[str, Page]]:
    """Write the pages that workers render; yield what a rule is called, empty for concepts, and the page."""
    for name, shown, html in in_turn(found.engine, render, language, pages):
        (folder / shown.name).write_text(html, encoding="utf-8", errors="replace", newline="\n")
        yield name, shown


def _packed_concepts(found: Found) -> Iterator[_Packed]:
    rows = ((value, found.counts_of(identifier)) for identifier, value in found.concepts(most_used_first=True).packed())
    for number, part in enumerate(_parts(rows), 1):
        yield _Packed("", number, part)


def _packed_findings(found: Found) -> Iterator[_Packed]:
    for rule in found.rules:
        for number, part in enumerate(_parts(found.shown_findings(rule)), 1):
            yield _Packed("", number, part)


def _parts(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while part := list(islice(rows, ROWS)):
        yield part


def _concepts_page(language: str, packed: _Packed) -> tuple[str, Page, str]:
    rows = [(concept_from(value), form_counts(counts)) for value, counts in packed.rows]
    return "", *concepts_page(packed.number, rows, language)


def _findings_page(language: str, packed: _Packed) -> tuple[str, Page, str]:
    findings = [finding_of(json.loads(row), path) for path, row in packed.rows]
    return findings_page(packed.number, findings, language)


def write_counts(found: Found, path: Path) -> None:
    """Write how often which form is used, by year (empty where not known) and body, as CSV that Excel opens."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["concept", "form", "year", "body", "documents", "uses"])
        for each in found.counts():
            writer.writerow([guard(each.concept), guard(each.form), each.year or "", each.body, *each[4:]])


def write_records(found: Found, form: str, folder: Path) -> None:
    """Write definitions, uses, findings and counts as rows, to partitioned files."""
    write_partitions(folder, found.tables(), form)
