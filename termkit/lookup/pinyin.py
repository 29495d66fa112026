"""Pinyin: how a term is read, and how a query in pinyin is taken apart.

Readings come from pypinyin, whose phrases tell how characters with several readings are read (重债穷国 is
zhong zhai …). Syllables are kept with a tone digit behind them (Hanyu Pinyin in the spelling of GB/T 34947:
v for ü), the neutral tone without one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from termkit.lookup.folding import has_han, pieces

__all__ = ["Sound", "agrees", "cut", "initials", "plain", "query_sound", "syllables"]

_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_UMLAUT = "\u0308"
_SYLLABLE_END = re.compile("[aeiouv](?:ng?|r)?$")
_LETTERS = re.compile(r"[a-z0-9]*[a-z][a-z0-9]*")
_MOST_CUTS = 8


class Sound(NamedTuple):
    """A query as pinyin: its letters without tones, and a pattern of the tones it gives, empty where it gives none.

    `marked` says that a tone stands on its vowel (zhòng) and not behind its syllable (zhong4).
    """

    letters: str
    tones: str = ""
    marked: bool = False


def syllables(folded: str) -> tuple[str, ...]:
    """Return the syllables, with tone digits, of a folded text with Han characters; its other words stay."""
    if not has_han(folded):
        return ()
    found: list[str] = []
    for each in _reader()(folded):
        found += pieces(_with_digit(each))
    return tuple(found)


@cache
def _with_digit(syllable: str) -> str:
    """Return a syllable with its tone as a digit behind it and v for ü, instead of marks."""
    sound = None if syllable.isascii() else query_sound(syllable)
    if sound is None or not sound.tones:
        return sound.letters if sound else syllable
    return sound.letters + next(each for each in sound.tones if each.isdigit())


def plain(syllable: str) -> str:
    """Return a syllable without its tone digit; a word with digits of its own, as 3r, is no syllable."""
    return syllable[:-1] if syllable[-1:].isdigit() and syllable[:-1].isalpha() else syllable


def initials(read: tuple[str, ...]) -> str:
    """Return the first letters of syllables."""
    return "".join(each[0] for each in read)


def query_sound(query: str) -> Sound | None:
    """Return a query as pinyin, None where it cannot be any.

    lǜsè, lv4se4, lüse, lu:se and "lv se" are read alike; apostrophes and spaces may stand between syllables.
    """
    text = query.casefold().replace("u:", "v")
    letters: list[str] = []
    tones: list[str] = []
    marked = False
    for character in unicodedata.normalize("NFD", text):
        if character == _UMLAUT and letters and letters[-1] == "u":
            letters[-1] = tones[-1] = "v"
        elif character in _TONES:
            tones.append(_TONES[character])
            marked = True
        elif character in "12345" and _SYLLABLE_END.search("".join(letters[-3:])):
            tones.append(character)
        elif character in "0123456789abcdefghijklmnopqrstuvwxyz":
            letters.append(character)
            tones.append(character)
        elif character not in " '’-·":
            return None
    joined = "".join(letters)
    if not _LETTERS.fullmatch(joined):
        return None
    given = "".join(tones)
    return Sound(joined, "" if given == joined else given, marked)


def agrees(read: str, sound: Sound) -> bool:
    """Tell whether syllables with tone digits, spaces between them, have the tones that a query gives."""
    if not sound.tones:
        return True
    shown = [_marked(each) if sound.marked else each for each in read.split()]
    pattern = re.compile("".join(_with_tone(sound.tones, at) for at in range(len(sound.tones))))
    starts = accumulate(map(len, shown), initial=0)
    joined = "".join(shown)
    return any(pattern.match(joined, start) for start in starts)


def _with_tone(tones: str, at: int) -> str:
    """Return the pattern of one character of a query: where it says no tone, any will do."""
    character = tones[at]
    if not character.isalpha():
        # The neutral tone is kept without a digit; who gives it writes 5.
        return "5?" if character == "5" else character
    return character if tones[at + 1 : at + 2].isdigit() else f"{character}[1-5]?"


def _marked(syllable: str) -> str:
    """Return a syllable with its digit behind the vowel that carries the mark: a or e, the o of ou, else the last."""
    letters = plain(syllable)
    tone = syllable[len(letters) :]
    if not tone:
        return syllable
    for mark in ("a", "e", "ou"):
        if (at := letters.find(mark)) >= 0:
            return f"{letters[: at + 1]}{tone}{letters[at + 1 :]}"
    at = max(map(letters.rfind, "iouv"))
    return f"{letters[: at + 1]}{tone}{letters[at + 1 :]}"


def cut(letters: str, known: frozenset[str]) -> list[tuple[str, ...]]:
    """Return the ways to cut letters into known syllables, fewest first; the last may be the beginning of one."""
    longest = max(map(len, known), default=0)
    if any(each.startswith(letters) for each in known):
        return [(letters,)]
    # Most English words break off after a few letters: only what can be reached is followed.
    reached: list[list[tuple[str, ...]]] = [[()], *([] for _ in letters)]
    for start in range(len(letters)):
        if not reached[start]:
            continue
        ways = sorted(reached[start], key=lambda way: (len(way), way))[:_MOST_CUTS]
        rest = letters[start : start + longest + 1]
        for length in range(1, min(longest, len(rest)) + 1):
            part = rest[:length]
            if part in known or (start + length == len(letters) and any(each.startswith(part) for each in known)):
                reached[start + length] += [(*way, part) for way in ways]
    return sorted(reached[-1], key=lambda way: (len(way), way))[:_MOST_CUTS]


@cache
def _reader():  # type: ignore[no-untyped-def]  # loads when a reading is first asked for
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415  start-up

    return lambda text: lazy_pinyin(text, style=Style.TONE)
