"""Known forms in a text: longest form wins, and no form inside a word or inside another name.

Order matters: all occurrences are found first (Aho and Corasick 1975), those that break a word or a
name are dropped, and only then the leftmost longest are chosen; a leftmost-longest scan would find
议联 in 建议联合国 and lose 联合国.
"""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from daachorse import CharwiseDoubleArrayAhoCorasick as Automaton

from termkit.text.document import Span
from termkit.text.words import word_borders, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

__all__ = ["Match", "Matcher", "keeps_words", "leftmost_longest_first"]

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
        found = leftmost_longest_first(self._automaton.find_overlapping(text))
        borders = word_borders(text) if found else b""
        chosen: list[Match] = []
        last = 0
        for start, end, index in found:
            if start >= last and keeps_words(text, borders, start, end) and not self._is_part(text, start):
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


def leftmost_longest_first(found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return the overlapping matches of an automaton by start, the longest of one start first."""
    # They come by their ends, the longest of one end first.
    found.reverse()
    found.sort(key=itemgetter(0))
    return found


def keeps_words(text: str, borders: bytes, start: int, end: int) -> bool:
    """Tell whether cutting a range out leaves the words around it whole; `borders` are those of the words of the text.

    So it does where it begins and ends with words. Elsewhere what is left of the words that it cuts is
    cut anew together with the next word: 与|议联|合作 leaves whole words, 建|议联|合|国 bits of 建议 and 联合国.
    """
    loose = 0
    if not borders[start]:
        if _is_latin(text[start]) and _is_latin(text[start - 1]):
            return False
        word = borders.rfind(1, 0, start)
        before = max(borders.rfind(1, 0, word), 0)
        loose += _loose(text[before:start]) - (word - before == 1)
    if not borders[end]:
        if _is_latin(text[end - 1]) and _is_latin(text[end]):
            return False
        word = borders.find(1, end)
        after = max(borders.find(1, word + 1), word)
        loose += _loose(text[end:after]) - (after - word == 1)
    return loose <= 0


@lru_cache(maxsize=100_000)
def _loose(text: str) -> int:
    """Return how many words of one character a piece of text is cut into."""
    return sum(len(word.text) == 1 for word in words(text))


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
