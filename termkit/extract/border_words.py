"""What single words say of the border of a name: what opens one, what ends one, what stands before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.extract.heads import head_of, kind_of
from termkit.extract.lexicon import OPENERS, WordClass
from termkit.extract.places import PLACES
from termkit.terms.concept import Kind
from termkit.text.kept import kept

if TYPE_CHECKING:
    from termkit.extract.clause import Context
    from termkit.text.words import Word

__all__ = ["BODIES", "GENERIC", "JOINTS", "VERBS", "class_before", "is_whole", "opens_name", "part_of"]

VERBS = frozenset({WordClass.VERB, WordClass.GOVERNING, WordClass.PREPOSITION, WordClass.ADVERB})
JOINTS = frozenset({WordClass.CONJUNCTION, WordClass.PAUSE})
# Nouns that say what the name behind them names: 武装团体|上帝抵抗军, 智库|国际危机研究小组.
GENERIC = frozenset(
    "团体 组织 力量 机构 公司 企业 集团 智库 智囊 民兵 武装 政党 游击队 协会 实体 网络 部队 "
    "媒体 银行 派别 运动 帮派 党派 反对派 反对党 执政党 实体 承包商 供应商 "
    "缔约国 当事国 恐怖组织 武装组织 武装团体 反叛团体 智囊机构".split()
)
BODIES = frozenset({Kind.ORGANIZATION, Kind.DEPARTMENT, Kind.OFFICE, Kind.MISSION, Kind.GROUP, Kind.FUND})
_WHOLE = frozenset({WordClass.PERSON, WordClass.PLACE, WordClass.CLOSE})
# What a noun such as 基础设施 or 系统 has before it where it ends a name.
_MODIFIERS = frozenset({
    WordClass.NOUN, WordClass.PLACE, WordClass.OPENER, WordClass.ADJECTIVE, WordClass.NAME_VERB, WordClass.VERB,
    WordClass.HEAD, WordClass.LATIN, WordClass.CLOSE, WordClass.DASH, WordClass.ORDINAL, WordClass.NUMBER,
})  # fmt: skip
_OPENERS = OPENERS | PLACES


def class_before(context: Context, border: int) -> WordClass:
    """Return the class of the word before a border, spaces left out; where a clause begins, that of a stop."""
    if border <= context.first:
        return WordClass.STOP
    cls = context.classes[border - 1]
    if cls is not WordClass.OTHER or not context.words[border - 1].text.isspace():
        return cls
    return context.classes[border - 2] if border >= 2 else WordClass.STOP


@kept(1 << 15)
def opens_name(word: str) -> bool:
    """Tell whether names often begin with a word: 联合国, 国际, a country, or a name that is one word, 国际劳工局."""
    return word in _OPENERS or (len(word) > 3 and not OPENERS.isdisjoint((word[:2], word[:3])))


def part_of(context: Context, index: int) -> str:
    """Return what a conjunction or 、 stands behind: a place, a person, a name's end, a lone noun, or a mere word."""
    word, cls = context.words[index], context.classes[index]
    if cls in {WordClass.PLACE, WordClass.PERSON, WordClass.CLOSE, WordClass.LATIN}:
        return cls
    if not is_whole(word, cls):
        return "word"
    before = context.classes[index - 1] if index > context.first else WordClass.STOP
    return "lone" if before not in _MODIFIERS and kind_of(word.text) not in BODIES else "whole"


def is_whole(word: Word, cls: WordClass) -> bool:
    """Tell whether a word ends a name or a person's title, so that a conjunction behind it joins wholes."""
    if cls in _WHOLE or word.text in {"联合国", "大会"}:
        return True
    head = "" if cls in VERBS or cls is WordClass.NAME_VERB else head_of(word.text)  # 惩处 is no 处
    return bool(head) and (len(head) > 1 or len(word.text) > 1 or word.text in "部署厅处司局办团会")
