"""NU03: 一. in some headings and 一、 in others; 27. before some paragraphs and 28． before others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.check.finding import Safety, Severity, Spot
from termkit.check.rule import Change, Issue, Papers, Rule, in_text
from termkit.text.document import BlockKind, Span
from termkit.text.message import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termkit.check.profile import Profile
    from termkit.text.document import Document
    from termkit.text.message import Message

__all__ = ["RULE"]

_NUMBERED = Wording("{count} headings numbered by {mark}{rest}", "{count}个标题的序号后用“{mark}”，{rest}")
_BESIDE = Wording(", {count} by {wanted}", "{count}个用“{wanted}”；应统一")
_HOUSE = Wording("; the house writes {wanted}", "按体例应用“{wanted}”")

_PARAGRAPHS = Wording(
    "{count} paragraphs numbered by {mark}, {others} by {wanted}",
    "{count}个段落的序号后用“{mark}”，{others}个用“{wanted}”；应统一",
)

_DIGITS = re.compile(r"\d{1,3}(?P<mark>[.．])")
# 十三、十四和二十条 at the head of a wrapped line is no heading.
_NUMBER = re.compile(r"[一二三四五六七八九十]{1,3}(?P<mark>[.．、])(?!第|[一二三四五六七八九十]{1,3}[、和条])")
_MARKS = {"dot": ".", "comma": "、"}


def _find(document: Document, profile: Profile) -> Iterator[Issue]:
    yield from _headings(document, profile)
    yield from _paragraphs(document)


def _paragraphs(document: Document) -> Iterator[Issue]:
    """Yield the paragraphs that are numbered with the full stop, full-width or half-width, that fewer have."""
    found: dict[str, list[Span]] = {".": [], "．": []}
    for block in document.blocks:
        if block.number.isdigit() and (match := _DIGITS.match(document.text, block.span.start)):
            found[match["mark"]].append(Span(*match.span("mark")))
    odd, usual = sorted(found, key=lambda mark: (len(found[mark]), mark == "."))
    if found[odd]:
        spots = [Spot(document, Span(document.block_at(span.start).span.start, span.end)) for span in found[odd]]

        def tell(spots: Sequence[Spot]) -> Message:
            return _PARAGRAPHS(count=len(spots), mark=odd, others=len(found[usual]), wanted=usual)

        changes = tuple(
            _change(document.text, span, "dot") if usual == "." else Change(span, usual) for span in found[odd]
        )
        yield Issue(spots[0], tell(spots), tuple(spots[1:]), changes, tell=tell)


def _headings(document: Document, profile: Profile) -> Iterator[Issue]:
    found: dict[str, list[Span]] = {"dot": [], "comma": []}
    for block in document.blocks:
        if block.kind is BlockKind.HEADING and (match := _NUMBER.match(document.text, block.span.start)):
            found["comma" if match["mark"] == "、" else "dot"].append(Span(*match.span("mark")))
    wanted = profile.numbering if profile.numbering in found else max(found, key=lambda kind: len(found[kind]))
    odd = next(spans for kind, spans in found.items() if kind != wanted)
    if odd:
        spots = [Spot(document, Span(document.block_at(span.start).span.start, span.end)) for span in odd]
        usual = _MARKS[wanted]
        rest = _BESIDE(count=len(found[wanted]), wanted=usual) if found[wanted] else _HOUSE(wanted=usual)
        mark = document.text[odd[0].start]

        def tell(spots: Sequence[Spot]) -> Message:
            return _NUMBERED(count=len(spots), mark=mark, rest=rest)

        changes = tuple(_change(document.text, span, wanted) for span in odd)
        yield Issue(spots[0], tell(spots), tuple(spots[1:]), changes, tell=tell)


def _change(text: str, span: Span, wanted: str) -> Change:
    """Return the change of a mark: a space stands behind a full stop and none behind 、."""
    has_space = text[span.end : span.end + 1] == " "
    if wanted == "comma":
        return Change(Span(span.start, span.end + has_space), "、")
    return Change(span, "." if has_space else ". ")


RULE = Rule(
    code="NU03",
    name="numbering-style",
    severity=Severity.INFO,
    what=("Headings are numbered 一. here and 一、 there, or not as the house has them; paragraphs 27. or 28．."),
    why="UN documents write 一. and FAO and GB/T 15834-2011 (annex B.3) 一、: the profile says; else one throughout.",
    example="一. 导言 …… 二、背景",
    zh=Papers(
        title="序号不一",
        what="标题序号有的写“一.”，有的写“一、”，或与体例不符；段落序号后的圆点有的半角，有的全角。",
        why="联合国文件写“一.”，粮农组织和GB/T 15834-2011写“一、”：以体例为准；体例未规定的，全文一致。",
        example="一. 导言……二、背景",
    ),
    find=in_text(_find),
    measured=(
        "Read by its developer and by blind readers. Seed reports: 1 of 1 right. 262 other documents and passages:"
        " none found."
    ),
    fix=Safety.UNSAFE,
)
