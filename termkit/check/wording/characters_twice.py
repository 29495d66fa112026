"""Characters that stand twice in a row, and are no two words that meet: 协协调 beside 目的|的, 说|说明书."""

from __future__ import annotations

import re
from functools import cache, lru_cache, partial
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from termkit.check.memo import counter
from termkit.check.wording.repeats import han_around
from termkit.text.characters import HAN_DIGITS, is_han
from termkit.text.document import Span
from termkit.text.words import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from termkit.text.words import Word

__all__ = ["is_typed_twice"]

_LOOKED_AT = 100
_COMPOUND = 2
_FREQUENT = 6
_HABIT = 2
_NEAR = 3
"""Characters before that stand in the document with one of the two alone, and show what is meant."""
_WORDS = frozenset(["南南"])
# Words with a character twice that the dictionary of the segmenter lacks: the tsetse fly (现代汉语词典).
_LACKED = ("采采蝇",)
# The characters that names from other languages are written with (Xinhua's tables of transliteration): 马西西.
_SOUNDS = frozenset(
    "阿埃艾安奥巴贝比伯博布达德丹迪蒂杜多厄恩尔法菲弗福夫盖戈格古哈海赫胡霍基吉加杰卡凯坎科克库拉莱兰朗劳勒雷里利林卢鲁罗洛马迈曼"
    "梅米明莫姆穆纳南内尼努诺帕佩皮普奇乔切萨塞桑瑟舒斯苏塔泰特汤图托瓦威韦维温沃乌西希谢辛亚扬耶伊尤扎泽兹佐娜丽莉娅"
)  # fmt: skip
# Words of one character that may end up beside themselves: 目的|的, 民主和|和平, 要在|在场者.
_FUNCTION = frozenset("的和在与及为以对将也都就不有到会从向由而等着过于被并或这那其各每某该本之所是了可能仍")
_MODAL, _NOT = frozenset("能会可应"), frozenset("不未")
_FUNCTION_TAGS = frozenset("pcdur")
# Measures that nouns begin with too: 18条|条款, 三个|个案.
_MEASURES = frozenset("条项个份级类种处件名位号期段款章节场点批轮套组队代")
# What laws are made on: 行政违法|法.
_LAWS_OF = frozenset("违法 执法 司法 立法 普法".split())
# What makes a verb of one character an attribute of the noun that begins with it: 未缴|缴款, 应付|付款.
_STILL = frozenset("未应待")
# Verbs that one says once: 谨请|请, where 邀请|请求 are words.
_ASKING = frozenset("请使令")
_SESSIONS = re.compile("届会(?!议(?![程事题]))")
# Function words that have their first character for a short form: one or the other stands, 为 or 为了.
_LONGER = frozenset("为了 由于 对于 因为 因此 以及 以便 或者 并且 但是 如果 虽然 及其 从而 而且 除了 按照".split())
# What has a place or time behind its 于, and two of a clause, which say it otherwise. 致力于|于2030年实现 may meet, as
# may 终于|于明年生效, 关于|于明年举行会议 and 基于|于去年通过的决议.
_WITH_AT = frozenset("由于 鉴于 始于 位于 处于 定于 建于 设于 生于 早于 晚于".split())
_OF_DATE = re.compile(r"于 ?(?:\d{1,4} ?[年月日] ?)+[的，。；、]")
# Verbs and prepositions of one character behind which a clause or a noun begins: 说|说明书, 使|使用者.
_GOVERNING = frozenset("说称讲问听想使令让受用把按")
_SPEAKERS = frozenset("他她它我你您们国人家方者")
"""Ends of the pronouns that are subjects: 各国, 他们; 各种|想法 has none."""
_SUBJECTS = frozenset("nktdxmq")
_NOUNS = frozenset("nl")
# The council and the organization, whose names begin as a preposition reads: 经|经济及社会理事会授权.
_BY_BODY = re.compile("经(?:济[及和与]|济?合|社)[^，。；《》“”\\n]{0,6}(?:理事会|组织)")
# 把|把握机会视为重点: what is taken may be told by a verb.
_TAKEN_FOR = re.compile(r"把[^，。；\n]{2,20}(?:视[为作]|作为|当[作成]|看[作成]|列为|放在|摆在|纳入)")
# Verbs of one character that open a clause behind a noun.
_LIGHT_VERBS = frozenset("作做见有是称指用请让令使为应须需能可")
# Nouns of one character that end a name before a word that begins with them: 稳定团|团长, 各国|国家, 年年底.
_ENDINGS = frozenset(
    "国会团司所处组局部院省州县市区署厅法年月日期人员者性化率量力型类级层家地场站港海湖河岛村镇城路线网机车船厂店校室馆库园林矿"
    "族语文字书报刊表图案权税费价款额数点面方口门体物品料油气电水土木石山社党军队派系科学界业户代行台厂队长主名"
)  # fmt: skip


