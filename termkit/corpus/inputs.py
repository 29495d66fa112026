"""What documents of a run come from: files, members of archives, and texts in JSON lines or Parquet.

A JSON line or a row has the text of one document in `text`, and its name in `path`, `id` or `symbol` where it has one.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from termkit.corpus import spool
from termkit.errors import InputError, MissingExtraError
from termkit.read import Source
from termkit.read.contract import Options
from termkit.read.detect import detect_format

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from termkit.corpus.work import Listed
    from termkit.text.document import Document

__all__ = ["FromFiles", "Given", "Held", "TextRow", "expanded", "kept", "listed_paths", "origin_of", "row_of"]

_TABLES = frozenset({".jsonl", ".ndjson", ".parquet"})
"""Endings of files that hold one text a line or row."""
_NAMES = ("path", "id", "symbol")


class TextRow(NamedTuple):
    """A text in a table: the path it is called by, the file, and where it stands in it.

    For JSON lines `start` is the offset of the line and `size` its length, in bytes; for Parquet `start` is the row
    group and `size` the row in it, from 0.
    """

    path: str
    file: str
    start: int
    size: int

    def read_bytes(self) -> bytes:
        """Return the text as UTF-8; raise InputError where there is none."""
        try:
            text = self._text()
        except (OSError, ValueError, KeyError, IndexError) as error:
            raise InputError(f"cannot be read: {error}", self.path) from None
        if not isinstance(text, str):
            raise InputError("has no “text” that is a string", self.path)
        return text.encode("utf-8", "surrogatepass")

    def _text(self) -> object:
        if self.file.endswith(".parquet"):
            return _row_group(self.file, self.start)[self.size]
        with Path(self.file).open("rb") as file:
            file.seek(self.start)
            return json.loads(file.read(self.size))["text"]


class Given(NamedTuple):
    """A text that can be read once only, from standard input or a pipe, and is kept: path and bytes in base 64."""

    path: str
    data: str

    def read_bytes(self) -> bytes:
        """Return the bytes."""
        return b64decode(self.data)


class FromFiles(NamedTuple):
    """Reads documents from where they are listed. `encoding` is for text files, empty to detect it; `original` reads
    tracked changes as rejected; `spool` is a folder that documents are kept in as they were read, empty for none.
    """

    encoding: str = ""
    original: bool = False
    spool: str = ""

    def first(self, listed: Listed) -> tuple[Document, bytes, str]:
        """Return the document, the hash of its bytes, and where it is kept; raise InputError if it cannot be read."""
        document, digest = _document(self, listed.path, tuple(listed.item), listed.digest)
        return document, digest, spool.keep(self.spool, document) if self.spool else ""

    def __call__(self, listed: Listed) -> Document:
        """Return the document; raise InputError where it cannot be read or is no longer what was listed."""
        if self.spool and listed.read and (document := spool.kept(self.spool, listed.read)) is not None:
            return document
        return _document(self, listed.path, tuple(listed.item), listed.digest)[0]

    def digest(self, listed: Listed) -> bytes:
        """Return a hash of the bytes."""
        return sha256(origin_of(listed.item).read_bytes()).digest()

    @property
    def settings(self) -> tuple[object, ...]:
        """Return what decides how documents are read."""
        return self.encoding, self.original


@lru_cache(maxsize=8)
def _document(reading: FromFiles, path: str, item: tuple[Any, ...], digest: bytes) -> tuple[Document, bytes]:
    data = origin_of(item).read_bytes()
    found = sha256(data).digest()
    if digest not in {b"", found}:
        raise InputError("changed while termkit was reading it; run the command again", path)
    return detect_format(data, path).reader(data, path, Options(reading.encoding, reading.original)), found


class Held:
    """Documents that have been read."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = {document.path: document for document in documents}

    @property
    def paths(self) -> list[str]:
        """Return the paths of the documents."""
        return list(self._documents)

    def first(self, listed: Listed) -> tuple[Document, bytes, str]:
        """Return the document, the hash of its text, and nothing: it is held."""
        return self._documents[listed.path], self.digest(listed), ""

    def __call__(self, listed: Listed) -> Document:
        """Return the document."""
        return self._documents[listed.path]

    def digest(self, listed: Listed) -> bytes:
        """Return a hash of the text."""
        return sha256(self._documents[listed.path].text.encode("utf-8", "surrogatepass")).digest()

    @property
    def settings(self) -> tuple[object, ...]:
        """Return nothing: the documents have been read."""
        return ()


