"""ZH09: spaces between Chinese and digits or Latin here, none there."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from termkit.check.finding import Safety, Severity, Spot
from termkit.check.layout.prose import in_prose
from termkit.check.rule import Change, Issue, Papers, Rule, in_text
from termkit.text.characters import HAN
from termkit.text.document import Span
from termkit.text.message import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termkit.check.profile import Profile
    from termkit.text.document import Document
    from termkit.text.message import Message

__all__ = ["RULE"]

_WITHOUT = Wording(
    "{count} places without a space between Chinese and digits or Latin, {others} the other way",
    "中文与数字、字母之间{count}处不空格，{others}处空格；应统一",
)
_WITH = Wording(
    "{count} places with a space between Chinese and digits or Latin, {others} the other way",
    "中文与数字、字母之间{count}处空格，{others}处不空格；应统一",
)


@cache
def _between(space: str) -> re.Pattern[str]:
    # Start-up: the rule is off by default, and the class of Chinese characters takes long to compile.
    return re.compile(rf"(?<=[{HAN}]){space}(?=[0-9A-Za-z])|(?<=[0-9A-Za-z]){space}(?=[{HAN}])")


def _find(document: Document, profile: Profile) -> Iterator[Issue]:
    spaced = [span for span, _ in in_prose(document, _between(" "))]
    tight = [span for span, _ in in_prose(document, _between(""))]
    wants_space = {"always": True, "never": False}.get(profile.han_latin_space, len(spaced) >= len(tight))
    odd = tight if wants_space else spaced
    if not odd or (profile.han_latin_space == "consistent" and not (spaced and tight)):
        return
    spots = [Spot(document, Span(span.start - 1, span.end + 1)) for span in odd]
    rest = len(spaced) if wants_space else len(tight)
    changes = tuple(Change(span, " " if wants_space else "") for span in odd)

    def tell(spots: Sequence[Spot]) -> Message:
        return (_WITHOUT if wants_space else _WITH)(count=len(spots), others=rest)

    yield Issue(spots[0], tell(spots), tuple(spots[1:]), changes, tell=tell)


RULE = Rule(
    code="ZH09",
    name="han-latin-spacing",
    severity=Severity.INFO,
    what="Spaces between Chinese and digits or Latin letters in some places and not in others.",
    why="Consistency within a document, no more: no UN rule asks for either. Off by default.",
    example="2018 年 8 月 beside 2019年7月",
    zh=Papers(
        title="中西文间距不一",
        what="中文与数字、字母之间有的空格，有的不空格。",
        why="只求一份文件内一致；联合国没有规定空格与否。默认不检查。",
        example="“2018 年 8 月”与“2019年7月”并用",
    ),
    find=in_text(_find),
    measured="Not judged: off by default.",
    fix=Safety.UNSAFE,
    on=False,
)
