"""Meetings, reviews and agendas whose short names a document words in two ways.

A body's special event on something is …关于发展问题的特别活动 here and …关于发展的具体活动 there. Of a ministerial
review the attributes stand in two orders: 年度部长级审查, 部长级实质性年度审查. The agenda after a year has a word
more here and one less there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from termkit.check.layout.quotations import quotations
from termkit.check.naming.own_names import OwnName
from termkit.text.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["attributes_in_two_orders", "plans_after_a_year", "special_events"]

# Few places have the end: from there it is looked back.
_EVENT = re.compile("的(?P<rank>特别|具体|专门)(?P<head>活动|会议|辩论)")
_ON = re.compile("(?P<who>大会|安理会|(?:经社|安全|人权)?理事会)关于(?P<topic>[\u4e00-\u9fff]{2,14}?)(?:问题)?$")
_REACH = 26


def special_events(text: str) -> Iterator[OwnName]:
    """Yield the names of a body's special event on something that another name of it stands beside, in text order."""
    found: dict[tuple[str, ...], dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    closed = quotations(text)
    for event in _EVENT.finditer(text):
        on = _ON.search(text, max(event.start() - _REACH, 0), event.start())
        if on and not closed.closes_in(span := Span(on.start(), event.end())):
            found[on["who"], on["topic"], event["head"]][event["rank"]].append(span)
    for ways in found.values():
        kept, *others = sorted(ways, key=lambda rank: (-len(ways[rank]), ways[rank][0]))
        first = ways[kept][0]
        for rank in others:
            yield OwnName(_text_at(text, ways[rank][0]), ways[rank], _text_at(text, first), first)


_ATTRIBUTE = "年度|实质性|部长级|高级别|大使级|首脑级|特别|非正式|互动式?|公开|专题|定期|全面|普遍|两年期"
_RUN = re.compile(f"(?:{_ATTRIBUTE})(?:{_ATTRIBUTE}){{1,3}}(?P<head>审查|审议|会议|活动|辩论|届会|讨论)")
_EACH = re.compile(_ATTRIBUTE)
_MORE = frozenset(["实质性"])


def attributes_in_two_orders(text: str) -> Iterator[OwnName]:
    """Yield the reviews and meetings that have the same attributes as another in another order, in text order."""
    found: dict[tuple[str, frozenset[str]], dict[tuple[str, ...], list[Span]]] = defaultdict(lambda: defaultdict(list))
    closed = quotations(text)
    for match in _RUN.finditer(text):
        order = tuple(each for each in _EACH.findall(match.group()) if each not in _MORE)
        span = Span(*match.span())
        if len(order) > 1 and not closed.closes_in(span):
            found[match["head"], frozenset(order)][order].append(span)
    for orders in found.values():
        kept, *others = sorted(orders, key=lambda order: (-len(orders[order]), orders[order][0]))
        name, first = _text_at(text, orders[kept][0]), orders[kept][0]
        for order in others:
            spans = orders[order]
            yield OwnName(_text_at(text, spans[0]), spans, name, first)


_AFTER = re.compile("年后(?P<on>[\u4e00-\u9fff]{2,8}?)(?P<head>议程|框架|战略)(?!问题)")
_YEAR = re.compile("([12]\\d{3}) ?$")
_LONGEST_YEAR = 5
_SUSTAINABLE = "可持续"


def plans_after_a_year(text: str) -> Iterator[OwnName]:
    """Yield the agendas after a year that have a word more or less than another one: 2015年后(可持续)发展议程."""
    found: dict[tuple[str, str], dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    closed = quotations(text)
    for match in _AFTER.finditer(text):
        year = _YEAR.search(text, max(match.start() - _LONGEST_YEAR, 0), match.start())
        if year and not closed.closes_in(span := Span(year.start(), match.end())):
            found[year[1], match["head"]][match["on"]].append(span)
    for ways in found.values():
        kept, *others = sorted(ways, key=lambda on: (-len(ways[on]), ways[on][0]))
        first = ways[kept][0]
        for on in others:
            # 2015年后减少灾害风险框架 is on another thing, and 可持续发展 may be meant.
            longer, shorter = sorted((on, kept), key=len, reverse=True)
            if longer.endswith(shorter) and _SUSTAINABLE not in longer.removesuffix(shorter):
                yield OwnName(_text_at(text, ways[on][0]), ways[on], _text_at(text, first), first)


def _text_at(text: str, span: Span) -> str:
    return text[span.start : span.end]
