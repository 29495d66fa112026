"""Documents with what is found in them: the first are kept in memory, all others in a file that ends with the run."""

from __future__ import annotations

import pickle
import sqlite3
from heapq import merge
from typing import TYPE_CHECKING, Any, Self, TypeVar

from termkit.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

    from termkit.text.document import Document

__all__ = ["Shelf"]

T = TypeVar("T")

_NEAR = 4_000_000
"""Code points of the documents that are kept in memory: to write and read documents takes a fifth of the time that
definitions take."""
_PAGE = 500
_FAR = (
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "CREATE TABLE thing (path BLOB, name TEXT, value BLOB, PRIMARY KEY (path, name)) STRICT",
    "BEGIN",
)


class Shelf:
    """Documents by path, and things by the path of a document and a name; use it in a `with` block."""

    def __init__(self, near: int = _NEAR) -> None:
        """Take how many code points of documents are kept in memory, each with its things."""
        self._room = near
        self._near: dict[bytes, dict[str, Any]] = {}
        self._opened: list[sqlite3.Connection] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._near.clear()
        while self._opened:
            self._opened.pop().close()

    @property
    def _far(self) -> sqlite3.Connection:
        if not self._opened:
            # Without a name SQLite makes a temporary file, in the folder for such files (TMPDIR).
            connection = sqlite3.connect("", isolation_level=None)
            self._opened.append(connection)
            for statement in _FAR:
                connection.execute(statement)
        return self._opened[0]

    def add(self, document: Document) -> None:
        """Put in a document, in the place of one with the same path and its things."""
        key = _key(document.path)
        if key in self._near:
            self._room += len(self._near.pop(key)[""].text)
        if self._opened:
            self._far.execute("DELETE FROM thing WHERE path = ?", (key,))
        if len(document.text) <= self._room:
            self._room -= len(document.text)
            self._near[key] = {}
        self._put(key, "", document)

    def __iter__(self) -> Iterator[Document]:
        """Yield the documents by path; things may be put in meanwhile."""
        for key in merge(sorted(self._near), self._far_keys()):
            yield self._get(key, "")

    def _far_keys(self) -> Iterator[bytes]:
        query, last = "SELECT path FROM thing WHERE name = '' AND path > ? ORDER BY path LIMIT ?", b""
        while self._opened and (rows := self._far.execute(query, (last, _PAGE)).fetchall()):
            yield from (key for (key,) in rows)
            last = rows[-1][0]

    def is_single(self) -> bool:
        """Tell whether there is one document only."""
        keys = merge(self._near, self._far_keys())
        return next(keys, None) is not None and next(keys, None) is None

    def put(self, path: str, name: str, thing: object) -> None:
        """Keep a thing of a document; None is no thing."""
        self._put(_key(path), name, thing)

    def get(self, path: str, name: str) -> Any:
        """Return a thing of a document, or None where it is not there."""
        return self._get(_key(path), name)

    def once(self, path: str, name: str, make: Callable[[], T]) -> T:
        """Return a thing of a document, made where it is not there yet."""
        key = _key(path)
        thing: T | None = self._get(key, name)
        if thing is None:
            thing = make()
            self._put(key, name, thing)
        return thing

    def things(self, name: str) -> Iterator[Any]:
        """Yield the things of a name, by path of the document."""
        for key in merge(sorted(self._near), self._far_keys()):
            yield self._get(key, name)

    def _put(self, key: bytes, name: str, thing: object) -> None:
        if (near := self._near.get(key)) is not None:
            near[name] = thing
            return
        data = pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)
        try:
            self._far.execute("INSERT OR REPLACE INTO thing VALUES (?, ?, ?)", (key, name, data))
        except sqlite3.OperationalError as error:
            told = f"what was read cannot be kept in a temporary file: {error}"
            raise OutputError(f"{told}; make room, or name another folder in TMPDIR") from None

    def _get(self, key: bytes, name: str) -> Any:
        if (near := self._near.get(key)) is not None:
            return near.get(name)
        query = "SELECT value FROM thing WHERE path = ? AND name = ?"
        row = self._far.execute(query, (key, name)).fetchone()
        return row and pickle.loads(row[0])  # noqa: S301  written by this run


def _key(path: str) -> bytes:
    # In the order of code points; a path may hold bytes that are no character.
    return path.encode("utf-8", "surrogatepass")
