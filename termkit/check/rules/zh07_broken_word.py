"""ZH07: a space inside a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.check.finding import Safety, Severity, Spot
from termkit.check.rule import Change, Issue, Papers, Rule, in_text
from termkit.check.spaces import cut_word, spaces
from termkit.text.document import Span
from termkit.text.message import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.check.profile import Profile
    from termkit.text.document import Document

__all__ = ["RULE"]

_SPACE = Wording("a space inside {word}", "“{word}”中间有空格，应删去")


def _find(document: Document, profile: Profile) -> Iterator[Issue]:  # noqa: ARG001
    for span in spaces(document):
        if word := cut_word(document.text, span):
            spot = Spot(document, Span(span.start - 1, span.end + 1))
            yield Issue(spot, _SPACE(word=word), (), (Change(span, ""),))


RULE = Rule(
    code="ZH07",
    name="broken-word",
    severity=Severity.WARNING,
    what="A space stands inside a Chinese word in running text.",
    why="Chinese is written without spaces; a broken word is found by no search and splits a segment.",
    example="可持续发 展目标 — 可持续发展目标",
    zh=Papers(
        title="词中有空格",
        what="正文中的一个词被空格断开。",
        why="中文词内不空格；词被断开，检索不到，翻译软件断句也会出错。",
        example="可持续发 展目标——可持续发展目标",
    ),
    find=in_text(_find),
    measured="Read by its developer. Seed reports: none found. 68 excerpts, each alone: none found.",
    fix=Safety.SAFE,
    each_place=True,
)
