"""ZH06: an English word that was left standing between Chinese words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.check.finding import Safety, Severity, Spot
from termkit.check.prose import is_prose_at
from termkit.check.quotations import quotations
from termkit.check.rule import Change, Issue, Rule, in_text
from termkit.text.characters import HAN
from termkit.text.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.check.profile import Profile
    from termkit.text.document import Document

__all__ = ["RULE"]

# The words that a translation tool leaves behind; anything longer may be a name.
_WORD = re.compile(
    rf"(?<=[{HAN}）)》”]) ?\b(and|or|of|the|in|on|to|for|with|by|from|at|as|is|are|was|were|that|which)\b"
    rf" ?(?=[{HAN}（(《“])"
)
_CHINESE = {"and": "和", "or": "或"}


def _find(document: Document, profile: Profile) -> Iterator[Issue]:  # noqa: ARG001
    closed = quotations(document.text)
    for match in _WORD.finditer(document.text):
        span = Span(*match.span(1))
        if closed.closes_in(span) or not is_prose_at(document, span.start):
            continue
        better = _CHINESE.get(match[1], "")
        changes = (Change(Span(*match.span()), better),) if better else ()
        yield Issue(Spot(document, span), f"English “{match[1]}” between Chinese words", (), changes)


RULE = Rule(
    code="ZH06",
    name="stray-latin-word",
    severity=Severity.ERROR,
    what="An English function word stands between Chinese words.",
    why="It was left over from the original.",
    example="亚太经社会 and 开发署 — 亚太经社会和开发署",
    find=in_text(_find),
    measured="Read by one reviser. Seed reports: 2 of 2 right. Excerpts of 28 other UN documents: none found.",
    fix=Safety.UNSAFE,
    each_place=True,
)