def origin_of(row: Sequence[Any]) -> Source | TextRow | Given:
    """Return the place to read from that `row_of` was given."""
    kinds = {kind.__name__: kind for kind in (Source, TextRow, Given)}
    origin: Source | TextRow | Given = kinds[row[0]](*row[1:])
    return origin


def row_of(origin: Source | TextRow | Given) -> list[Any]:
    """Return the place that a document is read from as plain values."""
    return [type(origin).__name__, *origin]


def kept(source: Source | TextRow) -> Source | TextRow | Given:
    """Return a source that can be read again; raise InputError where it cannot be read now."""
    if isinstance(source, Source) and not source.archive and (source.path == "-" or Path(source.path).is_fifo()):
        return Given(source.path, b64encode(source.read_bytes()).decode())
    return source


def listed_paths(name: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield the paths of a list, one a line; raise InputError where it is no list of paths."""
    empty = True
    try:
        for line in lines:
            if "\0" in line:
                raise InputError("is no list of paths, but a binary file", name)
            if path := line.rstrip("\r\n").removeprefix("\ufeff"):
                empty = False
                yield path
    except UnicodeDecodeError as error:
        raise InputError(f"is no list of paths in UTF-8: {error.reason}", name) from None
    if empty:
        raise InputError("is a list without a path", name)


def expanded(sources: Iterable[Source | InputError]) -> Iterator[Source | TextRow | InputError]:
    """Yield the texts of tables in the place of the tables, and all else as it is."""
    for source in sources:
        if isinstance(source, InputError) or source.archive or Path(source.path).suffix.lower() not in _TABLES:
            yield source
            continue
        try:
            yield from _parquet_rows(source.path) if source.path.endswith(".parquet") else _json_rows(source.path)
        except InputError as error:
            yield error
        except (OSError, ValueError) as error:
            yield InputError(f"cannot be read: {error}", source.path)


def _json_rows(path: str) -> Iterator[TextRow | InputError]:
    start = 0
    with Path(path).open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield _json_row(path, number, start, line)
            start += len(line)


def _json_row(path: str, number: int, start: int, line: bytes) -> TextRow | InputError:
    try:
        row = json.loads(line)
    except ValueError as error:
        return InputError(f"is no JSON: {error}", path, number)
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return InputError("is no JSON object with a “text”", path, number)
    return TextRow(f"{path}/{_name(row, number)}", path, start, len(line))


def _name(row: dict[str, object], number: int) -> str:
    return next((str(row[key]) for key in _NAMES if row.get(key)), str(number))


def _parquet_rows(path: str) -> Iterator[TextRow | InputError]:
    file = _parquet(path)
    columns = set(file.schema_arrow.names)
    if "text" not in columns:
        yield InputError(f"has no column “text”, only {', '.join(sorted(columns))}", path)
        return
    number = 0
    for group in range(file.num_row_groups):
        names = file.read_row_group(group, columns=[name for name in _NAMES if name in columns]).to_pylist()
        for row in range(file.metadata.row_group(group).num_rows):
            number += 1
            name = _name(names[row], number) if names else str(number)
            yield TextRow(f"{path}/{name}", path, group, row)


def _parquet(path: str) -> Any:
    try:
        from pyarrow import parquet  # noqa: PLC0415  an extra
    except ImportError:
        raise MissingExtraError(f"{path}: reading Parquet", "parquet") from None
    return parquet.ParquetFile(path)


@lru_cache(maxsize=1)
def _row_group(path: str, group: int) -> list[object]:
    texts: list[object] = _parquet(path).read_row_group(group, columns=["text"]).column("text").to_pylist()
    return texts
