"""Sentences as sequences of comparable units: English stems, Chinese words, numbers, Latin words, marks."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from termkit.align.numbers import chinese_numbers, english_numbers

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["chinese_units", "english_units", "stem"]

# Closed-class English words: articles, prepositions, conjunctions, pronouns, auxiliaries
# (Quirk et al., A Comprehensive Grammar of the English Language, 1985, 2.34).
_CLOSED = frozenset(
    "a an the of to in on at by for with from into onto as and or but nor so than that this these those it its is are was"
    " were be been being am has have had having do does did done will would shall should may might can could must not no"
    " there which who whom whose what s t d ll re ve i he him his she her they them their we us our you your my me if also"
    " such any some all each one both other upon".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]{2,}")
_SYMBOL = re.compile(r"(?<![A-Za-z0-9])[A-Z]{1,5}(?:/[A-Z0-9][A-Za-z0-9.()]*)+(?:-[A-Z]/\d+)*")
_MARKS = {"？": "?", "?": "?", "！": "!", "!": "!", "：": ":", ":": ":", "；": ";", ";": ";", "（": "(", "(": "(",
          "“": '"', "「": '"', "『": '"', '"': '"', "《": '"', "﹕": ":"}
_CAPITALS = re.compile(r"\b[A-Z]{2,}[ ,.-]+[A-Z]{2,}\b")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")


@lru_cache(maxsize=1)
def _stemmer() -> Callable[[str], str]:
    import snowballstemmer

    stem_word: Callable[[str], str] = snowballstemmer.stemmer("english").stemWord
    return stem_word


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the Snowball (Porter2) stem of an English word, in lower case."""
    return _stemmer()(word.lower().replace("’", "'"))


def _outside(text: str, spans: list[tuple[int, int, str]]) -> str:
    """Blank the spans of a text."""
    for start, end, _ in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def english_units(text: str) -> list[str]:
    """Return the units of an English sentence: stems of open-class words, numbers, symbols, marks."""
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


@lru_cache(maxsize=1)
def _segmenter() -> Callable[[str], list[str]]:
    try:
        import rjieba
    except ImportError:
        import jieba

        jieba.setLogLevel(60)
        return lambda text: list(jieba.cut(text, HMM=False))
    cut: Callable[[str, bool], list[str]] = rjieba.cut
    return lambda text: cut(text, False)  # noqa: FBT003


def chinese_units(text: str) -> list[str]:
    """Return the units of a Chinese sentence: words, numbers, Latin words (stemmed), symbols, marks."""
    symbols = [(m.start(), m.end(), "/" + m.group()) for m in _SYMBOL.finditer(text)]
    rest = _outside(text, symbols)
    units = [s for _, _, s in symbols]
    numbers = [n for n in chinese_numbers(rest) if n[1] - n[0] > 1 or not _HAN.match(rest[n[0]]) ]
    units += [v for _, _, v in numbers]
    rest = _outside(rest, numbers)
    for m in _LATIN.finditer(rest):
        units.append(stem(m.group()))
    for word in _segmenter()(rest):
        if _HAN.match(word):
            single = chinese_numbers(word) if len(word) == 1 else []
            units.append(single[0][2] if single else word)
    units.extend(_MARKS[c] for c in rest if c in _MARKS)
    return units
