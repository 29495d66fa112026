"""From paths to documents: folders are walked, `-` is standard input."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from termkit.errors import InputError, UsageError
from termkit.read.plain import read_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from termkit.text.document import Document

__all__ = ["MOST_BYTES", "Source", "find_sources", "read_source"]

MOST_BYTES = 256 << 20
"""The largest file that is read, in bytes: a text of this size needs some gigabytes of memory."""

_ENDINGS = frozenset({".txt", ".text"})


class Source(NamedTuple):
    """A document to be read: its path as the user named it (`-` for standard input)."""

    path: str

    def read_bytes(self) -> bytes:
        """Return the bytes; raises InputError with the reason where that fails."""
        if self.path == "-":
            return sys.stdin.buffer.read()
        try:
            if (size := Path(self.path).stat().st_size) > MOST_BYTES:
                raise InputError(f"is too large: {size:,} bytes, at most {MOST_BYTES:,} are read", self.path)
            return Path(self.path).read_bytes()
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror}", self.path) from None


def find_sources(paths: Iterable[str]) -> Iterator[Source | InputError]:
    """Walk the paths in order; folders in name order, hidden and foreign files left out.

    Yields an InputError in place of a path that does not exist or a folder that holds no document,
    so that the others are still done. Raises UsageError where there is no path at all.
    """
    paths = list(paths)
    if not paths:
        raise UsageError("no input: name a file, a folder, or - for standard input")
    seen: set[str] = set()
    for path in paths:
        for found in _below(path):
            if isinstance(found, InputError) or found.path not in seen:
                seen.add("" if isinstance(found, InputError) else found.path)
                yield found


def _below(path: str) -> Iterator[Source | InputError]:
    root = Path(path)
    if path == "-" or root.is_file():
        yield Source(path)
    elif root.is_dir():
        found = sorted(
            (entry for entry in root.rglob("*") if entry.suffix.lower() in _ENDINGS and not _hidden(entry, root)),
            key=lambda entry: entry.relative_to(root).parts,
        )
        yield from (Source(str(entry)) for entry in found if entry.is_file())
        if not found:
            yield InputError(f"holds no document ({', '.join(sorted(_ENDINGS))}) to read", path)
    elif root.exists():
        yield InputError("is neither a file nor a folder", path)
    else:
        yield InputError("does not exist", path)


def _hidden(entry: Path, root: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in entry.relative_to(root).parts)


def read_source(source: Source, encoding: str = "") -> Document:
    """Read one document. Raises InputError with a sentence where it cannot be used."""
    return read_plain(source.read_bytes(), source.path, encoding)
