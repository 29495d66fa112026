"""What worker processes add up of many documents: each function takes what a pass told of some, and returns sums.

names        full form → in how many documents it is surely defined
clauses      clause that ends in a name, from its end → in how many documents
candidates   concept → definition → how often, and where
uses         concept → form → in how many documents, and where
counts       concept → form, year and body → in how many documents, and how often
said         rule and subject → form → in how many documents, and where

A document that is another one's reissue or correction is evidence, and is not counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from termkit.corpus.introduced import Introduced
from termkit.corpus.records import Examined, Head, Used, as_json, sight_of_evidence, sight_of_sighting, unpack
from termkit.corpus.reduction import Sums, groups, joined
from termkit.glossary.merge import index_of, owner_of
from termkit.terms.concept import Evidence

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Container, Iterable, Iterator

    from termkit.corpus.reduction import Part
    from termkit.corpus.tasks import Shared
    from termkit.corpus.work import Told

__all__ = [
    "Chunk",
    "add_defined",
    "add_examined",
    "add_settled",
    "add_told",
    "chunks",
    "clauses_in",
    "surely_defined",
]

_MOST, _MOST_BYTES = 1000, 1 << 20


class Chunk(NamedTuple):
    """What was told of some documents; `path` is that of the first."""

    path: str
    rows: list[Told]


def chunks(told: Iterable[Told], most: int = _MOST) -> Iterator[Chunk]:
    """Cut what was told into pieces that a worker holds in memory at once."""
    rows: list[Told] = []
    size = 0
    for each in told:
        rows.append(each)
        size += len(each.part)
        if len(rows) >= most or size >= _MOST_BYTES:
            yield Chunk(rows[0].path, rows)
            rows, size = [], 0
    if rows:
        yield Chunk(rows[0].path, rows)


def add_defined(_shared: Shared, chunk: Chunk) -> list[tuple[str, str, Part]]:
    """Add up the names that documents surely define, and the clauses that end in a name."""
    sums = Sums()
    for told in chunk.rows:
        if told.counts:
            add_told(sums, *unpack(told.part))
    return sums.rows()


def add_told(sums: Sums, names: Iterable[str], clauses: Iterable[str]) -> None:
    """Add the names that a document surely defines, and its clauses that end in a name."""
    for full in names:
        sums.add("names", full, "", (1,))
    for clause in clauses:
        sums.add("clauses", clause[::-1], "", (1,))


def add_settled(shared: Shared, chunk: Chunk) -> list[tuple[str, str, Part]]:
    """Add up definitions as candidates for concepts."""
    sums = Sums()
    index = index_of(shared.ground.curated)
    for told in chunk.rows:
        head = Head.of(told.head)
        for each in unpack(told.part):
            found = Introduced(*each)
            key = as_json([found.full, found.short, found.kind, found.english])
            place = (found.line, found.column, found.page, found.sentence)
            evidence = _evidence(told, head, place, found.method, found.score)
            owner = owner_of(index, found.full, found.short)
            sums.add("candidates", owner, key, (1,), sight_of_evidence(evidence))
    return sums.rows()


def add_examined(_shared: Shared, chunk: Chunk) -> list[tuple[str, str, Part]]:
    """Add up uses, their counts, and what documents say to others."""
    sums = Sums()
    for told in chunk.rows:
        examined, head = Examined(*unpack(told.part)), Head.of(told.head)
        counts = told.counts
        for identifier in examined.concepts:
            sums.add("uses", identifier, "", (counts,))
        for each in examined.used:
            used = Used(*each)
            if used.column:
                place = (used.line, used.column, used.page, used.sentence)
                evidence = _evidence(told, head, place, "use", 1.0)
                sums.add("uses", used.concept, used.key, (counts,), sight_of_evidence(evidence))
            if counts:
                year = as_json([used.key, examined.year, examined.body])
                sums.add("counts", used.concept, year, (1, used.uses))
        for code, subject, form, seen in examined.said:
            sums.add("said", f"{code} {subject}", form, (1,), sight_of_sighting(told.path, head.date, seen))
    return sums.rows()


def surely_defined(connection: sqlite3.Connection, known: Container[str]) -> Iterator[tuple[str, int]]:
    """Yield the names that were added and are not known, with the number of documents that surely define them."""
    for group in groups(connection, "names"):
        if group.subject not in known:
            yield group.subject, sum(tally.numbers[0] for tally in joined(group.parts).values())


def clauses_in(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the clauses that were added, from their ends, in order."""
    return (group.subject for group in groups(connection, "clauses"))


def _evidence(told: Told, head: Head, place: tuple[int, int, int, str], method: str, score: float) -> Evidence:
    line, column, page, sentence = place
    return Evidence(told.path, line, column, sentence, method, score, "-".join(head.symbols), head.date, page)
