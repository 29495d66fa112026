"""The list of abbreviations as a file: Markdown, CSV, or Word."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

from termkit.errors import MissingExtraError, UsageError
from termkit.glossary.files import replacing
from termkit.read.archive import write_member

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from termkit.report.rows import Row

__all__ = ["write_annex"]

_HEADINGS = {"short": "简称", "full": "全称", "english": "英文"}


def write_annex(rows: Iterable[Row], path: Path) -> None:
    """Write the list to a path ending in .md, .csv or .docx, whole or not at all.

    The column for English is left out where no row has it. Raises UsageError for another ending, OutputError where
    the place cannot be written and MissingExtraError where python-docx is not installed.
    """
    table = [{key: str(row.get(key, "")) for key in _HEADINGS} for row in rows]
    columns = [key for key in _HEADINGS if key != "english" or any(row["english"] for row in table)]
    writers = {".md": _markdown, ".csv": _csv, ".docx": _word}
    if path.suffix.lower() not in writers:
        raise UsageError(f"-o {path}: a list of abbreviations is written as {', '.join(writers)}")
    with replacing(path) as part:
        writers[path.suffix.lower()](
            [[_HEADINGS[c] for c in columns], *([row[c] for c in columns] for row in table)], part
        )


def _markdown(table: list[list[str]], path: Path) -> None:
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |\n" for row in table]
    lines.insert(1, "|" + " --- |" * len(table[0]) + "\n")
    path.write_text("".join(lines), encoding="utf-8", newline="\n")


def _csv(table: list[list[str]], path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(table)


def _word(table: list[list[str]], path: Path) -> None:
    try:
        import docx  # noqa: PLC0415  an optional part
    except ImportError:
        raise MissingExtraError("A list of abbreviations in Word", "word") from None
    document = docx.Document()
    grid = document.add_table(rows=0, cols=len(table[0]))
    grid.style = "Table Grid"
    for row in table:
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = text
    document.save(made := io.BytesIO())
    # The same list gives the same bytes: without the time of day that the parts of a zip file carry.
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            write_member(archive, name, parts.read(name))
