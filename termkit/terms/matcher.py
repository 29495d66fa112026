"""Known forms in a text: longest form wins, and no form inside a word or inside another name.

Order matters: all occurrences are found first (Aho and Corasick 1975), those that break a word or a
name are dropped, and only then the leftmost longest are chosen; a leftmost-longest scan would find
议联 in 建议联合国 and lose 联合国.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from daachorse import CharwiseDoubleArrayAhoCorasick as Automaton

from termkit.text.characters import is_han
from termkit.text.document import Span
from termkit.text.words import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

__all__ = ["Match", "Matcher"]

_REACH = 6
"""Characters on either side that a word over the border of a form may take."""
_LOCATING = frozenset("在于从驻到赴位至自往")


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
        self._places = frozenset(places)
        self._longest_place = max(map(len, self._places), default=0)

    def find(self, text: str) -> list[Match]:
        """Return the occurrences in text order; none overlaps another."""
        if self._automaton is None:
            return []
        found = sorted(
            ((start, -end, index) for start, end, index in self._automaton.find_overlapping(text)),
        )
        chosen: list[Match] = []
        last = 0
        for start, negative_end, index in found:
            end = -negative_end
            if start >= last and _keeps_words(text, start, end) and not self._is_part(text, start):
                chosen.append(Match(self._forms[index], Span(start, end)))
                last = end
        return chosen

    def _is_part(self, text: str, start: int) -> bool:
        """Tell whether a place or 国际 before the form makes it another name: 黑海|经合组织, 非洲|议会联盟.

        After a preposition the place says where: 在缅甸开发署…
        """
        for length in range(min(self._longest_place, start), 1, -1):
            if text[start - length : start] in self._places:
                before = text[start - length - 1 : start - length]
                return before not in _LOCATING
        return False


def _keeps_words(text: str, start: int, end: int) -> bool:
    """Tell whether cutting the form out leaves the words around it whole."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if (_is_latin(before) and _is_latin(text[start])) or (_is_latin(after) and _is_latin(text[end - 1])):
        return False
    if not (before and is_han(before)) and not (after and is_han(after)):
        return True
    left = start
    while left > max(0, start - _REACH) and is_han(text[left - 1]):
        left -= 1
    right = end
    while right < min(len(text), end + _REACH) and is_han(text[right]):
        right += 1
    cut = words(text[left:right], left)
    borders = {word.end for word in cut} | {left}
    if start in borders and end in borders:
        return True
    # 与|议联|合作 leaves whole words, 建|议联|合|国 leaves bits of 建议 and 联合国.
    loose = sum(len(word.text) == 1 for part in (text[left:start], text[end:right]) for word in words(part))
    return loose <= sum(len(word.text) == 1 for word in cut if word.end <= start or word.start >= end)


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
