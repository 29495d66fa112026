"""Known forms in a text: longest form wins, and no form inside a word or inside another name.

Order matters: all occurrences are found first (Aho and Corasick 1975), those that break a word or a
name are dropped, and only then the leftmost longest are chosen; a leftmost-longest scan would find
议联 in 建议联合国 and lose 联合国.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from daachorse import CharwiseDoubleArrayAhoCorasick as Automaton

from termkit.text.characters import HAN
from termkit.text.document import Span
from termkit.text.words import word_ends

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

__all__ = ["HanRuns", "Match", "Matcher", "leftmost_longest_first"]

_REACH = 6
"""Characters on either side that a word over the border of a form may take."""
_LOCATING = frozenset("在于从驻到赴位至自往")
# Words of one character that join names and clauses: one that is left over beside a form is no bit of a word, though
# the dictionary may have a word over it (和世卫, a person's name, in 基金和|世卫组织).
_JOINING = frozenset("和与及或跟同由对向从在为以把将被让给是、")
_HAN_RUN = re.compile(f"[{HAN}]+")


class Match(NamedTuple):
    """An occurrence of a form, at code points of the text."""

    form: str
    span: Span


class Matcher:
    """All occurrences of a set of forms in a text."""

    def __init__(self, forms: Iterable[str], places: Collection[str] = ()) -> None:
        """Take the forms, and the words that make another name of what follows them (国际, 非洲, 黑海)."""
        self._forms = sorted({form for form in forms if form})
        self._automaton = Automaton(self._forms) if self._forms else None
        lengths: dict[str, set[int]] = {}
        for place in places:
            lengths.setdefault(place[-1], set()).add(len(place))
        self._places = frozenset(places)
        self._lengths_by_end = {end: sorted(each, reverse=True) for end, each in lengths.items()}

    def find(self, text: str) -> list[Match]:
        """Return the occurrences in text order; none overlaps another."""
        if self._automaton is None:
            return []
        found = leftmost_longest_first(self._automaton.find_overlapping(text))
        chosen: list[Match] = []
        runs = HanRuns(text) if found else None
        last = 0
        for start, end, index in found:
            if start >= last and runs is not None and runs.keeps_words(start, end) and not self._is_part(text, start):
                chosen.append(Match(self._forms[index], Span(start, end)))
                last = end
        return chosen

    def _is_part(self, text: str, start: int) -> bool:
        """Tell whether a place or 国际 before the form makes it another name: 黑海|经合组织, 非洲|议会联盟.

        After a preposition the place says where: 在缅甸开发署…
        """
        for length in self._lengths_by_end.get(text[start - 1 : start], ()):
            if 1 < length <= start and text[start - length : start] in self._places:
                return text[start - length - 1 : start - length] not in _LOCATING
        return False


def leftmost_longest_first(found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return the overlapping matches of an automaton by start, the longest of one start first."""
    # They come by their ends, the longest of one end first.
    found.reverse()
    found.sort(key=itemgetter(0))
    return found


class HanRuns:
    """The stretches of Chinese characters of a text, between which no word reaches."""

    def __init__(self, text: str) -> None:
        self._text = text
        spans = [match.span() for match in _HAN_RUN.finditer(text)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def keeps_words(self, start: int, end: int) -> bool:
        """Tell whether cutting a form out leaves the words around it whole."""
        text = self._text
        before, after = text[start - 1 : start], text[end : end + 1]
        if (_is_latin(before) and _is_latin(text[start])) or (_is_latin(after) and _is_latin(text[end - 1])):
            return False
        left, right = self._reach(start, end)
        if left == start and right == end:
            return True
        ends = word_ends(text[left:right], left)
        if (start == left or start in ends) and end in ends:
            return True
        # 与|议联|合作 leaves whole words, 建|议联|合|国 leaves bits of 建议 and 联合国.
        loose = self._single(left, start) + self._single(end, right)
        kept, previous = 0, left
        for each in ends:
            if each - previous == 1 and (each <= start or previous >= end) and text[previous] not in _JOINING:
                kept += 1
            previous = each
        return loose <= kept

    def _reach(self, start: int, end: int) -> tuple[int, int]:
        """Return how far words over the borders of a form may reach to either side."""
        left, right = start, end
        run = bisect_right(self._starts, start - 1) - 1
        if start and run >= 0 and self._ends[run] >= start:
            left = max(self._starts[run], start - _REACH)
        run = bisect_right(self._starts, end) - 1
        if run >= 0 and self._ends[run] > end:
            right = min(self._ends[run], end + _REACH)
        return left, right

    def _single(self, start: int, end: int) -> int:
        """Count the words of one character that a stretch falls into by itself, joining words left out."""
        single, previous = 0, start
        for each in word_ends(self._text[start:end], start):
            single += each - previous == 1 and self._text[previous] not in _JOINING
            previous = each
        return single


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
