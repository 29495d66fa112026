"""The words of texts, numbered, and what each says by itself of names: whether one may begin or end with it …"""

from __future__ import annotations

from array import array
from functools import lru_cache
from threading import local
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from termkit.extract.heads import head_of, kind_of
from termkit.extract.lexicon import OPENERS, WordClass, class_of
from termkit.extract.places import PLACES
from termkit.terms.concept import Kind
from termkit.text.words import Word, tag_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

__all__ = [
    "CLASSES",
    "CLASS_INDEX",
    "CLOSING",
    "EDGE",
    "KINDS",
    "NUMBER",
    "OPENING",
    "TITLE",
    "Columns",
    "Vocabulary",
    "traits_of",
    "vocabulary_of_thread",
]

TITLE, NUMBER, _EDGE = ("《》", "x"), ("第号", "x"), ("\n", "x")
CLASSES = [*WordClass, "opener of names", "end of names", "title", "numbered", "edge", "quotation", "long head"]
KINDS: list[str] = [*Kind]
CLASS_INDEX: dict[str, int] = {name: index for index, name in enumerate(CLASSES)}
EDGE = CLASS_INDEX["edge"]
_SPECIAL = {TITLE[0]: CLASS_INDEX["title"], NUMBER[0]: CLASS_INDEX["numbered"]}


_OFFICES = frozenset("部署厅司局处院委组科党军队团所股网会")
_CLIPPED = frozenset("所行联体委协")
_STOPS = frozenset("。！？；：，,;:!?…\n\r\t|—")
OPENING = {"“": "”", "（": ")", "(": ")", "「": "」", "‘": "’"}
CLOSING = {"”": "”", "）": ")", ")": ")", "」": "」", "’": "’"}
_NEVER_FIRST = frozenset({
    WordClass.STOP, WordClass.PAUSE, WordClass.CLOSE, WordClass.DASH, WordClass.CONJUNCTION, WordClass.DE,
    WordClass.ASPECT, WordClass.EXAMPLE, "edge", "title", "numbered",
})  # fmt: skip
_FIRST_OF_NAMES = frozenset("关于 有关 通过 根据 按照 为 从 到 将 被 新 我们 我 前 原".split())
"""Prepositions and pronouns that names begin with; other ones stand before names: 在|儿童基金会."""
_MOST_KEPT = 100_000


class Columns(NamedTuple):
    """What is said of words, a row a word: class and length, whether a word is blank, stops a name, ends one …"""

    cls: Ints
    length: Ints
    kind: Ints
    blank: Bools
    stops: Bools
    ends: Bools
    begins: Bools
    clipped: Bools
    opens: Bools
    closes: Bools
    joins: Bools


class _Numbers(dict[tuple[str, str], int]):
    """Words with their tags, numbered as they come."""

    def __init__(self, types: list[tuple[str, str]]) -> None:
        super().__init__((pair, number) for number, pair in enumerate(types))
        self._types = types

    def __missing__(self, pair: tuple[str, str]) -> int:
        self[pair] = number = len(self)
        self._types.append(pair)
        return number


class _NumbersOfWords(dict[str, int]):
    """The numbers of the words of texts, each with the tag that the dictionary gives it."""

    def __init__(self, numbers: _Numbers) -> None:
        super().__init__()
        self._numbers = numbers

    def __missing__(self, word: str) -> int:
        self[word] = number = self._numbers[word, tag_of(word)]
        return number


