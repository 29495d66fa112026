"""Misspelt queries.

A term within k edits of a query holds at least one of any k + 1 pieces of the query unchanged (Wu and Manber
1992; Navarro and Baeza-Yates 1999), so the index gives few candidates, and rapidfuzz measures those.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple

from termkit.lookup.folding import has_han, pieces
from termkit.lookup.tables import id_range

__all__ = ["Near", "misspelt"]

_MOST = 5_000
"""Candidates that are measured at most."""


class Near(NamedTuple):
    """A form near a query: how alike they are, from 0 to 1, its concept, its place there, its length."""

    score: float
    concept: str
    position: int
    length: int


def misspelt(run: Any, folded: str, limit: int) -> list[Near]:
    """Return the forms that a folded query may be a misspelling of, most alike first."""
    edits = _edits(folded)
    candidates = _candidates(run, folded, edits) if edits else {}
    if not candidates:
        return []
    from rapidfuzz import process  # noqa: PLC0415  start-up
    from rapidfuzz.distance import OSA  # noqa: PLC0415  start-up

    near = process.extract(folded, candidates, scorer=OSA.distance, score_cutoff=edits, limit=None)
    best = sorted((distance, identifier) for _, distance, identifier in near)[: limit * 4]
    found = []
    for distance, identifier in best:
        concept, position, length = run(
            "SELECT concept, position, length(folded) FROM lookup_form WHERE id = ?", (identifier,)
        ).fetchone()
        found.append(Near(1 - distance / max(length, len(folded)), concept, position, length))
    return found


def _edits(folded: str) -> int:
    """Return how many edits are taken for a slip in a text of this length."""
    size = len(folded) * (1 if has_han(folded) else 0.5)
    if size < 2:
        return 0
    return 1 if size < 5 else 2 if size < 9 else 3


def _candidates(run: Any, folded: str, edits: int) -> dict[int, str]:
    low, high = id_range(len(folded) - edits, len(folded) + edits)
    if has_han(folded):
        table, asked = "lookup_han", [" ".join(pieces(each)) for each in _parts(folded, edits + 1)]
    else:
        table, asked = "lookup_latin", [each for each in _parts(folded, edits + 1) if len(each) > 2]
    if len(asked) <= edits and len(folded) <= 8:
        statement = (
            "SELECT id, folded FROM lookup_form INDEXED BY lookup_short_latin"
            " WHERE letters = '' AND length(folded) <= 8 AND id BETWEEN ? AND ?"
        )
        return dict(run(statement, (low, high)).fetchall())
    phrases = " OR ".join(f'"{each}"' for each in asked if each.strip())
    statement = (
        f"SELECT id, folded FROM lookup_form WHERE id IN (SELECT rowid FROM {table}"  # noqa: S608
        f" WHERE {table} MATCH ? AND rowid BETWEEN ? AND ? LIMIT {_MOST})"
    )
    return dict(run(statement, (phrases, low, high)).fetchall()) if phrases else {}


def _parts(text: str, count: int) -> list[str]:
    """Cut a text into parts of nearly the same length."""
    borders = [len(text) * number // count for number in range(count + 1)]
    return [text[start:end] for start, end in pairwise(borders)]
