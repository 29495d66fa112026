"""Where the full form before a short form begins: evidence for and against every place.

A conditional log-linear model (Berger, Della Pietra and Della Pietra 1996, A Maximum Entropy Approach
to Natural Language Processing) over the possible left borders and the answer "no definition". Each
feature is something a reviser could name; `weights.tsv` has the fitted weights.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from math import exp, log
from typing import TYPE_CHECKING, NamedTuple

from termkit.extract.alignment import align_short_form, letters_of
from termkit.extract.heads import head_of
from termkit.extract.lexicon import OPENERS, WordClass, class_of
from termkit.extract.places import PLACES
from termkit.text.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from termkit.extract.contents import ShortForm
    from termkit.extract.evidence import Surroundings
    from termkit.text.words import Word

__all__ = ["NO_DEFINITION", "Context", "Features", "Ranking", "contexts_of", "features_of", "rank"]

NO_DEFINITION = -1
_WINDOW = 90
_WIDE_WINDOW = 240  # titles of conventions run to a hundred and fifty characters
_STOPS = re.compile(r"[。！？；\n\t|]")
_CLOSE_TO_OPEN = {"》": "《", "〉": "〈", "”": "“", "’": "‘", "）": "（", ")": "(", "」": "「", "』": "『"}
_OPENING = frozenset("《〈“‘（(「『")
_BRACKETS = str.maketrans("（）", "()")

_NEVER_FIRST = frozenset({
    WordClass.STOP, WordClass.PAUSE, WordClass.CLOSE, WordClass.DASH, WordClass.CONJUNCTION, WordClass.DE,
    WordClass.ASPECT, WordClass.EXAMPLE,
})  # fmt: skip
_COUNTED = (
    WordClass.CONJUNCTION, WordClass.DE, WordClass.PREPOSITION, WordClass.GOVERNING, WordClass.PRONOUN,
    WordClass.ADVERB, WordClass.ASPECT, WordClass.PAUSE, WordClass.PERSON, WordClass.TIME, WordClass.EXAMPLE,
    WordClass.STOP, WordClass.VERB, WordClass.NUMBER, WordClass.MEASURE,
)  # fmt: skip
_TOLD_BY_WORD = frozenset({
    WordClass.VERB, WordClass.GOVERNING, WordClass.PREPOSITION, WordClass.EXAMPLE, WordClass.ADVERB, WordClass.PRONOUN,
})  # fmt: skip
_VERBS = frozenset({WordClass.VERB, WordClass.GOVERNING, WordClass.PREPOSITION, WordClass.ADVERB})
_BEFORE_ANOTHER = frozenset({
    WordClass.CONJUNCTION, WordClass.PAUSE, WordClass.PREPOSITION, WordClass.VERB, WordClass.GOVERNING, WordClass.ADVERB,
    WordClass.DE, WordClass.PERSON, WordClass.HEAD, WordClass.TIME, WordClass.PLACE, WordClass.EXAMPLE, WordClass.CLOSE,
})  # fmt: skip
_STRONG_OPENERS = frozenset({"联合国", "世界", "国际", "全国", "政府间"})
# How the first word of a name is rendered in its English initials.
_INITIALS = {
    "联合国": "U", "国际": "I", "世界": "W", "全球": "GW", "国家": "NS", "全国": "N", "政府间": "I", "欧洲": "E", "非洲": "A",
    "亚洲": "A", "美洲": "AI", "区域": "R", "亚太": "A", "阿拉伯": "A", "伊斯兰": "I", "太平洋": "P", "南极": "A", "拉丁美洲": "L",
    "加勒比": "C", "泛美": "P", "东南亚": "SA", "经济": "E", "气候": "C", "可持续": "S", "绿色": "G", "最不发达国家": "L",
}  # fmt: skip


class Context(NamedTuple):
    """What stands to the left of a mark: the words of its clause and where the clause begins."""

    text: str
    offset: int
    """Offset of `text` in the document."""
    words: list[Word]
    classes: list[WordClass]
    first: int
    """Index of the first word that a name may begin with: what lies before is out of reach."""

    @property
    def end(self) -> int:
        """Return the offset of the mark, in the document."""
        return self.offset + len(self.text)


class Ranking(NamedTuple):
    """The most probable border (an index into the words, or NO_DEFINITION) and all probabilities."""

    best: int
    probability: float
    all: dict[int, float]


Features = dict[str, float]


def contexts_of(text: str, mark: int) -> Context:
    """Return the clause that ends at a mark, cut into words."""
    title = text[mark - 1 : mark] == "》"
    begin = max(0, mark - (_WIDE_WINDOW if title else _WINDOW))
    stop = max((m.end() for m in _STOPS.finditer(text, begin, mark)), default=begin)
    clause = text[stop:mark].rstrip()
    cut = words(clause, 0)
    classes = [class_of(word) for word in cut]
    return Context(clause, stop, cut, classes, _reach(cut, classes))


def _reach(cut: list[Word], classes: list[WordClass]) -> int:
    """Return how far left a name can go: to the last mark that none contains, outside quotations."""
    closing: list[str] = []
    for index in range(len(cut) - 1, -1, -1):
        mark = cut[index].text
        if mark in _CLOSE_TO_OPEN:
            closing.append(_CLOSE_TO_OPEN[mark])
        elif mark in _OPENING:
            if not closing or closing[-1].translate(_BRACKETS) != mark.translate(_BRACKETS):
                return index if mark in "《“" and not closing else index + 1
            closing.pop()
        elif classes[index] is WordClass.STOP and not closing:
            return index + 1
    return 0


def _borders(context: Context) -> Iterator[int]:
    """Yield the indices of words that a name can begin with, from right to left, marks balanced."""
    closing: list[str] = []
    for index in range(len(context.words) - 1, context.first - 1, -1):
        mark = context.words[index].text
        if mark in _CLOSE_TO_OPEN:
            closing.append(_CLOSE_TO_OPEN[mark])
        elif mark in _OPENING:
            if closing:
                closing.pop()
            if not closing and mark in "《“":
                yield index
                if mark == "《" and context.text.endswith("》"):
                    return  # a title is whole by its marks
        elif not closing and context.classes[index] not in _NEVER_FIRST and not mark.isspace():
            yield index


def features_of(context: Context, short: ShortForm, surroundings: Surroundings, reuse: int = 0) -> dict[int, Features]:
    """Return the features of every border, and of the answer that this is no definition.

    `reuse` is how often the short form occurs elsewhere in the document.
    """
    found = {NO_DEFINITION: _plain_features(context, short, reuse)}
    align = _aligner(context, short)
    inside = dict.fromkeys(_COUNTED, 0)
    position = len(context.words)
    for border in _borders(context):
        for index in range(border, position):
            if context.classes[index] in inside:
                inside[context.classes[index]] += 1
        position = border
        features = _border_features(context, border, surroundings)
        features.update((f"in:{cls}", float(min(count, 3))) for cls, count in inside.items() if count)
        features.update(align(border))
        name = context.text[context.words[border].start :]
        features.update(surroundings.of(name, context.words[border - 1].text if border else ""))
        found[border] = features
    return found


def _border_features(context: Context, border: int, surroundings: Surroundings) -> Features:
    cut, classes = context.words, context.classes
    right = classes[border]
    left = classes[border - 1] if border > context.first else WordClass.STOP
    if border and cut[border - 1].text.isspace():
        left = classes[border - 2] if border > 1 else WordClass.STOP
    opener = _opens(cut[border].text)
    name = context.text[cut[border].start :]
    features: Features = {
        f"L:{left}": 1.0,
        f"R:{right}": 1.0,
        f"L:{left}|{'opener' if opener else 'plain'}": 1.0,
    }
    if left in {WordClass.CONJUNCTION, WordClass.PAUSE} and border >= 2:
        features[f"join:{_part(cut[border - 2], classes[border - 2])}|{'opener' if opener else right}"] = 1.0
        features[f"join:{_part(cut[border - 2], classes[border - 2])}"] = 1.0
    if border > context.first and classes[border - 1] in _TOLD_BY_WORD:
        features[f"L={cut[border - 1].text}"] = 1.0
    if right is WordClass.VERB or right is WordClass.GOVERNING:
        features[f"R={cut[border].text}"] = 1.0
        follower = cut[border + 1].text if border + 1 < len(cut) else ""
        if follower in OPENERS or follower in PLACES or follower in {"“", "《"}:
            features["R:verb then opener"] = 1.0
    joined = left in {WordClass.CONJUNCTION, WordClass.PAUSE}
    if border > context.first + joined and surroundings.ends_form(context.text[: cut[border - joined].start]):
        features["L:form, joined" if joined else "L:form"] = 1.0
    if border and classes[border - 1] is WordClass.HEAD:
        features["L:head then " + ("opener" if opener else "plain")] = 1.0
    if border and _is_whole(cut[border - 1], classes[border - 1]) and opener:
        features["L:whole then opener"] = 1.0
    size = len(name)
    features["length<4"] = float(size < 4)
    features["length"] = log(max(size, 1))
    features["length>25"] = float(size > 25) * (size - 25) / 10
    seams = 0
    for index in range(border + 1, len(cut) - 1):
        joins = classes[index] in {WordClass.CONJUNCTION, WordClass.PAUSE}
        if joins and _is_whole(cut[index - 1], classes[index - 1]):
            follows = cut[index + 1]
            seams += 1 + _opens(follows.text)
        if _opens(cut[index + 1].text) and classes[index] in _BEFORE_ANOTHER:
            features[f"inner {classes[index]} then opener"] = 1.0
        if joins and cut[index + 1].text in _STRONG_OPENERS:
            seams += 1
            features["inner join, then strong opener"] = 1.0
        elif joins and surroundings.ends_form(context.text[cut[border].start : cut[index].start]):
            features["inner join behind a form"] = 1.0
        if classes[index] is WordClass.CLOSE and cut[index].text in ")）":
            seams += 1
    features["seams"] = float(min(seams, 3))
    if name[:1] == "“":
        features["R:quotation whole"] = float(name[-1:] == "”")
    if name[:1] == "《":
        features["R:title whole"] = float(name[-1:] == "》")
    if right is WordClass.HEAD and border == len(cut) - 1:
        features["R:head alone"] = 1.0
    return {key: value for key, value in features.items() if value}


def _opens(word: str) -> bool:
    return word in OPENERS or word in PLACES


def _part(word: Word, cls: WordClass) -> str:
    """Return what a conjunction or 、 stands behind: a place, a person, a name's end, or a mere word."""
    if cls in {WordClass.PLACE, WordClass.PERSON, WordClass.CLOSE, WordClass.LATIN}:
        return cls
    return "whole" if _is_whole(word, cls) else "word"


