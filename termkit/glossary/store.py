"""The glossary store: concepts with their evidence, candidates, documents, decisions and history in one file.

A SQLite file (`*.termkit`). Every change is one transaction in write-ahead logging with full
synchronisation, so a kill at any moment leaves the last committed state; a second writer waits for the
first. Stores of older versions are copied beside themselves before they are brought up to date.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, Self
from zlib import compress, decompress

from termkit.errors import GlossaryError, InputError, OutputError
from termkit.glossary.decisions import Decision, Ruling, merge_decisions
from termkit.glossary.merge import Candidate
from termkit.glossary.records import (
    carried_json,
    concept_json,
    concept_of,
    decision_json,
    decision_of,
    evidence_row,
    term_of,
    term_row,
)
from termkit.glossary.schema import APPLICATION_ID, MIGRATIONS
from termkit.terms.concept import Concept, Evidence, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import TracebackType

__all__ = ["Entry", "Store", "StoredDocument", "StoredSentence", "packed_sentences"]

_WAIT_SECONDS = 30.0
_MAGIC = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document that the glossary was built from; `digest` tells whether it has changed since."""

    path: str
    symbols: tuple[str, ...] = ()
    date: str = ""
    language: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class StoredSentence:
    """A sentence of a document with the place where it begins: line and column from 1, page 0 where there is none."""

    text: str
    line: int
    column: int
    page: int = 0


