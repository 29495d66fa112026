"""How a short form is made from a full form: its characters found again, from the right.

Chinese short forms keep characters of the full form in their order (Chang and Lai 2004, A Preliminary
Study on Probabilistic Models for Chinese Abbreviations): 世界卫生组织 → 世卫组织.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from termkit.text.characters import is_han

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Alignment", "Matching", "align_short_form", "letters_of"]

_LATIN = re.compile("[A-Za-z0-9]")
_CAPITAL = re.compile("[A-Z]")
_BEHIND_SIGN = re.compile(r"[-–/.].*$")


class Alignment(NamedTuple):
    """Where the characters of a short form stand in the text before it.

    `positions` has one entry a character of the short form that counts (Han; letters and digits where
    it has no Han): its offset in the text, or -1 where it does not occur.
    """

    positions: tuple[int, ...]

    def covered(self, start: int) -> float:
        """Return the share of characters that are found at or behind an offset."""
        positions = self.positions
        return len([p for p in positions if p >= start]) / len(positions) if positions else 0.0

    @property
    def first(self) -> int:
        """Return the offset of the leftmost character found, or -1."""
        return min((p for p in self.positions if p >= 0), default=-1)


def align_short_form(short: str, text: str) -> Alignment:
    """Find the characters of a short form in the text that stands before it, each as far right as it can.

    A longest common subsequence, and among those the one that reaches least far to the left: a
    character that would need a long leap (out of the name, into the sentence) is left out.
    """
    kept = list(filter(is_han, short)) or _LATIN.findall(short)
    positions = _rightmost(kept, text, len(text))
    if -1 in positions and len(kept) > 1:
        # One character that the name has not may drag the rest along: leave out each in turn.
        positions = max([positions, *_without_one(kept, text, positions)], key=_found)
    return Alignment(tuple(positions))


def _without_one(kept: list[str], text: str, positions: list[int]) -> list[list[int]]:
    """Return the positions without one of the characters that were found, for each; those behind it stay.

    Without the first one fewer are found, whatever the others do.
    """
    tries, end = [], len(text)
    for index in range(len(kept) - 1, 0, -1):
        if positions[index] >= 0:
            tries.append([*_rightmost(kept[:index], text, end), -1, *positions[index + 1 :]])
            end = positions[index]
    tries.reverse()
    return tries


def _found(positions: list[int]) -> tuple[int, int]:
    """Return how many characters are found, and the leftmost one; they stand in their order."""
    found = [position for position in positions if position >= 0]
    return len(found), found[0] if found else -1


def _rightmost(kept: list[str], text: str, end: int) -> list[int]:
    positions = []
    for index in range(len(kept) - 1, -1, -1):
        found = text.rfind(kept[index], 0, end)
        positions.append(found)
        if found >= 0:
            end = found
    positions.reverse()
    return positions


def letters_of(short: str) -> int:
    """Return the number of words that a Latin short form stands for: its capitals and digits in a row once."""
    capitals = _CAPITAL.findall(_BEHIND_SIGN.sub("", short))
    return len(capitals) or sum(c.isupper() for c in short)


class Matching:
    """Which words of a name stand for the letters of an acronym: as many as can, one word for one letter.

    English may have the words in whatever order (augmenting paths: Kuhn 1955, The Hungarian Method for the Assignment
    Problem). Words come from the last to the first, so that one matching serves all borders.
    """

    def __init__(self, letters: Sequence[str]) -> None:
        self._letters = letters
        self._initials: list[str] = []
        self._word_of: dict[int, int] = {}

    def add(self, initials: str) -> None:
        """Take the next word to the left, by the letters with which it may begin in English."""
        self._initials.append(initials)
        if initials:
            self._place(len(self._initials) - 1, set())

    def met(self) -> set[int]:
        """Return the words that stand for a letter, counted from the last one, from 0."""
        return set(self._word_of.values())

    def _place(self, word: int, tried: set[int]) -> bool:
        for index, letter in enumerate(self._letters):
            if letter in self._initials[word] and index not in tried:
                tried.add(index)
                if index not in self._word_of or self._place(self._word_of[index], tried):
                    self._word_of[index] = word
                    return True
        return False