def is_typed_twice(text: str, span: Span) -> bool:
    """Tell a slip from two words that meet, by the words that a segmenter finds and by the rest of the document."""
    start, end = han_around(text, span)
    cut = words(text[start:end], start)
    joint = span.start + 1
    if text.startswith(_LACKED, span.start):
        return False
    if any(word.start < joint < word.end for word in cut) or text[span.start : span.end] in _WORDS:
        # 人人, 种种 and the like are words; 可可 is one too, but not in a document that writes 可持续 elsewhere.
        return _is_single_elsewhere(text, span, end)
    if text[span.start] in _SOUNDS and {text[span.start - 1 : span.start], text[span.end : span.end + 1]} & _SOUNDS:
        return False
    at = next(index for index, word in enumerate(cut) if word.start == joint)
    before, after = cut[at - 1], cut[at]
    if len(before.text) > 1 and len(after.text) > 1:
        return _is_single_beside(text, span)
    if len(before.text) == len(after.text) == 1:
        # Names from other languages fall apart into single characters: 努尔|瓦|尔|扎|扎|特.
        is_function = before.tag[:1] in _FUNCTION_TAGS and after.tag[:1] in _FUNCTION_TAGS  # 仍|仍
        return before.text in _FUNCTION | _ASKING or is_function or _is_single_elsewhere(text, span, end)
    front = cut[at - 2] if at > 1 else None
    return not _may_meet(text, front, before, after, text[after.end : end])


def _may_meet(text: str, front: Word | None, before: Word, after: Word, rest: str) -> bool:
    """Tell whether two words may meet of which one has one character; `front` is before them, the `rest` behind."""
    if _is_again(text, before, after):
        return after.text == "为了" and front is not None and front.tag == "v"  # 列|为|为了…而设的区
    if len(after.text) > 1 and (_is_counted(text, before.end - 1) or text[before.start - 1 : before.start] in _STILL):
        return True
    if after.text == "法" and (before.text in _LAWS_OF or text.startswith("》", after.end)):
        return True  # 《禁止转化做法|法》
    if len(after.text) == 1 and after.text in _ENDINGS:
        # 共同领导|人人享有 may be cut behind 领导人.
        return len(words(after.text * 2)) == 1 or _begins_word(after.text + rest)
    if (front is None or _is_subject(front)) and _governs(text, before, after):
        return True
    if before.text[0] in _NOT and after.text in _MODAL:  # 不能|能
        return False
    is_field = (before.tag, after.tag[:1]) == ("n", "v") and _leads_others(text)(before.text)  # 核|核查
    return is_field or _may_stand_beside_itself(text, after)


def _is_again(text: str, before: Word, after: Word) -> bool:
    """Tell whether of two function words that meet one is too much: 为|为了, 由于|于; 关于|于2022年的报告."""
    if after.text == "于":
        return before.text in _WITH_AT or (before.text == "关于" and _OF_DATE.match(text, after.start) is not None)
    return after.text in _LONGER and len(before.text) == 1


def _is_subject(word: Word) -> bool:
    """Tell whether a verb or a preposition may stand behind a word: 他|说, 各国|使, 已|经."""
    return word.text[-1] in _SPEAKERS if word.tag == "r" else word.tag[:1] in _SUBJECTS


