"""Misspelt queries.

A term within k edits of a query holds at least one of any k + 1 pieces of the query unchanged (Wu and Manber
1992; Navarro and Baeza-Yates 1999), so the index gives few candidates, and rapidfuzz measures those.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from termkit.lookup.folding import has_han, pieces
from termkit.lookup.pinyin import plain, syllables
from termkit.lookup.tables import id_range

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Near", "misspelt", "remote"]

_MOST = 5_000
"""Candidates that are measured at most."""
_MOST_SHOWN = 200
_MOST_PARTS = 40
_MOST_EDITS = 5
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789 "
_LATIN_PART = 3
_LEAST_REACH = 4
"""A query of few characters has something in common with forms up to twice as long as this."""
_REMOTE = 0.4
"""How alike two forms must be to have something in common."""


class Near(NamedTuple):
    """A form near a query: how alike they are, from 0 to 1, its concept, its place there, its length."""

    score: float
    concept: str
    position: int
    length: int


def misspelt(run: Any, folded: str, limit: int) -> list[Near]:
    """Return the forms that a folded query may be a misspelling of, most alike first.

    That is forms a few edits away and, for Han characters, forms that are read alike (计画署 for 计划署).
    """
    edits = _edits(folded)
    if not edits:
        return []
    from rapidfuzz.distance import OSA  # noqa: PLC0415  start-up

    least = 1 - (edits + 0.01) / len(folded)
    found = _measured(run, folded, _candidates(run, folded, edits), OSA.normalized_similarity, least)
    read = "".join(map(plain, syllables(folded)))
    same = run("SELECT id, folded FROM lookup_form WHERE letters = ? AND letters <> '' LIMIT ?", (read, limit))
    homophones = _measured(run, folded, dict(same.fetchall()), OSA.normalized_similarity, 0) if len(folded) > 1 else []
    known = {(each.concept, each.position) for each in homophones}
    return [*homophones, *(each for each in found if (each.concept, each.position) not in known)][:limit]


def remote(run: Any, folded: str, limit: int) -> list[Near]:
    """Return the forms that have something in common with a folded query, most alike first: where nothing else is."""
    from rapidfuzz import fuzz  # noqa: PLC0415  start-up

    def alike(*two: str, **rest: Any) -> float:
        return fuzz.ratio(*two, **rest) / 100

    if not has_han(folded) and len(folded) < _LATIN_PART:
        return _measured(run, folded, _misspelling(run, folded), alike, _REMOTE)[:limit]
    # Two characters in common say more than one; of a query that shares no two with any form, one does.
    for size in (2, 1) if has_han(folded) else (4, _LATIN_PART):
        parts = {folded[at : at + size] for at in range(len(folded) - size + 1)}
        table, asked = _asked(folded, sorted(parts)[:_MOST_PARTS])
        candidates = _matching(run, table, asked, (len(folded) // 2, max(len(folded), _LEAST_REACH) * 2))
        if found := _measured(run, folded, candidates, alike, _REMOTE * size / 2 if has_han(folded) else _REMOTE):
            return found[:limit]
    return []


def _measured(run: Any, folded: str, candidates: dict[int, str], scorer: Any, least: float) -> list[Near]:
    from rapidfuzz import process  # noqa: PLC0415  start-up

    near = process.extract(folded, candidates, scorer=scorer, score_cutoff=least, limit=_MOST_SHOWN)
    found = []
    for _, score, identifier in sorted(near, key=lambda each: (-each[1], each[2])):
        row = run("SELECT concept, position, length(folded) FROM lookup_form WHERE id = ?", (identifier,)).fetchone()
        found.append(Near(score, *row))
    return found


def _edits(folded: str) -> int:
    """Return how many edits are taken for slips: one for four Han characters or eight Latin letters begun."""
    size = len(folded) if has_han(folded) else len(folded) // 2
    return 0 if size < 2 else min(1 + (size - 1) // 4, _MOST_EDITS)


def _candidates(run: Any, folded: str, edits: int) -> dict[int, str]:
    lengths = len(folded) - edits, len(folded) + edits
    parts = _parts(folded, edits + 1)
    table, asked = _asked(folded, parts)
    if len(asked) < len(parts):
        # Parts of one or two Latin letters cannot be asked for; but short words have few misspellings.
        return _misspelling(run, folded)
    return _matching(run, table, asked, lengths)


def _misspelling(run: Any, folded: str) -> dict[int, str]:
    """Return the forms one edit away from a short Latin query, found by trying all edits."""
    cuts = [(folded[:at], folded[at:]) for at in range(len(folded) + 1)]
    tried = {left + right[1:] for left, right in cuts if right}
    tried |= {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    tried |= {left + letter + right[skip:] for left, right in cuts for letter in _LETTERS for skip in (0, 1)}
    marks = ", ".join("?" * len(tried))
    return dict(run(f"SELECT id, folded FROM lookup_form WHERE folded IN ({marks})", sorted(tried)).fetchall())  # noqa: S608


def _asked(folded: str, parts: Iterable[str]) -> tuple[str, list[str]]:
    """Return the full-text table that finds parts of a folded text, and the phrases to ask it for."""
    if has_han(folded):
        return "lookup_han", [" ".join(pieces(each)) for each in parts if each.strip()]
    return "lookup_latin", [each for each in parts if len(each) > 2]


def _matching(run: Any, table: str, asked: Iterable[str], lengths: tuple[int, int]) -> dict[int, str]:
    """Return the forms, by id, of lengths in a range that hold one of the phrases."""
    phrases = " OR ".join(f'"{each}"' for each in asked)
    statement = (
        f"SELECT f.id, f.folded FROM {table} AS t JOIN lookup_form AS f ON f.id = t.rowid"  # noqa: S608
        f" WHERE {table} MATCH ? AND t.rowid BETWEEN ? AND ? ORDER BY t.rowid LIMIT {_MOST}"
    )
    return dict(run(statement, (phrases, *id_range(*lengths))).fetchall()) if phrases else {}


def _parts(text: str, count: int) -> list[str]:
    """Cut a text into parts of nearly the same length."""
    borders = [len(text) * number // count for number in range(count + 1)]
    return [text[start:end] for start, end in pairwise(borders)]
