"""Words that have lost a character at the edge, or have two in the wrong order: 首脑会的, 十多前年, 艾滋病/滋病毒."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from termkit.text.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Slip", "slips"]

# Words of many reports, cut where the rest is no word, with what else the rest may begin.
_BROKEN_OFF = {
    "首脑会议": "谈晤见商后前期场间",
    "部长级会议": "谈晤见商后前期场间",
    "可持续发展": "电挥放行育出",
    "谅解备忘录": "",
    "千年发展目标": "录",
    "非政府组织": "成合别建团",
    "人道主义": "张",
    "种族主义": "张导体流",
    "流离失所": "",
    "任择议定书": "",
    "基础设施": "备置计定想立",
}
_FIRST_LOST = ("艾滋病",)
_OPEN = "[\u4e00-\u9fff，。、；：）)》”/]"
_CUT_OFF = re.compile(
    "|".join(
        [
            *(f"{word[:-1]}(?![{word[-1]}{others}])(?={_OPEN})" for word, others in _BROKEN_OFF.items()),
            *(f"{word[1:]}(?<!{word})(?<={_OPEN}{word[1:]})" for word in _FIRST_LOST),
        ]
    )
)
_WHOLE = {word[:-1]: word for word in _BROKEN_OFF} | {word[1:]: word for word in _FIRST_LOST}
# Each with what a text without it need not be searched for, and the words as they should be.
_MISWRITTEN = (
    (re.compile("([十百千许好0-9]多|几)前年"), "前年", "\\g<1>年前"),  # 人数前年增加了
    (re.compile("国人权(?<=[和、及与对]国人权)(?<!共和国人权)(?!益|利(?!益攸关))"), "国人权", "国家人权"),
    (
        re.compile(
            "各(?!种)([\u4e00-\u9fff]{2})(?<![一二两三四五六七八九十几多数每各这那某此其同干物品人语])种"
            "(?=倡议|活动|努力|措施|方案|机制|形式|因素|办法|途径)"
        ),
        "各",
        "各种\\g<1>",
    ),
)
# Of a congress (国会) the document says nothing elsewhere.
_THAT_STATE = re.compile("该国会(?![议员见谈晤商计])")
_CONGRESS = re.compile("国会(?<![合各该本我]国会)(?![议员见谈晤商计])")


class Slip(NamedTuple):
    """A stretch of a text that is no word, and what it should be."""

    span: Span
    better: str


def slips(text: str) -> Iterator[Slip]:
    """Yield the broken words of a text; what the end of a page cuts is another matter."""
    for match in _CUT_OFF.finditer(text):
        yield Slip(Span(*match.span()), _WHOLE[match.group()])
    for pattern, sign, better in _MISWRITTEN:
        for match in pattern.finditer(text) if sign in text else ():
            yield Slip(Span(*match.span()), match.expand(better))
    if "该国会" in text and "该国议会" in text and _CONGRESS.search(text) is None:
        for match in _THAT_STATE.finditer(text):
            yield Slip(Span(*match.span()), "该国议会")
