"""Queries of several words: forms that have all of them, in any order, English ones in singular or plural."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from termkit.lookup.folding import fold, has_han, pieces
from termkit.lookup.fuzzy import Near
from termkit.lookup.tables import LONGEST, id_range

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["by_words"]

_GAP = re.compile(r"[\s,，、;；]+")
_NUMBER = re.compile(r"(?<=...)(?:ies|es|(?<=[^s])s|y)$")
"""What may differ between the singular and the plural of an English word: country, countries."""
_SMALL = frozenset("a an and for in of on the to".split())  # a name is remembered without these, or with others
_LONGER = 4
"""Letters that a plural or a small word may add to a word."""
_MOST_WORDS, _FEW_WORDS = 20, 3
_MOST = 500
"""Candidates that are looked at."""


def by_words(run: Any, query: str, folded: str) -> list[Near]:
    """Return the forms with all words of a query, those first that are most nearly as long as it.

    Where there is none, two of a few English words may be one (peace-keeping).
    """
    words = [word for part in _GAP.split(query) for word in fold(part).split() if word not in _SMALL]
    is_han = has_han(folded)
    if not 1 <= len(words) <= _MOST_WORDS or (words == [folded] and (is_han or not _NUMBER.search(folded))):
        return []
    if is_han:
        return _holding(run, "lookup_han", [" ".join(pieces(word)) for word in words], words, len("".join(words)))
    ways = [words]
    if len(words) <= _FEW_WORDS:
        ways += [[*words[:at], words[at] + words[at + 1], *words[at + 2 :]] for at in range(len(words) - 1)]
    return next(filter(None, map(partial(_holding_latin, run), ways)), [])


def _holding_latin(run: Any, words: Sequence[str]) -> list[Near]:
    stems = [stem for stem in (_NUMBER.sub("", word) for word in words) if len(stem) > 2]
    return _holding(run, "lookup_latin", stems, map(_either_number, words), len(" ".join(words))) if stems else []


def _holding(run: Any, table: str, asked: Iterable[str], patterns: Iterable[str], size: int) -> list[Near]:
    """Return the forms that a full-text table finds by all phrases, and that have all patterns."""
    phrases = [f'"{each}"' for each in asked]
    compiled = [re.compile(each) for each in patterns]
    found = []
    # Candidates come longest first: those that are long as the query, but for plurals, are asked for by themselves.
    longest = size + _LONGER * len(phrases)
    for lengths in (0, longest), (longest + 1, LONGEST):
        rows = run(
            f"SELECT folded, concept, position FROM {table} AS t JOIN lookup_form AS f ON f.id = t.rowid"  # noqa: S608
            f" WHERE {table} MATCH ? AND t.rowid BETWEEN ? AND ? ORDER BY t.rowid LIMIT {_MOST}",
            (" ".join(phrases), *id_range(*lengths)),
        ).fetchall()
        found += [
            Near(min(size, len(form)) / max(size, len(form)), concept, position, len(form))
            for form, concept, position in rows
            if all(pattern.search(form) for pattern in compiled)
        ]
    return sorted(found, key=lambda each: -each.score)


def _either_number(word: str) -> str:
    """Return a pattern of words that begin with a Latin one, or differ from it in number only."""
    others = [f"{word[:-1]}ies"]
    others += [
        word[: -len(end)] + single for end, single in (("ies", "y"), ("es", ""), ("s", "")) if word.endswith(end)
    ]
    return rf"\b(?:{word}|(?:{'|'.join(each for each in others if each)})\b)"
