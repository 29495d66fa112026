"""Where no name begins, whatever else speaks for it: inside counts, clauses and dates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.extract.border_words import ACTIONS, BODIES, JOINTS
from termkit.extract.heads import kind_of
from termkit.extract.lexicon import WordClass
from termkit.extract.places import PLACES
from termkit.extract.sounds import is_transcribed, sounds_like

if TYPE_CHECKING:
    from termkit.extract.clause import Context

__all__ = ["begins_no_name", "begins_none_with", "first_possible"]


_COUNT = re.compile(
    r"(?:\d+|[两三四五六七八九十]+)\s?多?(?:个|项|处|名|份|家|所|种|类|艘|辆|架|台|套|座|笔|起|批|位)|若干|一些|许多|某些|多个|数个"
)
_COUNT_BEFORE = re.compile(rf"(?:{_COUNT.pattern})$")
_COUNT_WIDTH = 6
_COUNT_BEGINS = frozenset("两三四五六七八九十若一许某多数")
# 第1540(2004)|号|决议|所|设|委员会: 设 may stand before a name, before a plain noun it is part of one.
_NUMBERED_BEFORE = re.compile(r"第\s?\d+(?:/\d+)?(?:\s?[(（]\d{4}[)）])?\s?(?:号(?:(?:决议|决定)(?:所(?:设)?)?)?)?$")
_NUMBERED_WIDTH = 24
_IN_NUMBERED = frozenset("号议定所设)）0123456789")
_COUNTED = frozenset("条款项届次号段章节年月日")
_YEAR = re.compile(r"(?:19|20)\d\d\s?年")
_YEAR_BEFORE = re.compile(r"((?:19|20)\d\d)\s?年?$")
_YEAR_WIDTH = 6  # 2023 年
_HEADING = re.compile(r"\d+(?:\.\d+)+\s?(?=[\u4e00-\u9fff])")
_OF_PARTIES = ("缔约国", "缔约方")
_OF_VERBS = ACTIONS | {WordClass.NOUN, WordClass.HEAD, WordClass.PLACE, WordClass.PERSON, WordClass.MEASURE}
_REGIONS = tuple(f"{each}部" for each in "东 南 西 北 中 东南 东北 西南 西北".split())
_PURPOSES = frozenset("致力于 旨在 从事 主张 专门从事".split())
_LONG = 4
_POINTING = frozenset("该 此 这 这些 这个 这一 这次 这项 这种 那些 上述 所述".split())
# Words of a sentence: of 3,200 labelled names none has one inside, but for titles that begin with 关于.
_OF_SENTENCES = frozenset(
    "下列 下述 以下 了 由 根据 依照 按照 依据 到 将 于 就 据 会同 截至 还 继续 已 仍 同样 也 又 谨 须 "
    "应当 正 正在 均 分别 目前 至少 据此 为此 并 但 如 例如 称 题为 其中 是 向 决定 指出 回顾 感谢 重申 "
    "赞扬 注意到 宣布 强调 认为 忆及 获悉 敦促 促请 谴责 表示 来自 设在 举行 会见 出席 "
    "应 得到 涵盖 设有 下设 召集 收到 提到 提及 提请 概述 欢迎 主持 公布 符合 询问 答复 自称 走访 位于 "
    "铭记 送交 增至 缉获 若干".split()
)
_DETERMINERS = _POINTING | _OF_SENTENCES
_MARKS = {"》": "《", "”": "“", "〉": "〈", "’": "‘", ")": "(", "）": "（"}
_DE, _PLACE, _ADJECTIVE = (
    WordClass.DE,
    WordClass.PLACE,
    WordClass.ADJECTIVE,
)  # members of an enumeration are looked up slowly


def first_possible(context: Context) -> int:
    """Return the first word that a name may begin with, if not with 关于: behind 根据, two behind 该.

    《刚果民主共和国和该区域和平、安全与合作框架》: what stands in marks may say what it likes.
    """
    words = context.words
    if _DETERMINERS.isdisjoint(words):
        return 0
    last = index = len(words) - 1
    while index >= 0:
        word = words[index]
        if word in _MARKS and _MARKS[word] in words[:index]:
            index = index - 1 - words[:index][::-1].index(_MARKS[word])
        elif word in _POINTING:
            return index + 2
        elif word in _OF_SENTENCES and index < last and _is_of_sentence(context, index):  # 第2号决定 is a name
            return index + 1
        index -= 1
    return 0


def _is_of_sentence(context: Context, index: int) -> bool:
    """Tell whether a word is one of the sentence and of no name: 大会是|国际电联(ITU)的…, 就此向|渔业委员会(COFI)提出.

    特别是 is no verb, and texts may be called by what is done to somebody: 关于向…提供援助的公约.
    """
    word = context.words[index]
    if word == "向":
        return kind_of(context.text) in BODIES
    return word != "是" or (index > 0 and context.classes[index - 1] is not WordClass.ADVERB)


def begins_none_with(context: Context, border: int, english: str, numbers: list[str]) -> bool:
    """Tell whether no name begins at a border with a short form that has `numbers`, or the full name `english`."""
    if english and _is_place_apart(context, border, english):
        return True
    return bool(numbers) and _parts_year(context.text, context.starts[border], numbers)


def begins_no_name(context: Context, border: int) -> bool:
    """Tell whether no name begins at a border of a clause, whatever its short form."""
    text, start = context.text, context.starts[border]
    first = text[start]
    if first.isdecimal():
        if _COUNT.match(text, start) or text[:start].rstrip().endswith("第") or _is_dated_clause(context, border):
            return True
        if border == 0 and _is_heading_number(context):
            return True
    elif first in _COUNT_BEGINS:  # 12处|脆弱海洋生态系统
        if _COUNT.match(text, start):
            return True
    elif first in _COUNTED:  # 第5|条执行委员会
        if text[:start].rstrip()[-1:].isdecimal():
            return True
    elif (first == "第" and text.startswith(_OF_PARTIES, max(start - 3, 0))) or (
        first == "非" and _is_not(context, border)
    ):
        return True
    if text[start - 1 : start] in _IN_NUMBERED and _NUMBERED_BEFORE.search(
        text, max(0, start - _NUMBERED_WIDTH), start
    ):
        return border == len(context.words) - 1 or not text.endswith("设", 0, start)
    return _parts_clause(context, border) or _parts_counted(context, border) or _parts_regions(context, border)


def _is_not(context: Context, border: int) -> bool:
    """Tell whether a border stands before a negation of a body: 非|经济合作与发展组织(经合组织)国家."""
    words = context.words[border : border + 2]
    return words[0] == "非" and len(words[-1]) >= _LONG and kind_of(context.text) in BODIES


def _parts_clause(context: Context, border: int) -> bool:
    """Tell whether a name would begin inside a relative clause.

    Behind its 由 (由|非洲主导的中非共和国国际支助团), at its verb (提供|支持的人权尽职政策), or, for a body, behind a
    verb of purpose (致力于|改善孕产妇健康和保护儿童权利的晨曦发展基金会) or with what is done to one that a number
    begins (加强第1540(2004)号决议所设委员会).
    """
    if border == 0:
        return False
    before = context.words[border - 1]
    if before == "由":
        return _is_modified(context, border)
    if before in _PURPOSES:
        return _DE in context.classes[border:] and kind_of(context.text) in BODIES
    follower = context.words[border + 1] if border + 1 < len(context.words) else ""
    if follower == "第" and context.classes[border] in ACTIONS:
        return kind_of(context.text) in BODIES
    return follower == "的" and context.classes[border] in ACTIONS and context.classes[border - 1] in _OF_VERBS


def _parts_counted(context: Context, border: int) -> bool:
    """Tell whether a name would begin behind the adjective of what is counted: 12处脆弱|海洋生态系统."""
    if border < 2 or context.classes[border - 1] is not _ADJECTIVE:
        return False
    start = context.starts[border - 1]
    return _COUNT_BEFORE.search(context.text, max(0, start - _COUNT_WIDTH), start) is not None


def _parts_regions(context: Context, border: int) -> bool:
    """Tell whether a name would begin with the second of two regions that share their noun: 东部和|南部非洲."""
    if border <= 1 or context.classes[border - 1] not in JOINTS:
        return False
    return context.words[border - 2] in _REGIONS and context.words[border].startswith(_REGIONS)


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
