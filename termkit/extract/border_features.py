"""What speaks for and against a name that begins at a border and runs to the end of the clause."""

from __future__ import annotations

import re
from functools import cache
from math import log
from typing import TYPE_CHECKING

from termkit.extract.clause import borders_of
from termkit.extract.heads import head_of, kind_of
from termkit.extract.lexicon import OPENERS, WordClass
from termkit.extract.places import PLACES
from termkit.terms.concept import Kind
from termkit.text.characters import is_han

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.extract.clause import Context
    from termkit.extract.evidence import Surroundings
    from termkit.extract.model import Features
    from termkit.text.words import Word

__all__ = ["BODIES", "COUNTED", "GENERIC", "JOINTS", "VERBS", "border_features", "opens_name"]

COUNTED = (
    WordClass.CONJUNCTION, WordClass.DE, WordClass.PREPOSITION, WordClass.GOVERNING, WordClass.PRONOUN,
    WordClass.ADVERB, WordClass.ASPECT, WordClass.PAUSE, WordClass.PERSON, WordClass.TIME, WordClass.EXAMPLE,
    WordClass.STOP, WordClass.VERB, WordClass.NUMBER, WordClass.MEASURE,
)  # fmt: skip
_SAID = frozenset({
    WordClass.PREPOSITION, WordClass.PRONOUN, WordClass.ADVERB, WordClass.ASPECT, WordClass.EXAMPLE,
    WordClass.CONJUNCTION, WordClass.VERB, WordClass.GOVERNING, WordClass.NAME_VERB,
})  # fmt: skip
# Two names: 议联和|联合国环境规划署, 秘书处|维持和平行动部. Nothing is called so, save inside 《》.
_ANOTHER = re.compile(r"[和与及、](?=联合国[^-—])")
_SECRETARIAT = re.compile(r"秘书处(?=[^》]*[部厅司处]$)")
VERBS = frozenset({WordClass.VERB, WordClass.GOVERNING, WordClass.PREPOSITION, WordClass.ADVERB})
JOINTS = frozenset({WordClass.CONJUNCTION, WordClass.PAUSE})
_VERBS_OF_NAMES = frozenset({WordClass.VERB, WordClass.GOVERNING, WordClass.NAME_VERB})
_WHOLE = frozenset({WordClass.PERSON, WordClass.PLACE, WordClass.CLOSE})
_BEFORE_ANOTHER = frozenset({
    WordClass.CONJUNCTION, WordClass.PAUSE, WordClass.PREPOSITION, WordClass.VERB, WordClass.NAME_VERB,
    WordClass.GOVERNING, WordClass.ADVERB, WordClass.DE, WordClass.PERSON, WordClass.HEAD, WordClass.TIME,
    WordClass.PLACE, WordClass.EXAMPLE, WordClass.CLOSE,
})  # fmt: skip
# Nouns that say what the name behind them names: 武装团体|上帝抵抗军, 智库|国际危机研究小组.
GENERIC = frozenset(
    "团体 组织 力量 机构 公司 企业 集团 智库 智囊 民兵 武装 政党 游击队 协会 实体 网络 部队 "
    "媒体 银行 派别 运动 帮派 党派 "
    "缔约国 当事国 恐怖组织 武装组织 武装团体 反叛团体 智囊机构".split()
)
_ABOUT = "关于"
_PARTIES = re.compile(r"缔约(?:方|国)(?:大会|会议)$")
# Joint bodies name all that take part: 国际海事组织、劳工组织和粮农组织…联合特设工作组.
_JOINT = re.compile(
    r"联合(?:特设|技术|高级别)?(?:工作组|专家组|小组|工作队|委员会|秘书处|方案|计划|项目|倡议|特派团|办事处)$"
)
_YEAR = re.compile(r"\d{4}(?:\s*[和至、-]\s*\d{4})?\s*年(?P<month>\s*\d)?")
_DATE = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月")  # 2019年12月|国际刑事法院
BODIES = frozenset({Kind.ORGANIZATION, Kind.DEPARTMENT, Kind.OFFICE, Kind.MISSION, Kind.GROUP, Kind.FUND})
_NO_NAME = frozenset({
    WordClass.CONJUNCTION, WordClass.PAUSE, WordClass.DE, WordClass.HEAD, WordClass.CLOSE, WordClass.OPEN,
    WordClass.DASH,
})  # fmt: skip
_IN = {cls: f"in:{cls}" for cls in COUNTED}
_INNER = {cls: f"inner {cls} then opener" for cls in _BEFORE_ANOTHER}
_OPENERS = OPENERS | PLACES
_STRONG_OPENERS = frozenset({"联合国", "世界", "国际", "全国", "政府间"})


