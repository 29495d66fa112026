"""Long names of events that a document words in two ways: …其他组织领导人的高级别互动对话, …其他组织负责人的….

Both have the same words but for conjunctions, words that a name may have or not (问题, 关于), and words for one thing.
One 的 more or less makes no other wording.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from termkit.check.layout.quotations import quotations
from termkit.check.naming.own_names import OwnName, before_break, by_use
from termkit.text.document import Span, span_of
from termkit.text.words import word_ends

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["meetings_in_two_ways", "names_in_two_wordings", "titles_in_two_ways", "turned_names"]

_HEAD = re.compile(
    "首脑会议|高级别会议|部长级会议|听证会|论坛|对话|峰会|研讨会|讨论会|讲习班|特别活动|专题讨论|小组讨论"
    "|工作队|委员会|工作组|专家组|指导小组|方案|倡议|框架"
)
_BREAK = re.compile("[^\u4e00-\u9fff]")
_REACH = 30
_SHORTEST = 7
"""Characters before the head that two names have in common, without those that do not count."""
_STANDS_FOR = {
    **dict.fromkeys(("以及", "和", "及", "与"), "和"),
    **dict.fromkeys(("领导人", "负责人", "首长"), "负责人"),
    **dict.fromkeys(("关于", "问题", "的"), ""),
}
"""The words in which two wordings may differ, each with the one that it counts as."""
_LOOSE = re.compile("|".join(_STANDS_FOR))
_OPENING = frozenset("(（“")
_JOINTS = frozenset("和及与")


def names_in_two_wordings(text: str) -> Iterator[OwnName]:
    """Yield the names that another one of the text differs from in such words alone, in text order."""
    heads = [span_of(head.span()) for head in _HEAD.finditer(text)]
    before = [before_break(text, head.start, _REACH, _BREAK) for head in heads]
    plain = "".join(f"{each}\n" for each in before)  # none of them has a line end
    for loose, stands_for in _STANDS_FOR.items():
        plain = plain.replace(loose, stands_for)
    found: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for head, own, stem in zip(heads, before, plain.splitlines(), strict=True):
        if len(stem) >= _SHORTEST:
            found[stem[-_SHORTEST:] + text[head.start : head.end]].append((own, head))
    closed = quotations(text)
    told = []
    for same in found.values():
        if len({own for own, _ in same}) < 2:
            continue
        places = [(*_plain(own, head.start - len(own)), head.end) for own, head in same]
        ways: dict[str, list[Span]] = defaultdict(list)
        size = _common([plain for plain, *_ in places])
        for plain, offsets, end in places:
            start = offsets[len(plain) - size]
            span = Span(start + (text[start] in _JOINTS), end)
            if not closed.closes_in(span):
                ways[text[span.start : span.end]].append(span)
        if len({name.replace("的", "") for name in ways}) > 1 and _begins_word(text, ways):
            told.append(ways)
    for ways in sorted(told, key=lambda each: min(spans[0] for spans in each.values())):
        kept, *others = by_use(ways)
        for name in others:
            if name.replace("的", "") != kept.replace("的", ""):
                yield OwnName(name, ways[name], kept, ways[kept][0])


_HEADS = ("会议", "论坛", "研讨会", "讲习班")
_TURNED = re.compile(f"({'|'.join(_HEADS)})关于(?P<topic>[^，。；：《》“”\n]{{2,16}})的[^，。；：、《》“”\n]{{0,8}}\\1")


def turned_names(text: str) -> Iterator[tuple[Span, Sequence[Span]]]:
    """Yield the names that have their head twice, for words in another order: 会议关于世贸组织的2012年会议.

    Each with where the words stand in order, from what it is about: 世贸组织)问题议会会议.
    """
    closed = quotations(text)
    for match in _TURNED.finditer(text) if any(f"{head}关于" in text for head in _HEADS) else ():
        if not closed.closes_in(Span(*match.span())):
            right = re.compile(f"{re.escape(match['topic'])}[)）]?问题[\u4e00-\u9fff]{{0,6}}?{match[1]}")
            yield Span(*match.span()), [Span(*each.span()) for each in right.finditer(text)]


_UN_TITLE = re.compile("《联合国(?P<rest>[^《》\n]{5,40})》")


def titles_in_two_ways(text: str) -> Iterator[OwnName]:
    """Yield the titles without the 联合国 that they begin with elsewhere in the text."""
    seen: set[str] = set()
    for match in _UN_TITLE.finditer(text):
        short = f"《{match['rest']}》"
        spans = [Span(*each.span()) for each in re.finditer(re.escape(short), text)] if short not in seen else []
        if spans and not _is_given(text, match.group(), short, spans):
            yield OwnName(short, spans, match.group(), Span(*match.span()))
        seen.add(short)


def _is_given(text: str, full: str, short: str, spans: Sequence[Span]) -> bool:
    """Tell whether a short title is given: 《联合国海洋法公约》(1982年；《海洋法公约》)."""
    is_first = any(text[span.start - 1] in _OPENING for span in spans)
    return is_first or re.search(f"{re.escape(full)}[(（][^()（）\n]*{re.escape(short)}", text) is not None


_MEETING = re.compile("部长(?<=[\u4e00-\u9fff]{2}部长)(?:会议|大会)(?![议第])")
_WHO = 2
"""Characters before 部长 that tell whose."""


def meetings_in_two_ways(text: str) -> Iterator[OwnName]:
    """Yield the meetings of ministers that the text calls 会议 here and 大会 there: 工业部长会议, 工业部长大会."""
    found: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    closed = quotations(text)
    for match in _MEETING.finditer(text):
        span = Span(match.start() - _WHO, match.end())
        if not closed.closes_in(span):
            found[text[span.start : match.start()]][text[span.start : span.end]].append(span)
    for ways in found.values():
        if len(ways) > 1:
            kept, other = by_use(ways)
            yield OwnName(other, ways[other], kept, ways[kept][0])


def _plain(before: str, start: int) -> tuple[str, Sequence[int]]:
    """Return a stretch without the words that do not count, and where each of its characters comes from."""
    plain, position = "", 0
    offsets: list[int] = []
    for loose in _LOOSE.finditer(before):
        plain += before[position : loose.start()]
        offsets += range(start + position, start + loose.start())
        stands_for = _STANDS_FOR[loose[0]]
        plain += stands_for
        offsets += [start + loose.start()] * len(stands_for)
        position = loose.end()
    return plain + before[position:], [*offsets, *range(start + position, start + len(before))]


def _common(plains: Sequence[str]) -> int:
    """Return the length of the longest end that all have."""
    size = min(map(len, plains))
    while any(plain[-size:] != plains[0][-size:] for plain in plains):
        size -= 1
    return size


def _begins_word(text: str, ways: Mapping[str, Sequence[Span]]) -> bool:
    """Tell whether the names begin where a word does."""
    first = min(spans[0] for spans in ways.values())
    left = max(first.start - 6, 0)
    return first.start in {left, *word_ends(text[left : first.end], left)}
