"""The work file of a build: which documents there are, and what each pass made of each, by what went into it.

A SQLite file beside the results. What was done stays in it when a run is stopped, and what has not changed is not
done again. It can be deleted at any time; the next build then does everything. What is added up in a run is in tables
of the schema `scratch`, a file of its own that ends with the run.
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from termkit.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

__all__ = ["PASSES", "WORK", "Listed", "Made", "Told", "Work"]

WORK = ".work.sqlite"
PASSES = 3
_VERSION = 2
_SCRATCH = "-scratch"
_COMMIT_SECONDS = 10.0
_PAGE = 500

_TABLES = """
CREATE TABLE result (
  key BLOB PRIMARY KEY, run INTEGER NOT NULL, head TEXT NOT NULL, given BLOB NOT NULL, told BLOB NOT NULL,
  shown BLOB NOT NULL
) STRICT;
CREATE TABLE document (
  position INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, item TEXT NOT NULL, failed TEXT NOT NULL DEFAULT '',
  head TEXT NOT NULL DEFAULT '[]', read TEXT NOT NULL DEFAULT '',
  counts INTEGER NOT NULL DEFAULT 1, key0 BLOB, key1 BLOB, key2 BLOB, key3 BLOB
) STRICT;
CREATE TABLE run (number INTEGER PRIMARY KEY, arguments TEXT NOT NULL, finished INTEGER NOT NULL DEFAULT 0) STRICT;
"""

_AGAIN = """
WITH told AS (
  SELECT position, path, json_extract(head, '$[2]') AS language, json_extract(head, '$[3]') AS digest,
    json_extract(head, '$[7]') AS family, json_extract(head, '$[8]') AS rank
  FROM document WHERE failed = '' AND counts
), ordered AS (
  SELECT position, row_number() OVER (PARTITION BY {0}, language ORDER BY rank DESC, path) AS number
  FROM told WHERE {0} != ''
)
UPDATE document SET counts = 0 WHERE position IN (SELECT position FROM ordered WHERE number > 1)
"""


class Listed(NamedTuple):
    """A document of the run before a pass.

    `item` is how to read it, as plain values; `digest` the hash of its bytes, empty where it is not known yet; `key`
    that of all that went into the pass before, `given` what that pass made, and `read` where the document is kept as
    it was read (`termkit.corpus.spool`), empty where it is not.
    """

    position: int
    path: str
    item: list[Any]
    read: str
    digest: bytes
    key: bytes
    given: bytes


class Made(NamedTuple):
    """What a pass makes of a document, each part for another reader.

    `given` is for the next pass (after the last one: the sentences, for the store), `told` is what is added up over
    all documents, `shown` the findings. The first pass also makes `head`, what the document says of itself as JSON,
    the `digest` of its bytes and where it is kept as it was `read`.
    """

    given: bytes
    told: bytes
    shown: bytes = b""
    head: str = ""
    digest: bytes = b""
    read: str = ""


class Told(NamedTuple):
    """A part of what a pass made of a document, with what the document says of itself as JSON.

    `counts` is 0 for another one's reissue or correction, which statistics leave out, else 1.
    """

    path: str
    head: str
    counts: int
    part: bytes


class Work:
    """An open work file; use it in a `with` block."""

    def __init__(self, path: Path | None) -> None:
        """Open or make the file; None keeps everything in memory. Raise OutputError where that fails."""
        self._scratch = Path(f"{path}{_SCRATCH}") if path else None
        try:
            self.connection = self._opened(path)
            self._attach()
        except sqlite3.OperationalError as error:
            if path is not None and "locked" in str(error):
                told = "another build is writing there; wait for it or name another -o"
                raise OutputError(f"{path.parent}: {told}") from None
            raise OutputError(f"{path} cannot be written: {error}") from None
        self._last_commit = monotonic()
        self._waiting: list[tuple[int, int, bytes, Made]] = []
        self.run = 0
        self.has_results = False
        """Whether there are results of earlier runs."""

    @staticmethod
    def _opened(path: Path | None) -> sqlite3.Connection:
        connection = sqlite3.connect(":memory:" if path is None else path, timeout=0.5, isolation_level=None)
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA cache_size = -32768")
            connection.execute("BEGIN IMMEDIATE")
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            connection.execute("COMMIT")
        except sqlite3.OperationalError:
            connection.close()
            raise
        except sqlite3.DatabaseError:  # damaged: it holds nothing that cannot be made again
            connection.close()
            version = -1
        if version not in {0, _VERSION} and path is not None:
            connection.close()
            for each in path.parent.glob(path.name + "*"):
                each.unlink()
            return Work._opened(path)
        if version == 0:
            connection.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {_VERSION}; COMMIT")
        return connection

    def _attach(self) -> None:
        """Add a database that ends with the run, for what is added up in it: nothing of it need be safe."""
        if self._scratch is not None:
            self._scratch.unlink(missing_ok=True)
        self.connection.execute("ATTACH ? AS scratch", (str(self._scratch or ":memory:"),))
        self.connection.execute("PRAGMA scratch.journal_mode = OFF")
        self.connection.execute("PRAGMA scratch.synchronous = OFF")
        self.connection.execute("PRAGMA scratch.locking_mode = EXCLUSIVE")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.close()
        except sqlite3.OperationalError as failed:
            error = failed
        if isinstance(error, sqlite3.OperationalError):
            raise OutputError(f"the work file cannot be written: {error}; make room, or name another place with -o")

    def close(self) -> None:
        """Keep what was done, and close."""
        try:
            if self.connection.in_transaction:
                self.flush()
                self.connection.execute("COMMIT")
        finally:
            self.connection.close()
            if self._scratch is not None:
                self._scratch.unlink(missing_ok=True)

    # -- runs ------------------------------------------------------------------------------------------

    def begin(self, arguments: dict[str, Any]) -> None:
        """Begin a run; its arguments are kept for who resumes it."""
        run = self.connection.execute
        run("BEGIN")
        run("DELETE FROM document")
        self.run = run("INSERT INTO run (arguments) VALUES (?)", (json.dumps(arguments),)).lastrowid or 0
        run("DELETE FROM run WHERE number < ?", (self.run,))
        self.has_results = run("SELECT 1 FROM result LIMIT 1").fetchone() is not None

    def interrupted(self) -> dict[str, Any] | None:
        """Return the arguments of the last run where it did not finish."""
        row = self.connection.execute("SELECT arguments, finished FROM run ORDER BY number DESC").fetchone()
        return None if row is None or row[1] else json.loads(row[0])

    def finish(self) -> None:
        """Mark the run as finished, and forget what it did not need."""
        self.flush()
        run = self.connection.execute
        run("DELETE FROM result WHERE run < ?", (self.run,))
        run("UPDATE run SET finished = 1 WHERE number = ?", (self.run,))
        run("COMMIT")
        run("PRAGMA wal_checkpoint(TRUNCATE)")

    # -- documents -------------------------------------------------------------------------------------

    def list_documents(self, documents: Iterable[tuple[str, list[Any]]]) -> None:
        """Put in the documents of the run: path, and how to read it."""
        rows = ((path, json.dumps(item)) for path, item in documents)
        self.connection.executemany("INSERT OR IGNORE INTO document (path, item) VALUES (?, ?)", rows)

    def documents(self, number: int) -> Iterator[Listed]:
        """Yield the documents that a pass is to be done for, by path; pass 0 takes the hash of their bytes."""
        before = max(number - 1, 0)
        query = (
            f"SELECT path, position, item, read, coalesce(key0, x''), coalesce(key{before}, x''), "  # noqa: S608
            f"coalesce(given, x'') FROM document LEFT JOIN result ON key = key{before} "
            "WHERE failed = '' AND path > ? ORDER BY path LIMIT ?"
        )
        for path, position, item, *rest in self._paged(query):
            yield Listed(position, path, json.loads(item), *rest)

    def told(self, number: int, part: str) -> Iterator[Told]:
        """Yield a part of what a pass made of each document, by path; `part` is a field of Made."""
        query = (
            f"SELECT path, document.head, counts, {part} FROM document JOIN result ON key = key{number} "  # noqa: S608
            "WHERE failed = '' AND path > ? ORDER BY path LIMIT ?"
        )
        return map(Told._make, self._paged(query))

    def _paged(self, query: str) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query by path, some at a time.

        A query that stays open keeps what is written meanwhile out of the file, and beside it.
        """
        last = ""
        self.flush()
        while rows := self.connection.execute(query, (last, _PAGE)).fetchall():
            yield from rows
            last = rows[-1][0]

    def count(self) -> int:
        """Return the number of documents that can be done."""
        (number,) = self.connection.execute("SELECT count(*) FROM document WHERE failed = ''").fetchone()
        return int(number)

    def set_digest(self, position: int, digest: bytes) -> None:
        """Keep the hash of the bytes of a document."""
        self.connection.execute("UPDATE document SET key0 = ? WHERE position = ?", (digest, position))

    def count_once(self) -> None:
        """Mark the documents that statistics leave out: the same text again, and all but one of a family (`Head`)."""
        self.flush()
        for each in ("digest", "family"):
            self.connection.execute(_AGAIN.format(each))

    def fail(self, position: int, reason: str) -> None:
        """Mark a document as one that cannot be done, with the sentence that says why."""
        self.connection.execute("UPDATE document SET failed = ? WHERE position = ?", (reason, position))

    def failures(self) -> list[str]:
        """Return the sentences on documents that could not be done, by path."""
        rows = self.connection.execute("SELECT failed FROM document WHERE failed != '' ORDER BY path")
        return [reason for (reason,) in rows]

    # -- results ---------------------------------------------------------------------------------------

    def reused(self, position: int, number: int, key: bytes) -> bool:
        """Tell whether an earlier run has a result of a pass of the same things, and take it for the document."""
        run = self.connection.execute
        row = run("UPDATE result SET run = ? WHERE key = ? RETURNING head", (self.run, key)).fetchone()
        if row is None:
            return False
        if row[0]:
            run("UPDATE document SET head = ? WHERE position = ?", (row[0], position))
        run(f"UPDATE document SET key{number} = ? WHERE position = ?", (key, position))  # noqa: S608
        return True

    def put(self, position: int, number: int, key: bytes, made: Made) -> None:
        """Keep the result of a pass for a document."""
        self._waiting.append((position, number, key, made))
        if len(self._waiting) >= _PAGE:
            self.flush()
        if monotonic() - self._last_commit > _COMMIT_SECONDS:
            self.commit()

    def flush(self) -> None:
        """Put what waits into the database."""
        waiting, self._waiting = self._waiting, []
        many = self.connection.executemany
        many(
            "INSERT OR REPLACE INTO result VALUES (?, ?, ?, ?, ?, ?)",
            [(key, self.run, made.head, made.given, made.told, made.shown) for _, _, key, made in waiting],
        )
        for number in {number for _, number, _, _ in waiting}:
            rows = [(key, made, position) for position, of, key, made in waiting if of == number]
            if number == 1:
                many(
                    "UPDATE document SET key1 = ?, key0 = ?, head = ?, read = ? WHERE position = ?",
                    [(key, made.digest, made.head, made.read, position) for key, made, position in rows],
                )
            else:
                many(
                    f"UPDATE document SET key{number} = ? WHERE position = ?",  # noqa: S608
                    [(key, position) for key, _, position in rows],
                )

    def commit(self) -> None:
        """Make what was done last."""
        self.flush()
        self.connection.execute("COMMIT")
        self.connection.execute("BEGIN")
        self._last_commit = monotonic()
