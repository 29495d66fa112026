"""What speaks for and against names, for all words of a document at once.

A name runs from a first word to a last one. Its score is a sum: what the words around its beginning say, what each
word inside says, what the words around its end say, and what other places of the document say for the whole (a
semi-Markov model after Sarawagi and Cohen 2004, Semi-Markov Conditional Random Fields for Information Extraction).
Each of these is a column over the words, so that numpy adds them for all words and all pairs of words together.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from daachorse import CharwiseDoubleArrayAhoCorasick as Automaton

from termkit.extract.heads import HEADS, head_of, kind_of
from termkit.extract.lexicon import OPENERS, WordClass, class_of
from termkit.extract.places import PLACES
from termkit.text.words import Word, tagged_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Keys = NDArray[np.uint64]

__all__ = [
    "BESIDE",
    "CLASSES",
    "EDGE",
    "EVIDENCE",
    "PLACES_OF_WORDS",
    "Evidence",
    "Pairs",
    "Tokens",
    "evidence_of",
    "pairs_of",
    "shifted",
    "tokens_of",
    "traits_of",
]

MOST_WORDS = 20
"""Words of the longest name, its titles and brackets counted as one."""
_LEAST, _LONG = 4, 25
_ENOUGH = 20
_FACTOR = 0x9E3779B97F4A7C15
_INVERSE = pow(_FACTOR, -1, 2**64)

PLACES_OF_WORDS = ("before 2", "before", "first", "second", "inside", "last but one", "last", "alone", "after")
"""Where a word stands, seen from a name; `alone`: the only word of it."""
BESIDE = ("before first", "before 2 before", "inside", "last after", "last but one last")
"""Pairs of neighbours whose classes are looked at together."""
EVIDENCE = (
    "known", "known length", "length", "short", "long", "one word", "two words", "three words", "quoted whole",
    "again", "again, other before", "again, always this before", "free",
    "behind a form", "behind a form and a conjunction", "begins with a form", "begins with a form and a conjunction",
    "conjunction inside behind a form",
)  # fmt: skip
"""What is said of a name as a whole."""

_OFFICES = frozenset("部署厅司局处院委组科党军队团所股网")
_STOPS = frozenset("。！？；：，,;:!?…\n\r\t|—")
_OPENING = {"“": "”", "（": ")", "(": ")", "「": "」", "‘": "’"}
_CLOSING = {"”": "”", "）": ")", ")": ")", "」": "」", "’": "’"}
_WHOLE = re.compile(
    r"《[^《》\n]*(?:[《〈][^《》\n]*[》〉][^《》\n]*)*》|第\s?[S\d][-\w./]*(?:\s?[(（](?:19|20)\d\d[)）])?(?:\s?[A-Z])?\s?号"
)
_TITLE, _NUMBERED, _EDGE = "《》", "第号", "\n"
CLASSES = [*WordClass, "opener of names", "end of names", "title", "numbered", "edge", "quotation", "long head"]
_CLASS_INDEX = {name: index for index, name in enumerate(CLASSES)}
EDGE = _CLASS_INDEX["edge"]
_JOINTS = [_CLASS_INDEX[WordClass.CONJUNCTION], _CLASS_INDEX[WordClass.PAUSE]]
_FREE = [_CLASS_INDEX[name] for name in (WordClass.STOP, WordClass.PAUSE, WordClass.OPEN, WordClass.CLOSE, "quotation", "edge")]


class Tokens(NamedTuple):
    """The words of a text in columns; titles and numbers of resolutions are one word each."""

    starts: Ints
    stops: Ints
    """Where each word ends, in code points, exclusive."""
    types: list[tuple[str, str]]
    """The different words, with their tags."""
    codes: Ints
    """For each word, its index in `types`."""
    classes: Ints
    regions: Ints
    """For each word, the index of the bracket or quotation that it stands in; 0 outside."""
    limits: Ints
    """For each word, the first word that a name which holds it may begin with."""
    ends: Ints
    """Indices of the words that a name may end in."""
    begins: NDArray[np.bool_]
    """Whether a name may begin with a word."""


class Evidence(NamedTuple):
    """Of pairs: a number each, the same for the same text, and the values of EVIDENCE, a row each."""

    keys: Keys
    values: Floats


class Pairs(NamedTuple):
    """Where names may stand: for each the indices of its first and last word, and the index of its last in `ends`."""

    firsts: Ints
    lasts: Ints
    groups: Ints


def tokens_of(text: str) -> Tokens:
    """Cut a text into words and tell where names may begin and end."""
    tagged = tagged_words(text)
    if any(len(word) > 2 and word[0] in "同与和" and tag in {"ns", "nr", "nrt"} for word, tag in set(tagged)):
        tagged = [part for pair in tagged for part in _apart(pair)]
    known: dict[tuple[str, str], int] = {(_EDGE, "x"): 0, (_TITLE, "x"): 1, (_NUMBERED, "x"): 2}
    codes = np.fromiter((known.setdefault(pair, len(known)) for pair in tagged), np.int64, len(tagged))
    stops = np.fromiter(accumulate(len(word) for word, _ in tagged), np.int64, len(tagged))
    starts = np.concatenate([[0], stops[:-1]]) if len(tagged) else stops
    kept = np.ones(len(codes), np.bool_)
    for match in _WHOLE.finditer(text):
        first, last = np.searchsorted(starts, match.start()), np.searchsorted(stops, match.end())
        if last >= len(starts) or starts[first] != match.start() or stops[last] != match.end() or first >= last:
            continue
        codes[first] = known[_TITLE if match.group()[0] == "《" else _NUMBERED, "x"]
        stops[first] = match.end()
        kept[first + 1 : last + 1] = False
    types = list(known)
    rows = [_row(*pair) for pair in types]
    blank, class_of_type, stop_of_type, end_of_type, begin_of_type, mark_of_type = map(np.array, zip(*rows, strict=True))
    kept &= ~blank[codes]
    codes, starts, stops = codes[kept], starts[kept], stops[kept]
    regions, opened = _regions(types, codes, mark_of_type)
    index = np.arange(len(codes))
    barrier = np.where(stop_of_type[codes], index + 1, 0)
    limits = np.maximum(np.maximum.accumulate(barrier) if len(barrier) else barrier, opened)
    limits = np.maximum(limits, index - MOST_WORDS + 1)
    is_end = end_of_type[codes]
    quoted = np.zeros(len(codes), np.bool_)
    quoted[1:] = (mark_of_type[codes[1:]] == 3) & is_end[:-1]
    return Tokens(
        starts, stops, types, codes, class_of_type[codes], regions, limits, np.flatnonzero(is_end | quoted),
        begin_of_type[codes],
    )  # fmt: skip


def _apart(pair: tuple[str, str]) -> list[tuple[str, str]]:
    """Cut a conjunction from the place that the dictionary joins it to: 同|亚非."""
    word, tag = pair
    if len(word) > 2 and word[0] in "同与和" and tag in {"ns", "nr", "nrt"}:
        return [(word[0], "c"), (word[1:], tag)]
    return [pair]


@lru_cache(maxsize=100_000)
def _row(word: str, tag: str) -> tuple[bool, int, bool, bool, bool, int]:
    """Return of a word: whether it is blank, its class, whether it stops a name, ends one, begins one, and its mark."""
    blank = word.isspace() and word[0] not in "\n\r\t"
    cls = _class(word, tag)
    mark = 1 if word in _OPENING else 3 if word == "”" else 2 if word in _CLOSING else 0
    plain = CLASSES[cls]
    ends = word in {_TITLE} or plain in {WordClass.HEAD, "long head", "end of names"}
    never = {
        WordClass.STOP, WordClass.PAUSE, WordClass.CLOSE, WordClass.DASH, WordClass.CONJUNCTION, WordClass.DE,
        WordClass.ASPECT, WordClass.EXAMPLE, "edge",
    }  # fmt: skip
    begins = word == "“" or (plain not in never and not mark)
    return blank, cls, plain == WordClass.STOP or word[0] in _STOPS, ends and word != _TITLE, begins, mark


def _class(word: str, tag: str) -> int:
    """Return the class of a word, finer than that of the lexicon where names begin and end."""
    if word in {_TITLE, _NUMBERED, _EDGE}:
        return _CLASS_INDEX[{_TITLE: "title", _NUMBERED: "numbered", _EDGE: "edge"}[word]]
    if word in "“”":
        return _CLASS_INDEX["quotation"]
    cls: str = class_of(Word(word, 0, len(word), tag))
    if cls is WordClass.HEAD and len(word) > 2:
        cls = "long head"
    elif cls is not WordClass.HEAD and _ends_name(word):
        cls = "end of names"
    elif word in OPENERS:
        cls = "opener of names"
    return _CLASS_INDEX[cls]


def _ends_name(word: str) -> bool:
    """Tell whether a word of the dictionary holds the head of a name: 委员会, 卫生部, 知识产权局."""
    head = head_of(word)
    return len(head) > 1 or (len(word) > 2 and head in _OFFICES)


def _regions(types: list[tuple[str, str]], codes: Ints, marks: Ints) -> tuple[Ints, Ints]:
    """Return for each word the bracket it stands in, and the first word behind what opens it; unpaired marks stop."""
    regions, opened = np.zeros(len(codes), np.int64), np.zeros(len(codes), np.int64)
    stack: list[int] = []
    stops: list[tuple[int, int]] = []
    for index in np.flatnonzero(marks[codes] > 0).tolist():
        word = types[codes[index]][0]
        if word in _OPENING:
            stack.append(index)
            continue
        while stack and _OPENING[types[codes[stack[-1]]][0]] != _CLOSING[word]:
            stops.append((stack.pop() + 1, len(codes)))
        if stack and index - stack[-1] <= 2 * MOST_WORDS:
            first = stack.pop()
            inner = slice(first + 1, index)
            outer = regions[inner] == 0
            regions[inner] = np.where(outer, first + 1, regions[inner])
            opened[inner] = np.maximum(opened[inner], first + 1)
        else:
            stops.append((index + 1, len(codes)))
            if stack:
                stops.append((stack.pop() + 1, len(codes)))
    stops += [(index + 1, len(codes)) for index in stack]
    for first, _ in stops:
        opened[first : first + MOST_WORDS] = np.maximum(opened[first : first + MOST_WORDS], first)
    return regions, opened


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


def evidence_of(
    text: str, tokens: Tokens, pairs: Pairs, known: Collection[str], forms: Collection[str] = ()
) -> Evidence:
    """Return what is said of each pair as a whole; `known` are full names, `forms` short forms."""
    firsts, lasts = pairs.firsts, pairs.lasts
    starts, stops = tokens.starts[firsts], tokens.stops[lasts]
    sizes, words = stops - starts, lasts - firsts + 1
    keys = _Hashes(text).of(starts, stops)
    found = np.zeros((len(EVIDENCE), len(firsts)))
    row = dict(zip(EVIDENCE, found, strict=True))
    row["known"][:] = np.isin(keys, _keys_of(frozenset(known)))
    logs = np.log(np.maximum(sizes, 1))
    row["known length"][:] = row["known"] * logs
    row["length"][:] = logs
    row["short"][:] = sizes < _LEAST
    row["long"][:] = np.maximum(sizes - _LONG, 0) / 10
    for name, count in (("one word", 1), ("two words", 2), ("three words", 3)):
        row[name][:] = words == count
    quotation = _CLASS_INDEX["quotation"]
    row["quoted whole"][:] = (tokens.classes[firsts] == quotation) & (tokens.classes[lasts] == quotation)
    before = np.where(firsts > 0, tokens.codes[firsts - 1], 0)
    free = np.isin(np.where(firsts > 0, tokens.classes[firsts - 1], EDGE), _FREE)
    again, other, freely = _uses(keys, before, free)
    again = np.where(sizes >= _LEAST, np.minimum(again, _ENOUGH), 0)
    row["again"][:] = np.log1p(again)
    row["again, other before"][:] = np.where(again > 0, np.log1p(np.minimum(other, again)), 0)
    row["again, always this before"][:] = (again > 0) & (other == 0)
    row["free"][:] = (again > 0) & freely
    _beside_forms(text, tokens, pairs, row, frozenset(known), frozenset(forms))
    return Evidence(keys, found)


def _beside_forms(
    text: str,
    tokens: Tokens,
    pairs: Pairs,
    row: Mapping[str, Floats],
    known: frozenset[str],
    forms: frozenset[str],
) -> None:
    """Tell where known forms stand before a name, begin it, or are joined inside it: 世卫组织|突发事件应急基金."""
    automaton = _automaton_of(known | forms)
    count = len(tokens.codes)
    if automaton is None:
        return
    at_start, at_stop = np.full((2, len(text) + 1), -1)
    at_start[tokens.starts], at_stop[tokens.stops] = np.arange(count), np.arange(count)
    found = np.array(automaton.find_overlapping(text), np.int64).reshape(-1, 3)
    first, last = at_start[found[:, 0]], at_stop[found[:, 1]]
    whole = (first >= 0) & (last >= 0)
    first, last = first[whole], last[whole]
    ends = np.zeros(count + 2, np.bool_)
    ends[last] = True  # the last two are before the first word
    longest = np.full(count, -1)
    np.maximum.at(longest, first, last)
    joins = np.append(np.isin(tokens.classes, _JOINTS), [False, False])
    firsts, lasts = pairs.firsts, pairs.lasts
    row["behind a form"][:] = ends[firsts - 1]
    row["behind a form and a conjunction"][:] = joins[firsts - 1] & ends[firsts - 2]
    begins = (longest[firsts] >= 0) & (longest[firsts] < lasts)
    joined = joins[longest[firsts] + 1]
    row["begins with a form"][:] = begins & ~joined
    row["begins with a form and a conjunction"][:] = begins & joined
    behind = np.cumsum(joins[:count] & np.concatenate([[False], ends[: count - 1]]))
    row["conjunction inside behind a form"][:] = behind[lasts] > behind[np.minimum(firsts + 1, lasts)]


@lru_cache(maxsize=4)
def _automaton_of(forms: frozenset[str]) -> Automaton | None:
    wanted = sorted(form for form in forms if len(form) > 1)
    return Automaton(wanted) if wanted else None


def shifted(column: NDArray[Any], by: int, edge: float) -> NDArray[Any]:
    """Return a column moved down by some rows (up if negative), with `edge` where nothing came."""
    moved = np.roll(column, by)
    moved[slice(0, by) if by > 0 else slice(len(column) + by, None)] = edge
    return moved


def _uses(keys: Keys, before: Ints, free: NDArray[np.bool_]) -> tuple[Ints, Ints, NDArray[np.bool_]]:
    """Return how often each stretch occurs elsewhere, how often behind another word, and whether ever behind a mark.

    Lack of variety on the left is the mark of a part of a word: Luo and Sun 2003, Two-character Chinese Word
    Extraction Based on Hybrid of Internal and Contextual Measures.
    """
    _, same, counts = np.unique(keys, return_inverse=True, return_counts=True)
    _, cohesive, joint = np.unique(same * (before.max(initial=0) + 1) + before, return_inverse=True, return_counts=True)
    freely = np.zeros(len(counts), np.bool_)
    freely[same[free]] = True
    return counts[same] - 1, counts[same] - joint[cohesive], freely[same]


class _Hashes:
    """Numbers that are the same for the same stretches of any texts (Karp and Rabin 1987, modulo 2**64)."""

    def __init__(self, text: str) -> None:
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
        points = (points + np.uint64(1)) * np.uint64(0xD6E8FEB86659FD93)
        points ^= points >> np.uint64(32)
        self._sums = np.concatenate([[np.uint64(0)], np.cumsum(points * _powers(_FACTOR, len(points)))])
        self._inverse = _powers(_INVERSE, len(points) + 1)

    def of(self, starts: Ints, stops: Ints) -> Keys:
        """Return the numbers of the stretches between offsets."""
        found: Keys = (self._sums[stops] - self._sums[starts]) * self._inverse[starts]
        return found


def _powers(base: int, count: int) -> Keys:
    powers = np.full(max(count, 1), base, np.uint64)
    powers[0] = 1
    return np.cumprod(powers)[:count]


@lru_cache(maxsize=4)
def _keys_of(names: frozenset[str]) -> Keys:
    listed = sorted(names)
    stops = np.cumsum(np.fromiter(map(len, listed), np.int64, len(listed)))
    starts = np.concatenate([[0], stops[:-1]]).astype(np.int64)[: len(stops)]
    return _Hashes("".join(listed)).of(starts, stops)


@lru_cache(maxsize=100_000)
def traits_of(word: str, tag: str) -> tuple[str, ...]:
    """Return what may be said of a word, wherever it stands."""
    cls = CLASSES[_class(word, tag)]
    traits = [f"is {word}", f"class {cls}", f"ends in {word[-1]}", f"length {min(len(word), 4)}"]
    if head := head_of(word):
        traits += [f"head {head}", f"kind {kind_of(word)}"]
    if word in OPENERS or word in PLACES:
        traits.append("opens names")
    return tuple(traits)
