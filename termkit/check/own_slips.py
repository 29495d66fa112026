"""Names that a document writes with a word more here and a word less there: 联合国系统(机构)区域协商机制.

Both begin and end alike, and the word says nothing that would make another body of it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from termkit.check.near import is_telling
from termkit.check.own_names import IN_NAME, OwnName, heads_of
from termkit.check.quotations import quotations
from termkit.text.document import Span
from termkit.text.words import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from termkit.text.words import Word

__all__ = ["names_with_a_word_more"]

_FEWEST, _SHORTEST = 3, 7
_FEWEST_BEFORE = 5
"""Characters before the head of the shortest name."""
_LONGEST_WORD = 3
_JOINING = frozenset(["和", "及", "与", "以及", "或"])
_PROPER = frozenset(["nt", "ns", "nz"])
# What anybody has and anybody may describe, unless it is somebody's: 全球会议后续(行动)机制.
_LOOSE = frozenset(["机制", "框架", "战略", "倡议", "对话", "平台", "网络", "伙伴关系", "讲习班", "研讨会", "讨论会"])
_PARTS = _JOINING | {"各国"}


def names_with_a_word_more(text: str) -> Iterator[OwnName]:
    """Yield the names that another name of the text has a word more or less than, in text order."""
    ends: dict[tuple[str, str], list[int]] = defaultdict(list)
    for (before, head), starts in heads_of(text).items():
        if len(own := before.rpartition("-")[-1]) >= _FEWEST_BEFORE:
            ends[own, head] += [start + len(head) for start in starts]
    closed = quotations(text)
    places: dict[tuple[str, str], list[Span]] = defaultdict(list)
    less: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for before, head in _alike(ends):
        apart = [end for end in ends[before, head] if not closed.closes_in(Span(end - len(head), end))]
        cut = words(before)
        for index in _firsts(cut) if apart else ():
            word = cut[index]
            if head not in _LOOSE or word.tag in _PROPER:
                name = before[word.start :] + head
                places[name, head] += [Span(end - len(name), end) for end in apart]
                less[name, head].update(_with_a_word_less(before, cut, index, head))
    found = [
        (name, head, shorter)
        for (name, head), ways in less.items()
        for shorter, word in sorted(ways.items())
        if (shorter, head) in places and not is_telling(word)
    ]
    told: list[str] = []
    for name, head, shorter in sorted(found, key=lambda each: places[each[0], each[1]][0]):
        # Of the names that end so the longest is the name, and comes first.
        if not any(each.endswith(name) for each in told):
            told.append(name)
            ways = {each: sorted(places[each, head]) for each in (name, shorter)}
            odd, kept = sorted(ways, key=lambda each: (len(ways[each]), len(each)))
            yield OwnName(odd, ways[odd], kept, ways[kept][0])


def _alike(ends: Collection[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield what stands before a head where something else ends alike, with a word less at most: few need be cut."""
    first: dict[tuple[str, str], str] = {}
    shared: set[tuple[str, str]] = set()
    for before, head in ends:
        for key in _edges(before, head):
            if first.setdefault(key, before) != before:
                shared.add(key)
    yield from (each for each in ends if any(key in shared for key in _edges(*each)))


def _edges(before: str, head: str) -> Iterator[tuple[str, str]]:
    """Yield the last two characters before a head, and those before a word that may be missing there."""
    for size in (0, *range(2, _LONGEST_WORD + 1)):
        yield before[len(before) - size - 2 : len(before) - size], head


def _firsts(cut: Sequence[Word]) -> Iterator[int]:
    """Yield the words with which a name may begin, from the last to the first."""
    for index in range(len(cut) - 1, -1, -1):
        word = cut[index]
        if word.tag[:1] not in IN_NAME and word.text not in _PARTS:
            return
        if len(cut) - index >= _FEWEST and word.text not in _JOINING and (index == 0 or len(word.text) > 1):
            yield index


def _with_a_word_less(before: str, cut: Sequence[Word], first: int, head: str) -> Iterator[tuple[str, str]]:
    """Yield a name without one of its words, never the first, none beside a conjunction; and the word."""
    for index in range(first + 1, len(cut)):
        word = cut[index].text
        if 1 < len(word) <= _LONGEST_WORD and word not in _JOINING:
            is_beside = cut[index - 1].text in _JOINING or (index + 1 < len(cut) and cut[index + 1].text in _JOINING)
            shorter = before[cut[first].start : cut[index].start] + before[cut[index].end :] + head
            if len(shorter) >= _SHORTEST and not is_beside:
                yield shorter, word