def _is_whole(word: Word, cls: WordClass) -> bool:
    """Tell whether a word ends a name or a person's title, so that a conjunction behind it joins wholes."""
    if cls in {WordClass.PERSON, WordClass.PLACE, WordClass.CLOSE} or word.text in {"联合国", "大会"}:
        return True
    head = head_of(word.text)
    return bool(head) and (len(head) > 1 or len(word.text) > 1 or word.text in "部署厅处司局办团会")


def _aligner(context: Context, short: ShortForm) -> Callable[[int], Features]:
    if short.is_latin:
        return _latin_aligner(context, short)
    alignment = align_short_form(short.text, context.text)

    def han(border: int) -> Features:
        start = context.words[border].start
        covered = alignment.covered(start)
        features: Features = {"covered": covered, "covered whole": float(covered == 1.0)}
        inner = [p for p in alignment.positions if p >= start]
        if inner:
            lead = [w for w in context.words[border:] if w.end <= inner[0]]
            features["begins with it"] = float(alignment.positions[0] == start)
            features["lead"] = float(min(len(lead), 4))
            if lead:
                features[f"lead ends in {context.classes[border + len(lead) - 1]}"] = 1.0
                inner_classes = set(context.classes[border : border + len(lead)])
                features["lead has verb"] = float(bool(inner_classes & _VERBS))
                features["lead has verb, no opener"] = float(bool(inner_classes & _VERBS) and not _opens(lead[0].text))
            features["lead opener"] = float(bool(lead) and _opens(lead[0].text))
            features["lead plain"] = float(bool(lead)) - features["lead opener"]
            features["lead by one opener"] = float(len(lead) == 1) * features["lead opener"]
            features["lead united nations"] = float(bool(lead) and lead[0].text == "联合国")
        return {key: value for key, value in features.items() if value}

    return han


