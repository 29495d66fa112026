"""NU03: 一. in some headings and 一、 in others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.check.finding import Safety, Severity, Spot
from termkit.check.rule import Change, Issue, Rule, in_text
from termkit.text.document import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.check.profile import Profile
    from termkit.text.document import Document

__all__ = ["RULE"]

_NUMBER = re.compile(r"[一二三四五六七八九十]{1,3}(?P<mark>[.．、])")
_MARKS = {"dot": ".", "comma": "、"}


def _find(document: Document, profile: Profile) -> Iterator[Issue]:
    found: dict[str, list[Span]] = {"dot": [], "comma": []}
    for block in document.blocks:
        if block.kind is BlockKind.HEADING and (match := _NUMBER.match(document.text, block.span.start)):
            found["comma" if match["mark"] == "、" else "dot"].append(Span(*match.span("mark")))
    wanted = profile.numbering if profile.numbering in found else max(found, key=lambda kind: len(found[kind]))
    odd = next(spans for kind, spans in found.items() if kind != wanted)
    if odd:
        spots = [Spot(document, Span(document.block_at(span.start).span.start, span.end)) for span in odd]
        rest = (
            f", {len(found[wanted])} by {_MARKS[wanted]}" if found[wanted] else f"; the house writes {_MARKS[wanted]}"
        )
        changes = tuple(_change(document.text, span, wanted) for span in odd)
        mark = document.text[odd[0].start]
        yield Issue(spots[0], f"{len(odd)} headings numbered by {mark}{rest}", tuple(spots[1:]), changes)


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
    what="Headings are numbered 一. here and 一、 there, or not as the house has them.",
    why="UN documents write 一. and FAO and GB/T 15834-2011 (annex B.3) 一、: the profile says; else one throughout.",
    example="一. 导言 …… 二、背景",
    find=in_text(_find),
    measured="Read by its developer. Seed reports: none found. 68 excerpts, each alone: none found.",
    fix=Safety.UNSAFE,
)