def _governs(text: str, before: Word, after: Word) -> bool:
    """Tell whether a word of one character is a verb or preposition, and the one behind it a noun of its own."""
    if before.text == "经":
        return _BY_BODY.match(text, after.start) is not None
    if before.text == "把" and _TAKEN_FOR.match(text, after.start):
        return True
    is_noun = after.tag[:1] in _NOUNS or after.text.endswith("法")  # 想法 is a verb in the dictionary
    return before.text in _GOVERNING and len(after.text) > 1 and is_noun


@lru_cache(maxsize=2)
def _leads_others(text: str) -> Callable[[str], bool]:
    """Return `_leads_elsewhere` for a text, asked once for each character."""
    return cache(partial(_leads_elsewhere, text))


def _leads_elsewhere(text: str, character: str) -> bool:
    """Tell whether a noun of one character stands before other words in the document: 核|核查 beside 核|材料."""
    led = set()
    for match in islice(re.finditer(f"{character}(?!{character})", text), _LOOKED_AT):
        start, end = han_around(text, Span(*match.span()))
        for word, following in pairwise(words(text[start:end], start)):
            if word.start == match.start():
                led.add(following.text if word.text == character else _rest(word.text))
    return len(led - {""}) >= _HABIT


def _rest(word: str) -> str:
    """Return the word that stands behind the first character of another one: 燃料 in 核燃料."""
    return word[1:] if len(word) > _COMPOUND and len(words(word[1:])) == 1 else ""


def _is_counted(text: str, offset: int) -> bool:
    """Tell whether the character at an offset is a measure behind a number: 18条|条款草案."""
    number = text[max(offset - 2, 0) : offset].rstrip(" ")[-1:]
    return text[offset] in _MEASURES and number != "" and (number.isdecimal() or number in HAN_DIGITS)


def _begins_word(text: str) -> bool:
    """Tell whether a text begins with a word of more than one character, or falls apart: 校|长期 may be 校长|期."""
    rest = words(text[1:])
    return len(text) > 1 and (len(rest[0].text) == 1 or len(words(text[:2])) == 1)


def _may_stand_beside_itself(text: str, after: Word) -> bool:
    """Tell whether a word may stand beside one that begins or ends with its last or first character."""
    character = after.text[0]
    if character in _FUNCTION or character in HAN_DIGITS:
        return True
    if character == "届":
        # 三届|届会: no 第五十三届|届会议.
        return _SESSIONS.match(text, after.start) is not None
    if len(after.text) == 1 and (after.tag[:1] in _FUNCTION_TAGS or character in _LIGHT_VERBS):
        # 委员会的意见|见 A/76/1, 合作|作了说明, 证据|据称.
        return True
    if character == "次":
        # 第十二次|次区域: a measure.
        return text.startswith(("次区域", "次要", "次级"), after.start)
    # 两国|国会, 2007 年|年底: an ending that the segmenter cut off.
    return character in _ENDINGS


def _is_single_elsewhere(text: str, span: Span, end: int) -> bool:
    """Tell whether the document often has these words with one character, and with two only here."""
    right = text[span.end : min(span.end + 2, end)]
    character = text[span.start]
    if (
        len(right) < 2
        or character in _ENDINGS
        or character in HAN_DIGITS
        or text.startswith(("次区域", "次要", "次级"), span.start + 1)
    ):
        return False
    count = counter(text)
    return count(character * 2 + right) == 1 and count(character + right) - 1 >= _FREQUENT


def _is_single_beside(text: str, span: Span) -> bool:
    """Tell whether the words around are in the document with one character: 与议联|合作 beside 与议联合|合作."""
    left, right = text[max(span.start - _NEAR, 0) : span.start], text[span.end : span.end + 1]
    if len(left) < _NEAR or not all(map(is_han, left + right)):
        return False
    count, character = counter(text), text[span.start]
    return count(left + character + right) > 0 and count(left + character * 2 + right) == 1
