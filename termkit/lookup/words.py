"""Queries of several words: forms that have all of them, in any order, English ones in singular or plural."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from termkit.lookup.folding import fold, has_han, pieces
from termkit.lookup.fuzzy import Near
from termkit.lookup.tables import LONGEST, id_range

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["by_words"]

_GAP = re.compile(r"[\s,，、;；]+")
_NUMBER = re.compile(r"(?<=...)(?:ies|es|(?<=[^s])s|y)$")
"""What may differ between the singular and the plural of an English word: country, countries."""
_LONGER_PLURAL = 2
_MOST_WORDS = 20
_MOST = 500
"""Candidates that are looked at."""


def by_words(run: Any, query: str, folded: str) -> tuple[list[Near], list[Near]]:
    """Return the forms with all words of a query: those no longer than it but for plurals, and the longer ones."""
    words = [word for part in _GAP.split(query) for word in fold(part).split()]
    is_han = has_han(folded)
    if not 1 <= len(words) <= _MOST_WORDS or (len(words) == 1 and (is_han or not _NUMBER.search(folded))):
        return [], []
    if is_han:
        table, asked = "lookup_han", [" ".join(pieces(word)) for word in words]
    else:
        table, asked = "lookup_latin", [stem for stem in (_NUMBER.sub("", word) for word in words) if len(stem) > 2]
    if not asked:
        return [], []
    phrases = " ".join(f'"{each}"' for each in asked)
    patterns = [re.compile(word if is_han else _either_number(word)) for word in words]
    longest = len(folded) + _LONGER_PLURAL * len(words)
    return (
        _holding(run, table, phrases, (0, longest), patterns, len(folded)),
        _holding(run, table, phrases, (longest + 1, LONGEST), patterns, len(folded)),
    )


def _holding(
    run: Any, table: str, phrases: str, lengths: tuple[int, int], patterns: Iterable[re.Pattern[str]], size: int
) -> list[Near]:
    rows = run(
        f"SELECT folded, concept, position FROM {table} AS t JOIN lookup_form AS f ON f.id = t.rowid"  # noqa: S608
        f" WHERE {table} MATCH ? AND t.rowid BETWEEN ? AND ? ORDER BY t.rowid LIMIT {_MOST}",
        (phrases, *id_range(*lengths)),
    )
    return [
        Near(min(size / len(form), 1.0), concept, position, len(form))
        for form, concept, position in rows.fetchall()
        if all(pattern.search(form) for pattern in patterns)
    ]


def _either_number(word: str) -> str:
    """Return a pattern of words that begin with a Latin one, or differ from it in number only."""
    others = [f"{word[:-1]}ies"]
    others += [
        word[: -len(end)] + single for end, single in (("ies", "y"), ("es", ""), ("s", "")) if word.endswith(end)
    ]
    return rf"\b(?:{word}|(?:{'|'.join(each for each in others if each)})\b)"
