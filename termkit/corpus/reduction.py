"""Adding up records of any number of documents by key, in bounded memory.

Workers add up some documents at a time (`Sums`); what they hand over is put into tables as it is (`put`), and
sorted there by subject (`groups`), on disk where it is much (external merge sort, n log n). Whoever finishes a group
adds its parts up (`joined`). Addition is that of tallies: any order and any split of the documents give the same.
"""

from __future__ import annotations

import marshal
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from termkit.glossary.tally import SAMPLE, Tally, sample

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from termkit.glossary.tally import Sight

__all__ = ["Group", "Part", "Sums", "groups", "joined", "make_tables", "put"]

_CROWDED = 4 * SAMPLE

Part = bytes
"""Tallies of some documents by key. It lives no longer than the run, so that its form may be Python's own."""


class Group(NamedTuple):
    """What was told of one subject in one table: all its parts, to be added up."""

    table: str
    subject: str
    parts: list[Part]


@dataclass(slots=True)
class _Pile:
    numbers: list[int]
    sights: list[Sight] = field(default_factory=list)


class Sums:
    """Tallies by table, subject and key, of as many documents as fit in memory."""

    def __init__(self) -> None:
        self._piles: dict[tuple[str, str], dict[str, _Pile]] = {}

    def add(self, table: str, subject: str, key: str, numbers: tuple[int, ...], sight: Sight | None = None) -> None:
        """Add numbers, and what was seen, for a key of a subject."""
        piles = self._piles.setdefault((table, subject), {})
        pile = piles.get(key)
        if pile is None:
            pile = piles[key] = _Pile([0] * len(numbers))
        for index, number in enumerate(numbers):
            pile.numbers[index] += number
        if sight is not None:
            pile.sights.append(sight)
            if len(pile.sights) > _CROWDED:
                pile.sights = list(sample(pile.sights))

    def rows(self) -> list[tuple[str, str, Part]]:
        """Return table, subject and tallies of all that was added."""
        return [(*subject, _part(piles)) for subject, piles in sorted(self._piles.items())]


def _part(piles: dict[str, _Pile]) -> Part:
    return marshal.dumps([(key, tuple(p.numbers), sample(p.sights)) for key, p in sorted(piles.items())])


def joined(parts: Iterable[Part]) -> dict[str, Tally]:
    """Return the tallies of a subject by key, in order."""
    found: dict[str, Tally] = {}
    for part in parts:
        for key, numbers, sights in marshal.loads(part):  # noqa: S302  made in this run
            tally = Tally(numbers, sights)
            found[key] = found[key] + tally if key in found else tally
    return dict(sorted(found.items()))


def make_tables(connection: sqlite3.Connection, *tables: str) -> None:
    """Make the tables that hold the parts of all documents."""
    for table in tables:
        connection.execute(f"CREATE TABLE scratch.part_{table} (subject TEXT, value BLOB) STRICT")


def put(connection: sqlite3.Connection, rows: Iterable[tuple[str, str, Part]]) -> None:
    """Take what `Sums.rows` gave into the tables."""
    for table, some in groupby(rows, key=lambda row: row[0]):
        connection.executemany(
            f"INSERT INTO scratch.part_{table} VALUES (?, ?)",  # noqa: S608
            ((subject, value) for _, subject, value in some),
        )


def groups(connection: sqlite3.Connection, *tables: str) -> Iterator[Group]:
    """Yield the groups of some tables by subject, and of one subject by table."""
    every = " UNION ALL ".join(f"SELECT subject, '{table}', value FROM scratch.part_{table}" for table in tables)  # noqa: S608
    rows = connection.execute(f"{every} ORDER BY 1, 2")
    for (subject, table), group in groupby(rows, key=lambda row: row[:2]):
        yield Group(table, subject, [value for _, _, value in group])
