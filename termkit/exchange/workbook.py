"""XLSX in and out: rows of text only, guarded against bombs, entities and formulas.

Cells are written as text, so none runs; XlsxWriter gives the same bytes for the same rows.
"""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from termkit.errors import GlossaryError, InputError
from termkit.glossary.files import replacing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["MOST_BYTES", "MOST_CELL", "read_rows", "write_rows"]

MOST_BYTES = 512 * 1024 * 1024
"""The most that the parts of a workbook may hold unpacked."""
_MOST_RATIO = 200
_MOST_PARTS = 2000
MOST_CELL = 32767
"""The most characters a cell can hold (Excel)."""


def write_rows(rows: Iterable[Iterable[str]], path: Path, sheet: str) -> None:
    """Write rows of text as a workbook with one sheet, its first row in bold."""
    import xlsxwriter  # noqa: PLC0415 - slow to import, and only for sheets

    with replacing(path) as part:
        book = xlsxwriter.Workbook(str(part), {"constant_memory": True, "strings_to_formulas": False})
        # The time of writing would make every file another one.
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
        page = book.add_worksheet(sheet)
        bold = book.add_format({"bold": True})
        page.freeze_panes(1, 0)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell:
                    page.write_string(number, column, cell[:MOST_CELL], bold if number == 0 else None)
        book.close()


def read_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield number (from 1) and cells of the rows of the first sheet.

    Raise GlossaryError for a file that is no workbook, or that unpacks to more than a glossary can be.
    """
    import openpyxl  # noqa: PLC0415 - slow to import, and only for sheets

    check_package(path)
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            # A sheet may claim any size; openpyxl counts the rows that are there.
            sheet = book.worksheets[0]
            sheet.reset_dimensions()
            for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
                yield number, ["" if cell is None else str(cell) for cell in row]
        finally:
            book.close()
    except (KeyError, ValueError, TypeError, IndexError, ParseError, zipfile.BadZipFile, EOFError) as error:
        raise GlossaryError(f"is no workbook that can be read: {error}", path) from error


def check_package(path: Path) -> None:
    """Refuse a package that is too big unpacked, packed too well, or has a DOCTYPE in a part."""
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
            size = sum(part.file_size for part in parts)
            if size > MOST_BYTES or len(parts) > _MOST_PARTS:
                limit = f"{MOST_BYTES // 2**20} MB and {_MOST_PARTS} parts"
                raise GlossaryError(f"unpacks to {size // 2**20} MB in {len(parts)} parts; the limit is {limit}", path)
            for part in parts:
                if part.file_size > 1 << 20 and part.file_size > _MOST_RATIO * max(part.compress_size, 1):
                    raise GlossaryError(f"its part {part.filename} is packed like a zip bomb; it was not opened", path)
                if part.filename.endswith((".xml", ".rels")):
                    with package.open(part) as file:
                        if b"<!DOCTYPE" in file.read(2048).replace(b"\0", b""):
                            raise GlossaryError(f"its part {part.filename} has a DOCTYPE; it was not read", path)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise GlossaryError(f"is no workbook that can be read: {error}", path) from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path) from error
