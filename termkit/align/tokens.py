"""Sentences as sequences of comparable units: English stems, Chinese words, numbers, Latin words, marks."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from termkit.align.numbers import english_numbers
from termkit.text.numerals import chinese_numbers
from termkit.text.words import words

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["chinese_units", "content_stems", "english_units", "is_transcription", "stem"]

# Closed-class words that have no counterpart in Chinese text (Quirk et al., A Comprehensive Grammar of the English
# Language, 1985, 2.34); how little the others say is counted in the texts.
_CLOSED = frozenset(
    "a an the of to in on at by for with as and or that it its is are was were be been being have has had do does did"
    " s t d ll re ve".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]{2,}")
_SYMBOL = re.compile(r"(?<![A-Za-z0-9])[A-Z]{1,5}(?:/[A-Z0-9][A-Za-z0-9.()]*)+(?:-[A-Z]/\d+)*")
# K.B.E., U.S. and J.P stand without their dots, so that both sides agree.
_DOTTED = re.compile(r"\b(?:[A-Z]\.[  ]?){1,6}[A-Z]\b\.?")
_MARKS = {
    "？": "?",
    "?": "?",
    "！": "!",
    "!": "!",
    "：": ":",
    ":": ":",
    "；": ";",
    ";": ";",
    "（": "(",
    "(": "(",
    "“": '"',
    "「": '"',
    "『": '"',
    '"': '"',
    "《": '"',
    "﹕": ":",
}
_CAPITALS = re.compile(r"\b[A-Z]{2,}[ ,.-]+[A-Z]{2,}\b")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")


# UN texts spell British, dictionaries American (UN Editorial Manual, Spelling): one spelling for both.
_BRITISH = re.compile(
    "(?<=.{3})(is)(?=ation|e$|ed$|es$|ing$)|(?<=.{2})(our)(?=$|s$|ed$|ing$|able$)|(?<=progra)(mme)|(?<=.{3})(tre)$"
)
_AMERICAN = {1: "iz", 2: "or", 3: "m", 4: "ter"}


@lru_cache(maxsize=1)
def _stemmer() -> Callable[[str], str]:
    import snowballstemmer  # noqa: PLC0415  start-up

    stem_word: Callable[[str], str] = snowballstemmer.stemmer("english").stemWord
    return stem_word


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the Snowball (Porter2) stem of an English word, in lower case and American spelling."""
    plain = _BRITISH.sub(lambda m: _AMERICAN[m.lastindex or 0], word.lower().replace("’", "'"))
    return _stemmer()(plain)


def _outside(text: str, spans: list[tuple[int, int, str]]) -> str:
    """Blank the spans of a text."""
    for start, end, _ in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def content_stems(text: str) -> list[str]:
    """Return the stems of the open-class words of a piece of English."""
    found = (m.group().removesuffix("'s").removesuffix("’s") for m in _WORD.finditer(text))
    return [stem(w) for w in found if len(w) > 1 and w.lower() not in _CLOSED]


def _undotted(text: str) -> str:
    return _DOTTED.sub(lambda m: re.sub("[^A-Z]", "", m.group()) + " ", text)


def english_units(text: str) -> list[str]:
    """Return the units of an English sentence: stems of open-class words, numbers, symbols, marks."""
    text = _undotted(text)
    symbols = [(m.start(), m.end(), "/" + m.group()) for m in _SYMBOL.finditer(text)]
    rest = _outside(text, symbols)
    numbers = english_numbers(rest)
    units = [s for _, _, s in symbols] + [v for _, _, v in numbers]
    rest = _outside(rest, numbers)
    lone_capitals = _CAPITALS.search(rest) is not None
    for m in _WORD.finditer(rest):
        word = m.group()
        # In running text WHO and AIDS are acronyms, in a line of capitals they are not.
        acronym = word.isupper() and not lone_capitals
        if len(word) > 1 and (acronym or word.lower() not in _CLOSED):
            units.append(stem(word.removesuffix("'s").removesuffix("’s")))
    units.extend(_MARKS[c] for c in rest if c in _MARKS)
    return units


# Characters that render foreign names (after the tables of Xinhua, 世界人名翻译大辞典, 1993): the common ones.
_TRANSCRIPTION = frozenset(
    "阿埃艾爱安奥巴白班保鲍贝比彼宾波伯博布采查茨达戴丹道德邓迪蒂丁东杜顿多厄恩尔法凡范菲费芬冯佛夫弗福富盖冈戈格葛根古哈海汉豪赫黑亨洪胡华惠"
    "霍基吉加贾杰金京卡凯坎康考科克肯库夸昆拉莱兰朗劳勒雷里理利莉立丽连廉良列林琳隆卢鲁伦罗洛吕马玛迈麦曼芒毛梅门蒙米密明摩莫默姆穆纳乃"
    "奈南内嫩尼年涅宁纽努诺欧帕派潘庞佩彭蓬皮匹平珀普齐奇契恰强乔切钦琼丘热仁日荣茹儒瑞若撒萨塞赛桑瑟森沙莎山尚绍舍申圣施史什舒朔丝斯松苏"
    "孙索塔泰坦汤唐陶特滕提廷图托瓦万旺威韦维魏温翁沃乌伍武西希锡夏香肖谢辛欣休许雪雅亚延扬耶叶伊易因英尤于约赞泽曾扎詹哲珍芝朱兹宗佐"
)


def is_transcription(word: str) -> bool:
    """Tell whether all characters of a word commonly render foreign names."""
    return all(c in _TRANSCRIPTION for c in word)


def _joined_names(cut: list[str]) -> list[str]:
    """Join runs of single transcription characters, which the segmenter does not know as one name."""
    result: list[str] = []
    run = ""
    for word in [*cut, ""]:
        if len(word) == 1 and word in _TRANSCRIPTION:
            run += word
            continue
        if run:
            result.append(run)
            run = ""
        if word:
            result.append(word)
    return result


@lru_cache(maxsize=1)
def _simplifier() -> Callable[[str], str]:
    from opencc import OpenCC  # noqa: PLC0415  start-up

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


def chinese_units(text: str) -> list[str]:
    """Return the units of a Chinese sentence: words, numbers, Latin words (stemmed), symbols, marks.

    Traditional characters count as their Simplified ones, in which the dictionaries are.
    """
    text = _undotted(_simplifier()(text))
    symbols = [(m.start(), m.end(), "/" + m.group()) for m in _SYMBOL.finditer(text)]
    rest = _outside(text, symbols)
    units = [s for _, _, s in symbols]
    numbers = [n for n in chinese_numbers(rest) if n[1] - n[0] > 1 or not _HAN.match(rest[n[0]])]
    units += [v for _, _, v in numbers]
    rest = _outside(rest, numbers)
    for m in _LATIN.finditer(rest):
        units.append(stem(m.group()))
    for word in _joined_names([w.text for w in words(rest)]):
        if _HAN.match(word):
            single = chinese_numbers(word) if len(word) == 1 else []
            units.append(single[0][2] if single else word)
    units.extend(_MARKS[c] for c in rest if c in _MARKS)
    return units
