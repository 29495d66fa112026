"""Known forms in a text: longest form wins, and no form inside a word or inside another name.

Order matters: all occurrences are found first (Aho and Corasick 1975), those that break a word or a
name are dropped, and only then the leftmost longest are chosen; a leftmost-longest scan would find
议联 in 建议联合国 and lose 联合国.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from daachorse import CharwiseDoubleArrayAhoCorasick as Automaton

from termkit.text.document import span_of
from termkit.text.words import word_borders, word_ends

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from termkit.text.document import Span

__all__ = ["Borders", "Match", "Matcher", "ReadyForms", "are_dense", "leftmost_longest_first", "made_ready"]

_LOCATING = frozenset("在于从驻到赴位至自往")
# Words of one character that join names and clauses: one that is left over beside a form is no bit of a word, though
# the dictionary may have a word over it (和世卫, a person's name, in 基金和|世卫组织).
_JOINING = frozenset("和与及或跟同由对向从在为以把将被让给是、")
_CLAUSE_MARKS = "，。；\n"
_CLAUSE_MARK = re.compile(f"[{_CLAUSE_MARKS}]")
_DENSE = 32
"""Matches in a text by which few clauses are without one: characters for each."""


class Match(NamedTuple):
    """An occurrence of a form, at code points of the text."""

    form: str
    span: Span


_match: Callable[[tuple[str, Span]], Match] = partial(tuple.__new__, Match)  # Match._make, at half its time


class ReadyForms(NamedTuple):
    """Forms in their order, and what finds them."""

    texts: Sequence[str]
    automaton: Automaton | None

    @classmethod
    def of(cls, parts: tuple[Sequence[str], bytes]) -> ReadyForms:
        """Return what `made_ready` made: in a tenth of the time that it takes to make it."""
        texts, automaton = parts
        return cls(texts, Automaton.deserialize(automaton) if automaton else None)


def made_ready(forms: Iterable[str]) -> tuple[Sequence[str], bytes]:
    """Return forms in their order, and what finds them, in built-in types."""
    texts = _in_order(forms)
    return texts, Automaton(texts, use_prefilter=False).serialize() if texts else b""


class Matcher:
    """All occurrences of a set of forms in a text."""

    def __init__(
        self,
        forms: Iterable[str],
        places: Collection[str] = (),
        is_name: Callable[[str], object] = bool,
        ready: ReadyForms | None = None,
    ) -> None:
        """Take the forms, the words that make another name of what follows (国际, 非洲, 黑海), what tells a name.

        `ready` are more forms.
        """
        self._automata: list[tuple[int, Automaton]] = []
        self.forms: Sequence[str] = ready.texts if ready else ()
        if ready and ready.automaton:
            self._automata.append((0, ready.automaton))
        if more := _in_order(set(forms).difference(self.forms)):
            self._automata.append((len(self.forms), Automaton(more, use_prefilter=False)))
            self.forms = [*self.forms, *more]
        lengths: dict[str, set[int]] = {}
        for place in places:
            lengths.setdefault(place[-1], set()).add(len(place))
        self._places = frozenset(places)
        self._is_name = is_name
        self._lengths_by_end = {end: sorted(each, reverse=True) for end, each in lengths.items()}

    def find(self, text: str, known: bytes | None = None) -> list[Match]:
        """Return the occurrences in text order; none overlaps another. `known` are its word borders, if at hand."""
        return self.choose(text, self.occurrences(text), known)

    def occurrences(self, text: str) -> list[tuple[int, int, int]]:
        """Return the start and end of each form at each place, and its number in `forms`; they overlap."""
        found: list[tuple[int, int, int]] = []
        for first, automaton in self._automata:
            own = automaton.find_overlapping(text)
            found += [(start, end, first + index) for start, end, index in own] if first else own
        if len(self._automata) > 1:
            found.sort(key=_AS_FOUND)
        return found

    def choose(self, text: str, occurrences: list[tuple[int, int, int]], known: bytes | None = None) -> list[Match]:
        """Return those of some occurrences, all in the order of `occurrences`, that are left where none may overlap."""
        found = leftmost_longest_first(occurrences)
        if not found:
            return []
        chosen: list[tuple[str, Span]] = []
        forms, may_follow = self.forms, self._lengths_by_end
        borders = Borders(text, found, known)
        at, keeps_words = borders.at, borders.keeps_words
        last = 0
        for start, end, index in found:
            if (
                start >= last
                # Most are words of the text: no need to call for each.
                and ((at[start] and at[end]) or keeps_words(start, end))
                and not (
                    text[start - 1 : start] in may_follow and self._is_part(text, start) and self._is_name(forms[index])
                )
            ):
                chosen.append((forms[index], span_of((start, end))))
                last = end
        return list(map(_match, chosen))

    def _is_part(self, text: str, start: int) -> bool:
        """Tell whether a place or 国际 before the form makes it another name: 黑海|经合组织, 非洲|议会联盟.

        After a preposition the place says where: 在缅甸开发署…
        """
        for length in self._lengths_by_end.get(text[start - 1 : start], ()):
            if 1 < length <= start and text[start - length : start] in self._places:
                return text[start - length - 1 : start - length] not in _LOCATING
        return False


_AS_FOUND = itemgetter(1, 0)
"""An automaton finds by the ends, the longest of one end first."""


def _in_order(forms: Iterable[str]) -> list[str]:
    return sorted({form for form in forms if form})


def leftmost_longest_first(found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return the overlapping matches of an automaton by start, the longest of one start first."""
    # They come by their ends, the longest of one end first.
    found.reverse()
    found.sort(key=itemgetter(0))
    return found


