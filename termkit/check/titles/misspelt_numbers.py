"""Numbers of resolutions that are misspelt: 第76／202号, 第1325号(2000)决议, and 大会76/202号决议 without 第."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from termkit.text.document import Span
from termkit.text.seeking import beginning_at, ending_in, places_of

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["MisspeltNumber", "misspelt_numbers", "without_ordinal"]

# A space beside the slash is a fault where a resolution is told, for 第1 / 2号 may be two numbers.
_SLASH = re.compile(r"第 ?\d{1,4}(?P<slash> ?／ ?| /|/ | / )\d{1,4}(?: ?[A-Z])? ?号(?P<what>决[议定]|[、和及]第)?")
_YEAR_INSIDE = re.compile(r"(?P<number>第 ?\d{3,4}) ?[(（](?P<year>\d{4}) ?号[)）](?=决议)")
_YEAR_BEHIND = re.compile(r"(?P<number>第 ?\d{3,4}) ?号 ?[(（](?P<year>(?:19|20)\d\d)[)）](?=决议)")
# 第2634号决议(2022): only of the Security Council is the year a part of the number.
_YEAR_LAST = re.compile(r"(?P<number>第 ?\d{3,4}) ?号(?P<what>决议) ?[(（](?P<year>(?:19|20)\d\d)[)）]")
_COUNCIL = re.compile("(?:安全理事会|安理会)[^，。；\n]{0,60}$")
_DATED = re.compile(r"第 ?\d{3,4} ?[(（](?:19|20)\d\d[)）] ?号")
_REACH = 64
_DECIDED = re.compile("号决[议定]")
_BARE = re.compile(
    r"(?P<number>\d(?<![\d/／.第A-Za-z(（-]\d)(?<!第 \d)\d{0,3}/\d{1,4}(?: ?[A-Z])?) ?号(?P<what>决[议定])"
)
_LONGEST = 16


class MisspeltNumber(NamedTuple):
    """Where the number of a resolution stands, and what to write there."""

    span: Span
    better: str


def misspelt_numbers(text: str) -> Iterator[MisspeltNumber]:
    """Yield the numbers with a slash of another kind or spaces beside it, or with the year at another place."""
    numbers = places_of(text, "第")
    for match in beginning_at(numbers, _SLASH, text):
        if match["what"] or "／" in match["slash"]:
            start, end = match.start(), match.start("what") if match["what"] else match.end()
            better = text[start : match.start("slash")] + "/" + text[match.end("slash") : end]
            yield MisspeltNumber(Span(start, end), better)
    for match in chain(beginning_at(numbers, _YEAR_INSIDE, text), beginning_at(numbers, _YEAR_BEHIND, text)):
        yield MisspeltNumber(Span(*match.span()), f"{match['number']}({match['year']})号")
    for match in beginning_at(numbers, _YEAR_LAST, text):
        before = text[max(match.start() - _REACH, 0) : match.start()]
        if _COUNCIL.search(before) or _DATED.search(text):
            yield MisspeltNumber(Span(*match.span()), f"{match['number']}({match['year']})号{match['what']}")


def without_ordinal(text: str) -> Iterator[re.Match[str]]:
    """Yield the numbers without 第, 大会76/202号决议, where others have it or 大会 stands in front; group `number`.

    Some bodies number their decisions without it, as a habit.
    """
    for match in ending_in(_DECIDED.finditer(text), _BARE, text, _LONGEST):
        usual = rf"第 ?\d{{1,4}}/\d{{1,4}}(?: ?[A-Z])? ?号{match['what']}"
        if text.endswith("大会", 0, match.start()) or re.search(usual, text):
            yield match
