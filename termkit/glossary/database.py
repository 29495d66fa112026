"""The file of a glossary store: opened, brought up to date, read and changed in transactions.

Every change is one transaction in write-ahead logging with full synchronisation, so a kill at any moment
leaves the last committed state; a second writer waits for the first. Stores of older versions are copied
beside themselves before they are brought up to date.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, Self

from termkit.errors import GlossaryError, InputError, OutputError
from termkit.glossary.schema import APPLICATION_ID, MIGRATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Database"]

_WAIT_SECONDS = 30.0


class Database:
    """An open file; use it in a `with` block. Its methods raise GlossaryError for a damaged file."""

    def __init__(
        self, path: str | Path, *, read_only: bool = False, wait: float = _WAIT_SECONDS, verify: bool = True
    ) -> None:
        """Open a store; where there is none and `read_only` is not set, make one.

        `wait` is how many seconds a change waits for another writer. `verify` reads the whole file to see
        that it is sound; without it damage shows where it is met. Raise InputError where the file is
        missing or unreadable, GlossaryError where it is damaged, foreign or of a newer version,
        OutputError where it cannot be made.
        """
        self.path = Path(path)
        self._connection = self._open(read_only=read_only, wait=wait)
        try:
            with self.errors():
                self._begin(read_only=read_only, wait=wait, verify=verify)
        except BaseException:
            self._connection.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the last to close it takes the write-ahead log in."""
        self._connection.close()

    def revision(self) -> int:
        """Return a number that is another one after another process has changed the file."""
        with self.errors():
            return self._pragma("data_version")

    def _open(self, *, read_only: bool, wait: float) -> sqlite3.Connection:
        exists = self.path.exists()
        if exists:
            self._check_readable()
        elif read_only:
            raise InputError("there is no such store", self.path)
        elif not self.path.parent.is_dir():
            raise OutputError(f"{self.path} cannot be written: there is no folder {self.path.parent}")
        address = f"{self.path.resolve().as_uri()}?{self._mode(read_only=read_only)}"
        try:
            return sqlite3.connect(address, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)
        except sqlite3.OperationalError as error:
            raise (InputError(str(error), self.path) if exists else OutputError(f"{self.path}: {error}")) from error

    def _mode(self, *, read_only: bool) -> str:
        """Return how SQLite opens the file."""
        if not read_only:
            return "mode=rwc"
        if os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK):
            return "mode=rw"  # a pure reader would leave the files of the log behind
        log = self.path.with_name(self.path.name + "-wal")
        # Where nothing can be written and no log is open, nobody changes the file while it is read.
        return "mode=ro" if log.exists() else "mode=ro&immutable=1"

    def _check_readable(self) -> None:
        """See that there is a file to read, and leave it unopened.

        Who opens the file apart from SQLite and closes it again gives up all locks that the process has on it: another
        process then takes the log away from under those that still use it (sqlite.org, How to corrupt, 2.2).
        """
        if self.path.is_dir():
            raise InputError("cannot be read: it is a folder", self.path)
        if not os.access(self.path, os.R_OK):
            raise InputError("cannot be read: you may not", self.path)

    def _begin(self, *, read_only: bool, wait: float, verify: bool) -> None:
        run = self._connection.execute
        # One transaction: another process may be making the store at this moment.
        run("BEGIN")
        try:
            application, version = self._pragma("application_id"), self._pragma("user_version")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
                raise GlossaryError("is no glossary store of termkit, or a damaged one", self.path) from error
            raise
        tables = run("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        run("COMMIT")
        if application != APPLICATION_ID and (application or tables or version):
            raise GlossaryError("is a SQLite file of another program, not a glossary store", self.path)
        if version > len(MIGRATIONS):
            raise GlossaryError(f"has version {version}; this termkit knows {len(MIGRATIONS)}: update it", self.path)
        run("PRAGMA foreign_keys = ON")
        if read_only:
            if version < len(MIGRATIONS):
                raise GlossaryError(f"has version {version}; open it for writing once to update it", self.path)
            run("PRAGMA query_only = ON")
        else:
            self._log_ahead(wait)
            run("PRAGMA synchronous = FULL")
            self._migrate(version)
        found = run("PRAGMA quick_check(1)").fetchone()[0] if verify else "ok"
        if found != "ok":
            raise GlossaryError(f"is damaged ({found}); take its backup or build it anew", self.path)

    def _log_ahead(self, wait: float) -> None:
        """Switch to write-ahead logging; for this SQLite does not wait for others by itself."""
        end = monotonic() + wait
        while True:
            try:
                self._connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or monotonic() > end:
                    raise
                sleep(0.01)
            else:
                return

    def _pragma(self, name: str) -> int:
        return int(self._connection.execute(f"PRAGMA {name}").fetchone()[0])

    def _migrate(self, version: int) -> None:
        if version == len(MIGRATIONS):
            return
        if version:
            self._back_up(version)
        with self.change() as run:
            # Another process may have done it while this one waited.
            for number in range(self._pragma("user_version"), len(MIGRATIONS)):
                for statement in MIGRATIONS[number].split(";"):
                    if statement.strip():
                        run(statement)
            run(f"PRAGMA application_id = {APPLICATION_ID}")
            run(f"PRAGMA user_version = {len(MIGRATIONS)}")

    def _back_up(self, version: int) -> None:
        """Copy the store beside itself, whole or not at all."""
        target = self.path.with_name(f"{self.path.name}.version-{version}.bak")
        part = target.with_name(target.name + ".part")
        part.unlink(missing_ok=True)
        copy = sqlite3.connect(part)
        try:
            self._connection.backup(copy)
        finally:
            copy.close()
        part.replace(target)

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turn errors of SQLite into sentences."""
        try:
            yield
        except sqlite3.OperationalError as error:
            text = str(error)
            if "locked" in text or "busy" in text:
                raise OutputError(f"{self.path} is being written by another process; try again later") from error
            if "disk" in text or "readonly" in text or "full" in text:
                raise OutputError(f"{self.path} cannot be written: {text}") from error
            raise GlossaryError(f"cannot be used: {text}", self.path) from error
        except sqlite3.DatabaseError as error:
            raise GlossaryError(f"is damaged ({error}); take its backup or build it anew", self.path) from error

    @contextmanager
    def snapshot(self) -> Iterator[Any]:
        """Give `execute` for reading: all that is read in the block is of one moment."""
        with self.errors():
            run = self._connection.execute
            run("BEGIN")
            try:
                yield run
            finally:
                run("COMMIT")

    @contextmanager
    def change(self) -> Iterator[Any]:
        """Give `execute` inside a transaction that is committed whole or not at all."""
        with self.errors():
            run = self._connection.execute
            run("BEGIN IMMEDIATE")
            try:
                yield run
                run("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    run("ROLLBACK")
                raise
