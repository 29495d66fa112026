"""ZH06: an English word that was left standing between Chinese words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.check.finding import Safety, Severity, Spot
from termkit.check.layout.prose import in_prose
from termkit.check.layout.quotations import quotations
from termkit.check.rule import Change, Issue, Papers, Rule, in_text
from termkit.text.characters import is_han
from termkit.text.document import Span
from termkit.text.message import Wording
from termkit.text.seeking import places_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.check.profile import Profile
    from termkit.text.document import Document

__all__ = ["RULE"]

_WRITE = Wording("English “{word}” between Chinese words; write {better}", "中文里夹有英文“{word}”；应写作“{better}”")
_LEFT = Wording(
    "English “{word}” between Chinese words; translate it or take it out", "中文里夹有英文“{word}”；应译出或删去"
)

# The words that a translation tool leaves behind; anything longer may be a name.
_WORD = re.compile(r"(?:and|or|of|the|in|on|to|for|with|by|from|at|as|is|are|was|were|that|which)\b")
_CLOSING, _OPENING = "）)》”", "（(《“"
_CHINESE = {"and": "和", "or": "或"}

_NAME = Wording(
    "the name {name} is not in Chinese characters, others are; transliterate it",
    "人名“{name}”未译成中文，而他人的名字均已译出；应译出",
)
# A person by name and office, as in a list of speakers: F-X De Donnea(比利时议员).
_PERSON = re.compile(
    r"[A-Z](?<![A-Za-z0-9./-].)[\w.'-]*(?: [A-Z][\w.'-]+)+(?= ?[（(][\u4e00-\u9fff]{1,12}"
    "(?:议员|议长|主席|代表|大使|部长|主任|教授|博士|先生|女士|专员|秘书长|干事|顾问|法官)[）)])"
)
_BEFORE_CHINESE = Wording(
    "“{name}” stands before its Chinese, in brackets within brackets; put the Chinese first",
    "“{name}”置于中文译名之前，且括号内又套括号；应先写中文译名",
)
# 知识网（iknow politics（我懂政治））
_NESTED = re.compile(
    r"[（(](?P<name>[A-Za-z][\w.'-]*(?: [A-Za-z][\w.'-]*)*) ?[（(][\u4e00-\u9fff“”《》]{2,20}[)）][)）]", re.ASCII
)
_TRANSLITERATED = re.compile("·(?<=[\u4e00-\u9fff]·)(?=[\u4e00-\u9fff])")


def _find(document: Document, profile: Profile) -> Iterator[Issue]:  # noqa: ARG001
    closed = quotations(document.text)
    text = document.text
    for span, match in in_prose(document, _WORD):
        start = span.start - (text[span.start - 1 : span.start] == " ")
        end = span.end + (text[span.end : span.end + 1] == " ")
        before, behind = text[max(start - 1, 0) : start], text[end : end + 1]
        is_between = (is_han(before) or before in _CLOSING) and (is_han(behind) or behind in _OPENING)
        if not before or not behind or not is_between or closed.closes_in(span):
            continue
        better = _CHINESE.get(match[0], "")
        changes = (Change(Span(start, end), better),) if better else ()
        message = _WRITE(word=match[0], better=better) if better else _LEFT(word=match[0])
        yield Issue(Spot(document, span), message, (), changes)
    for _, match in in_prose(document, _NESTED, places_of(text, "（", "(")):
        yield Issue(Spot(document, Span(*match.span("name"))), _BEFORE_CHINESE(name=match["name"]))
    if _TRANSLITERATED.search(text):
        for span, match in in_prose(document, _PERSON):
            yield Issue(Spot(document, span), _NAME(name=match.group()))


RULE = Rule(
    code="ZH06",
    name="stray-latin-word",
    severity=Severity.ERROR,
    what=(
        "An English function word stands between Chinese words, a person has a Latin name among Chinese ones, or a "
        "foreign name stands before its Chinese in brackets within brackets."
    ),
    why="It was left over from the original.",
    example="亚太经社会 and 开发署 — 亚太经社会和开发署",
    zh=Papers(
        title="夹杂英文",
        what="中文词语之间夹有英文虚词，或人名未译而他人的名字已译，或外文名称置于中文译名之前，括号内又套括号。",
        why="原文残留，未译出。",
        example="亚太经社会 and 开发署——亚太经社会和开发署",
    ),
    find=in_text(_find),
    measured=(
        "Read by its developer and by blind readers. Seed reports: 4 of 4 right. 68 excerpts, each alone: none found."
    ),
    fix=Safety.UNSAFE,
    each_place=True,
)