class Vocabulary:
    """Words with their tags, numbered as they come, and what is said of each: documents have most words in common."""

    def __init__(self) -> None:
        self.types = [_EDGE, TITLE, NUMBER]
        self.numbers = _Numbers(self.types)
        self.numbers_of_words = _NumbersOfWords(self.numbers)
        self._columns = tuple(array(code) for code in "qqqbbbbbbbb")

    def columns(self, codes: Ints) -> Columns:
        """Return what is said of some words, a row a word."""
        self._complete()
        picked: list[Any] = [_picked(column, codes) for column in self._columns]
        return Columns(*picked)

    def lengths(self, codes: Ints) -> Ints:
        """Return the lengths of some words."""
        self._complete()
        return _picked(self._columns[1], codes)

    def joins(self, codes: Ints) -> Bools:
        """Tell of which words a conjunction is to be cut off."""
        self._complete()
        return _picked(self._columns[-1], codes)

    def _complete(self) -> None:
        new = [_row(*pair) for pair in self.types[len(self._columns[0]) :]]
        for column, values in zip(self._columns, zip(*new, strict=True), strict=False):
            column.extend(values)


def _picked(column: array[int], codes: Ints) -> NDArray[Any]:
    # A copy: a view that is kept would forbid to extend the column.
    return np.frombuffer(column, np.int64 if column.typecode == "q" else np.bool_).take(codes)


class _Kept(local):
    """The vocabulary of a thread."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()


_kept = _Kept()


def vocabulary_of_thread() -> Vocabulary:
    """Return the vocabulary that a thread adds to; a new one when it has grown long."""
    if len(_kept.vocabulary.types) > _MOST_KEPT:
        _kept.vocabulary = Vocabulary()
    return _kept.vocabulary


def _row(word: str, tag: str) -> tuple[int, int, int, bool, bool, bool, bool, bool, bool, bool, bool]:
    cls = _class(word, tag)
    plain = CLASSES[cls]
    bracket = word in OPENING or word in CLOSING
    return (
        cls,
        len(word),
        KINDS.index(kind_of(word)),
        word.isspace() and word[0] not in "\n\r\t",
        plain == WordClass.STOP or word[0] in _STOPS,
        plain in {WordClass.HEAD, "long head", "end of names"},
        word in {"“", TITLE[0]} or (plain not in _NEVER_FIRST and not bracket and not _stands_before(word, plain)),
        word in _CLIPPED,
        word in OPENING,
        word in CLOSING,
        len(word) > 2 and word[0] in "同与和" and tag in {"ns", "nr", "nrt"},
    )


def _stands_before(word: str, plain: str) -> bool:
    return plain in {WordClass.PREPOSITION, WordClass.PRONOUN} and word not in _FIRST_OF_NAMES


def _class(word: str, tag: str) -> int:
    """Return the class of a word, finer than that of the lexicon where names begin and end."""
    if word in _SPECIAL:
        return _SPECIAL[word]
    if word[0] in "\n\r\t":
        return EDGE
    if word in "“”":
        return CLASS_INDEX["quotation"]
    cls: str = class_of(Word(word, 0, len(word), tag))
    if cls is WordClass.HEAD and len(word) > 2:
        cls = "long head"
    elif cls is not WordClass.HEAD and _ends_name(word, tag):
        cls = "end of names"
    elif word in OPENERS:
        cls = "opener of names"
    return CLASS_INDEX[cls]


def _ends_name(word: str, tag: str) -> bool:
    """Tell whether a word of the dictionary holds the head of a name: 委员会, 卫生部, 知识产权局, 非盟."""
    head = head_of(word)
    if len(head) > 1 or word[-1] == "盟":
        return True
    return len(word) > 2 and (tag == "j" or (head in _OFFICES and word[-2] not in "东西南北中"))


@lru_cache(maxsize=100_000)
def traits_of(word: str, tag: str) -> tuple[str, ...]:
    """Return what may be said of a word, wherever it stands."""
    cls = CLASSES[_class(word, tag)]
    if word[0] in "\n\r\t":
        return (f"class {cls}",)
    traits = [f"is {word}", f"class {cls}", f"ends in {word[-1]}", f"length {min(len(word), 4)}", f"tag {tag}"]
    if len(word) > 1:
        traits.append(f"begins with {word[0]}")
    if head := head_of(word):
        traits += [f"head {head}", f"kind {kind_of(word)}"]
    if word in OPENERS or word in PLACES:
        traits.append("opens names")
    return tuple(traits)