def packed_sentences(sentences: Iterable[StoredSentence]) -> bytes:
    """Return the sentences of a document as the store keeps them."""
    rows = [(each.text, each.line, each.column, each.page) for each in sentences]
    return compress(json.dumps(rows, ensure_ascii=False).encode("utf-8", "surrogatepass"), 6)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history: when (ISO 8601), who, what, and of what.

    `what` is added, changed, removed, decided or undone. `before` and `after` are JSON of the concept or of
    the decision. `batch` numbers the changes of decisions that were made together, 0 for all else; what
    takes back a batch has its number negated.
    """

    at: str
    by: str
    what: str
    subject: str
    before: str
    after: str
    batch: int = 0


class Store:
    """An open store; use it in a `with` block. Its methods raise GlossaryError for a damaged file."""

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
            with self._errors():
                self._begin(read_only=read_only, wait=wait, verify=verify)
        except BaseException:
            self._connection.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the last to close it takes the write-ahead log in."""
        self._connection.close()

    # -- opening ---------------------------------------------------------------------------------------

    def _open(self, *, read_only: bool, wait: float) -> sqlite3.Connection:
        exists = self.path.exists()
        if exists:
            self._check_magic()
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

    def _check_magic(self) -> None:
        try:
            with self.path.open("rb") as file:
                head = file.read(len(_MAGIC))
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror}", self.path) from error
        if head and head != _MAGIC:
            raise GlossaryError("is no glossary store of termkit", self.path)

    def _begin(self, *, read_only: bool, wait: float, verify: bool) -> None:
        run = self._connection.execute
        # One transaction: another process may be making the store at this moment.
        run("BEGIN")
        application, version = self._pragma("application_id"), self._pragma("user_version")
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
    def _errors(self) -> Iterator[None]:
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
        with self._errors():
            run = self._connection.execute
            run("BEGIN")
            try:
                yield run
            finally:
                run("COMMIT")

    @contextmanager
    def change(self) -> Iterator[Any]:
        """Give `execute` inside a transaction that is committed whole or not at all."""
        with self._errors():
            run = self._connection.execute
            run("BEGIN IMMEDIATE")
            try:
                yield run
                run("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    run("ROLLBACK")
                raise

    # -- concepts --------------------------------------------------------------------------------------

    def concepts(self) -> Iterator[Concept]:
        """Yield all concepts in their order, each as it was put in."""
        with self._errors():
            for row in self._connection.execute(
                "SELECT id, kind, subject_field, note, carried FROM concept ORDER BY position, id"
            ):
                yield concept_of(row, self._terms(row[0]))

    def concept(self, identifier: str) -> Concept | None:
        """Return the concept with an id, None where there is none."""
        with self._errors():
            row = self._connection.execute(
                "SELECT id, kind, subject_field, note, carried FROM concept WHERE id = ?", (identifier,)
            ).fetchone()
            return concept_of(row, self._terms(identifier)) if row else None

    def with_term(self, text: str) -> list[Concept]:
        """Return the concepts that have a term of exactly this text."""
        with self._errors():
            rows = self._connection.execute(
                "SELECT DISTINCT concept FROM term WHERE text = ? ORDER BY concept", (text,)
            ).fetchall()
        return [concept for (identifier,) in rows if (concept := self.concept(identifier)) is not None]

    def _terms(self, concept: str) -> tuple[Any, ...]:
        run = self._connection.execute
        terms = run(
            "SELECT key, text, language, type, status, since, until, source, note, carried, id FROM term"
            " WHERE concept = ? ORDER BY position",
            (concept,),
        ).fetchall()
        found = []
        for key, *row in terms:
            evidence = run(
                "SELECT document, line, column, sentence, method, score, symbol, date, page FROM evidence"
                " WHERE term = ? ORDER BY position",
                (key,),
            )
            found.append(term_of(tuple(row), tuple(Evidence(*each) for each in evidence)))
        return tuple(found)

    def put(self, concepts: Iterable[Concept], *, by: str = "", at: str = "") -> None:
        """Add concepts or put them in the place of those with their ids, all in one transaction.

        `at` is the time that the history gives, by default the present.
        """
        at = at or _now()
        with self.change() as run:
            (position,) = run("SELECT coalesce(max(position), 0) FROM concept").fetchone()
            for concept in concepts:
                known = run("SELECT position FROM concept WHERE id = ?", (concept.id,)).fetchone()
                old = self.concept(concept.id) if known else None
                if old == concept:
                    continue
                position += 1
                self._write(run, concept, known[0] if known else position)
                before, after = concept_json(old) if old else "", concept_json(concept)
                if before != after:
                    _record(run, Entry(at, by, "changed" if old else "added", concept.id, before, after))

    def _write(self, run: Any, concept: Concept, position: int) -> None:
        run("DELETE FROM concept WHERE id = ?", (concept.id,))
        run(
            "INSERT INTO concept VALUES (?, ?, ?, ?, ?, ?)",
            (concept.id, position, concept.kind, concept.subject_field, concept.note, carried_json(concept.carried)),
        )
        for number, term in enumerate(concept.terms):
            key = run(
                "INSERT INTO term VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (concept.id, number, *term_row(term)),
            ).lastrowid
            for place, evidence in enumerate(term.evidence):
                row = (key, place, *evidence_row(evidence))
                run("INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def remove(self, identifiers: Iterable[str], *, by: str = "", at: str = "") -> None:
        """Remove concepts with their terms and evidence; the history keeps what they were."""
        at = at or _now()
        with self.change() as run:
            for identifier in identifiers:
                old = self.concept(identifier)
                if old is not None:
                    run("DELETE FROM concept WHERE id = ?", (identifier,))
                    _record(run, Entry(at, by, "removed", identifier, concept_json(old), ""))

    # -- documents and candidates ----------------------------------------------------------------------

    def put_documents(self, documents: Iterable[StoredDocument]) -> None:
        """Add documents or put them in the place of those with their paths."""
        with self.change() as run:
            for each in documents:
                row = (each.path, "\n".join(each.symbols), each.date, each.language, each.digest)
                # An update and no new row: that would take the text of the document with it.
                run(
                    "INSERT INTO document VALUES (?, ?, ?, ?, ?) ON CONFLICT (path) DO UPDATE SET symbols ="
                    " excluded.symbols, date = excluded.date, language = excluded.language, digest = excluded.digest",
                    row,
                )

    def documents(self) -> list[StoredDocument]:
        """Return the documents by path."""
        with self._errors():
            rows = self._connection.execute("SELECT * FROM document ORDER BY path").fetchall()
        return [
            StoredDocument(path, tuple(symbols.split("\n")) if symbols else (), *rest) for path, symbols, *rest in rows
        ]

    def put_sentences(self, texts: Iterable[tuple[str, bytes]]) -> None:
        """Put sentences (`packed_sentences`) of documents, by path, in the place of those they had.

        The documents must be in the store.
        """
        with self.change() as run:
            for text in texts:
                run("INSERT OR REPLACE INTO document_text VALUES (?, ?)", text)

    def sentences(self, path: str) -> list[StoredSentence]:
        """Return the sentences of a document in their order, none where the store does not hold its text."""
        with self._errors():
            row = self._connection.execute("SELECT sentences FROM document_text WHERE document = ?", (path,)).fetchone()
        return [StoredSentence(*each) for each in json.loads(decompress(row[0]))] if row else []

    def put_candidates(self, candidates: Iterable[Candidate]) -> None:
        """Add candidates; one of the same pair at the same place is replaced."""
        with self.change() as run:
            for each in candidates:
                row = (each.full, each.short, each.kind, each.english, *evidence_row(each.evidence))
                run("INSERT OR REPLACE INTO candidate VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def candidates(self) -> Iterator[Candidate]:
        """Yield the candidates by full form, short form and place."""
        with self._errors():
            for _, full, short, kind, english, *evidence in self._connection.execute(
                "SELECT * FROM candidate ORDER BY full, short, document, page, line, column"
            ):
                yield Candidate(full, short, Kind(kind), Evidence(*evidence), english)

    # -- decisions and history -------------------------------------------------------------------------

    def decide(self, decisions: Iterable[Decision]) -> int:
        """Take decisions in; of one person on one pair and scope the latest stands.

        Return the number under which the history keeps them, 0 where nothing changed.
        """
        with self.change() as run:
            known = {each.key: each for each in self._decisions()}
            changes = [(known.get(each.key), each) for each in merge_decisions(known.values(), decisions)]
            return self._ruled(run, [(before, after) for before, after in changes if before != after], "decided")

    def undo(self, by: str) -> list[tuple[Decision, Decision | None]]:
        """Take back what a person decided last and has not taken back yet; return each decision and what stands now.

        The list is empty where there is nothing to take back.
        """
        with self.change() as run:
            (batch,) = run(
                "SELECT coalesce(max(batch), 0) FROM history AS done WHERE by = ? AND what = 'decided' AND batch > 0"
                " AND NOT EXISTS (SELECT 1 FROM history WHERE batch = -done.batch)",
                (by,),
            ).fetchone()
            rows = run("SELECT before, after FROM history WHERE batch = ? ORDER BY key", (batch,)).fetchall()
            if not batch:
                return []
            taken = [(decision_of(after), decision_of(before) if before else None) for before, after in rows]
            self._ruled(run, taken, "undone", -batch)
        return taken

    def _ruled(
        self, run: Any, changes: Sequence[tuple[Decision | None, Decision | None]], what: str, batch: int = 0
    ) -> int:
        if not changes:
            return 0
        at = _now()
        batch = batch or run("SELECT coalesce(max(batch), 0) + 1 FROM history").fetchone()[0]
        for before, after in changes:
            each = after or before
            if each is None:
                continue
            if after is None:
                run("DELETE FROM decision WHERE full = ? AND short = ? AND scope = ? AND by = ?", each.key)
            else:
                row = (each.full, each.short, each.decision, each.scope, each.by, each.date, each.note)
                run("INSERT OR REPLACE INTO decision VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            said = (decision_json(before) if before else "", decision_json(after) if after else "")
            _record(run, Entry(at, each.by, what, f"{each.full} / {each.short}", *said, batch))
        return batch

    def decisions(self) -> list[Decision]:
        """Return all decisions, sorted."""
        with self._errors():
            return self._decisions()

    def _decisions(self) -> list[Decision]:
        rows = self._connection.execute("SELECT full, short, decision, scope, by, date, note FROM decision")
        return sorted(Decision(full, short, Ruling(said), *rest) for full, short, said, *rest in rows)

    def latest(self, last: int) -> list[Entry]:
        """Return the last changes of decisions, newest first."""
        with self._errors():
            rows = self._connection.execute(
                "SELECT at, by, what, subject, before, after, batch FROM history"
                " WHERE what IN ('decided', 'undone') ORDER BY key DESC LIMIT ?",
                (last,),
            ).fetchall()
        return [Entry(*row) for row in rows]

    def revision(self) -> int:
        """Return a number that is another one after another process has changed the file."""
        with self._errors():
            return self._pragma("data_version")

    def history(self, subject: str = "") -> list[Entry]:
        """Return the history, oldest first, of one concept or pair where given."""
        where, values = ("WHERE subject = ?", (subject,)) if subject else ("", ())
        with self._errors():
            rows = self._connection.execute(
                f"SELECT at, by, what, subject, before, after, batch FROM history {where} ORDER BY key",  # noqa: S608
                values,
            ).fetchall()
        return [Entry(*row) for row in rows]


def _record(run: Any, entry: Entry) -> None:
    row = (entry.at, entry.by, entry.what, entry.subject, entry.before, entry.after, entry.batch)
    run("INSERT INTO history VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", row)


def _now() -> str:
    """Return the time of SOURCE_DATE_EPOCH where it is set, else now, in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
