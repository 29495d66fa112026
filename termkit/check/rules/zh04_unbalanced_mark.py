"""ZH04: a bracket, quotation mark or title mark without its other half, or with one of another width."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from termkit.check.finding import Safety, Severity, Spot
from termkit.check.layout.brackets import pairs_of
from termkit.check.rule import Change, Issue, Papers, Rule, in_text
from termkit.text.document import BlockKind, Span
from termkit.text.message import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.check.profile import Profile
    from termkit.text.document import Document

__all__ = ["RULE"]

_HALVES = Wording(
    "opens with {opening} and closes with {closing}", "括号前半为“{opening}”，后半为“{closing}”，全半角不一"
)
_OPEN = Wording("{mark} is never closed", "标点{mark}有前无后，缺另一半")
_CLOSED = Wording("{mark} closes what was never opened", "标点{mark}有后无前，缺另一半")
_NESTED = Wording("“…” within “…”; write ‘…’ inside", "引号之内又用“…”；里层应改用‘…’")

_MIXED = ("（)", "(）")
_APART = frozenset({BlockKind.RUNNING, BlockKind.CONTENTS, BlockKind.TABLE_CELL})
_OPENING = "（(《〈“「『【["


def _find(document: Document, profile: Profile) -> Iterator[Issue]:  # noqa: ARG001
    text = document.text
    found = pairs_of(document)
    mixed = [pair for pair in found.pairs if text[pair.start] + text[pair.end] in _MIXED]
    if mixed:
        wanted = _usual(text)
    for pair in mixed:
        changes = tuple(
            Change(Span(at, at + 1), mark) for at, mark in zip(pair, wanted, strict=True) if text[at] != mark
        )
        span = Span(pair.start, pair.end + 1)
        message = _HALVES(opening=text[pair.start], closing=text[pair.end])
        yield Issue(Spot(document, span), message, (), changes)
    for outer, inner in pairwise(pair for pair in found.pairs if text[pair.start] == "“" and text[pair.end] == "”"):
        if inner.end < outer.end:
            yield Issue(Spot(document, Span(inner.start, inner.end + 1)), _NESTED())
    for offset in found.lone:
        if document.block_at(offset).kind not in _APART:
            told = _OPEN if text[offset] in _OPENING else _CLOSED
            yield Issue(Spot(document, Span(offset, offset + 1)), told(mark=text[offset]))


def _usual(text: str) -> str:
    return "（）" if text.count("（") + text.count("）") >= text.count("(") + text.count(")") else "()"


RULE = Rule(
    code="ZH04",
    name="unbalanced-mark",
    severity=Severity.ERROR,
    what="A bracket, quotation mark or 《》 without its other half, or with one of another width; “…” within “…”.",
    why="The reader cannot tell where the title, the quotation or the aside ends (GB/T 15834-2011, 4.8, 4.9, 4.15).",
    example="(见附件） — (见附件); 《2030 年议程的执行",
    zh=Papers(
        title="标点不成对",
        what="括号、引号或书名号缺了一半，或前后两半宽度不一，或引号之内又用同样的引号。",
        why="读者看不出标题、引文或插入语到哪里为止(GB/T 15834-2011，4.8、4.9、4.15)。",
        example="(见附件）——(见附件)；《2030年议程的执行",
    ),
    find=in_text(_find),
    measured=(
        "Read by its developer and by blind readers. Seed reports: 2 of 2 right. 68 excerpts, each alone: none found."
        " 222 documents of 2021-2023 at first sight: 75 of 75 right."
    ),
    fix=Safety.SAFE,
    each_place=True,
)
