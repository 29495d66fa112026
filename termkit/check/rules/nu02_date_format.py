"""NU02: a date that is not written as dates are in Chinese documents."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from termkit.check.finding import Severity, Spot
from termkit.check.phrases import times
from termkit.check.prose import in_prose
from termkit.check.quotations import quotations
from termkit.check.rule import Issue, Papers, Rule, in_text
from termkit.text.message import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.check.profile import Profile
    from termkit.text.document import Document

__all__ = ["RULE"]


_DATE = re.compile(
    # A class comes first: the scan runs over all else at once.
    r"[\d一二](?<![\d/.\-A-Za-z=_].)(?:"
    r"(?P<figures>(?<=1)9\d\d|(?<=2)0\d\d)(?P<mark>[./-])(?:0?[1-9]|1[0-2])(?P=mark)(?:0?[1-9]|[12]\d|3[01])(?![0-9/.\-A-Za-z_])"
    r"|(?P<short>(?<=\d)\d ?年(?= ?\d{1,2} ?月 ?\d{1,2} ?日))|(?P<han>(?<=[一二])[〇○零一二三四五六七八九]{3}年))"
)
_TOLD = {
    "figures": Wording(
        "a date in figures; write year, month and day with 年 月 日{times}", "日期用数字连写{times}；应写明“年”“月”“日”"
    ),
    "short": Wording("a year in two digits; write four{times}", "年份只写了两位{times}；应写四位数字"),
    "han": Wording(
        "a year in Chinese numerals beside years in figures{times}", "年份用了汉字数字{times}，与他处的阿拉伯数字不一致"
    ),
}


def _find(document: Document, profile: Profile) -> Iterator[Issue]:  # noqa: ARG001
    found: dict[str, list[Spot]] = defaultdict(list)
    closed = quotations(document.text)
    for span, match in in_prose(document, _DATE):
        kind = next(name for name in _TOLD if match[name])
        if not closed.closes_in(span):
            found[kind].append(Spot(document, span))
    for kind, spots in found.items():
        yield Issue(spots[0], _TOLD[kind](times=times(len(spots))), tuple(spots[1:]))


RULE = Rule(
    code="NU02",
    name="date-format",
    severity=Severity.INFO,
    what="A date in figures (2008.11.5), a year in two digits, or a year in Chinese numerals; one finding a kind.",
    why="Years have four digits and dates 年, 月, 日 (GB/T 15835-2011; FAO editorial rules 11).",
    example="2008-11-05 — 2008年11月5日; 08年11月5日",
    zh=Papers(
        title="日期写法",
        what="日期用数字连写(2008.11.5)，年份只写两位，或年份用汉字数字；每种只报一次。",
        why="年份写四位数字，日期写明年、月、日(GB/T 15835-2011；粮农组织编辑规则11)。",
        example="2008-11-05——2008年11月5日；08年11月5日",
    ),
    find=in_text(_find),
    measured="Read by its developer. Seed reports: none found. 68 excerpts, each alone: none found.",
)
