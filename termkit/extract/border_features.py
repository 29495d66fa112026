"""What speaks for and against a name that begins at a border and runs to the end of the clause."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from math import log
from typing import TYPE_CHECKING

from termkit.extract.border_words import (
    ACTIONS,
    BODIES,
    JOINT_BODY,
    JOINTS,
    KINDS_OF_BODIES,
    class_before,
    opens_name,
    part_of,
)
from termkit.extract.heads import head_of, kind_of
from termkit.extract.lexicon import WordClass
from termkit.extract.relative_clauses import RelativeClauses
from termkit.text.characters import is_han

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from termkit.extract.border_words import Traits
    from termkit.extract.clause import Context
    from termkit.extract.evidence import Surroundings
    from termkit.extract.model import Features

__all__ = ["border_features"]

# Two names: 议联和|联合国环境规划署, 秘书处|维持和平行动部. Nothing is called so, save inside 《》.
_ANOTHER = re.compile(r"[和与及、](?=联合国[^-—])")
_SECRETARIAT = re.compile(r"秘书处(?=[^》]*[部厅司处]$)")
# What is said of one name before another: 海事组织(IMO)|海上安全委员会. 刚果(金) is a name.
_ASIDE = re.compile(r"[(（][^()（）]*(?:[\u4e00-\u9fff]{2}|[A-Za-z]{2})[^()（）]*[)）]")
_YEAR = re.compile(r"\d{4}(?:\s*[和至、-]\s*\d{4})?\s*年(?P<month>\s*\d)?")
_DATE = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月")  # 2019年12月|国际刑事法院
_TWO = 2  # characters: longer generic nouns say of what kind themselves, 恐怖组织
_STRONG_OPENERS = frozenset({"联合国", "世界", "国际", "全国", "政府间"})


# Members of an enumeration are looked up slowly.
_HEAD, _CLOSE, _NUMBER, _MEASURE = WordClass.HEAD, WordClass.CLOSE, WordClass.NUMBER, WordClass.MEASURE
_PLACE, _DASH, _ADVERB = WordClass.PLACE, WordClass.DASH, WordClass.ADVERB


def border_features(
    context: Context, surroundings: Surroundings, borders: Iterable[int]
) -> Iterator[tuple[int, Features]]:
    """Yield those of some borders of a clause, from right to left, that a name may begin at, each with its features."""
    text, words, starts = context.text, context.words, context.starts
    inner = _Inner(context, surroundings)
    clauses = _relative_clauses(context)
    another = max((match.start() for match in _ANOTHER.finditer(text)), default=-1)
    aside = max((match.end() for match in _ASIDE.finditer(text)), default=-1)
    is_body = not text.endswith("会") and kind_of(text) in BODIES
    is_name, has_secretariat = False, "秘书处" in text
    for border in borders:
        inner.take_from(border)
        start = starts[border]
        is_name = is_name or _has_two_han(text[start:])
        if (
            not is_name
            or (has_secretariat and _SECRETARIAT.match(text, start))
            or (start < another and "《" not in text[start:another])
            or (is_body and text[start].isdecimal() and _DATE.match(text, start))
        ):
            continue
        whole = text[start] == "《" and text[-1] == "》"
        features = inner.features(start, titled=whole or clauses.is_title(border))
        if whole:
            features["R:title whole"] = 1.0
        _add_left_side(features, context, border, surroundings)
        _add_name(features, context, border)
        if inner.is_joint and class_before(context, border) in JOINTS:
            features["L:join of joint body"] = 1.0
        surroundings.add_to(features, text[start:], words[border - 1] if border else "")
        if "known" in features:  # 黑海|经济合作组织: a longer name that nobody knows may end in one that is known
            features[f"known, L:{class_before(context, border)}"] = 1.0
        clauses.add_to(features, border)
        if start < aside and text[start] != "《":
            features["holds words in brackets"] = 1.0
        elif start == aside:
            features["behind words in brackets"] = 1.0
        yield border, features


@lru_cache(maxsize=1 << 10)
def _relative_clauses(context: Context) -> RelativeClauses:
    return RelativeClauses(context)  # the same clauses come again


def _has_two_han(text: str) -> bool:
    """Tell whether two Han characters stand side by side, or with one character between them."""
    last = -3
    for index, character in enumerate(text):
        if is_han(character):
            if index - last <= 2:
                return True
            last = index
    return False


def _add_name(features: Features, context: Context, border: int) -> None:
    """Add what the form of a name says."""
    text, start = context.text, context.starts[border]
    size = len(text) - start
    features["length"] = log(size)
    if text.count("联合国", start) > 1:
        features["united nations twice"] = 1.0
    if size < 4:
        features["length<4"] = 1.0
    if size > 25:
        features["length>25"] = (size - 25) / 10
    first, last = text[start], text[-1]
    if first == "“":
        features["R:quotation whole"] = float(last == "”")
    elif last == "”":  # 全称为“…水网”: what stands in quotation marks at the end is most often the name
        features["quotation at the end"] = 1.0
    if border == len(context.words) - 1 and context.classes[border] is _HEAD:
        features["R:head alone"] = 1.0


class _Inner:
    """What speaks of a seam inside a name: two names, or a sentence and a name, taken for one.

    Gathered word by word as the border moves to the left.
    """

    def __init__(self, context: Context, surroundings: Surroundings) -> None:
        self._context = context
        self._surroundings = surroundings
        self._taken = len(context.words)
        self._seams = 0
        self.is_joint = JOINT_BODY.search(context.text) is not None
        self._form_starts = -1
        self._seen: Features = {}
        """What speaks of a seam."""
        self._inside: Features = {}
        """The same, with the classes of the words of the name, and the closed-class words inside."""

    def take_from(self, border: int) -> None:
        """Take the words from a border on: they are now of the name, and all but its first word are inside."""
        traits, last = self._context.traits, len(self._context.traits) - 1
        inside = self._inside
        for word in traits[border : self._taken]:
            if counted := word.counted:
                inside[counted] = min(inside.get(counted, 0.0) + 1, 3.0)
        for index in range(border + 1, min(self._taken + 1, last + 1)):
            word = traits[index]
            if word.said:
                inside[word.said] = 1.0
            if index == last:
                break
            follower = traits[index + 1]
            if word.is_generic and index + 1 < last and follower.begins_part:
                self._see("inner generic")
                self._see(f"inner generic then {follower.cls}")
                if len(self._context.text) - self._context.starts[index + 1] > 5:
                    self._see("inner generic, long behind")
            if follower.is_verb and word.is_whole:
                self._see(f"inner {word.cls} then {follower.cls}")
            if word.joins:
                self._take_joint(index, word, follower)
            elif word.seam:
                if follower.opens:
                    self._see(word.seam)
                self._seams += word.cls is _CLOSE and self._context.words[index] in ")）"
        self._taken = border

    def _take_joint(self, index: int, joint: Traits, follower: Traits) -> None:
        context = self._context
        if follower.opens and not self.is_joint:
            self._see(joint.seam)
        part = part_of(context, index - 1) if index else "word"
        if part == "lone":
            self._see("seam behind lone noun")
        elif part == "latin":  # ISNA与|国家儿童和青少年委员会
            self._see(f"seam behind latin{', opener' if follower.opens else ''}")
        elif part != "word" and context.traits[index - 1].is_whole:
            self._seams += 1 + follower.opens
            if not self.is_joint:
                kind = f"seam behind {kind_of(context.words[index - 1])}"
                self._see(kind, self._seen.get(kind, 0.0) + 1)
            if part == "place" and follower.cls is _PLACE:
                self._see("seam of two places")
        start = context.starts[index]
        if context.words[index + 1] in _STRONG_OPENERS:
            self._seams += 1
            self._see("inner join, then strong opener")
        elif length := self._surroundings.form_before(context.text, start):
            self._form_starts = max(self._form_starts, start - length)

    def _see(self, name: str, value: float = 1.0) -> None:
        self._seen[name] = self._inside[name] = value

    def features(self, start: int, *, titled: bool) -> Features:
        """Return the features of a name that begins at an offset of the clause; a title may say what it likes."""
        found = (self._seen if titled else self._inside).copy()
        if self._seams and not self.is_joint:
            found["seams"] = float(min(self._seams, 3))
        elif self._seams:
            found["seams of joint body"] = 1.0
        if start <= self._form_starts:
            found["inner join behind a form"] = 1.0
        return found


def _add_left_side(features: Features, context: Context, border: int, surroundings: Surroundings) -> None:
    """Add what the words on both sides of the border say."""
    cut, traits = context.words, context.traits
    word = traits[border]
    right, opener = word.cls, "opener" if word.opens else "plain"
    left = class_before(context, border)
    features.update(_sides(left, right, opener))
    features[word.first] = 1.0
    if right in ACTIONS:
        follower = cut[border + 1] if border + 1 < len(cut) else ""
        features["R:verb then opener"] = float(opens_name(follower) or follower in {"“", "《"})
    elif right is _NUMBER:
        features.update(_numbers(context, border))
    elif right is _ADVERB and not ACTIONS.isdisjoint(context.classes[border + 1 : border + 2]):
        features["R:adverb then verb"] = 1.0
    if not border:
        return
    before = _word_before(context, border)
    if border == context.first:
        if cut[border - 1] in {"“", "《"}:
            features["R:opens quotation"] = 1.0
    elif border > context.first:
        _add_before(features, context, border, left, before, surroundings)
    if before.cls is _HEAD:
        features[f"L:head then {opener}"] = 1.0
    if word.opens and before.is_whole:
        features["L:whole then opener"] = 1.0


def _word_before(context: Context, border: int) -> Traits:
    """Return the word before a border; the space that many set around figures is left out."""
    index = border - 1
    if context.classes[border] is _NUMBER and index and context.words[index].isspace():
        index -= 1
    return context.traits[index]


def _add_before(
    features: Features, context: Context, border: int, left: WordClass, before: Traits, surroundings: Surroundings
) -> None:
    """Add what the words say that stand before the border."""
    word = context.traits[border]
    kind_of_first = "opener" if word.opens else word.cls
    features[before.before] = 1.0
    joined = left in JOINTS
    if joined and border >= 2:
        part = part_of(context, border - 2)
        features[f"join:{part}"] = features[f"join:{part}|{kind_of_first}"] = 1.0
        if word.cls is _ADVERB and word.text == _member_before(context, border):
            features["join:as the member before"] = 1.0  # 可查找、可访问、可互操作和|可重复使用
        if part == word.cls:  # 索马里和厄立特里亚
            features[f"join:two of {part}"] = 1.0
    elif left is _DASH and border >= 2:
        features[f"L:dash behind {part_of(context, border - 2)}"] = 1.0
    if border > context.first + joined and surroundings.form_before(context.text, context.starts[border - joined]):
        features["L:form, joined" if joined else "L:form"] = 1.0
    if before.is_generic:
        own = head_of(context.words[-1]) and len(context.text) - context.starts[border] > 3
        features["L:generic"] = 1.0
        if len(before.text) > _TWO or (border > 1 and context.words[border - 2] in KINDS_OF_BODIES):
            features["L:kind of body"] = 1.0
        features[f"L:generic, {'own head' if own else 'no head'}"] = 1.0
        features[f"L:generic then {kind_of_first}"] = 1.0


def _member_before(context: Context, border: int) -> str:
    """Return the first word of the member of an enumeration before the one that begins at a border."""
    begin = border - 2
    while begin > context.first and context.classes[begin - 1] not in JOINTS:
        begin -= 1
    return context.words[begin]


def _numbers(context: Context, border: int) -> Features:
    """Return what a number or a year behind the border says."""
    if match := _YEAR.match(context.text, context.starts[border]):
        kind = kind_of(context.text)
        time = "date" if match["month"] else "year"
        return {f"R:{time}, {kind}": 1.0, f"R:{time}, {'body' if kind in BODIES else 'no body'}": 1.0}
    if _MEASURE in context.classes[border + 1 : border + 2]:
        return {"R:number and measure": 1.0}
    return {}


@cache
def _sides(left: WordClass, right: WordClass, opener: str) -> Features:
    return {f"L:{left}": 1.0, f"R:{right}": 1.0, f"L:{left}|{opener}": 1.0}