def border_features(context: Context, surroundings: Surroundings) -> Iterator[tuple[int, Features]]:
    """Yield the borders of a clause from right to left, each with its features."""
    text, cut, classes = context.text, context.words, context.classes
    inside: Features = {}
    inner = _Inner(context, surroundings)
    clauses = _RelativeClauses(context)
    another = max((match.start() for match in _ANOTHER.finditer(text)), default=-1)
    is_body = kind_of(text) in BODIES and not text.endswith("会")
    position, is_name, has_secretariat = len(cut), False, "秘书处" in text
    for border in borders_of(context):
        for index in range(border, position):
            if (count := _IN.get(classes[index])) is not None:
                inside[count] = min(inside.get(count, 0.0) + 1, 3.0)
        inner.take(border + 1, position + 1)
        position = border
        start = cut[border].start
        is_name = is_name or _has_two_han(text[start:])
        if (
            not is_name
            or (has_secretariat and _SECRETARIAT.match(text, start))
            or (start < another and "《" not in text[start:another])
            or (is_body and _DATE.match(text, start))
        ):
            continue
        features = _features(context, border, surroundings, inside, inner, whole=clauses.is_title(border))
        clauses.add_to(features, border)
        yield border, features


def _has_two_han(text: str) -> bool:
    """Tell whether two Han characters stand side by side, or with one character between them."""
    last = -3
    for index, character in enumerate(text):
        if is_han(character):
            if index - last <= 2:
                return True
            last = index
    return False


def _features(
    context: Context, border: int, surroundings: Surroundings, inside: Features, inner: _Inner, *, whole: bool
) -> Features:
    start = context.words[border].start
    name = context.text[start:]
    size = len(name)
    features = _left_side(context, border, surroundings)
    inner.add_to(features, start)
    if inner.is_joint and _class_before(context, border) in JOINTS:
        features["L:join of joint body"] = 1.0
    features["length"] = log(size)
    if name.count("联合国") > 1:
        features["united nations twice"] = 1.0
    if size < 4:
        features["length<4"] = 1.0
    if size > 25:
        features["length>25"] = (size - 25) / 10
    if name[0] == "“":
        features["R:quotation whole"] = float(name[-1] == "”")
    if context.classes[border] is WordClass.HEAD and border == len(context.words) - 1:
        features["R:head alone"] = 1.0
    if name[0] == "《" and name[-1] == "》":  # between the marks a title may say what it likes
        features["R:title whole"] = 1.0
    elif not whole:
        features.update(inside)
        features.update(inner.said)
    features.update(surroundings.of(name, context.words[border - 1].text if border else ""))
    return features