def _latin_aligner(context: Context, short: ShortForm) -> Callable[[int], Features]:
    letters = letters_of(short.text)
    expected = len(re.findall(r"\b(?!of\b|the\b|and\b|for\b|in\b|on\b|to\b)[A-Za-z]", short.english)) or letters
    kind = "english" if short.english else "latin"

    def latin(border: int) -> Features:
        content = 0
        for word, cls in zip(context.words[border:], context.classes[border:], strict=True):
            if cls not in {WordClass.CONJUNCTION, WordClass.DE, WordClass.PAUSE, WordClass.OPEN, WordClass.CLOSE,
                           WordClass.DASH, WordClass.OTHER}:  # fmt: skip
                content += 1 + (len(word.text) > 4)
        difference = content - expected
        features: Features = {f"{kind} words": float(min(abs(difference), 5))}
        features[f"{kind} too few"] = float(min(max(-difference, 0), 4))
        initials = _INITIALS.get(context.words[border].text)
        source = short.english or short.text
        if initials:
            features["initial fits" if source[0].upper() in initials else "initial does not fit"] = 1.0
        elif source.startswith("UN") and len(short.text) > 3:
            features["initial does not fit"] = 0.5
        return {key: value for key, value in features.items() if value}

    return latin


def _plain_features(context: Context, short: ShortForm, reuse: int) -> Features:
    """Return what speaks for and against a definition at all, whatever its border."""
    features: Features = {
        "none": 1.0,
        "none:told": float(short.is_told),
        "none:english": float(bool(short.english)),
    }
    features["none:reuse"] = min(log(1 + reuse), 2.0)
    features["none:no reuse"] = float(reuse == 0)
    last = context.words[-1] if context.words else None
    features["none:no head before"] = float(last is None or not head_of(context.text))
    if last is not None:
        features[f"none:before {context.classes[-1]}"] = 1.0
    if short.is_latin:
        text = short.text
        features["none:latin"] = 1.0
        features["none:latin capitals"] = float(text.isupper())
        features["none:latin space"] = float(" " in text)
        features["none:latin name"] = float(re.fullmatch(r"[A-Z][a-zà-ɏ]+(?:[ -][A-Z]?[a-zà-ɏ]+)*", text) is not None)
        features["none:latin short"] = float(len(text) == 2)
        features["none:latin digit"] = float(any(c.isdigit() for c in text))
    else:
        cut = words(short.text)
        classes = [class_of(word) for word in cut]
        alignment = align_short_form(short.text, context.text)
        reach = context.words[context.first].start if context.first < len(context.words) else 0
        covered = alignment.covered(reach)
        mixed = any(c.isascii() and c.isalnum() for c in short.text)
        features["none:mixed"] = float(mixed)
        features["none:mixed acronym"] = float(re.search("[A-Z]{2}", short.text) is not None)
        features["none:covered"] = covered
        features["none:covered whole"] = float(covered == 1.0)
        features["none:covered none"] = float(covered < 0.3)
        features["none:last kept"] = float(bool(alignment.positions) and alignment.positions[-1] >= 0)
        features["none:ends in head"] = float(bool(head_of(short.text)))
        features["none:same head"] = float(bool(head_of(short.text)) and head_of(short.text) == head_of(context.text))
        features["none:place"] = float(short.text in PLACES or all(c is WordClass.PLACE for c in classes))
        features["none:last place"] = float(bool(classes) and classes[-1] is WordClass.PLACE)
        features["none:title"] = float(short.text.startswith("《"))
        features["none:title mismatch"] = float(short.text.startswith("《") != context.text.endswith("》"))
        features["none:length"] = log(len(short.text))
        features["none:one word"] = float(len(cut) == 1)
        for cls in set(classes) & set(_COUNTED):
            features[f"none:has {cls}"] = 1.0
        if classes:
            features[f"none:first {classes[0]}"] = 1.0
        features["none:middle dot"] = float("·" in short.text or "•" in short.text)
    return {key: value for key, value in features.items() if value}


@cache
def _weights() -> dict[str, float]:
    table = files("termkit.extract").joinpath("weights.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {name: float(weight) for name, weight in rows}


def rank(features: dict[int, Features], weights: dict[str, float] | None = None) -> Ranking:
    """Return the probabilities of all answers under the model."""
    table = _weights() if weights is None else weights
    scores = {
        border: sum(table.get(name, 0.0) * value for name, value in active.items())
        for border, active in features.items()
    }
    top = max(scores.values())
    odds = {border: exp(score - top) for border, score in scores.items()}
    total = sum(odds.values())
    best = max(odds, key=lambda border: (odds[border], border))
    return Ranking(best, odds[best] / total, {border: odd / total for border, odd in odds.items()})
