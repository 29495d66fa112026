"""ZH01: a Traditional character in Simplified text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.check.finding import Safety, Severity, Spot
from termkit.check.rule import Change, Issue, Papers, Rule, in_text
from termkit.check.traditional import has_traditional, simplified, traditional
from termkit.text.document import Span
from termkit.text.message import Message, Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.check.profile import Profile
    from termkit.text.document import Document

__all__ = ["RULE"]

_WHOLE_TEXT = Message("the document is written in Traditional characters", "全文为繁体字")
_WRITE = Wording("Traditional; write {better}", "繁体字；应写作“{better}”")

_FOREIGN = re.compile(r"(?:日文|日语|韩文|繁体)[^。；\n]*$")
_WHOLE = 0.1
"""Share of Traditional characters from which the document as a whole is Traditional."""


def _find(document: Document, profile: Profile) -> Iterator[Issue]:  # noqa: ARG001
    text = document.text
    if not has_traditional(text):
        return
    spans = [Span(*match.span()) for match in traditional().finditer(text)]
    if sum(span.end - span.start for span in spans) > _WHOLE * len(text) and len(text) > 40:
        yield Issue(Spot(document, spans[0]), _WHOLE_TEXT)
        return
    for span in spans:
        if _FOREIGN.search(text[max(0, span.start - 16) : span.start]):
            continue
        better = simplified(text[span.start : span.end])
        yield Issue(Spot(document, span), _WRITE(better=better), (), (Change(span, better),))


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
    measured="Read by its developer. Seed reports: 1 of 1 right. 68 excerpts, each alone: none found.",
    fix=Safety.SAFE,
    each_place=True,
)
