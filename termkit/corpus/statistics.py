"""What the corpus tells a document: names that others surely define, what stands before names, whose forms are whose.

Both are files that a pass reads and does not change. A worker process opens the file beside it; one on another machine
gets its bytes.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import sha256
from itertools import groupby, islice
from typing import TYPE_CHECKING

from daachorse import CharwiseDoubleArrayAhoCorasick as Automaton

from termkit.check import Material
from termkit.corpus.records import concept_bytes, concept_from
from termkit.extract.evidence import LEAST
from termkit.extract.mentions import matcher_of
from termkit.glossary.forms import forms_of
from termkit.glossary.merge import FormIndex, keys_of
from termkit.terms.keys import form_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from termkit.check import Profile
    from termkit.terms.concept import Concept
    from termkit.terms.matcher import Matcher

__all__ = ["ConceptsMaterial", "Statistics", "open_concepts", "write_concepts", "write_statistics"]

_KEPT = 50_000
"""Concepts and keys that a process keeps at hand."""


_STATISTICS = """
CREATE TABLE name (text TEXT PRIMARY KEY, is_alone INTEGER) STRICT, WITHOUT ROWID;
CREATE TABLE clause (reversed TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
"""
_MOST_CLAUSES = 20
_LAST = "\U0010ffff"


class Statistics:
    """What the first pass over all documents found: names that they surely define, and what stands before names."""

    def __init__(self, file: Path | bytes) -> None:
        """Take a file that `write_statistics` wrote, or its bytes."""
        self._connection = _connected(file)
        rows = self._connection.execute("SELECT text, is_alone FROM name ORDER BY text").fetchall()
        self._alone = bytes(is_alone for _, is_alone in rows)
        self._automaton = Automaton([text for text, _ in rows]) if rows else None

    def told(self, text: str, own: Iterable[str]) -> frozenset[str]:
        """Return the names in a text that other documents define than the one that defines `own`."""
        if self._automaton is None:
            return frozenset()
        mine = set(own)
        found = {index: text[start:end] for start, end, index in self._automaton.find_overlapping(text)}
        return frozenset(name for index, name in found.items() if not (self._alone[index] and name in mine))

    def without(self, own: Iterable[str], unsure: Iterable[str]) -> StoredClauses:
        """Return the clauses of other documents than the one that has these, for names that end as the unsure ones."""
        return StoredClauses(self._connection, own, unsure)


class StoredClauses:
    """Clauses of other documents, in a file (`termkit.extract.evidence.Elsewhere`)."""

    def __init__(self, connection: sqlite3.Connection, own: Iterable[str], unsure: Iterable[str]) -> None:
        self._run = connection.execute
        self._own = {clause[::-1] for clause in own}
        self._endings = {name[-LEAST:] for name in unsure}

    def knows(self, name: str) -> bool:
        """Tell whether a clause ends as a name does."""
        return any(True for _ in self._others(name[-LEAST:], 1))

    def behind(self, name: str, before: str) -> int:
        """Return how many different clauses end in a name, some of many, if each has the same word before it."""
        if name[-LEAST:] not in self._endings:
            return 0
        longer = (before + name)[::-1]
        start = name[::-1]
        # Those that go on otherwise come before those that go on like this, or after them.
        for low, high in ((start, longer), (longer + _LAST, start + _LAST)):
            if any(True for _ in self._between(low, high, 1)):
                return 0
        return sum(1 for _ in self._others(before + name, _MOST_CLAUSES))

    def _others(self, ending: str, most: int) -> Iterator[str]:
        return self._between(ending[::-1], ending[::-1] + _LAST, most)

    def _between(self, low: str, high: str, most: int) -> Iterator[str]:
        query = "SELECT reversed FROM clause WHERE reversed >= ? AND reversed < ? ORDER BY reversed LIMIT ?"
        rows = self._run(query, (low, high, most + len(self._own)))
        return islice((text for (text,) in rows if text not in self._own), most)


def write_statistics(path: Path, names: Iterable[tuple[str, int]], clauses: Iterable[str]) -> bytes:
    """Write names with the number of documents that surely define them, and clauses from their ends, in order.

    A clause that ends as no other does says nothing and is left out. Return a hash of all.
    """
    found = sha256()

    def noted(rows: Iterable[tuple[str, int] | tuple[str]]) -> Iterator[tuple[str, int] | tuple[str]]:
        for row in rows:
            found.update(repr(row).encode("utf-8", "surrogatepass"))
            yield row

    with _made(path, _STATISTICS) as connection:
        connection.executemany("INSERT INTO name VALUES (?, ?)", noted((name, int(n == 1)) for name, n in names))
        alike = groupby(clauses, key=lambda clause: clause[:LEAST])
        kept = (clause for _, group in alike for clause in _if_several(group))
        connection.executemany("INSERT INTO clause VALUES (?)", noted((clause,) for clause in kept))
    return found.digest()


def _if_several(group: Iterator[str]) -> Iterator[str]:
    first, second = next(group), next(group, None)
    if second is not None:
        yield from (first, second)
        yield from group


@contextmanager
def _made(path: Path, tables: str) -> Iterator[sqlite3.Connection]:
    """Give a database that is made anew in every run."""
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.executescript(tables)
    connection.execute("BEGIN")
    yield connection
    connection.execute("COMMIT")
    connection.close()


def _connected(file: Path | bytes) -> sqlite3.Connection:
    if isinstance(file, bytes):
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        connection.deserialize(file)
        return connection
    address = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, check_same_thread=False)


_TABLES = """
CREATE TABLE concept (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, value BLOB NOT NULL) STRICT;
CREATE TABLE owner (
  key TEXT, is_full INTEGER, position INTEGER, PRIMARY KEY (key, is_full, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE form (text TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
"""


def write_concepts(path: Path, concepts: Iterable[Concept]) -> bytes:
    """Write concepts without their evidence, in the order in which they own forms; return a hash of them."""
    found = sha256()
    with _made(path, _TABLES) as connection:
        run = connection.execute
        for position, concept in enumerate(concepts):
            bare = concept._replace(terms=tuple(term._replace(evidence=()) for term in concept.terms))
            value = concept_bytes(bare)
            found.update(value)
            run("INSERT INTO concept VALUES (?, ?, ?)", (position, concept.id, value))
            rows = [(key, is_full, position) for key, is_full in keys_of(concept)]
            connection.executemany("INSERT INTO owner VALUES (?, ?, ?)", rows)
            connection.executemany("INSERT OR IGNORE INTO form VALUES (?)", [(form,) for form in forms_of([concept])])
    return found.digest()


class _Concepts:
    """Concepts by id and by key, out of a file, as FormIndex and Material ask for them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        run = connection.execute
        self.forms: Callable[[], Iterator[str]] = lambda: (text for (text,) in run("SELECT text FROM form"))

        @lru_cache(_KEPT)
        def of_id(identifier: str) -> Concept | None:
            row = run("SELECT value FROM concept WHERE id = ?", (identifier,)).fetchone()
            return concept_from(row[0]) if row else None

        @lru_cache(_KEPT)
        def owners(key: str, is_full: bool) -> list[str]:  # noqa: FBT001  a key of the cache
            found = run(
                "SELECT id FROM owner JOIN concept USING (position) WHERE key = ? AND is_full = ? ORDER BY position",
                (key, is_full),
            )
            return [identifier for (identifier,) in found]

        self.of_id, self.owners = of_id, owners


class _ById(dict[str, "Concept"]):
    """Looks like the dictionary of all concepts and holds none."""

    def __init__(self, concepts: _Concepts) -> None:
        super().__init__()
        self._concepts = concepts

    def __missing__(self, identifier: str) -> Concept:
        concept = self._concepts.of_id(identifier)
        if concept is None:
            raise KeyError(identifier)
        return concept


class _StoredIndex(FormIndex):
    """Whose forms are whose, asked of a file."""

    def __init__(self, concepts: _Concepts) -> None:
        super().__init__(())
        self.concepts = _ById(concepts)
        self._owners = concepts.owners

    def of_full(self, form: str) -> list[str]:
        """Return the ids of the concepts that have this full form or variant."""
        return self._owners(form_key(form), True)  # noqa: FBT003  a key of the cache

    def of_short(self, form: str) -> list[str]:
        """Return the ids of the concepts that have this short form or acronym."""
        return self._owners(form_key(form), False)  # noqa: FBT003


@dataclass(frozen=True)
class ConceptsMaterial(Material):
    """Material whose concepts stay in a file; what is asked for is read."""

    source: _Concepts = field(kw_only=True)

    @cached_property
    def index(self) -> FormIndex:
        """Return whose forms are whose, by glossary and documents."""
        return _StoredIndex(self.source)

    @cached_property
    def matcher(self) -> Matcher:
        """Return the matcher of all forms."""
        return matcher_of(self.source.forms())


def open_concepts(file: Path | bytes, curated: tuple[Concept, ...], profile: Profile) -> ConceptsMaterial:
    """Return the material, without a document, of a file that `write_concepts` wrote, or of its bytes."""
    return ConceptsMaterial((), (), curated, profile, source=_Concepts(_connected(file)))
