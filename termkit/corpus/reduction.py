"""Adding up records of any number of documents by key, in bounded memory.

What is added is kept in memory until it is much, then written out sorted by key as it is; reading sorts all that was
written and adds up what belongs together (external merge sort, n log n). Addition is that of tallies: any order and
any split of the documents give the same.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from termkit.glossary.tally import SAMPLE, Tally, sample

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from termkit.glossary.tally import Sight

__all__ = ["Reduction"]

_MOST_SIGHTS = 60_000
"""Sights and keys in memory before they are written out; some 50 MB."""
_CROWDED = 4 * SAMPLE


@dataclass(slots=True)
class _Pile:
    """What was added for one key since it was last written out."""

    numbers: list[int]
    sights: list[Sight] = field(default_factory=list)


class Reduction:
    """A table of tallies by group and key, both text; groups come out in order."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        """Take the database that what is much is written to, and the name of a table that is made anew."""
        self._connection, self._name = connection, name
        self._piles: dict[tuple[str, str], _Pile] = {}
        self._held = 0
        connection.execute(f"DROP TABLE IF EXISTS {name}")
        connection.execute(f"CREATE TABLE {name} (major TEXT, minor TEXT, numbers TEXT, sights TEXT) STRICT")

    def add(self, major: str, minor: str, numbers: tuple[int, ...], sight: Sight | None = None) -> None:
        """Add numbers, and what was seen, for a key of a group."""
        pile = self._piles.get((major, minor))
        if pile is None:
            pile = self._piles[major, minor] = _Pile([0] * len(numbers))
            self._held += 1
        for index, number in enumerate(numbers):
            pile.numbers[index] += number
        if sight is not None:
            pile.sights.append(sight)
            self._held += 1
            if len(pile.sights) > _CROWDED:
                self._held -= len(pile.sights)
                pile.sights = list(sample(pile.sights))
                self._held += len(pile.sights)
        if self._held > _MOST_SIGHTS:
            self.spill()

    def spill(self) -> None:
        """Write out what is in memory."""
        rows = (
            (major, minor, json.dumps(pile.numbers), json.dumps(sample(pile.sights), ensure_ascii=False))
            for (major, minor), pile in sorted(self._piles.items(), key=lambda item: item[0])
        )
        self._connection.executemany(f"INSERT INTO {self._name} VALUES (?, ?, ?, ?)", rows)  # noqa: S608
        self._piles, self._held = {}, 0

    def groups(self) -> Iterator[tuple[str, dict[str, Tally]]]:
        """Yield each group with its tallies by key, both in order."""
        self.spill()
        rows = self._connection.execute(
            f"SELECT major, minor, numbers, sights FROM {self._name} ORDER BY major, minor"  # noqa: S608
        )
        for major, group in groupby(rows, key=lambda row: row[0]):
            tallies: dict[str, Tally] = {}
            for _, minor, numbers, sights in group:
                seen = tuple(
                    (*each[:2], int(each[2]), int(each[3]), int(each[4]), each[5]) for each in json.loads(sights)
                )
                part = Tally(tuple(json.loads(numbers)), seen)
                tallies[minor] = tallies[minor] + part if minor in tallies else part
            yield major, tallies
