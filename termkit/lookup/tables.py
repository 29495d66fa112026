"""The tables of the index, beside those of the store; all that they hold can be made from its concepts again.

A form is a term as it is looked up. Its id is its rank, so that whatever is read in the order of ids comes
longest first, then preferred before deprecated. Substrings are found in three full-text tables: Han
characters and Latin words one by one (two characters suffice), Latin letters by threes, and syllables of pinyin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from termkit.lookup.folding import fold, has_han, pieces
from termkit.lookup.pinyin import initials, plain, syllables
from termkit.terms.concept import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["LONGEST", "Row", "build", "delete", "id_range", "insert"]

_FULL_TEXT = ("lookup_han", "lookup_latin", "lookup_sound")
_TABLES = ("lookup_form", *_FULL_TEXT, "lookup_syllable", "lookup_state")
_SCHEMA = """
CREATE TABLE lookup_form (
  id INTEGER PRIMARY KEY,
  concept TEXT NOT NULL,
  position INTEGER NOT NULL,
  folded TEXT NOT NULL,
  reading TEXT NOT NULL,
  letters TEXT NOT NULL,
  initials TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE lookup_han USING fts5 (body, content='', columnsize=0, tokenize="unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE lookup_latin USING fts5 (body, content='', columnsize=0, tokenize='trigram case_sensitive 1');
CREATE VIRTUAL TABLE lookup_sound USING fts5 (body, content='', columnsize=0, tokenize="unicode61 remove_diacritics 0",
  prefix='1 2');
CREATE TABLE lookup_syllable (syllable TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE lookup_state (name TEXT PRIMARY KEY, value BLOB NOT NULL);
"""
_INDEXES = """
CREATE INDEX lookup_by_text ON lookup_form (folded, id);
CREATE INDEX lookup_by_sound ON lookup_form (letters, id) WHERE letters <> '';
CREATE INDEX lookup_by_initials ON lookup_form (initials, id) WHERE initials <> '';
CREATE INDEX lookup_by_concept ON lookup_form (concept COLLATE NOCASE);
"""

LONGEST = 1023
"""Characters of the longest form that has a length of its own in the ranking."""

_LENGTH_SHIFT, _STATUS_SHIFT = 40, 36
_STATUSES = {Status.PREFERRED: 0, Status.ADMITTED: 1, "": 2, Status.DEPRECATED: 3, Status.SUPERSEDED: 4}


class Row(NamedTuple):
    """A term to take in: its concept, its place there, its text, its status (empty where it has none)."""

    concept: str
    position: int
    text: str
    status: str


class _Form(NamedTuple):
    """A form; `rank` is the first id that a form of this length and status can have."""

    rank: int
    folded: str
    concept: str
    position: int


def _form(concept: str, position: int, text: str, status: str) -> _Form:
    folded = fold(text)
    length = LONGEST - min(len(folded), LONGEST)
    return _Form(length << _LENGTH_SHIFT | _STATUSES[status] << _STATUS_SHIFT, folded, concept, position)


def id_range(shortest: int, longest: int) -> tuple[int, int]:
    """Return the lowest and the highest id of forms of some lengths, in characters of the folded form."""
    low = (LONGEST - min(longest, LONGEST)) << _LENGTH_SHIFT
    return low, ((LONGEST - min(max(shortest, 0), LONGEST) + 1) << _LENGTH_SHIFT) - 1


def build(run: Any, rows: Iterable[Row]) -> None:
    """Make the tables anew out of the terms of a glossary."""
    for table in _TABLES:
        run(f"DROP TABLE IF EXISTS {table}")
    _run_all(run, _SCHEMA)
    insert(run, rows)
    # To sort once is faster than to find a place for each.
    _run_all(run, _INDEXES)


def _run_all(run: Any, statements: str) -> None:
    for statement in statements.split(";"):
        if statement.strip():
            run(statement)


def insert(run: Any, rows: Iterable[Row]) -> None:
    """Add the forms of terms."""
    forms = [_form(*row) for row in rows]
    forms = sorted(form for form in forms if form.folded)
    known = {each for (each,) in run("SELECT syllable FROM lookup_syllable")}
    kept: list[tuple[Any, ...]] = []
    bodies: dict[str, list[tuple[int, str]]] = {table: [] for table in _FULL_TEXT}
    heard: set[str] = set()
    last = identifier = -1
    for form in forms:
        identifier = identifier + 1 if form.rank == last else _next_id(run, form.rank)
        last = form.rank
        read = syllables(form.folded)
        bare = [plain(each) for each in read]
        letters = "".join(bare)
        kept.append((identifier, form.concept, form.position, form.folded, " ".join(read), letters, initials(read)))
        for table, body in _bodies(form.folded, " ".join(bare)):
            bodies[table].append((identifier, body))
        # A syllable that is never toned is a Latin word.
        heard.update(each for each, toned in zip(bare, read, strict=True) if each != toned)
    cursor = run("SELECT 1")
    cursor.executemany("INSERT INTO lookup_form VALUES (?, ?, ?, ?, ?, ?, ?)", kept)
    for table, held in bodies.items():
        cursor.executemany(f"INSERT INTO {table} (rowid, body) VALUES (?, ?)", held)  # noqa: S608  names of ours
    cursor.executemany("INSERT INTO lookup_syllable VALUES (?)", [(each,) for each in sorted(heard - known)])


def delete(run: Any, concepts: Iterable[str]) -> None:
    """Take the forms of concepts out."""
    for concept in concepts:
        rows = run(
            "SELECT id, folded, reading FROM lookup_form WHERE concept = ? COLLATE NOCASE AND concept = ?",
            (concept, concept),
        )
        for identifier, folded, reading in rows.fetchall():
            bare = " ".join(map(plain, reading.split()))
            for table, body in _bodies(folded, bare):
                # A table without content has to be told what it held.
                statement = f"INSERT INTO {table} ({table}, rowid, body) VALUES ('delete', ?, ?)"  # noqa: S608
                run(statement, (identifier, body))
            run("DELETE FROM lookup_form WHERE id = ?", (identifier,))


def _bodies(folded: str, bare: str) -> list[tuple[str, str]]:
    """Return what the full-text tables hold of a form."""
    found = []
    if has_han(folded):
        found += [("lookup_han", " ".join(pieces(folded))), ("lookup_sound", bare)]
    if any(len(each) > 2 for each in folded.split() if each.isascii()) or not has_han(folded):
        found.append(("lookup_latin", folded))
    return found


def _next_id(run: Any, rank: int) -> int:
    """Return the first free id among the forms of one length and status."""
    last: int | None = run(
        "SELECT max(id) FROM lookup_form WHERE id BETWEEN ? AND ?", (rank, rank + (1 << _STATUS_SHIFT) - 1)
    ).fetchone()[0]
    return rank if last is None else last + 1
