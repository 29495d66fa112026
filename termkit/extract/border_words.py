"""What single words say of the border of a name: what opens one, what ends one, what stands before it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from termkit.extract.heads import head_of, kind_of
from termkit.extract.lexicon import OPENERS, WordClass, class_of
from termkit.extract.places import PLACES
from termkit.terms.concept import Kind
from termkit.text.kept import kept
from termkit.text.words import Word, tag_of

if TYPE_CHECKING:
    from termkit.extract.clause import Context

__all__ = [
    "ABOUT",
    "ACTIONS",
    "BODIES",
    "COUNTED",
    "JOINTS",
    "JOINT_BODY",
    "KINDS_OF_BODIES",
    "VERBS",
    "Traits",
    "class_before",
    "opens_name",
    "part_of",
    "traits_of",
    "traits_of_tagged",
]

VERBS = frozenset({WordClass.VERB, WordClass.GOVERNING, WordClass.PREPOSITION, WordClass.ADVERB})
ACTIONS = frozenset({WordClass.VERB, WordClass.GOVERNING, WordClass.NAME_VERB})
JOINTS = frozenset({WordClass.CONJUNCTION, WordClass.PAUSE})
ABOUT = "关于"
"""What begins the titles of texts."""
# Nouns that say what the name behind them names: 武装团体|上帝抵抗军, 智库|国际危机研究小组.
_GENERIC = frozenset(
    "团体 组织 力量 机构 公司 企业 集团 智库 智囊 民兵 武装 政党 游击队 协会 实体 网络 部队 "
    "媒体 银行 派别 运动 帮派 党派 反对派 反对党 执政党 实体 承包商 供应商 "
    "缔约国 当事国 恐怖组织 武装组织 武装团体 反叛团体 智囊机构 民间团体 宗教团体 妇女组织 专门机构 主管机构 "
    "附属机构 慈善机构 监督机构 合作伙伴 国有企业 武装力量".split()
)
KINDS_OF_BODIES = frozenset(
    "恐怖 武装 人权 民间 社会 研究 学术 咨询 慈善 宗教 环保 工会 青年 地方 私营 国有 建筑 矿业 制药 "
    "非政府 反叛 叛乱 部落 极端 分离主义 什叶派 逊尼派 反对派 反对党 少数民族 捐助 伙伴".split()
)
"""What a generic noun has before it that says of what kind a body is: 人权团体|大湖区人权维护者联络网."""
BODIES = frozenset({Kind.ORGANIZATION, Kind.DEPARTMENT, Kind.OFFICE, Kind.MISSION, Kind.GROUP, Kind.FUND})
# Joint bodies name all that take part: 国际海事组织、劳工组织和粮农组织…联合特设工作组.
JOINT_BODY = re.compile(
    r"联合(?:特设|技术|高级别)?(?:工作组|专家组|小组|工作队|委员会|秘书处|方案|计划|项目|倡议|特派团|办事处)$"
)
_WHOLE = frozenset({WordClass.PERSON, WordClass.PLACE, WordClass.CLOSE})
_PARTS = _WHOLE | {WordClass.LATIN}
# What a noun such as 基础设施 or 系统 has before it where it ends a name.
_MODIFIERS = frozenset({
    WordClass.NOUN, WordClass.PLACE, WordClass.OPENER, WordClass.ADJECTIVE, WordClass.NAME_VERB, WordClass.VERB,
    WordClass.HEAD, WordClass.LATIN, WordClass.CLOSE, WordClass.DASH, WordClass.ORDINAL, WordClass.NUMBER,
})  # fmt: skip
_OPENERS = OPENERS | PLACES
COUNTED = (
    WordClass.CONJUNCTION, WordClass.DE, WordClass.PREPOSITION, WordClass.GOVERNING, WordClass.PRONOUN,
    WordClass.ADVERB, WordClass.ASPECT, WordClass.PAUSE, WordClass.PERSON, WordClass.TIME, WordClass.EXAMPLE,
    WordClass.STOP, WordClass.VERB, WordClass.NUMBER, WordClass.MEASURE,
)  # fmt: skip
_SAID = frozenset({
    WordClass.PREPOSITION, WordClass.PRONOUN, WordClass.ADVERB, WordClass.ASPECT, WordClass.EXAMPLE,
    WordClass.CONJUNCTION, WordClass.VERB, WordClass.GOVERNING, WordClass.NAME_VERB,
})  # fmt: skip
_BEFORE_ANOTHER = frozenset({
    WordClass.CONJUNCTION, WordClass.PAUSE, WordClass.PREPOSITION, WordClass.VERB, WordClass.NAME_VERB,
    WordClass.GOVERNING, WordClass.ADVERB, WordClass.DE, WordClass.PERSON, WordClass.HEAD, WordClass.TIME,
    WordClass.PLACE, WordClass.EXAMPLE, WordClass.CLOSE,
})  # fmt: skip
_NO_NAME = frozenset({
    WordClass.CONJUNCTION, WordClass.PAUSE, WordClass.DE, WordClass.HEAD, WordClass.CLOSE, WordClass.OPEN,
    WordClass.DASH,
})  # fmt: skip


class Traits(NamedTuple):
    """What a word says by itself, wherever it stands. Features are told by their names, nothing for none."""

    text: str
    tag: str
    cls: WordClass
    opens: bool
    """Whether names often begin with it."""
    is_generic: bool
    """Whether it is a noun that says what the name behind it names."""
    is_whole: bool
    """Whether it ends a name or a person's title."""
    joins: bool
    """Whether it is a conjunction or 、."""
    is_verb: bool
    begins_part: bool
    """Whether a name may go on with it behind a noun that is generic."""
    before: str
    """The feature of a name that it stands before."""
    first: str
    """The feature of a name that begins with it."""
    counted: str
    """The feature of a name for its class, which counts."""
    said: str
    """The feature of a name that has it inside."""
    seam: str
    """The feature of a name in which it stands before a word that opens names."""