class _RelativeClauses:
    """What 的 says: behind the verbs of a clause it ends that clause, behind 关于 … a title without marks goes on.

    致力于消除童婚的|明日女童基金会, but |关于汞的水俣公约.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        classes = context.classes
        self._last = len(classes) - 1 - classes[::-1].index(WordClass.DE) if WordClass.DE in classes else -1
        self._kind, self._is_titled = "", False
        self._state: list[str] = []  # what each word has before it in its clause
        if self._last < 0:
            return
        kind = kind_of(context.text)
        self._kind = "parties" if _PARTIES.search(context.text) else str(kind)
        self._is_titled = self._kind == "parties" or kind is Kind.INSTRUMENT or context.text.endswith("倡议")
        state = "plain"
        for word, cls in zip(context.words, classes, strict=True):
            self._state.append(state)
            if word.text == _ABOUT:
                state = "about"
            elif cls is WordClass.STOP:
                state = "plain"
            elif state == "plain" and (cls in VERBS or cls is WordClass.NAME_VERB):
                state = "verb"

    def is_title(self, border: int) -> bool:
        """Tell whether a name begins as a title without marks and ends as one."""
        return self._is_titled and border < self._last and self._context.words[border].text == _ABOUT

    def add_to(self, found: Features, border: int) -> None:
        """Add the features of a border that stands behind 的 or has one behind it."""
        classes, last = self._context.classes, self._last
        if last < 0:
            return
        if border and classes[border - 1] is WordClass.DE:
            state = self._state[border - 1]
            found[f"L:de behind {state}"] = 1.0
            found[f"L:de behind {state}, then {classes[border]}"] = 1.0
            if state == "about":
                found[f"L:de behind about, {self._kind}"] = 1.0
        elif border > last and self._state[last] == "about":
            found[f"behind about, {self._kind}"] = 1.0
        if border < last:
            tail = classes[last + 1] if last + 1 < len(classes) else WordClass.OTHER
            if self._context.words[border].text == _ABOUT:
                found[f"about, {self._kind}"] = 1.0
                found[f"about, then {tail}"] = 1.0
            else:
                verb = not VERBS.isdisjoint(classes[border:last]) or WordClass.NAME_VERB in classes[border:last]
                found[f"de inside {'behind verb' if verb else 'behind nouns'}"] = 1.0
                if verb:
                    found[f"de inside behind verb, L:{_class_before(self._context, border)}"] = 1.0
                if self._state[border] == "about":
                    found["de inside, begins behind about"] = 1.0


class _Inner:
    """What speaks of a seam inside a name: two names, or a sentence and a name, taken for one.

    Gathered word by word as the border moves to the left; `said` has the closed-class words inside.
    """

    def __init__(self, context: Context, surroundings: Surroundings) -> None:
        self._context = context
        self._surroundings = surroundings
        self._seams = 0
        self.is_joint = _JOINT.search(context.text) is not None
        self._found: Features = {}
        self._form_starts = -1
        self.said: Features = {}

    def take(self, first: int, last: int) -> None:
        """Take the words from one index to before another: they are now behind the first word of the name."""
        cut, classes = self._context.words, self._context.classes
        for index in range(first, min(last, len(cut))):
            cls, word = classes[index], cut[index]
            if cls in _SAID:
                self.said[f"in={word.text}"] = 1.0
            if index + 1 == len(cut):
                return
            follower = classes[index + 1]
            if word.text in GENERIC and index + 2 < len(cut) and follower not in _NO_NAME:
                self._found["inner generic"] = 1.0
                self._found[f"inner generic then {follower}"] = 1.0
                if len(self._context.text) - word.end > 5:
                    self._found["inner generic, long behind"] = 1.0
            if follower in VERBS and _is_whole(word, cls):
                self._found[f"inner {cls} then {follower}"] = 1.0
            if cls in _BEFORE_ANOTHER:
                self._take(index, cls, cut[index + 1].text)

    def _take(self, index: int, cls: WordClass, follower: str) -> None:
        cut, classes = self._context.words, self._context.classes
        joins, opens = cls in JOINTS, follower in _OPENERS
        if opens and not (joins and self.is_joint):
            self._found[_INNER[cls]] = 1.0
        if not joins:
            self._seams += cls is WordClass.CLOSE and cut[index].text in ")）"
            return
        if _is_whole(cut[index - 1], classes[index - 1]):
            self._seams += 1 + opens
            if not self.is_joint:
                kind = f"seam behind {kind_of(cut[index - 1].text)}"
                self._found[kind] = self._found.get(kind, 0.0) + 1
        if follower in _STRONG_OPENERS:
            self._seams += 1
            self._found["inner join, then strong opener"] = 1.0
        elif length := self._surroundings.form_before(self._context.text, cut[index].start):
            self._form_starts = max(self._form_starts, cut[index].start - length)

    def add_to(self, found: Features, start: int) -> None:
        """Add the features of a name that begins at an offset of the clause."""
        found.update(self._found)
        if self._seams and not self.is_joint:
            found["seams"] = float(min(self._seams, 3))
        elif self._seams:
            found["seams of joint body"] = 1.0
        if start <= self._form_starts:
            found["inner join behind a form"] = 1.0


def _left_side(context: Context, border: int, surroundings: Surroundings) -> Features:
    """Return what the words on both sides of the border say."""
    cut, classes = context.words, context.classes
    right, opener = classes[border], "opener" if cut[border].text in _OPENERS else "plain"
    left = _class_before(context, border)
    features = dict.fromkeys(_sides(left, right, opener), 1.0)
    joined = left in JOINTS
    if joined and border >= 2:
        part = _part(cut[border - 2], classes[border - 2])
        features[f"join:{part}"] = features[f"join:{part}|{'opener' if opener == 'opener' else right}"] = 1.0
    if border > context.first:
        features[f"L={cut[border - 1].text}"] = 1.0
    features[f"R={cut[border].text}"] = 1.0
    if right in _VERBS_OF_NAMES:
        follower = cut[border + 1].text if border + 1 < len(cut) else ""
        features["R:verb then opener"] = float(opens_name(follower) or follower in {"“", "《"})
    if border > context.first + joined and surroundings.form_before(context.text, cut[border - joined].start):
        features["L:form, joined" if joined else "L:form"] = 1.0
    if border > context.first and cut[border - 1].text in GENERIC:
        features.update(_behind_generic(cut, border, "opener" if opener == "opener" else right))
    if right is WordClass.NUMBER:
        features.update(_numbers(context, border))
    if left is WordClass.DASH and border >= 2:
        features[f"L:dash behind {_part(cut[border - 2], classes[border - 2])}"] = 1.0
    if border and border == context.first and cut[border - 1].text in {"“", "《"}:
        features["R:opens quotation"] = 1.0
    if border and classes[border - 1] is WordClass.HEAD:
        features[f"L:head then {opener}"] = 1.0
    if border and opener == "opener" and _is_whole(cut[border - 1], classes[border - 1]):
        features["L:whole then opener"] = 1.0
    return features


def _behind_generic(cut: list[Word], border: int, kind_of_first: str) -> Features:
    """Return what a noun such as 组织 before the border says."""
    own = head_of(cut[-1].text) and cut[-1].end - cut[border].start > 3
    return {
        "L:generic": 1.0,
        f"L:generic, {'own head' if own else 'no head'}": 1.0,
        f"L:generic then {kind_of_first}": 1.0,
    }


def _numbers(context: Context, border: int) -> Features:
    """Return what a number or a year behind the border says."""
    if match := _YEAR.match(context.text, context.words[border].start):
        kind = kind_of(context.text)
        time = "date" if match["month"] else "year"
        return {f"R:{time}, {kind}": 1.0, f"R:{time}, {'body' if kind in BODIES else 'no body'}": 1.0}
    if WordClass.MEASURE in context.classes[border + 1 : border + 2]:
        return {"R:number and measure": 1.0}
    return {}


@cache
def _sides(left: WordClass, right: WordClass, opener: str) -> tuple[str, str, str]:
    return f"L:{left}", f"R:{right}", f"L:{left}|{opener}"


def _class_before(context: Context, border: int) -> WordClass:
    if border <= context.first:
        return WordClass.STOP
    cls = context.classes[border - 1]
    if cls is not WordClass.OTHER or not context.words[border - 1].text.isspace():
        return cls
    return context.classes[border - 2] if border >= 2 else WordClass.STOP


def opens_name(word: str) -> bool:
    """Tell whether names often begin with a word: 联合国, 国际, a country."""
    return word in _OPENERS


def _part(word: Word, cls: WordClass) -> str:
    """Return what a conjunction or 、 stands behind: a place, a person, a name's end, or a mere word."""
    if cls in {WordClass.PLACE, WordClass.PERSON, WordClass.CLOSE, WordClass.LATIN}:
        return cls
    return "whole" if _is_whole(word, cls) else "word"


def _is_whole(word: Word, cls: WordClass) -> bool:
    """Tell whether a word ends a name or a person's title, so that a conjunction behind it joins wholes."""
    if cls in _WHOLE or word.text in {"联合国", "大会"}:
        return True
    head = "" if cls in VERBS or cls is WordClass.NAME_VERB else head_of(word.text)  # 惩处 is no 处
    return bool(head) and (len(head) > 1 or len(word.text) > 1 or word.text in "部署厅处司局办团会")
