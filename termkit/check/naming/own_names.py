"""Names of events and bodies that a document itself writes in two ways, without any glossary.

The words of both are the same: in another order (联合议会听证会, 议会联合听证会), with one of them once more
(各国议会联盟年度议会听证会), or with a word that says nothing of what it is (联合国事务常设委员会).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from termkit.check.layout.quotations import quotations
from termkit.text.characters import is_han
from termkit.text.document import Span
from termkit.text.kept import kept
from termkit.text.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["IN_NAME", "Head", "OwnName", "before_break", "by_use", "heads_in", "names_in_two_ways"]

_HEAD = re.compile(
    "首脑会议|高级别会议|听证会|论坛|对话|峰会|研讨会|讨论会|讲习班|平台|网络|伙伴关系|机制|倡议|框架|战略"
    "|中心|委员会|理事会|工作组|专家组|小组|办公室|研究所|手册|工具包|指南|宣言|公约|协定"
)
# No name goes over these: all that is no Chinese character but a hyphen before one. The text is read backwards.
_BREAK = re.compile("[\0-\u4dff\ua000-\U0010ffff的在了是于由将把被其该此们](?<![\u4e00-\u9fff]-)")
_EMPTY = frozenset(["问题", "年度", "常设"])
_EMPTY_WORD = re.compile("|".join(sorted(_EMPTY)))
_EMPTY_CHARACTERS = frozenset("问题年度常设-")
_SHORTEST, _REACH = 4, 16
_MOST_BEFORE = 18
_ODD = 0x9E3779B97F4A7C15  # spreads the bits of a code point
# Whatever else stands before a name does not belong to it: particles, prepositions, conjunctions, numbers, times.
IN_NAME = frozenset("nvabjlixfs")
_COUNTRIES = frozenset(["各国"])
_PROPER = frozenset(["nt", "ns"])
_FEWEST = 2


class OwnName(NamedTuple):
    """A name, where it stands, the name that the document has more often or first, and where that stands first."""

    name: str
    spans: Sequence[Span]
    kept: str
    first: Span


class Head(NamedTuple):
    """The last word of a name, with as much of the clause before it as the rest of the name may be."""

    before: str
    text: str
    start: int


@lru_cache(maxsize=2)
def heads_in(text: str) -> Sequence[Head]:
    """Return the heads of names in a text; the last texts are remembered."""
    return [
        Head(before_break(text, start := match.start(), _MOST_BEFORE, _BREAK), match[0], start)
        for match in _HEAD.finditer(text)
    ]


def before_break(text: str, end: int, most: int, stop: re.Pattern[str]) -> str:
    """Return what stands before an offset of a text, so many characters at most, up to what a pattern stops at.

    The pattern is looked for backwards, in the turned text: it is near.
    """
    led = text[end - most if end > most else 0 : end]
    found = stop.search(led[::-1])
    return led[len(led) - found.start() :] if found else led


def by_use(ways: Mapping[str, Sequence[Span]]) -> list[str]:
    """Return the ways in which a name is written, the one with most places first, of as many the one that is first."""
    return sorted(ways, key=lambda name: (-len(ways[name]), ways[name][0]))


def names_in_two_ways(text: str) -> Iterator[OwnName]:
    """Yield the names that have the same words as another one of the text, in text order."""
    found: dict[tuple[str, frozenset[str]], dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    heads: dict[tuple[str, str], list[int]] = defaultdict(list)
    for led, head, start in heads_in(text):
        if len(before := led[-_REACH:]) >= _SHORTEST:
            heads[before.lstrip("-"), head].append(start)
    closed = quotations(text)
    for (led, head), starts in _alike(heads):
        apart = [start for start in starts if not closed.closes_in(Span(start, start + len(head)))]
        for size, told in _names(led, head) if apart else ():
            names = [Span(start - size, start + len(head)) for start in apart]
            found[head, told][text[names[0].start : names[0].end]] += names
    seen: set[Span] = set()
    for ways in sorted(found.values(), key=lambda each: min(spans[0] for spans in each.values())):
        if len(ways) < 2:
            continue
        used = by_use(ways)
        # 联合国事务常设委员会 is the whole name, however often 联合国事务委员会 stands beside it.
        bare = _EMPTY_WORD.sub("", used[0])
        kept = max((name for name in used if _EMPTY_WORD.sub("", name) == bare), key=len)
        for name in (each for each in used if each != kept):
            # The longest is the name. An end of it is none: 反腐败|顾问支持制定反腐败战略 has the words of the whole.
            if not any(span.covers(ways[name][0]) for span in (*seen, *ways[kept])):
                seen.update(ways[name])
                yield OwnName(name, ways[name], kept, ways[kept][0])


def _alike(heads: Mapping[tuple[str, str], Sequence[int]]) -> Iterator[tuple[tuple[str, str], Sequence[int]]]:
    """Yield the heads before which stand the same characters as before another one, so that few need be cut."""
    ends: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for before, head in heads:
        ends[head].update(_ends_of(before))
    shared = {head: {number for number, n in Counter(of.values()).items() if n > 1} for head, of in ends.items()}
    for (before, head), places in heads.items():
        if not shared[head].isdisjoint(_ends_of(before).values()):
            yield (before, head), places


@kept(1 << 13)  # documents of one body have the same names over and over
def _ends_of(before: str) -> Mapping[str, int]:
    """Return for each end of a stretch a number that is the same for the same characters."""
    seen = set(_EMPTY_CHARACTERS)
    number = 0
    found = {}
    for size, character in enumerate(reversed(before), 1):
        if character not in seen:
            seen.add(character)
            number ^= ord(character) * _ODD
        if size >= _SHORTEST:
            found[before[-size:]] = number
    return found


@lru_cache(maxsize=1 << 13)
def _names(before: str, head: str) -> Sequence[tuple[int, frozenset[str]]]:
    """Return how far before the head names may begin, the longest first, and the words of each."""
    *cut, last = words(before + head)
    if last.text != head:
        return ()
    first = len(cut)
    while first and (cut[first - 1].tag[:1] in IN_NAME or cut[first - 1].text in _COUNTRIES):
        first -= 1
        if cut[first].text in _COUNTRIES and cut[first - 1].tag == "v":  # a clause: 支持|各国制定反腐败战略
            break
    found = []
    for index in range(first, len(cut)):
        told = frozenset(word.text for word in cut[index:] if word.text not in _EMPTY and is_han(word.text[0]))
        if len(told) < _FEWEST:
            break
        word, before_it = cut[index], cut[index - 1]
        is_apart = word.tag in _PROPER or (before_it.tag == "v" and len(before_it.text) > 1)
        if index == first or (is_apart and len(word.text) > 1 and word.text not in _EMPTY):
            found.append((len(before) - word.start, told))
    return found
