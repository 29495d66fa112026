"""Publications without 《》 that what is said of them shows to be some: a map or report of a year that is published."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.check.layout.prose import sentence_at
from termkit.check.layout.quotations import quotations
from termkit.check.titles.own_titles import BareTitle
from termkit.check.wording.dates import years_in
from termkit.text.document import Span
from termkit.text.seeking import beginning_at, ending_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.text.document import Document

__all__ = ["of_a_year"]

_PUBLISHED = re.compile("出版|发布|发行|推出|印发|公布|绘制|制作")
_YEAR = "[12]\\d{3} ?年"
_PART = "(?:(?![的了在是])[\u4e00-\u9fff])"
_BODIES = "银行|卫生组织|贸易组织|气象组织|知识产权组织|旅游组织|海关组织|粮食计划署|各[国地]"
# A report of a year is a title where it is on the world, or on its goals: 2019年年度报告 is what it says.
_OF_YEAR = re.compile(
    f"(?P<title>{_YEAR}(?:{_PART}{{2,12}}?(?:世界|全球)地图|(?:世界(?!{_BODIES})|人类|千年发展目标|可持续发展目标)"
    f"{_PART}{{0,10}}?(?:报告|状况(?!报告)|展望(?!报告)|概览|年鉴|地图)))(?!员)"
)
_WITH_YEAR = re.compile(
    "(?:出版|发布|发行|推出|印发|公布)了?(?:最?新的)?"
    f"(?P<title>[^，。；：:《》“”()（）\\s了的]{{4,30}}(?:图|报告|年鉴|概览|展望|指南|手册)[:：] ?{_YEAR})"
)
_BEHIND_COLON = re.compile(f"(?:(?<=[:：])|(?<=[:：] )){_YEAR}")
_LONGEST = 50


def of_a_year(document: Document) -> Iterator[BareTitle]:
    """Yield the publications of a year that stand without 《》 where they are published, in text order of each kind."""
    text = document.text
    closed = quotations(text)
    for match in beginning_at(years_in(text), _OF_YEAR, text):
        span = Span(*match.span("title"))
        if not closed.closes_in(span) and _PUBLISHED.search(text, *sentence_at(document, span)):
            yield BareTitle(span, f"《{match['title']}》")
    ends = beginning_at(years_in(text), _BEHIND_COLON, text)
    for match in ending_in(ends, _WITH_YEAR, text, _LONGEST):
        span = Span(*match.span("title"))
        if not closed.closes_in(span):
            yield BareTitle(span, f"《{match['title']}》")
