"""Whether a short form that was found is the end of a longer name that nobody has told termkit."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from termkit.check.memo import counter
from termkit.extract.heads import HEADS
from termkit.extract.lexicon import WordClass, class_of
from termkit.extract.places import PLACES
from termkit.extract.undefined import is_transparent
from termkit.text.characters import is_han
from termkit.text.words import words

if TYPE_CHECKING:
    from termkit.extract.mentions import Mention
    from termkit.text.words import Word

__all__ = [
    "begins_behind_noun",
    "is_attribute_and_head",
    "is_common_noun",
    "is_noun_of_another",
    "is_of_plain_words",
    "is_office_in_place",
    "is_part_of_name",
    "may_be_local",
]

_REACH = 6
_NOUNS = frozenset(["n", "ns", "nt", "nz", "nr", "nrt"])
# Nouns before a name that say what it does and do not belong to it: 联合国开发署, 会议期间开发署, 秘书长、主席.
_APART = frozenset(
    "联合国 系统 期间 时 秘书处 秘书长 主席 主任 总干事 代表 会员国 成员国 工作 框架 方面 领域 报告 决议 背景 前 后 中 上 下 内 外 "
    "其间 目前 今天 同时 建议 强调 各国 议员 政府 问题 活动 伙伴 机构 组织 会议 大会 理事会 委员会 会上".split()
)

# Words that make another body of one that is called by plain words: 独立|评价小组, 特设|专家委员会.
_ATTRIBUTES = frozenset(
    "独立 联合 特设 特别 临时 常设 高级 高级别 部长级 政府间 机构间 跨部门 部门间 内部 外部 综合 专门 技术 中期 年度".split()
)

_AND = frozenset("和与及")
# What a name may begin behind: the line, a clause, a list.
_ENDS = frozenset("\n ，。；：、由的")
_SAYING = frozenset(["n", "vn"])
_PEOPLE = ("国", "员", "长", "官", "者", "人", "方", "家", "会", "部", "署", "司", "厅")

_LOCAL = ("办公室", "办事处", "小组")
_OFFICES = frozenset("办事处 办公室 代表处 联络处".split())

_THAN = "于"  # 高于 is no person
_ABOUT = "问题"  # 贸易便利化问题|全球联盟


@lru_cache(maxsize=1 << 10)
def _parted(form: str) -> tuple[Word, str]:
    """Return the first word of a form, and the rest of it."""
    first, *rest = words(form)
    return first, "".join(word.text for word in rest)


def _reaches_in(text: str, before: Word, form: str) -> bool:
    """Tell whether a verb takes the beginning of the form as its object: 打击贩运人口|基金, where 贩运人口 stands elsewhere."""
    if before.tag not in {"v", "vn"}:
        return False
    first, end = _parted(form)
    if first.tag != "n" or len(end) < 2 or end not in HEADS:
        return False
    count = counter(text)
    return count(before.text + first.text) > count(before.text + form)


def _before(text: str, start: int) -> Word | None:
    """Return the word that ends where a form begins; before most there is a mark."""
    if not start or not is_han(text[start - 1]):
        return None
    return _last_word(text[max(0, start - _REACH) : start])


@lru_cache(maxsize=1 << 12)
def _last_word(text: str) -> Word | None:
    """Return the last word of the Chinese characters in which a text ends."""
    start = len(text)
    while start and is_han(text[start - 1]):
        start -= 1
    return words(text[start:])[-1] if start < len(text) else None


def _is_noun(word: Word) -> bool:
    if word.tag not in _NOUNS or word.text in _APART or len(word.text) == 1 or word.text[-1] == _THAN:
        return False
    return class_of(word) is not WordClass.GOVERNING  # the dictionary calls 利用 a noun


def begins_behind_noun(text: str, start: int) -> bool:
    """Tell whether 和 joins what begins here to a noun that says what a body does: 评价与|内部监督办公室."""
    if text[start - 1 : start] not in _AND:
        return False
    before = _before(text, start - 1)
    if before is None or not is_common_noun(before.text):
        return False
    begin = start - 1 - len(before.text)
    return begin == 0 or text[begin - 1] in _ENDS


@lru_cache(maxsize=1 << 12)
def is_common_noun(text: str) -> bool:
    """Tell whether a text is one word that says what a body does, and neither a body nor people: 评价, 遗产."""
    cut = words(text)
    is_noun = len(cut) == 1 and cut[0].tag in _SAYING
    return is_noun and text not in _APART and text not in HEADS and not text.endswith(_PEOPLE)


@lru_cache(maxsize=1 << 14)
def is_of_plain_words(form: str) -> bool:
    """Tell whether other bodies may be called by the same words: 大会, 秘书处, 评价小组."""
    return form in HEADS or is_transparent(form)


@lru_cache(maxsize=1 << 12)
def is_attribute_and_head(form: str) -> bool:
    """Tell whether a form only says of what kind a body is: 常设|论坛, 特设|委员会."""
    first, rest = _parted(form)
    return first.text in _ATTRIBUTES and rest in HEADS


@lru_cache(maxsize=1 << 12)
def is_office_in_place(form: str) -> bool:
    """Tell whether a form says no more than where an office is: 内罗毕|办事处."""
    first, rest = _parted(form)
    return rest in _OFFICES and (first.text in PLACES or class_of(first) is WordClass.PLACE)


@lru_cache(maxsize=1 << 12)
def may_be_local(form: str) -> bool:
    """Tell whether many an office has one that is called so: 评价小组; not 内罗毕办事处."""
    return form.endswith(_LOCAL) and is_transparent(form) and not is_office_in_place(form)


def is_noun_of_another(text: str, mention: Mention) -> bool:
    """Tell whether plain words name something else here: 缔约方|大会, 世贸组织|秘书处, 独立|评价小组."""
    before = _before(text, mention.span.start)
    return before is not None and (before.text in _ATTRIBUTES or (mention.form in HEADS and _is_noun(before)))


def is_part_of_name(text: str, mention: Mention) -> bool:
    """Tell whether a noun stands right before the form, as in 国家|人口基金 and 非洲地区|知识产权组织.

    Nouns of place and body and common nouns count (tags n, ns, nt, nz, vn of the segmenter), but not those
    that often stand before the name of a body in running text.
    """
    if mention.form.startswith("《"):
        return False
    before = _before(text, mention.span.start)
    if before is None:
        return False
    if (before.text in _ATTRIBUTES or before.text == _ABOUT) and is_transparent(mention.form):
        return True
    if _reaches_in(text, before, mention.form):
        return True
    return _is_noun(before)