def are_dense(text: str, matches: Sequence[object]) -> bool:
    """Tell whether hardly a clause of a text is without one of its matches."""
    return _DENSE * len(matches) > len(text)


class Borders:
    """The borders of the words around the matches of a text, and which forms may be cut out there.

    Only clauses with a match are cut into words. They have the same words as in the whole text, since the marks
    around them are words by themselves, so that a text has the same words in every command.
    """

    def __init__(self, text: str, matches: Sequence[tuple[int, int, int]], known: bytes | None = None) -> None:
        """Take a text, the matches that will be asked for, by their start, and its word borders if they are known."""
        self._text = text
        if known is None:
            known = _borders_of_last(text) or (_borders_of(text) if are_dense(text, matches) else None)
        self.at = _borders_around(text, matches) if known is None else known
        """A byte for each offset around the matches: 1 where a word begins or ends, else 0."""

    def keeps_words(self, start: int, end: int) -> bool:
        """Tell whether cutting a form out leaves the words around it whole, or words in place of them.

        与|议联|合作 leaves words, though the dictionary cuts otherwise; 建|议联|合国 leaves bits of 建议 and 联合国.
        """
        text, borders = self._text, self.at
        if not borders[start]:
            if text[start].isascii() and _is_latin(text[start - 1]) and _is_latin(text[start]):
                return False
            left = borders.rfind(1, 0, start)
            # A word of one character beside the rest may make a word with it.
            beside = left - 1 if left and borders[left - 1] else left
            left_over = _scraps(text[beside:start])
            if left_over and left_over > _scraps(text[beside:left]):
                return False
        if not borders[end]:
            if _is_latin(text[end - 1]) and _is_latin(text[end]):
                return False
            right = borders.find(1, end)
            if text[end - 1 : right] in _OFFICES:
                return False
            beside = right + 1 if right < len(text) and borders[right + 1] else right
            left_over = _scraps(text[end:beside])
            if left_over and left_over > _scraps(text[right:beside]):
                return False
        return True


_OFFICES = frozenset(["办公室", "办公厅", "办事处"])
"""Words whose first character ends short forms; 公室, which 西非办 would leave of 西非|办公室, is a word too."""
_last: list[tuple[str, bytes]] = []
"""The text that was cut last as a whole, and the borders in it: several rules look at a document for their forms."""


def _borders_of(text: str) -> bytes:
    borders = word_borders(text)
    _last[:] = [(text, borders)]
    return borders


def _borders_of_last(text: str) -> bytes:
    return next((borders for last, borders in _last if last is text), b"")


def _borders_around(text: str, matches: Iterable[tuple[int, int, int]]) -> bytearray:
    """Return what `word_borders` does for the clauses with a match, the marks at both their ends included."""
    clauses: list[tuple[int, int]] = []
    first = last = 0
    for start, end, _ in matches:
        if start >= last:
            clauses.append((first, last))
            before = max(last - 1, 0)
            first = max(before, *(text.rfind(mark, before, start) for mark in _CLAUSE_MARKS))
        elif end < last:
            continue
        mark = _CLAUSE_MARK.search(text, end)
        last = mark.end() if mark else len(text)
    clauses.append((first, last))
    cut = word_borders("".join([text[first:last] for first, last in clauses]))
    borders = bytearray(len(text) + 1)
    offset = 0
    for first, last in clauses:
        borders[first : last + 1] = cut[offset : offset + last - first + 1]
        offset += last - first
    return borders


@lru_cache(maxsize=1 << 16)
def _scraps(text: str) -> int:
    """Count the words of one character that a stretch falls into by itself, joining words and marks left out."""
    ends = word_ends(text)
    pairs = zip([0, *ends], ends, strict=False)
    return sum(end - start == 1 and text[start] not in _JOINING and text[start].isalnum() for start, end in pairs)


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