@kept(1 << 16)
def traits_of(word: str) -> Traits:
    """Return what a word of the dictionary says by itself."""
    return traits_of_tagged((word, tag_of(word)))


@kept(1 << 16)
def traits_of_tagged(word: tuple[str, str]) -> Traits:
    """Return what a word says that has a tag."""
    text, tag = word
    cls = class_of(Word(text, 0, len(text), tag))
    return Traits(
        text=text,
        tag=tag,
        cls=cls,
        opens=opens_name(text),
        is_generic=text in _GENERIC,
        is_whole=_is_whole(text, cls),
        joins=cls in JOINTS,
        is_verb=cls in VERBS,
        begins_part=cls not in _NO_NAME,
        before=f"L={text}",
        first=f"R={text}",
        counted=f"in:{cls}" if cls in COUNTED else "",
        said=f"in={text}" if cls in _SAID else "",
        seam=f"inner {cls} then opener" if cls in _BEFORE_ANOTHER else "",
    )


def class_before(context: Context, border: int) -> WordClass:
    """Return the class of the word before a border, spaces left out; where a clause begins, that of a stop."""
    if border <= context.first:
        return _STOP
    cls = context.classes[border - 1]
    if cls is not _OTHER or not context.words[border - 1].isspace():
        return cls
    return context.classes[border - 2] if border >= 2 else _STOP


_STOP, _OTHER = WordClass.STOP, WordClass.OTHER


@kept(1 << 15)
def opens_name(word: str) -> bool:
    """Tell whether names often begin with a word: 联合国, 国际, a country, or a name that is one word, 国际劳工局."""
    return word in _OPENERS or (len(word) > 3 and not OPENERS.isdisjoint((word[:2], word[:3])))


def part_of(context: Context, index: int) -> str:
    """Return what a conjunction or 、 stands behind: a place, a person, a name's end, a lone noun, or a mere word."""
    word = context.traits[index]
    if word.cls in _PARTS:
        return word.cls
    if not word.is_whole:
        return "word"
    before = context.classes[index - 1] if index > context.first else _STOP
    return "lone" if before not in _MODIFIERS and kind_of(context.words[index]) not in BODIES else "whole"


def _is_whole(word: str, cls: WordClass) -> bool:
    """Tell whether a word ends a name or a person's title, so that a conjunction behind it joins wholes."""
    if cls in _WHOLE or word in {"联合国", "大会"}:
        return True
    head = "" if cls in VERBS or cls is WordClass.NAME_VERB else head_of(word)  # 惩处 is no 处
    return bool(head) and (len(head) > 1 or len(word) > 1 or word in "部署厅司处局办团会股科组")
