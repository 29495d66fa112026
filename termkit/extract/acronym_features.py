"""How the letters of an acronym fit the words of a name that begins at a border."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from termkit.extract.alignment import Matching, letters_of
from termkit.extract.lexicon import WordClass
from termkit.extract.model import rows_of
from termkit.text.kept import kept

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from termkit.extract.clause import Context
    from termkit.extract.model import Features

__all__ = ["acronym_features"]

_FIRST_LETTER = re.compile(r"\b(?!of\b|the\b|and\b|for\b|in\b|on\b|to\b)[A-Za-z]")
_EMPTY = frozenset({
    WordClass.CONJUNCTION, WordClass.DE, WordClass.PAUSE, WordClass.OPEN, WordClass.CLOSE, WordClass.DASH,
    WordClass.OTHER,
})  # fmt: skip


def acronym_features(context: Context, short: str, english: str, end: int) -> Callable[[int], Features]:
    """Hold the words up to an offset against the letters of an acronym, in whatever order English has them."""
    letters = letters_of(short)
    expected = len(_FIRST_LETTER.findall(english)) or letters
    kind = "english" if english else "latin"
    acronym = [c for c in (english or short) if c.isupper()]
    units = [
        _units(word) if cls not in _EMPTY and start < end else ()
        for word, start, cls in zip(context.words, context.starts, context.classes, strict=True)
    ]

    matching = Matching(acronym)
    initials: list[str] = []  # of the words from the last border on, the last word first
    taken = len(units)

    def latin(border: int) -> Features:
        nonlocal taken
        for word in reversed(units[border:taken]):
            for unit in reversed(word):
                initials.append(unit)
                matching.add(unit)
        taken = border
        met = matching.met()
        unexplained = len(acronym) - len(met)
        first = units[border][0] if units[border] else ""
        second = initials[-2] if units[border] and len(initials) > 1 else ""
        difference = len(initials) - expected
        features: Features = {
            f"{kind} words": float(min(abs(difference), 5)),
            f"{kind} too few": float(min(max(-difference, 0), 4)),
            "letters explained": 1 - unexplained / max(len(acronym), 1),
            "letters unexplained": float(min(unexplained, 4)),
            "letters all explained": float(not unexplained),
            "words at odds": float(min(len(initials) - initials.count("") - len(met), 4)),
            "words at odds first": float(min(len(initials) - 1 - max(met, default=-1), 3)),
            "first word fits": float(any(letter in acronym for letter in first)),
            "first word first letter": float(bool(acronym) and acronym[0] in first),
            "second word first letter": float(bool(acronym) and acronym[0] in second and acronym[0] not in first),
            "first word expected": float(_expected(acronym, initials) in first),
            "first word at odds": float(bool(first) and not any(letter in acronym for letter in first)),
        }
        if first and context.classes[border] is WordClass.PLACE:  # 危地马拉|国家…: CONADEH, 肯尼亚…: KNCHR
            features[f"place {'fits' if any(letter in acronym for letter in first) else 'at odds'}"] = 1.0
        if border and context.classes[border - 1] is WordClass.PLACE and (before := units[border - 1]):
            fits = any(letter in acronym for letter in before[0])
            features[f"behind a place that {'fits' if fits else 'is at odds'}"] = 1.0
        return {key: value for key, value in features.items() if value}

    return latin


def _expected(acronym: list[str], initials: list[str]) -> str:
    """Return the letter of a name's first word: the second one where the head, its last word, has the first.

    `initials` has the last word first.
    """
    head_leads = len(acronym) > 1 and len(initials) > 1 and acronym[0] in initials[0]
    return acronym[1 if head_leads else 0] if acronym else "-"


@kept(1 << 15)
def _units(word: str) -> tuple[str, ...]:
    """Return the initials of a word, or of its parts where it is a compound: 管理系统 is a management system."""
    table = _initials()
    if len(word) > 3 or (len(word) == 3 and word not in table):
        for size in (2, 3, 4):
            if word[:size] in table and (rest := _units(word[size:])) and all(rest):
                return (table[word[:size]], *rest)
    if word in table or len(word) < 5:
        return (table.get(word, ""),)
    return ("", "")


@cache
def _initials() -> Mapping[str, str]:
    """Return the letters with which the English for a word begins, likeliest first."""
    return dict(rows_of("initials.tsv"))
