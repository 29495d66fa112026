"""大会 of another body in a document whose 大会 is the General Assembly: 第118届大会 is the 118th of what?

So is 大会 under whose auspices (在大会主持下) the assembly that a sentence has named before does something, and what
takes up one of those (同次大会), or is held by a body that has an assembly of its own (各国议会联盟在大会上).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.check.layout.prose import sentence_at
from termkit.check.layout.quotations import quotations
from termkit.text.document import Span
from termkit.text.numerals import whole_number
from termkit.text.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termkit.check.material import Facts
    from termkit.text.document import Document

__all__ = ["other_assemblies"]

_RESOLUTION = re.compile(r"大会第 ?\d{1,4}(?:/\d| ?[（(])")
_NUMBERED = re.compile(r"第 ?(?P<number>[一二三四五六七八九十百]{1,6}|\d{1,3}) ?(?P<word>[届次])大会(?!会议|第)")
_SESSION_OF = re.compile(r"第[一二三四五六七八九十百\d]{1,6} ?[届次][^，。；\n]{4,20}$")
_AUSPICES = re.compile("在大会(?:主持|支持|授权|指导)下")
# 大会 comes first: the scan runs over all else at once.
_TAKEN_UP = re.compile("大会(?!第)(?:(?<=([同该这][次届])大会)|(?<=(同一[次届])大会))")
_HELD = re.compile("大会(?<=在大会)(?=上|期间)")
_OF_BODY = re.compile("[\u4e00-\u9fff]{2}大会")
_GENERAL = re.compile("联合国大会|大会(?:第|主席|决议|决定|议程|[^，。；]{0,12}决议)")
_SHORTEST, _SUBJECT, _CLOSE, _NOT_FAR = 4, 16, 120, 1000
_BETWEEN = "间"
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
        is_clear = closed.closes_in(span) or _is_named(text, span.start) or _is_in_paragraph(facts.document, span)
        if not is_clear and not _may_be_general(facts, match):
            found.append(span)
    if found:
        found += [
            Span(*m.span()) for m in _HELD.finditer(text) if _is_held_by_its_body(facts.document, Span(*m.span()))
        ]
        taken_up = [Span(m.start(m.lastindex or 0), m.end()) for m in _TAKEN_UP.finditer(text)]
        found += [span for span in taken_up if _takes_up(facts, span.start, found)]
    starts = (match.start() + 1 for match in _AUSPICES.finditer(text) if _is_named_before(facts.document, match))
    found += [Span(start, start + len("大会")) for start in starts]
    return sorted(span for span in found if not closed.closes_in(span))


def _is_in_paragraph(document: Document, span: Span) -> bool:
    """Tell whether the assembly that the paragraph speaks of last is named: 第一届国际化学品管理大会……第五届大会."""
    text, start = document.text, max(document.block_at(span.start).span.start, span.start - _CLOSE)
    last = text.rfind("大会", start, span.start)
    if last <= start or text.endswith("联合国", start, last):
        return False
    return _is_named(text, last) or _SESSION_OF.search(text, start, last) is not None


def _is_held_by_its_body(document: Document, span: Span) -> bool:
    """Tell whether the sentence begins with a body, which the text says to have an assembly of its own."""
    text, begins = document.text, sentence_at(document, span).start
    subject = text[begins : min(begins + _SUBJECT, span.start)]
    ends = (subject[at : at + _SHORTEST] for at in range(len(subject) - _SHORTEST + 1))
    return any(f"{end}大会" in text for end in ends if end.isalpha())


def _is_named_before(document: Document, match: re.Match[str]) -> bool:
    """Tell whether the sentence has named the assembly of another body before, and has nothing of the General one."""
    text, begins = document.text, sentence_at(document, Span(*match.span())).start
    ends = text.find("。", match.end())
    named = _OF_BODY.search(text, begins, match.start())
    if named is None or _GENERAL.search(text, begins, ends if ends >= 0 else len(text)):
        return False
    start = named.end() - len("大会")
    return text[start - 1] == _BETWEEN or _is_named(text, start)


def _takes_up(facts: Facts, start: int, others: Sequence[Span]) -> bool:
    """Tell whether no assembly stands before in the paragraph, and that of another body not far before."""
    text = facts.document.text
    begins = facts.document.block_at(start).span.start
    is_first = "大会" not in _TAKEN_UP.sub("", text[begins:start])
    return is_first and any(start - _NOT_FAR < span.start < start for span in others)


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
