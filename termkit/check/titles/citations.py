"""Resolutions cited in two ways, by symbol and by number or two with one 第, or by a number or year not theirs."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from termkit.check.layout.prose import is_prose_at
from termkit.check.layout.quotations import quotations
from termkit.check.wording.dates import years_in
from termkit.text.document import Span
from termkit.text.numerals import whole_number
from termkit.text.seeking import beginning_at, places_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.text.document import Document

__all__ = ["Cited", "adopted_otherwise", "cited_by_symbol", "cited_together", "misdated", "misnumbered"]

_BY_SYMBOL = re.compile(r"A/RES/(?<![A-Za-z/=.]A/RES/)(?P<number>\d{2}/\d{1,4})(?![\d/.-])")
_NUMBER = r"\d{2}/\d{1,4}(?: ?[A-Z])?"
_TOGETHER = re.compile(rf"第 ?{_NUMBER} ?[和及] ?{_NUMBER} ?号")
_EACH = re.compile(rf"第 ?{_NUMBER} ?号[和及]第 ?{_NUMBER} ?号")
# The Economic and Social Council numbers the resolutions of a year from 1 and, since the 1990s, its decisions from 201.
_OF_COUNCIL = re.compile(
    r"(?:经社理事会|经济及社会理事会)第 ?(?:199[2-9]|20\d\d)/(?P<number>\d{1,3}) ?号(?P<what>决议|决定)"
)
_FIRST_DECISION = 201
# What is adopted has the year or the session of its adoption in its number.
_OF_YEAR = re.compile(
    r"(?P<told>[12]\d{3}) ?年(?: ?\d{1,2} ?月)?(?: ?\d{1,2} ?日)?一?致?通过[了的]?"
    r"(?P<number>第 ?\d{3,4} ?[(（](?P<own>[12]\d{3})[)）] ?号决议)"
)
# 第1325(2000)号: each number of the Security Council is of one year.
_DATED = re.compile(r"第 ?(?P<number>\d{3,4}) ?[(（](?P<year>(?:19|20)\d\d)[)）] ?号")
_OF_SESSION = re.compile(
    r"第(?P<told>[一二三四五六七八九十]{1,3})届会议通过[了的]?[^，。；：《》“”\n]{0,16}?"
    r"(?P<number>[(（]?第 ?\d+/(?:COP|CP|CMP|CMA|MOP)\.(?P<own>\d+) ?号)"
)


class Cited(NamedTuple):
    """Where resolutions are cited, and how they, or others, are elsewhere in the text."""

    span: Span
    like: str


def cited_by_symbol(document: Document) -> Iterator[Cited]:
    """Yield the resolutions of the General Assembly that are cited by symbol where the text has their number too."""
    text = document.text
    for match in _BY_SYMBOL.finditer(text) if "A/RES/" in text else ():
        span = Span(*match.span())
        like = re.search(rf"第 ?{match['number']} ?号决议", text)
        if like and is_prose_at(document, span.start) and not quotations(text).closes_in(span):
            yield Cited(span, like.group())


def cited_together(text: str) -> Iterator[Cited]:
    """Yield 第60/265和61/16号 where others are written 第60/265号和第61/16号."""
    if like := _EACH.search(text):
        closed = quotations(text)
        spans = (Span(*match.span()) for match in _TOGETHER.finditer(text))
        yield from (Cited(span, like.group()) for span in spans if not closed.closes_in(span))


def misnumbered(text: str) -> Iterator[Span]:
    """Yield the decisions of the Economic and Social Council with the number of a resolution, and the reverse."""
    for match in _OF_COUNCIL.finditer(text):
        is_decision = int(match["number"]) >= _FIRST_DECISION
        if is_decision != (match["what"] == "决定"):
            yield Span(text.index("第", match.start()), match.end())


def misdated(text: str) -> Iterator[Cited]:
    """Yield the numbers of the Security Council with another year than they have more often, or first, in the text."""
    found: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for match in beginning_at(places_of(text, "第"), _DATED, text):
        found[match["number"]][match["year"]].append(Span(*match.span()))
    for years in found.values():
        usual, *others = sorted(years.values(), key=lambda spans: (-len(spans), spans[0]))
        like = text[slice(*usual[0])]
        yield from (Cited(span, like) for spans in others for span in spans)


def adopted_otherwise(text: str) -> Iterator[Span]:
    """Yield the numbers that have another year or session than that of the adoption: 2016年通过的第2388(2017)号."""
    of_session = _OF_SESSION.finditer(text) if "届会议通过" in text else ()
    for match in chain(beginning_at(years_in(text), _OF_YEAR, text), of_session):
        if whole_number(match["told"]) != int(match["own"]):
            yield Span(*match.span("number"))
