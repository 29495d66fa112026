"""Counts with a sample of the places that were counted: what is kept of many documents for one key.

Tallies of parts are added to the tally of the whole in any order and any grouping (a commutative monoid), so that
documents can be counted wherever they are read.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["SAMPLE", "Sight", "Tally", "sample"]

SAMPLE = 14
"""How many places are kept beside the first and the last one."""

Sight = tuple[str, str, int, int, int, str]
"""A place that was seen: date (ISO, may be empty), document, page (0 without), line, column, what was seen, as text."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers that are added up, and a sample of what was seen, in the order of documents and places."""

    numbers: tuple[int, ...]
    sights: tuple[Sight, ...] = ()

    def __add__(self, other: Tally) -> Tally:
        """Return the tally of both; the numbers are of the same kinds in the same order."""
        numbers = tuple(a + b for a, b in zip(self.numbers, other.numbers, strict=True))
        if not other.sights:
            return Tally(numbers, self.sights)
        return Tally(numbers, sample((*self.sights, *other.sights)))


def sample(sights: Iterable[Sight]) -> tuple[Sight, ...]:
    """Return the first and the last by date and, of all, those with the lowest hashes; all where they are few.

    The sample of a union is the sample of the union of samples. Lowest hashes as a sample that does not depend on
    the order: Broder 1997, On the resemblance and containment of documents.
    """
    distinct = sorted(set(sights), key=lambda sight: (_by_place(sight), sight[0]))
    if len(distinct) <= SAMPLE:
        return tuple(distinct)
    kept = set(sorted(distinct, key=_by_hash)[:SAMPLE])
    kept.add(min(distinct, key=_by_date))
    kept.add(max(distinct, key=lambda sight: (sight[0], _by_place(sight))))
    return tuple(sight for sight in distinct if sight in kept)


def _by_place(sight: Sight) -> tuple[str, int, int, int, str]:
    return sight[1:]


def _by_date(sight: Sight) -> tuple[bool, str, tuple[str, int, int, int, str]]:
    return not sight[0], sight[0], _by_place(sight)


def _by_hash(sight: Sight) -> tuple[bytes, Sight]:
    text = "\0".join(map(str, sight))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), sight
