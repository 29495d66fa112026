"""Bytes in and out: decoding with a clear error, and writing whole or not at all."""

from __future__ import annotations

import errno
import os
import re
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from termkit.errors import GlossaryError, InputError, OutputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["GUARDED", "guard", "keep_inputs", "read_bytes", "read_text", "replacing", "unguard"]

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)

# A spreadsheet takes a cell that begins so for a formula. The full-width signs count in East Asian locales,
# the control characters let the next one through. Source: OWASP, "CSV Injection".
GUARDED = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")


def guard(cell: str) -> str:
    """Return a cell that no spreadsheet runs as a formula: a quotation mark is put before it."""
    return "'" + cell if GUARDED.match(cell) else cell


def unguard(cell: str) -> str:
    """Return the cell that `guard` was given."""
    return cell[1:] if cell.startswith("'") and GUARDED.match(cell) else cell


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file; raise InputError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path) from error


def read_text(path: Path, encoding: str = "") -> str:
    """Return the text of a file, decoded by `encoding`, else its byte order mark, else as strict UTF-8.

    Raise GlossaryError, with the line, where the bytes are not in that encoding.
    """
    data = read_bytes(path)
    chosen = encoding or next((name for bom, name in _BOMS if data.startswith(bom)), "utf-8")
    try:
        return data.decode(chosen).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        guess = _guess(data, chosen)
        hint = f"say which encoding with --encoding{guess}, or save it as UTF-8"
        raise GlossaryError(f"is not {chosen.removesuffix('-sig').upper()}: {hint}", path, line) from error
    except LookupError as error:
        raise GlossaryError(f"there is no encoding {encoding!r}", path) from error


def _guess(data: bytes, tried: str) -> str:
    """Return a space and the encoding that the bytes look like; nothing where that is not clear."""
    import chardet  # noqa: PLC0415 - slow to import, and only for what goes wrong

    found = chardet.detect(data[:100_000])["encoding"]
    return f" {found.lower()}" if found and found.lower() not in {tried, "utf-8", "ascii"} else ""


def keep_inputs(targets: Iterable[Path], inputs: Iterable[str | Path], option: str = "-o") -> None:
    """Raise UsageError where a file to write is an input, by whatever path or link.

    The inputs are not walked where no target exists yet; those that are no files (`-`, a missing one) are passed over.
    """
    made = {identity: target for target in targets if (identity := _identity(target))}
    for path in inputs if made else ():
        if (identity := _identity(path)) and (target := made.get(identity)):
            raise UsageError(
                f"{option} {target}: is an input; nothing overwrites an input: name another place with {option}"
            )


def _identity(path: str | Path) -> tuple[int, int] | None:
    """Return what is the same for all paths to one file, None where there is no file or folder."""
    try:
        found = Path(path).stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary file beside `path` that takes its place when the block ends without an error.

    Raise OutputError where the place cannot be written; a failed block leaves an older file as it was.
    """
    import tempfile  # noqa: PLC0415  start-up

    told, path = path, path.resolve()  # what a link points at is written, and the link stays
    try:
        _may_be_replaced(path)
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:80]}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise OutputError(f"{told}: cannot be written: {error.strerror}") from error
    os.close(handle)
    part = Path(name)
    try:
        yield part
        # mkstemp gives 0600; a new file gets what the umask allows, an old one keeps its mode.
        part.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        part.replace(path)
    except OSError as error:
        if isinstance(error, UnicodeError):
            raise
        raise OutputError(f"{told}: cannot be written: {error.strerror or error}") from error
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


def _may_be_replaced(path: Path) -> None:
    """Raise OSError where a file at a path would not let itself be written: to replace it asks the folder only."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "is no file")
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
