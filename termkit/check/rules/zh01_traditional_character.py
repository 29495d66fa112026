"""ZH01: a Traditional character in Simplified text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.check.finding import Safety, Severity, Spot
from termkit.check.rule import Change, Issue, Papers, Rule, in_text
from termkit.check.wording.traditional import simplified, traditional
from termkit.text.characters import is_han
from termkit.text.document import Span
from termkit.text.message import Message, Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termkit.check.profile import Profile
    from termkit.text.document import Document

__all__ = ["RULE"]

_WHOLE_TEXT = Message("the document is written in Traditional characters", "全文为繁体字")
_WRITE = Wording("Traditional; write {better}", "繁体字；应写作“{better}”")

_FOREIGN = re.compile(r"(?:日文|日语|韩文|繁体)[^。；\n]*$")
_GAP = 4
"""Characters alike in both scripts that may stand between two Traditional ones of one phrase."""
_WHOLE = 0.2
"""Share of the Han characters from which the document as a whole is Traditional: in such texts it is 0.35 to 0.44."""


def _find(document: Document, profile: Profile) -> Iterator[Issue]:  # noqa: ARG001
    text = document.text
    offsets = traditional(text)
    if _is_traditional(text, offsets):
        first = next(_phrases(text, offsets))
        yield Issue(Spot(document, first), _WHOLE_TEXT)
        return
    for span in _phrases(text, offsets):
        if _FOREIGN.search(text[max(0, span.start - 16) : span.start]):
            continue
        better = simplified(text[span.start : span.end])
        yield Issue(Spot(document, span), _WRITE(better=better), (), (Change(span, better),))


def _is_traditional(text: str, offsets: Sequence[int]) -> bool:
    """Tell whether a text as a whole is Traditional; its Han characters are counted only where that may be."""
    return len(text) > 40 and len(offsets) > 0.04 * len(text) and len(offsets) > _WHOLE * sum(map(is_han, text))


def _phrases(text: str, offsets: Sequence[int]) -> Iterator[Span]:
    """Yield the stretches of Traditional text: characters that both scripts write alike may stand between."""
    start = end = -1
    for offset in offsets:
        if start >= 0 and offset - end <= _GAP and all(map(is_han, text[end:offset])):
            end = offset + 1
            continue
        if start >= 0:
            yield Span(start, end)
        start, end = offset, offset + 1
    if start >= 0:
        yield Span(start, end)


RULE = Rule(
    code="ZH01",
    name="traditional-character",
    severity=Severity.ERROR,
    what="A character that only Traditional text has stands in Simplified text.",
    why="UN documents are in Simplified Chinese; no search for the word finds it, and glossaries do not match.",
    example="安全問題 — 安全问题",
    zh=Papers(
        title="繁体字",
        what="简体文本中夹有繁体字。",
        why="联合国文件用简体中文；夹有繁体字，检索不到，也与术语表对不上。",
        example="安全問題——安全问题",
    ),
    find=in_text(_find),
    measured=(
        "Read by its developer and by blind readers. Seed reports: 1 of 1 right. 68 excerpts, each alone: none found."
    ),
    fix=Safety.SAFE,
    each_place=True,
)
