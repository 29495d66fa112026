"""The words of a text in columns, and where names may stand among them.

Titles and the numbers of resolutions are one word each. numpy looks at all words of a document at once.
"""

from __future__ import annotations

import re
from array import array
from functools import lru_cache
from threading import local
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from termkit.extract.heads import head_of, kind_of
from termkit.extract.lexicon import OPENERS, WordClass, class_of
from termkit.extract.places import PLACES
from termkit.terms.concept import Kind
from termkit.text.words import Word, cut, tag_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

__all__ = [
    "CLASSES",
    "CLASS_INDEX",
    "EDGE",
    "KINDS",
    "NUMBERED",
    "Pairs",
    "Tokens",
    "Vocabulary",
    "pairs_of",
    "shifted",
    "tokens_of",
    "traits_of",
]

MOST_WORDS = 20
"""Words of the longest name, its titles and brackets counted as one."""
NUMBERED = r"第\s?[A-Z\d][\w./-]*(?:\s?[(（][\w ]{1,12}[)）])?(?:\s?[A-Z])?\s?号"
"""The number of a resolution, decision or law: 第1325(2000)号, 第1/CP.16号."""
_WHOLE = re.compile(r"《[^《》\n]*(?:[《〈][^《》\n]*[》〉][^《》\n]*)*》|" + NUMBERED + "(?:决议|决定)?", re.ASCII)
_TITLE, _NUMBER, _EDGE = ("《》", "x"), ("第号", "x"), ("\n", "x")
CLASSES = [*WordClass, "opener of names", "end of names", "title", "numbered", "edge", "quotation", "long head"]
KINDS: list[str] = [*Kind]
CLASS_INDEX: dict[str, int] = {name: index for index, name in enumerate(CLASSES)}
EDGE = CLASS_INDEX["edge"]
_SPECIAL = {_TITLE[0]: CLASS_INDEX["title"], _NUMBER[0]: CLASS_INDEX["numbered"]}

_OFFICES = frozenset("部署厅司局处院委组科党军队团所股网会")
_CLIPPED = frozenset("所行联体委协")
_STOPS = frozenset("。！？；：，,;:!?…\n\r\t|—")
_OPENING = {"“": "”", "（": ")", "(": ")", "「": "」", "‘": "’"}
_CLOSING = {"”": "”", "）": ")", ")": ")", "」": "」", "’": "’"}
_NEVER_FIRST = frozenset({
    WordClass.STOP, WordClass.PAUSE, WordClass.CLOSE, WordClass.DASH, WordClass.CONJUNCTION, WordClass.DE,
    WordClass.ASPECT, WordClass.EXAMPLE, "edge", "title", "numbered",
})  # fmt: skip
_FIRST_OF_NAMES = frozenset("关于 有关 通过 根据 按照 为 从 到 将 被 新 我们 我 前 原".split())
"""Prepositions and pronouns that names begin with; other ones stand before names: 在|儿童基金会."""
_NO_SPACE = re.compile(r"[^ \u3000\xa0]")
_FIRST_HAN = "\u2e80"
_MOST_KEPT = 100_000


class Tokens(NamedTuple):
    """The words of a text in columns; titles and numbers of resolutions are one word each."""

    starts: Ints
    stops: Ints
    """Where each word ends, in code points, exclusive."""
    vocabulary: Vocabulary
    codes: Ints
    """For each word, its number in the vocabulary."""
    classes: Ints
    beside: Ints
    """For each word, its class and that of the word before it in one number: times `len(CLASSES)`, the earlier one."""
    kinds: Ints
    """For each word, the index in KINDS of what a name names that ends in it."""
    regions: Ints
    """For each word, the index of the bracket or quotation that it stands in; 0 outside."""
    limits: Ints
    """For each word, the first word that a name which holds it may begin with."""
    ends: Ints
    """Indices of the words that a name may end in."""
    begins: Bools
    """Whether a name may begin with a word."""
    at_start: Ints
    """For each offset of the text and its end, the word that begins there, or -1."""
    at_stop: Ints
    """The same for the word that ends there."""
    borders: bytes
    """For each offset of the text and its end, 1 where a word of the text begins or ends, else 0."""

    @property
    def types(self) -> list[tuple[str, str]]:
        """Return the words of the vocabulary by their numbers, with their tags."""
        return self.vocabulary.types


