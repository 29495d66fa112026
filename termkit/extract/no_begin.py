"""Where no name begins, whatever else speaks for it: inside counts, clauses and dates."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from termkit.extract.border_words import ABOUT, ACTIONS, BODIES, JOINTS
from termkit.extract.heads import kind_of
from termkit.extract.lexicon import WordClass
from termkit.extract.places import PLACES
from termkit.extract.sounds import is_transcribed, sounds_like
from termkit.terms.concept import Kind

if TYPE_CHECKING:
    from collections.abc import Collection

    from termkit.extract.clause import Context

__all__ = ["barred_borders", "begins_no_name", "begins_none_with", "is_verb_of_clause"]


_COUNT = re.compile(
    r"(?:\d+|[两三四五六七八九十]+)\s?多?(?:个|项|处|名|份|家|所|种|类|艘|辆|架|台|套|座|笔|起|批|位|轮)|若干|一些|许多|某些|多个|数个"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:[,，]\d{3})+(?!\d)")  # 协助淘汰了1,045|消耗臭氧潜能吨
_MONTH = re.compile(r"[12]\d{3}\s?年\s?\d{1,2}\s?月(?!\s?\d)")  # agreements are called by their day, at the least
_GOVERNMENT_AND = re.compile("政府[和与同及、]")
_AMOUNT = re.compile(r"\d\s?(?:万亿?|亿)(?:美元|欧元)?")
_COUNT_BEFORE = re.compile(rf"(?:{_COUNT.pattern})$")
_COUNT_WIDTH = 6
_COUNT_BEGINS = frozenset("两三四五六七八九十若一许某多数")
# 第1540(2004)|号|决议|所|设|委员会: 设 may stand before a name, before a plain noun it is part of one.
_NUMBERED_BEFORE = re.compile(r"第\s?\d+(?:/\d+)?(?:\s?[(（]\d{4}[)）])?\s?(?:号(?:(?:决议|决定)(?:所(?:设)?)?)?)?$")
_NUMBERED_WIDTH = 24
_IN_NUMBERED = frozenset("号议定所设)）0123456789")
_CHEMICAL = frozenset("甲乙丙丁戊己苯酚胺醇酮酸酯醚烷烯炔羟氨氯氟溴碘氧氢氮硫磷基啶唑嗪噻呋")
"""Characters of the names of substances, which are cut at wrong places."""
# 应|首次|高级别官员会议: words of sentences with which of 6,700 names none begins.
_NEVER_FIRST = frozenset(
    "首次 再次 已 应 将 不应 有待 未经 仍 均 尚未 正在 分别 并未 并非 已经 致力于 旨在 专门从事".split()
    + "一份 一项 一种 一套".split()
)
_COUNTED = frozenset("条款项届次号段章节年月日")
_YEAR = re.compile(r"(?:19|20)\d\d\s?年")
_YEAR_BEFORE = re.compile(r"((?:19|20)\d\d)\s?年?$")
_YEAR_WIDTH = 6  # 2023 年
_HEADING = re.compile(r"\d+(?:\.\d+)+\s?(?=[\u4e00-\u9fff])")
_SESSION = re.compile(r"第\s?[\d一二三四五六七八九十百]+\s?[届次](?:特别|年度)?会议")
_OF_TREATY = re.compile(r"(?:第\s?[\d一二三四五六七八九十百]+\s?[届次])?缔约[方国](?:会议|大会)")
_TREATY_BEFORE = re.compile(r"》(?:第\s?[\d一二三四五六七八九十百]+\s?[届次])?$")
_OF_PARTIES = ("缔约国", "缔约方")
_BEGIN_SESSION = frozenset("第缔大会")
_MEET = frozenset({"大会", "会议"})
_OF_VERBS = ACTIONS | {WordClass.NOUN, WordClass.HEAD, WordClass.PLACE, WordClass.PERSON, WordClass.MEASURE}
_REGIONS = tuple(f"{each}部" for each in "东 南 西 北 中 东南 东北 西南 西北".split())
_HAVE_NOT = "没有"
_DECIDING = frozenset("大会 安全理事会 安理会 理事会 经社理事会 经济及社会理事会".split())
_JOINING = ("加入", "退出", "出席")
_OPEN_ENDED, _OF_ITS_OWN = "不限成员名额", "》及其"
_PURPOSES = frozenset("致力于 旨在 从事 主张 专门从事".split())
_DE, _PLACE, _ADJECTIVE = (
    WordClass.DE,
    WordClass.PLACE,
    WordClass.ADJECTIVE,
)  # members of an enumeration are looked up slowly


def begins_none_with(context: Context, border: int, english: str, numbers: list[str]) -> bool:
    """Tell whether no name begins at a border with a short form that has `numbers`, or the full name `english`."""
    if english and _is_place_apart(context, border, english):
        return True
    return bool(numbers) and _parts_year(context.text, context.starts[border], numbers)


def barred_borders(context: Context) -> Collection[int]:
    """Return borders of a clause that no name begins at, for what it says of names elsewhere in it.

    With adverbs of sentences; inside the name of a substance; before an amount; behind who may be members of a body
    (不限成员名额的|政府间工作组); behind a title and what is its own (《公约》及其各项议定书|实施情况审议机制).
    """
    text, words = context.text, context.words
    barred: list[int] = []
    if text.endswith("”") and "“" in words[1:]:
        # 推广|“创办和改善你的企业”: what is in marks is called so, and what is done with it is no name.
        opening = len(words) - 1 - words[::-1].index("“")
        if context.classes[opening - 1] in ACTIONS:
            barred += range(opening)
    if not _NEVER_FIRST.isdisjoint(words):
        barred += [index for index, word in enumerate(words) if word in _NEVER_FIRST]
    joining = [index for index, word in enumerate(words) if word.endswith(_JOINING)]
    for index in joining:  # 其申请加入|东南亚国家联盟; but a working group may be called after who is to join what
        is_of_clause = words[index] not in _JOINING or (index > 0 and context.classes[index - 1] in ACTIONS)
        barred += range(index + 1) if is_of_clause else [index]
    if ABOUT in words and kind_of(text) is not Kind.INSTRUMENT:  # 大会关于|四年度全面政策审查(四年度审查)的决议
        barred += [i for i, pair in enumerate(pairwise(words)) if pair[1] == ABOUT and pair[0] in _DECIDING]
    if _HAVE_NOT in words:  # 没有|国家贸易便利化委员会; but 没有对应负债的加密资产 is one thing
        barred += [i for i, word in enumerate(words) if word == _HAVE_NOT and "的" not in words[i:]]
    if not _CHEMICAL.isdisjoint(text):
        barred += [i for i, at in enumerate(context.starts) if at and _CHEMICAL.issuperset(text[at - 1 : at + 1])]
    if _OPEN_ENDED in text:
        opened = [index + 1 for index, word in enumerate(words) if word == _OPEN_ENDED]
        barred += [*opened, *(index + 1 for index in opened if words[index : index + 1] == ["的"])]
    if ("万" in text or "亿" in text) and "《" not in text:  # 运送146万|标准箱, 6500亿美元|普遍分配
        barred += _up_to_last(context, _AMOUNT)
    if "府" in text and not text.endswith("》"):  # 法国政府、|社会主义卡纳克民族解放阵线
        barred += _up_to_last(context, _GOVERNMENT_AND)
    own = text.find(_OF_ITS_OWN)
    if own >= 0 and "，" not in text[own:] and kind_of(text) is not Kind.INSTRUMENT:
        barred += [index for index, start in enumerate(context.starts) if start > own]
    return barred


def _up_to_last(context: Context, pattern: re.Pattern[str]) -> list[int]:
    """Return the borders before the end of the last match of a pattern in a clause."""
    last = max((match.end() for match in pattern.finditer(context.text)), default=0)
    return [index for index, start in enumerate(context.starts) if start < last]


def begins_no_name(context: Context, border: int) -> bool:
    """Tell whether no name begins at a border of a clause, whatever its short form."""
    text, start = context.text, context.starts[border]
    first = text[start]
    if first.isdecimal():
        if _COUNT.match(text, start) or text[:start].rstrip().endswith("第") or _is_dated_clause(context, border):
            return True
        if (border == 0 and _is_heading_number(context)) or _MONTH.match(text, start) or _THOUSANDS.match(text, start):
            return True
    elif first in _COUNT_BEGINS:  # 12处|脆弱海洋生态系统
        if _COUNT.match(text, start):
            return True
    elif first in _COUNTED:  # 第5|条执行委员会
        if text[:start].rstrip()[-1:].isdecimal():
            return True
    elif first == "冠":  # 2019 |冠状病毒病: the year is of the name
        if text.startswith("冠状病毒", start) and text[:start].rstrip().endswith("2019"):
            return True
    elif (first == "第" and text.startswith(_OF_PARTIES, max(start - 3, 0))) or (
        first == "非" and _is_not(context, border)
    ):
        return True
    if text[start - 1 : start] in _IN_NUMBERED and _NUMBERED_BEFORE.search(
        text, max(0, start - _NUMBERED_WIDTH), start
    ):
        return border == len(context.words) - 1 or not text.endswith("设", 0, start)
    return border > 0 and (
        _parts_clause(context, border)
        or (context.classes[border - 1] is _ADJECTIVE and _parts_counted(context, border))
        or (context.classes[border - 1] in JOINTS and _parts_regions(context, border))
        or _parts_seat(context, border)
        or (first in _BEGIN_SESSION and _parts_session(context, border))
    )


def _is_not(context: Context, border: int) -> bool:
    """Tell whether a border stands before a negation of a body: 非|经济合作与发展组织(经合组织)国家."""
    words = context.words[border : border + 2]
    return words[0] == "非" and kind_of(words[-1]) in BODIES and kind_of(context.text) in BODIES


def _parts_clause(context: Context, border: int) -> bool:
    """Tell whether a name would begin inside a relative clause.

    Behind its 由 (由|非洲主导的中非共和国国际支助团), or, for a body, behind a verb of purpose
    (致力于|改善孕产妇健康和保护儿童权利的晨曦发展基金会) or with what is done to one that a number begins
    (加强第1540(2004)号决议所设委员会).
    """
    if context.words[border] == "《":
        return False  # 由|《禁止或限制使用某些可被认为具有过分伤害力…的公约》缔约方设立: a title is whole by its marks
    before = context.words[border - 1]
    if before == "由":
        return _is_modified(context, border)
    if before in _PURPOSES:
        return _DE in context.classes[border:] and kind_of(context.text) in BODIES
    follower = context.words[border + 1] if border + 1 < len(context.words) else ""
    return follower == "第" and context.classes[border] in ACTIONS and kind_of(context.text) in BODIES


def is_verb_of_clause(context: Context, border: int) -> bool:
    """Tell whether a name would begin with the verb of a relative clause: 提供|支持的人权尽职政策."""
    if border == 0 or context.words[border + 1 : border + 2] != ["的"]:
        return False
    return context.classes[border] in ACTIONS and context.classes[border - 1] in _OF_VERBS


def _parts_counted(context: Context, border: int) -> bool:
    """Tell whether a name would begin behind the adjective of what is counted: 12处脆弱|海洋生态系统."""
    start = context.starts[border - 1]
    return _COUNT_BEFORE.search(context.text, max(0, start - _COUNT_WIDTH), start) is not None


def _parts_regions(context: Context, border: int) -> bool:
    """Tell whether a name would begin with the second of two regions that share their noun: 东部和|南部非洲."""
    return border > 1 and context.words[border - 2] in _REGIONS and context.words[border].startswith(_REGIONS)


def _parts_seat(context: Context, border: int) -> bool:
    """Tell whether a body's name would begin with where it is sent, 驻 before it: 向驻|海地国际文职人员支助团."""
    if context.classes[border] is not _PLACE or context.words[border - 1] != "驻":
        return False
    return kind_of(context.text) in BODIES


