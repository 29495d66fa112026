"""The files of a build: findings, report, counts, and rows for programs; each written while it is read."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from termkit.corpus.partitions import write_partitions
from termkit.glossary.files import guard
from termkit.report import findings_json, page
from termkit.report.pages import write_pages

if TYPE_CHECKING:
    from pathlib import Path

    from termkit.corpus.building import Building

__all__ = ["write_counts", "write_findings", "write_records", "write_report"]

_COLUMNS = 20
"""Documents that the report shows side by side; of more it is split into pages."""


def write_findings(building: Building, path: Path) -> None:
    """Write the findings as a JSON array."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(findings_json.array(building.rendered_findings()))


def write_report(building: Building, documents: int, path: Path, language: str = "en") -> None:
    """Write the report in a language: one page, or an index and a folder of pages beside it."""
    if documents <= _COLUMNS:
        columns = list(building.columns())
        shown = page.render(building.concepts(), list(building.findings()), columns, language)
    else:
        concepts, findings = building.concepts(most_used_first=True), building.findings()
        shown = write_pages(path.with_name("report"), concepts, building.form_counts, findings, documents, language)
    path.write_text(shown, encoding="utf-8", newline="\n")


def write_counts(building: Building, path: Path) -> None:
    """Write how often which form is used, by year (empty where not known) and body, as CSV that Excel opens."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["concept", "form", "year", "body", "documents", "uses"])
        for each in building.counts():
            writer.writerow([guard(each.concept), guard(each.form), each.year or "", each.body, *each[4:]])


def write_records(building: Building, form: str, folder: Path) -> None:
    """Write definitions, uses, findings and counts as rows, to partitioned files."""
    write_partitions(folder, building.tables(), form)