class Pairs(NamedTuple):
    """Where names may stand: for each the indices of its first and last word, and the index of its last in `ends`."""

    firsts: Ints
    lasts: Ints
    groups: Ints


class _Columns(NamedTuple):
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
        self.types = [_EDGE, _TITLE, _NUMBER]
        self.numbers = _Numbers(self.types)
        self.numbers_of_words = _NumbersOfWords(self.numbers)
        self._columns = tuple(array(code) for code in "qqqbbbbbbbb")

    def columns(self, codes: Ints) -> _Columns:
        """Return what is said of some words, a row a word."""
        self._complete()
        picked: list[Any] = [_picked(column, codes) for column in self._columns]
        return _Columns(*picked)

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


def _vocabulary() -> Vocabulary:
    if len(_kept.vocabulary.types) > _MOST_KEPT:
        _kept.vocabulary = Vocabulary()
    return _kept.vocabulary


def tokens_of(text: str) -> Tokens:
    """Cut a text into words and tell where names may begin and end."""
    vocabulary = _vocabulary()
    numbers = vocabulary.numbers
    codes = np.fromiter(map(vocabulary.numbers_of_words.__getitem__, cut(text)), np.int64)
    borders = np.zeros(len(text) + 1, np.uint8)
    borders[0] = borders[np.cumsum(vocabulary.lengths(codes))] = 1
    codes = _apart(codes, vocabulary)
    row = vocabulary.columns(codes)
    stops = np.cumsum(row.length)
    starts = stops - row.length
    kept, blank = np.ones(len(codes), np.bool_), row.blank
    wholes = [match.span() for match in _WHOLE.finditer(text)]
    begins, closes = np.array(wholes, np.int64).reshape(-1, 2).T
    firsts, lasts = np.searchsorted(starts, begins).tolist(), np.searchsorted(stops, closes).tolist()
    for (start, stop), first, last in zip(wholes, firsts, lasts, strict=True):
        if first < last < len(starts) and starts[first] == start and stops[last] == stop:
            codes[first] = numbers[_TITLE if text[start] == "《" else _NUMBER]
            stops[first] = stop
            kept[first + 1 : last + 1] = False
    for index in np.flatnonzero(blank & kept).tolist():
        # Spaces between Chinese characters part two names: 大会 安全理事会.
        behind = _NO_SPACE.search(text, stops[index])
        if text[max(starts[index] - 1, 0)] > _FIRST_HAN and behind and behind[0] > _FIRST_HAN:
            codes[index] = 0
            blank[index] = False
    kept &= ~blank
    codes, starts, stops = codes[kept], starts[kept], stops[kept]
    row = vocabulary.columns(codes)
    regions, opened = _regions(vocabulary.types, codes, row)
    order = np.arange(len(codes))
    limits = np.maximum.accumulate(np.where(row.stops, order + 1, 0)) if len(codes) else order
    limits = np.maximum(np.maximum(limits, opened), order - MOST_WORDS + 1)
    ends = row.ends.copy()
    quotation = CLASS_INDEX["quotation"]
    # 训|研|所, 亚|投|行: words elsewhere, heads behind clipped words. A quotation may end behind a head.
    ends[1:] |= row.clipped[1:] & (row.length[:-1] == 1) & (row.cls[:-1] != CLASS_INDEX[WordClass.STOP])
    ends[1:] |= (row.cls[1:] == quotation) & row.closes[1:] & row.ends[:-1]
    may_end = np.flatnonzero(ends)
    at_start, at_stop = np.full((2, len(text) + 1), -1)
    at_start[starts], at_stop[stops] = order, order
    beside = shifted(row.cls, 1, EDGE) * len(CLASSES) + row.cls
    places = (regions, limits, may_end, row.begins, at_start, at_stop, borders.tobytes())
    return Tokens(starts, stops, vocabulary, codes, row.cls, beside, row.kind, *places)