def _parts_session(context: Context, border: int) -> bool:
    """Tell whether a name would be the session of what stands before it: 缔约方会议|第二十七届会议, 缔约方|大会.

    That the parties to a treaty meet is said of the treaty: 《…公约》第15次|缔约方大会.
    """
    text, start = context.text, context.starts[border]
    if context.words[border - 1] in _OF_PARTIES and context.words[border] in _MEET:
        return True
    if context.traits[border - 1].is_whole and _SESSION.fullmatch(text, start):
        return True
    return _OF_TREATY.match(text, start) is not None and _TREATY_BEFORE.search(text, 0, start) is not None


def _is_dated_clause(context: Context, border: int) -> bool:
    """Tell whether a name would begin with the year of a clause or a unit: 2022年启动的第二阶段, 2018年吨公里."""
    if _YEAR.match(context.text, context.starts[border]) is None:
        return False
    return context.classes[-1] is WordClass.MEASURE or _is_modified(context, border)


def _is_heading_number(context: Context) -> bool:
    """Tell whether a clause begins with the number of a heading: 5.2宽带委员会. No body is called by a decimal."""
    return _HEADING.match(context.text) is not None and kind_of(context.text) in BODIES


def _is_modified(context: Context, border: int) -> bool:
    """Tell whether a verb and its 的 stand behind a border."""
    pairs = zip(context.classes[border:], context.words[border + 1 :], strict=False)
    return any(cls in ACTIONS and word == "的" for cls, word in pairs)


def _is_place_apart(context: Context, border: int, english: str) -> bool:
    """Tell whether a name would begin with a place that is not in the full name beside the acronym.

    班吉|打击匪患中央办公室(Office central de répression du banditisme，OCRB)
    """
    word = context.words[border]
    if context.classes[border] is not _PLACE or word in PLACES or not is_transcribed(word):
        return False
    return not any(sounds_like(word, each) for each in english.split())


def _parts_year(text: str, start: int, numbers: list[str]) -> bool:
    """Tell whether a name begins behind the year that its short form keeps: 2023年|世界无线电通信大会(WRC-23)."""
    year = None if text[start] == "《" else _YEAR_BEFORE.search(text, max(0, start - _YEAR_WIDTH), start)
    return year is not None and any(year[1].endswith(number) for number in numbers)
