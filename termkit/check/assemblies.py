"""大会 of another body in a document whose 大会 is the General Assembly: 第118届大会 is the 118th of what?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.check.quotations import quotations
from termkit.text.document import Span
from termkit.text.numerals import whole_number
from termkit.text.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termkit.check.material import Facts

__all__ = ["other_assemblies"]

_RESOLUTION = re.compile(r"大会第 ?\d{1,4}(?:/\d| ?[（(])")
_NUMBERED = re.compile(r"第 ?(?P<number>[一二三四五六七八九十百]{1,6}|\d{1,3}) ?(?P<word>[届次])大会(?!会议|第)")
_NAMED_END = frozenset(")）”》")
_NAMES = frozenset("njlb")
_REACH = 8
_FIRST, _NEAR = 1945, 6
"""The General Assembly's first session was in 1946; one of the years around may be meant."""


def other_assemblies(facts: Facts) -> Sequence[Span]:
    """Return where 大会 with a number and without the name of its body stands for that of a body other than the United
    Nations, in a document that calls the General Assembly so.

    The General Assembly has sessions (届), one a year; what has another number, or is counted by 次, is not it. In a
    document of another body, as its symbol shows, that body's own assembly is meant.
    """
    text, symbols = facts.document.text, facts.document.symbols
    if _RESOLUTION.search(text) is None or (symbols and not any(each.startswith("A/") for each in symbols)):
        return ()
    closed = quotations(text)
    found = []
    for match in _NUMBERED.finditer(text):
        span = Span(*match.span())
        if not closed.closes_in(span) and not _is_named(text, span.start) and not _may_be_general(facts, match):
            found.append(span)
    return found


def _may_be_general(facts: Facts, match: re.Match[str]) -> bool:
    number = whole_number(match["number"])
    last = (facts.year or _FIRST + 2 * _NEAR) - _FIRST
    return match["word"] == "届" and (not facts.year or abs(number - last) <= _NEAR)


def _is_named(text: str, start: int) -> bool:
    """Tell whether the name of the body stands right before: 议联|第138届大会, (非洲生物圈网络)|第六届大会."""
    before = text[max(start - _REACH, 0) : start].rstrip(" ")
    if not before or before[-1] == "\n":
        return False
    return before[-1] in _NAMED_END or words(before)[-1].tag[:1] in _NAMES