def _apart(codes: Ints, vocabulary: Vocabulary) -> Ints:
    """Cut conjunctions from the places that the dictionary joins them to: 同|亚非."""
    for code in np.unique(codes[vocabulary.joins(codes)]).tolist():
        word, tag = vocabulary.types[code]
        parts = vocabulary.numbers[word[0], "c"], vocabulary.numbers[word[1:], tag]
        count = np.where(codes == code, 2, 1)
        second = np.cumsum(count)[codes == code] - 1
        codes = np.repeat(codes, count)
        codes[second - 1], codes[second] = parts
    return codes


def _row(word: str, tag: str) -> tuple[int, int, int, bool, bool, bool, bool, bool, bool, bool, bool]:
    cls = _class(word, tag)
    plain = CLASSES[cls]
    bracket = word in _OPENING or word in _CLOSING
    return (
        cls,
        len(word),
        KINDS.index(kind_of(word)),
        word.isspace() and word[0] not in "\n\r\t",
        plain == WordClass.STOP or word[0] in _STOPS,
        plain in {WordClass.HEAD, "long head", "end of names"},
        word in {"“", _TITLE[0]} or (plain not in _NEVER_FIRST and not bracket and not _stands_before(word, plain)),
        word in _CLIPPED,
        word in _OPENING,
        word in _CLOSING,
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


def _regions(types: list[tuple[str, str]], codes: Ints, row: _Columns) -> tuple[Ints, Ints]:
    """Return for each word the bracket it stands in, and the first word behind what opens it; unpaired marks stop."""
    stack: list[int] = []
    unpaired: list[int] = []
    inner: list[tuple[int, int]] = []
    for index in np.flatnonzero(row.opens | row.closes).tolist():
        word = types[codes[index]][0]
        if word in _OPENING:
            stack.append(index)
            continue
        while stack and _OPENING[types[codes[stack[-1]]][0]] != _CLOSING[word]:
            unpaired.append(stack.pop())
        if stack and index - stack[-1] <= 2 * MOST_WORDS:
            inner.append((stack.pop() + 1, index))
        else:
            unpaired += [index, *stack[-1:]]
            del stack[-1:]
    # From the left, so that what is opened last within another bracket has the last word.
    regions = _filled(len(codes), inner)
    near = ((index + 1, index + 1 + MOST_WORDS) for index in (*unpaired, *stack))
    return regions, _filled(len(codes), [*inner, *near])


def _filled(count: int, stretches: list[tuple[int, int]]) -> Ints:
    """Return for each of some words where the stretch begins that holds it, the last of those that do; 0 for none."""
    found = np.zeros(count, np.int64)
    for start, stop in sorted(stretches):
        found[start:stop] = start
    return found


def pairs_of(tokens: Tokens) -> Pairs:
    """Return all first words for all last words."""
    ends = tokens.ends
    counts = ends - tokens.limits[ends] + 1
    groups = np.repeat(np.arange(len(ends)), counts)
    lasts = ends[groups]
    firsts = lasts - (np.arange(len(groups)) - np.repeat(np.cumsum(counts) - counts, counts))
    # The closing mark of a quotation belongs to where the quotation stands.
    fits = tokens.begins[firsts] & (tokens.regions[firsts] == tokens.regions[lasts])
    return Pairs(firsts[fits], lasts[fits], groups[fits])


def shifted(column: NDArray[Any], by: int, edge: float) -> NDArray[Any]:
    """Return a column moved down by some rows (up if negative), with `edge` where nothing came."""
    moved = np.full_like(column, edge)
    if by >= 0:
        moved[by:] = column[: len(column) - by]
    else:
        moved[:by] = column[-by:]
    return moved


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
