"""Names that a document writes with a word more here and a word less there: 联合国系统(机构)区域协商机制.

Both begin and end alike, and the word says nothing that would make another body of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from termkit.check.layout.quotations import quotations
from termkit.check.naming.near import is_telling
from termkit.check.naming.own_names import IN_NAME, OwnName, heads_in
from termkit.text.document import Span
from termkit.text.kept import kept
from termkit.text.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termkit.text.words import Word

__all__ = ["names_with_a_word_more"]

_FEWEST, _SHORTEST, _SHORTEST_BEFORE = 3, 7, 5
_LONGEST_WORD = 3
_MORE = range(3, _LONGEST_WORD + 2)
"""Where the character before the last word stands, from the end, if that has 2 characters or 3."""
_JOINING = frozenset(["和", "及", "与", "以及", "或"])
_PROPER = frozenset(["nt", "ns", "nz"])
# What anybody has and anybody may describe, unless it is somebody's: 全球会议后续(行动)机制.
_LOOSE = frozenset(["机制", "框架", "战略", "倡议", "对话", "平台", "网络", "伙伴关系", "讲习班", "研讨会", "讨论会"])
_PARTS = _JOINING | {"各国"}


def names_with_a_word_more(text: str) -> Iterator[OwnName]:
    """Yield the names that another name of the text has a word more or less than, in text order."""
    closed = quotations(text)
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for led, head, start in heads_in(text):
        before = led.rpartition("-")[2]
        if len(before) >= _SHORTEST_BEFORE and not closed.closes_in(Span(start, start + len(head))):
            found[before, head].append(start + len(head))
    # Without the word that is too much two names end alike: most stretches need not be cut into words.
    ending = Counter((before[-1], head) for before, head in found)
    longer = {(before[-size], head) for before, head in found for size in _MORE}
    places: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for (before, head), ends in found.items():
        is_alike = (
            ending[before[-1], head] > 1
            or (before[-1], head) in longer
            or any((before[-size], head) in ending for size in _MORE)
        )
        for word in _firsts(before) if is_alike else ():
            if head not in _LOOSE or word.tag in _PROPER:
                name = before[word.start :] + head
                places[name, head] += [Span(end - len(name), end) for end in ends]
    for spans in places.values():
        spans.sort()
    sizes = {(name[0], len(name), head) for name, head in places}
    # Those beside which another one that begins so is shorter by a word.
    wordier = {
        (first, size, head)
        for first, size, head in sizes
        for less in range(2, _LONGEST_WORD + 1)
        if (first, size - less, head) in sizes
    }
    told: list[str] = []
    likely = [(name, head) for name, head in places if (name[0], len(name), head) in wordier]
    for name, head in sorted(likely, key=lambda each: places[each][0]):
        for shorter in _with_a_word_less(name.removesuffix(head), head):
            # Of the names that end so the longest is the name, and comes first.
            if (shorter, head) in places and not any(each.endswith(name) for each in told):
                told.append(name)
                ways = {each: places[each, head] for each in (name, shorter)}
                odd, kept = sorted(ways, key=lambda each: (len(ways[each]), len(each)))
                yield OwnName(odd, ways[odd], kept, ways[kept][0])


@kept(1 << 13)  # documents of one body have the same names over and over
def _firsts(before: str) -> Sequence[Word]:
    """Return the words of a stretch with which a name may begin, from the last to the first."""
    cut = words(before)
    firsts: list[Word] = []
    for index in range(len(cut) - 1, -1, -1):
        word = cut[index]
        if word.tag[:1] not in IN_NAME and word.text not in _PARTS:
            break
        if len(cut) - index >= _FEWEST and word.text not in _JOINING and (index == 0 or len(word.text) > 1):
            firsts.append(word)
    return firsts


@lru_cache(maxsize=1 << 13)
def _with_a_word_less(before: str, head: str) -> Sequence[str]:
    """Return a name without one of its words, never the first or the last, none beside a conjunction."""
    shortened: list[str] = []
    cut = words(before)
    for index in range(1, len(cut)):
        word = cut[index]
        beside = {each.text for each in cut[index - 1 : index + 2]}
        if 1 < len(word.text) <= _LONGEST_WORD and beside.isdisjoint(_JOINING) and not is_telling(word.text):
            shorter = before[: word.start] + before[word.end :] + head
            if len(shorter) >= _SHORTEST:
                shortened.append(shorter)
    return shortened
