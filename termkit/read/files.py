"""From paths to documents: folders and archives are walked, `-` is standard input."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from termkit.errors import InputError, UsageError
from termkit.read.contract import FORMATS, MOST_BYTES, Options
from termkit.read.decode import decode
from termkit.read.detect import BINARY, detect_format, is_zip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from termkit.read.archive import Archive
    from termkit.read.bilingual.units import Bilingual
    from termkit.text.document import Document

__all__ = ["MOST_BYTES", "Skipped", "Source", "file_of", "find_sources", "read_pair", "read_plain", "read_source"]

_ENDINGS = frozenset(ending for each in FORMATS for ending in each.endings)
_WALKED = frozenset(ending for each in FORMATS if each.walked for ending in each.endings)


@dataclass
class Skipped:
    """How many files a walk left out, and why."""

    hidden: int = 0
    """Hidden files and the temporary ones of Word (`~$x.docx`) and macOS (`__MACOSX`)."""
    excluded: int = 0
    """Left out by `include` or `exclude`."""
    foreign: int = 0
    """Endings that no reader has."""

    @property
    def total(self) -> int:
        """Return the number of all."""
        return self.hidden + self.excluded + self.foreign


class Source(NamedTuple):
    """A document to be read: its path as the user named it (`-` for standard input).

    For a member of an archive, `path` is archive.zip/inner.docx, `archive` is its first part and
    `member` its second. `name` is what standard input is called, whose ending tells its format.
    """

    path: str
    archive: str = ""
    member: str = ""
    name: str = ""

    def read_bytes(self) -> bytes:
        """Return the bytes; raises InputError with the reason where that fails."""
        if self.path == "-":
            return self._bounded(_all_of(sys.stdin.buffer))
        try:
            if self.archive:
                return self._unpacked()
            if (size := Path(self.path).stat().st_size) > MOST_BYTES:
                raise InputError(f"is too large: {size:,} bytes, at most {MOST_BYTES:,} are read", self.path)
            if Path(self.path).is_fifo():
                return self._bounded(_all_of_pipe(self.path))
            with Path(self.path).open("rb") as file:
                return self._bounded(file.read(MOST_BYTES + 1))
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror or error}", self.path) from None

    def _unpacked(self) -> bytes:
        try:
            return _opened(self.archive, Path(self.archive).stat().st_mtime_ns).read(self.member, MOST_BYTES)
        except InputError as error:
            raise InputError(error.message, self.path) from None

    def _bounded(self, data: bytes) -> bytes:
        if len(data) > MOST_BYTES:
            raise InputError(f"is too large: at most {MOST_BYTES:,} bytes are read", self.path)
        return data


@lru_cache(maxsize=1)
def _all_of(stream: BinaryIO) -> bytes:
    """Return what a stream gives, which can be read only once, as often as it is asked for."""
    return stream.read(MOST_BYTES + 1)


@lru_cache(maxsize=8)
def _all_of_pipe(path: str) -> bytes:
    """Return what a named pipe gives, as often as it is asked for; it has no size, and is read with a bound."""
    with Path(path).open("rb") as file:
        return file.read(MOST_BYTES + 1)


@lru_cache(maxsize=2)
def _opened(path: str, _changed: int) -> Archive:
    """Open an archive once for all its members; `_changed` is when the file was written."""
    from termkit.read.archive import Archive  # noqa: PLC0415  start-up

    return Archive(path, path)


class _Filter(NamedTuple):
    """Which files of a walk are taken."""

    include: Sequence[str]
    exclude: Sequence[str]
    skipped: Skipped

    def takes(self, relative: PurePath) -> bool:
        """Tell whether a file is taken, and count it where it is not."""
        if any(part.startswith((".", "~$")) or part == "__MACOSX" for part in relative.parts):
            self.skipped.hidden += 1
            return False
        ending = relative.suffix.lower()
        if ending not in _ENDINGS and ending != ".zip":
            self.skipped.foreign += 1
            return False
        included = _matches(relative, self.include) if self.include else ending in _WALKED or ending == ".zip"
        if not included or _matches(relative, self.exclude):
            self.skipped.excluded += 1
            return False
        return True


def _matches(relative: PurePath, patterns: Iterable[str]) -> bool:
    """Tell whether the path below the root, or the name alone, fits one of the patterns."""
    return any(fnmatch(relative.as_posix(), pattern) or fnmatch(relative.name, pattern) for pattern in patterns)


def find_sources(
    paths: Iterable[str],
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    skipped: Skipped | None = None,
) -> Iterator[Source | InputError]:
    """Walk the paths in order; folders and zip archives in name order, hidden and foreign files left out.

    `include` and `exclude` are shell patterns (`*.docx`, `2019/*`) for files found in folders and
    archives; a file that is named itself is always taken. `skipped` counts what is left out. A file that is met
    again is not taken again, however its path is spelt there.
    Yields an InputError in place of a path that does not exist or a folder that holds no document,
    so that the others are still done. Raises UsageError where there is no path at all.
    """
    paths = list(paths)
    if not paths:
        raise UsageError("no input: name a file, a folder, or - for standard input")
    chosen = _Filter(include, exclude, skipped or Skipped())
    seen: set[str] = set()
    for path in paths:
        for found in _below(path, chosen):
            if isinstance(found, InputError):
                yield found
            elif (known := file_of(found.path)) not in seen:
                seen.add(known)
                yield found


def file_of(path: str) -> str:
    """Return where a file lies, the same however its path is spelt; members of archives likewise, `-` as it is."""
    return path if path == "-" else os.path.realpath(path)


def _below(path: str, chosen: _Filter) -> Iterator[Source | InputError]:
    try:
        yield from _found_at(path, chosen)
    except OSError as error:  # a name that is too long, a folder that may not be entered
        yield InputError(f"cannot be read: {error.strerror or error}", path)


def _found_at(path: str, chosen: _Filter) -> Iterator[Source | InputError]:
    root = Path(path)
    if path == "-":
        yield Source(path)
    elif root.is_dir():
        yield from _in_folder(path, chosen)
    elif root.is_file() or root.is_fifo():
        yield from _in_archive(path, chosen) if _is_archive(root) else [Source(path)]
    elif root.exists():
        yield InputError("is neither a file nor a folder", path)
    elif (inside := _inside_archive(path)) is not None:
        yield inside
    else:
        yield InputError("does not exist", path)


def _in_folder(path: str, chosen: _Filter) -> Iterator[Source | InputError]:
    root = Path(path)
    empty = True
    for entry in sorted(root.rglob("*"), key=lambda entry: entry.relative_to(root).parts):
        if not entry.is_file() or not chosen.takes(entry.relative_to(root)):
            continue
        empty = False
        yield from _in_archive(str(entry), chosen) if _is_archive(entry) else [Source(str(entry))]
    if empty:
        yield InputError("holds no document to read (.txt, .docx, .pdf, .html and others)", path)


def _is_archive(path: Path) -> bool:
    """Tell whether a file is a zip archive by its name and content: a .docx is a zip file too."""
    if path.suffix.lower() != ".zip" or not path.is_file():
        return False  # of a pipe, what is read is gone
    try:
        with path.open("rb") as file:
            return is_zip(file.read(4))
    except OSError:
        return False


def _in_archive(path: str, chosen: _Filter) -> Iterator[Source | InputError]:
    from termkit.read.archive import Archive  # noqa: PLC0415  start-up

    try:
        archive = Archive(path, path)
    except InputError as error:
        yield error
        return
    empty = True
    for name in archive:
        if chosen.takes(PurePath(name)):
            empty = False
            if name.lower().endswith(".zip"):
                yield InputError("is an archive inside an archive, which is not opened; unpack it", f"{path}/{name}")
            else:
                yield Source(f"{path}/{name}", path, name)
    if empty:
        yield InputError("is an archive that holds no document to read", path)


def _inside_archive(path: str) -> Source | None:
    """Return the source of a path that goes on inside an archive, as places of findings do."""
    for parent in PurePath(path).parents:
        if Path(parent).is_file() and _is_archive(Path(parent)):
            return Source(path, str(parent), PurePath(path).relative_to(parent).as_posix())
    return None


def read_source(source: Source, encoding: str = "", *, original: bool = False) -> Document:
    """Read one document, in the format that its content or else its ending tells.

    `encoding` is for text files; `original` reads tracked changes as rejected. Raises InputError with
    a sentence where it cannot be used.
    """
    data, path = source.read_bytes(), source.name or source.path
    return detect_format(data, path).reader(data, path, Options(encoding, original))


def read_plain(source: Source, encoding: str = "") -> str:
    """Read a text as it stands, with its line ends; a stray byte in UTF-8 does no harm.

    Raises InputError where it is no text, or too large.
    """
    data = source.read_bytes()
    form = detect_format(data, source.path)
    if form.name in BINARY:
        raise InputError(f"is {form.title}, and plain text is wanted here", source.path)
    text = data.decode("utf-8-sig", errors="replace")
    if not encoding and "\0" not in text and text.count("\ufffd") <= len(text) // 20 + 1:
        return text
    return decode(data, source.path, encoding).text


def read_pair(source: Source, encoding: str = "") -> Bilingual:
    """Read both sides of a bilingual file (XLIFF, TMX, PO, a table of segments).

    Raises InputError where it cannot be used or has one language only.
    """
    data = source.read_bytes()
    form = detect_format(data, source.path)
    reader = form.pair_reader
    if reader is None:
        raise InputError(f"is {form.title}, which has one language; give a pair of documents", source.path)
    return reader(data, source.path, Options(encoding))
