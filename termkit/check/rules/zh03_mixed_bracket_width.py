"""ZH03: full-width and half-width brackets in one document, or the width that the house does not use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.check.finding import Safety, Severity, Spot
from termkit.check.layout.brackets import Pair, pairs_of
from termkit.check.rule import Change, Issue, Papers, Rule, in_text
from termkit.check.wording.dates import year_of
from termkit.text.characters import is_han
from termkit.text.document import Span
from termkit.text.message import Message, Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termkit.check.profile import Profile
    from termkit.text.document import Document

__all__ = ["RULE"]

_THROUGHOUT = Wording("{told}; write {wanted} throughout", "{told}；应统一用“{wanted}”")
_BESIDE = Wording(
    "{told} of {kind} brackets beside {others} of {other_kind} ones", "{kind}括号{told}，{other_kind}括号{others}对"
)
_ALONE = Wording("{told} of {kind} brackets", "{kind}括号{told}")
_PAIRS = (Wording("1 pair", "1对"), Wording("{count} pairs", "{count}对"))

_FULL, _HALF = "（）", "()"
_HALF_SINCE = 2010
"""Year from which documents of the United Nations have half-width brackets; those of 2007 and 2008 are mainly full."""
_NUMBER = re.compile(r"[0-9]{1,4}|[a-z]{1,2}|[ivxIVX]{1,5}|[A-Z]")
_HAN_NUMBER, _BEFORE_ITEM = re.compile("[一二三四五六七八九十]{1,3}"), frozenset("：；，:;")
_NAMES = {_FULL: Message("full-width", "全角"), _HALF: Message("half-width", "半角")}


def _find(document: Document, profile: Profile) -> Iterator[Issue]:
    text = document.text
    pairs: dict[str, list[Pair]] = {_FULL: [], _HALF: []}
    for pair in pairs_of(document).pairs:
        marks = text[pair.start] + text[pair.end]
        if marks in pairs and not _is_number(document, pair):
            pairs[marks].append(pair)
    wanted = {"full": _FULL, "half": _HALF}.get(profile.brackets, "") or _majority(document, pairs)
    other = _HALF if wanted == _FULL else _FULL
    odd = pairs[other]
    if not wanted or not any(_has_han(text, pair) for pair in odd):
        return
    # A pair around Chinese shows what is meant.
    spots = [
        Spot(document, Span(pair.start, pair.end + 1)) for pair in sorted(odd, key=lambda p: not _has_han(text, p))
    ]
    changes = tuple(Change(Span(at, at + 1), mark) for pair in odd for at, mark in zip(pair, wanted, strict=True))
    usual = len(pairs[wanted])

    def tell(spots: Sequence[Spot]) -> Message:
        said = {"told": _PAIRS[len(spots) > 1](count=len(spots)), "kind": _NAMES[other]}
        told = _BESIDE(**said, others=usual, other_kind=_NAMES[wanted]) if usual else _ALONE(**said)
        return _THROUGHOUT(told=told, wanted=wanted)

    yield Issue(spots[0], tell(spots), tuple(spots[1:]), changes, tell=tell)


def _is_number(document: Document, pair: Pair) -> bool:
    """Tell whether a pair has habits of its own: at the head of an item, and in 第7(f)段 and 第1809(2008)号.

    An item may stand within a sentence: 分为两类：(一) 一般费用；(二) 特别费用.
    """
    inside = document.text[pair.start + 1 : pair.end]
    if _HAN_NUMBER.fullmatch(inside):
        before = document.text[max(pair.start - 2, 0) : pair.start].rstrip()
        return before[-1:] in _BEFORE_ITEM or _is_first(document, pair)
    return _is_first(document, pair) or _NUMBER.fullmatch(inside) is not None


def _is_first(document: Document, pair: Pair) -> bool:
    return document.block_at(pair.start).span.start == pair.start


def _majority(document: Document, pairs: dict[str, list[Pair]]) -> str:
    """Return the width that most pairs with Chinese between them have, or that of the time; none where all agree."""
    counts = {marks: _count(document.text, each) for marks, each in pairs.items()}
    if not all(counts.values()):
        return ""
    if counts[_FULL] == counts[_HALF]:
        return _FULL if 0 < year_of(document) < _HALF_SINCE else _HALF
    return max(counts, key=lambda marks: counts[marks])


def _count(text: str, pairs: Sequence[Pair]) -> int:
    return sum(_has_han(text, pair) for pair in pairs)


def _has_han(text: str, pair: Pair) -> bool:
    return any(map(is_han, text[pair.start + 1 : pair.end]))


RULE = Rule(
    code="ZH03",
    name="mixed-bracket-width",
    severity=Severity.INFO,
    what="Brackets around Chinese are full-width here and half-width there, or not as the house has them.",
    why=(
        "One width throughout a document. Which one differs between houses: （ ） in UN reports of 2007 and GB/T "
        "15834-2011, ( ) in those of later years; the profile says."
    ),
    example="联合国儿童基金会（儿童基金会）…… 联合国开发计划署(开发署)",
    zh=Papers(
        title="括号宽度不一",
        what="中文前后的括号有的全角、有的半角，或与体例不符。",
        why="全文只用一种宽度。2007年的联合国报告和国家标准用（ ），后来的联合国报告用( )；由体例规定。",
        example="联合国儿童基金会（儿童基金会）……联合国开发计划署(开发署)",
    ),
    find=in_text(_find),
    measured=(
        "Read by its developer and by blind readers. Seed reports: 2 of 2 right. 140 cut passages of real "
        "documents: 3 of 3 right."
        " 126 documents of 2021-2023 at first sight: 14 of 14 right."
    ),
    fix=Safety.UNSAFE,
)
