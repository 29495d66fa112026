"""Sessions that are numbered before the name of a standing body: 第七届|联合国森林论坛 for 联合国森林论坛第七届会议.

A body that stands has sessions; a conference is itself the second or third of its kind (第二次联合国海洋大会). Those of
one kind are counted by one word, 届 or 次.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from termkit.check.layout.quotations import quotations
from termkit.text.document import Span
from termkit.text.numerals import whole_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from termkit.check.material import Facts, Material

__all__ = [
    "NumberedBefore",
    "called_in_two_ways",
    "counted_in_two_ways",
    "numbered_before",
    "placed_in_two_ways",
    "without_conference",
]

_ORDINAL = re.compile(r"第 ?(?:[一二三四五六七八九十百]{1,5}|\d{1,3}) ?届 ?")
_ASSEMBLY = re.compile("联合国大会(?!会议)")
_PARTIES = re.compile(r"《?[^\s，。；、：（）()《》“”第届次]{2,16}》?缔约[方国](?:会议|大会)")
_COUNTED = re.compile(
    r"第 ?(?:[一二三四五六七八九十百]{1,5}|\d{1,3}) ?(?P<word>[届次]) ?"
    "(?P<name>[\u4e00-\u9fff/]{2,20}?(?:首脑会议|听证会|会议|大会|论坛|峰会|对话))"
)
_EVENT = re.compile(
    r"第 ?(?P<number>[一二三四五六七八九十百]{3,6}|\d{2,3}) ?届(?P<name>[\u4e00-\u9fff]{0,8}?)(?P<event>会议|大会)"
)
_NUMBER = "第 ?(?:[一二三四五六七八九十百]{1,6}|\\d{1,3}) ?[届次] ?"
_MEETING = "(?P<event>首脑会议|大会|论坛|峰会)(?![会议第])"
_BEFORE_NAME = re.compile(f"{_NUMBER}(?P<name>[\u4e00-\u9fff]{{2,16}}?){_MEETING}")
_WITHIN_NAME = re.compile(f"{_NUMBER}{_MEETING}")
_NAME_BEFORE = re.compile("([\u4e00-\u9fff]{2,16}) ?$")
_LONGEST_NAME = 16
_MANY = 90
"""Of so many sessions two bodies are not likely to have the same number in one text."""
_STANDING = ("委员会", "理事会", "联合国森林论坛", "常设论坛")


class NumberedBefore(NamedTuple):
    """A session with its number before the name, and how it is written."""

    span: Span
    better: str


_OF_PARTIES = re.compile(
    "(?P<who>缔约[方国])(?P<session>第 ?(?:[一二三四五六七八九十百]{1,5}|\\d{1,3}) ?届(?:特别|常)?会议)"
)


def without_conference(text: str) -> Iterator[NumberedBefore]:
    """Yield the sessions of parties where the text has those of their conference: 缔约方第二届会议."""
    closed = quotations(text)
    for match in _OF_PARTIES.finditer(text):
        span, conference = Span(*match.span()), f"{match['who']}会议"
        if f"{conference}第" in text and not closed.closes_in(span):
            yield NumberedBefore(span, conference + match["session"])


def numbered_before(material: Material, facts: Facts) -> Iterator[NumberedBefore]:
    """Yield the sessions of the General Assembly, of parties and of bodies that stand, numbered before the name."""
    text = facts.document.text
    closed = quotations(text)
    standing = (each for form, each in facts.mentions_by_form.items() if form.endswith(_STANDING))
    starts = {mention.span.start: mention for mention in chain.from_iterable(standing)}
    for match in _ORDINAL.finditer(text):
        end = match.end()
        named = _ASSEMBLY.match(text, end) or _PARTIES.match(text, end)
        mention = starts.get(end)
        is_known = mention is not None and bool(material.known.of_full(mention.form))
        stop = named.end() if named else mention.span.end if mention and is_known else 0
        span = Span(match.start(), stop)
        if stop and not text.startswith("第", stop) and not closed.closes_in(span):
            name = "大会" if named and named.group() == "联合国大会" else text[end:stop]
            yield NumberedBefore(span, f"{name}{match.group().strip()}会议")


def called_in_two_ways(text: str) -> Iterator[tuple[Sequence[Span], Span]]:
    """Yield the sessions of one number that are a 会议 here and a 大会 there: the fewer, and the first other one."""
    closed = quotations(text)
    found: dict[int, dict[str, list[Span]]] = {}
    for match in _EVENT.finditer(text):
        number = whole_number(match["number"])
        if number >= _MANY and not closed.closes_in(span := Span(*match.span())):
            found.setdefault(number, {}).setdefault(match["event"], []).append(span)
    yield from _in_two_ways(found.values())


def placed_in_two_ways(text: str) -> Iterator[tuple[Sequence[Span], Span]]:
    """Yield the meetings whose number stands before the name here and within it there: the fewer, and one other.

    第141届各国议会联盟大会, 各国议会联盟第141届大会.
    """
    closed = quotations(text)
    found: dict[tuple[str, str], dict[str, list[Span]]] = {}

    def put(name: str, event: str, place: str, span: Span) -> None:
        if not closed.closes_in(span):
            found.setdefault((name, event), {}).setdefault(place, []).append(span)

    names = set()
    for match in _BEFORE_NAME.finditer(text):
        names.add(match["name"])
        put(match["name"], match["event"], "before", Span(*match.span()))
    for match in _WITHIN_NAME.finditer(text) if names else ():
        before = _NAME_BEFORE.search(text, max(match.start() - _LONGEST_NAME - 1, 0), match.start())
        # The name is what stands before the number, as long as it is one of the others.
        at = next((at for at in range(*before.span(1)) if text[at : before.end(1)] in names), None) if before else None
        if before and at is not None:
            put(text[at : before.end(1)], match["event"], "within", Span(at, match.end()))
    yield from _in_two_ways(found.values())


def counted_in_two_ways(text: str) -> Iterator[tuple[Sequence[Span], Span]]:
    """Yield conferences of one name that are counted by 届 here and by 次 there: the fewer, and the first other one.

    第四次会议 and 第四届会议 are two things; they have no name.
    """
    closed = quotations(text)
    found: dict[str, dict[str, list[Span]]] = {}
    for match in _COUNTED.finditer(text):
        span = Span(*match.span())
        if not closed.closes_in(span):
            found.setdefault(match["name"], {}).setdefault(match["word"], []).append(span)
    yield from _in_two_ways(found.values())


def _in_two_ways(found: Iterable[Mapping[str, Sequence[Span]]]) -> Iterator[tuple[Sequence[Span], Span]]:
    """Yield of each thing that is written in two ways the places of the rarer one, and the first of the other."""
    for ways in found:
        if len(ways) > 1:
            fewer, others = sorted(ways.values(), key=lambda spans: (len(spans), -spans[0].start))
            yield fewer, others[0]
