"""The words of a text in columns, and where names may stand among them.

Titles and the numbers of resolutions are one word each. numpy looks at all words of a document at once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from termkit.extract.lexicon import WordClass
from termkit.extract.name_vocabulary import (
    CLASS_INDEX,
    CLASSES,
    CLOSING,
    EDGE,
    NUMBER,
    OPENING,
    TITLE,
    Columns,
    Vocabulary,
    vocabulary_of_thread,
)
from termkit.text.words import cut

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

__all__ = ["NUMBERED", "Pairs", "Tokens", "pairs_of", "points_of", "shifted", "tokens_of"]

MOST_WORDS = 20
"""Words of the longest name, its titles and brackets counted as one."""
NUMBERED = r"第\s?[A-Z\d][\w./-]*(?:\s?[(（][\w ]{1,12}[)）])?(?:\s?[A-Z](?:[A-Z.]*(?:\s?[/\d][\w.]*)?)?)?\s?号"
"""The number of a resolution, decision or law: 第1325(2000)号, 第1/CP.16号, 第41 C/23号, 第18 EXT.COM 5.2号."""
_WHOLE = re.compile(r"《[^《》\n]*(?:[《〈][^《》\n]*[》〉][^《》\n]*)*》|" + NUMBERED + "(?:决议|决定)?", re.ASCII)
_SPACES = [ord(space) for space in " \u3000\xa0"]
_FIRST_HAN = 0x2E80


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


def tokens_of(text: str) -> Tokens:
    """Cut a text into words and tell where names may begin and end."""
    vocabulary = vocabulary_of_thread()
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
            codes[first] = numbers[TITLE if text[start] == "《" else NUMBER]
            stops[first] = stop
            kept[first + 1 : last + 1] = False
    parting = _parting(text, starts, stops, np.flatnonzero(blank & kept))
    codes[parting] = 0
    blank[parting] = False
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


def points_of(text: str) -> NDArray[np.uint32]:
    """Return the code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _parting(text: str, starts: Ints, stops: Ints, blanks: Ints) -> Ints:
    """Return those blanks among some words that stand between Chinese characters: 大会 安全理事会 are two names."""
    points = points_of(text)
    ink = np.flatnonzero(~np.isin(points, _SPACES))
    behind = np.append(points[ink], 0)[np.searchsorted(ink, stops[blanks])]
    before = points[np.maximum(starts[blanks] - 1, 0)]
    return blanks[(before > _FIRST_HAN) & (behind > _FIRST_HAN)]


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


def _regions(types: list[tuple[str, str]], codes: Ints, row: Columns) -> tuple[Ints, Ints]:
    """Return for each word the bracket it stands in, and the first word behind what opens it; unpaired marks stop."""
    stack: list[int] = []
    unpaired: list[int] = []
    inner: list[tuple[int, int]] = []
    for index in np.flatnonzero(row.opens | row.closes).tolist():
        word = types[codes[index]][0]
        if word in OPENING:
            stack.append(index)
            continue
        while stack and OPENING[types[codes[stack[-1]]][0]] != CLOSING[word]:
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
