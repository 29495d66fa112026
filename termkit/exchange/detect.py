"""Which format a file has: by its ending, and by its first bytes where several share one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.errors import GlossaryError, InputError, UsageError
from termkit.exchange.contract import FORMATS, Format

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["detect", "format_for_writing"]

_HEAD = 4096


def detect(path: Path) -> Format:
    """Return the format of an existing file; raise GlossaryError where none fits."""
    if path.is_dir():
        raise InputError("is a folder; name a glossary file", path)
    # A store is never opened but by SQLite (`termkit.glossary.database`).
    if path.suffix.lower() == ".termkit" and path.is_file() and path.stat().st_size:
        return FORMATS["store"]
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path) from error
    if not head:
        raise GlossaryError("is empty", path)
    if head.startswith(b"SQLite format 3\0"):
        return FORMATS["store"]
    ending = path.suffix.lower()
    if ending == ".xlsx":
        return FORMATS["phrase" if _is_phrase(path) else "multiterm"]
    text = _decoded(head)
    if ending in {".csv", ".txt", ".tsv", ".tab", ".utf8"}:
        return FORMATS[_sheet(text, ending)]
    if text.lstrip().startswith("<"):
        return FORMATS["skos" if "w3.org/1999/02/22-rdf-syntax-ns#" in text else "tbx"]
    if text.upper().startswith("#UTX"):
        return FORMATS["utx"]
    for each in FORMATS.values():
        if each.reads and ending in each.endings:
            return each
    raise GlossaryError(f"no glossary format ends in {ending or 'nothing'}; name one with --from", path)


def _decoded(head: bytes) -> str:
    """Return the beginning as text; which format it is shows in its ASCII."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    return head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")


def _sheet(text: str, ending: str) -> str:
    """Return the name of the format of a text table, by its first line."""
    # Start-up: every command that reads the shipped glossary imports this room, few read another.
    from termkit.exchange.flat import heading  # noqa: PLC0415
    from termkit.exchange.labels import language_of  # noqa: PLC0415

    first = text.lstrip().split("\n", 1)[0].strip()
    if first.startswith("Entry_ID;"):
        return "memoq"
    if first.upper().startswith("#UTX"):
        return "utx"
    cells = [cell.strip().strip('"') for cell in re.split(r'[,;\t](?=(?:[^"]*"[^"]*")*[^"]*$)', first)]
    by_tabs = [cell.strip() for cell in first.split("\t")]
    if any(len(row) > 1 and sum(bool(language_of(cell)) for cell in row) > 1 for row in (cells, by_tabs)):
        return "multiterm"
    columns = {name.strip().strip('"').lower() for name in first.replace(";", ",").replace("\t", ",").split(",")}
    if {"concept", "lang", "term"} & columns:
        return "csv"
    if heading(cells):
        return "omegat"
    if ending == ".csv":
        # Our own comments, or any third column, make it a glossary of OmegaT.
        return "omegat" if first.count(",") > 1 else "mt"
    return "omegat"


def _is_phrase(path: Path) -> bool:
    from termkit.exchange.workbook import read_rows  # noqa: PLC0415 - only for sheets

    return "CID" in next(read_rows(path), (1, []))[1]


def format_for_writing(path: Path) -> Format:
    """Return the default format of an ending; raise UsageError where there is none."""
    ending = path.suffix.lower()
    for each in FORMATS.values():
        if each.writes and ending in each.endings:
            return each
    known = sorted({ending for each in FORMATS.values() if each.writes for ending in each.endings})
    said = f"no glossary format ends in {ending or 'nothing'}"
    raise UsageError(f"{path}: {said}; use {', '.join(known)} or name one with --to")
