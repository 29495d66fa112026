"""Which format a file has: by its ending, and by its first bytes where several share one."""

from __future__ import annotations

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
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path) from error
    if not head:
        raise GlossaryError("is empty", path)
    ending = path.suffix.lower()
    candidates = [each for each in FORMATS.values() if each.reads and ending in each.endings]
    if not candidates:
        raise GlossaryError(f"no glossary format ends in {ending or 'nothing'}; name one with --from", path)
    return candidates[0]


def format_for_writing(path: Path) -> Format:
    """Return the default format of an ending; raise UsageError where there is none."""
    ending = path.suffix.lower()
    for each in FORMATS.values():
        if each.writes and ending in each.endings:
            return each
    known = sorted({ending for each in FORMATS.values() if each.writes for ending in each.endings})
    said = f"no glossary format ends in {ending or 'nothing'}"
    raise UsageError(f"{path}: {said}; use {', '.join(known)} or name one with --to")
