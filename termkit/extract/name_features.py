"""What a document says for and against names, for all places where one may stand at once."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from daachorse import CharwiseDoubleArrayAhoCorasick as Automaton

from termkit.extract.lexicon import WordClass
from termkit.extract.name_vocabulary import CLASS_INDEX, CLASSES, EDGE, KINDS
from termkit.extract.name_words import points_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from termkit.extract.name_vocabulary import Bools, Ints
    from termkit.extract.name_words import Pairs, Tokens

    Floats = NDArray[np.float64]
    Keys = NDArray[np.uint64]

__all__ = [
    "INSIDE",
    "JOINT",
    "JOINT_TOLD",
    "MOST_TOLD",
    "NOT_OR",
    "SEEN",
    "TOLD",
    "inside_of",
    "joint_of",
    "joint_told_of",
    "keys_of",
    "known_pairs",
    "places_of",
    "seen_of",
    "told_of",
]

SEEN = (
    "length", "short", "long", "one word", "two words", "three words", "quoted whole",
    "again", "again, other before", "again, always this before", "free",
)  # fmt: skip
"""What the document by itself says of a name as a whole."""
TOLD = (
    "known", "known length",
    "behind a form", "behind a form and a conjunction", "begins with a form", "begins with a form and a conjunction",
    "conjunction inside behind a form",
    "ends in a known name", "part of a known name", "ends in a short form", "a short form", "part of a short form",
    "ends in a known one behind a conjunction", "ends in a known one behind a verb", "against known names",
)  # fmt: skip
"""What the names and short forms that are known say of it."""
MOST_TOLD = {name: 2 if "known one behind" in name else 1 for name in TOLD if not name.startswith("known")}
"""The most that each of them may be, but for what grows with the length of a name that is known."""

_SIZES = ["1", "2", "3", "4", "5", "6", "7", "8", "more"]
_BEGINS = ["else", "form", "form and a conjunction"]
_ENDS = ["else", "known name"]
_INSIDE: dict[str, list[str]] = {
    "de": [WordClass.DE], "governing verb": [WordClass.GOVERNING], "verb": [WordClass.VERB],
    "adverb": [WordClass.ADVERB, WordClass.PRONOUN], "preposition": [WordClass.PREPOSITION],
    "joint": [WordClass.CONJUNCTION, WordClass.PAUSE], "person": [WordClass.PERSON],
    "place": [WordClass.PLACE, "opener of names"], "head": [WordClass.HEAD, "long head", "end of names"],
}  # fmt: skip
JOINT = {
    "first, kind": (CLASSES, KINDS),
    "second, kind": (CLASSES, KINDS),
    "before, kind": (CLASSES, KINDS),
    "words, kind": (_SIZES, KINDS),
    "begins with, kind": (_BEGINS, KINDS),
    "behind, kind": (_BEGINS, KINDS),
    "first, ends in": (CLASSES, _ENDS),
    "begins with, ends in": (_BEGINS, _ENDS),
}
"""What is looked at together: a beginning, and what the last word is the head of or what is known of the end."""
JOINT_TOLD = frozenset({"begins with, kind", "behind, kind", "first, ends in", "begins with, ends in"})
"""Those of JOINT that ask what is known."""
INSIDE = tuple(f"{inside} inside, kind" for inside in _INSIDE)
NOT_OR = ["none", "some"]
"""Whether a word stands inside a name is looked at together with what the last word is the head of."""

_LEAST, _LONG = 4, 25
_ENOUGH = 20
_FACTOR = 0x9E3779B97F4A7C15
_INVERSE = pow(_FACTOR, -1, 2**64)


def _among(*names: str) -> Bools:
    """Return for each class whether it is one of some."""
    return np.array([name in names for name in CLASSES])


_INSIDE_BITS: Ints = np.asarray(
    sum(_among(*listed).astype(np.int64) << bit for bit, listed in enumerate(_INSIDE.values()))
)
_IS_FREE = _among(WordClass.STOP, WordClass.PAUSE, WordClass.OPEN, WordClass.CLOSE, "quotation", "edge")
_IS_JOINT = _among(WordClass.CONJUNCTION, WordClass.PAUSE)
_IS_VERB = _among(WordClass.VERB, WordClass.GOVERNING, WordClass.PREPOSITION, WordClass.ADVERB, WordClass.NAME_VERB)


def keys_of(text: str, starts: Ints, stops: Ints) -> Keys:
    """Return numbers of stretches, the same for the same stretch of any text (Karp and Rabin 1987, modulo 2**64)."""
    points = points_of(text).astype(np.uint64)
    points = (points + np.uint64(1)) * np.uint64(0xD6E8FEB86659FD93)
    points ^= points >> np.uint64(32)
    sums = np.concatenate([[np.uint64(0)], np.cumsum(points * _powers(_FACTOR, len(points)))])
    found: Keys = (sums[stops] - sums[starts]) * _powers(_INVERSE, len(points) + 1)[starts]
    return found


def _powers(base: int, count: int) -> Keys:
    powers = np.full(max(count, 1), base, np.uint64)
    powers[0] = 1
    return np.cumprod(powers)[:count]


def seen_of(tokens: Tokens, pairs: Pairs, keys: Keys) -> Floats:
    """Return what the document says of each pair: a row for each of SEEN."""
    firsts, lasts = pairs.firsts, pairs.lasts
    sizes, words = tokens.stops[lasts] - tokens.starts[firsts], lasts - firsts + 1
    before = np.where(firsts > 0, tokens.codes[firsts - 1], 0)
    free = _IS_FREE[np.where(firsts > 0, tokens.classes[firsts - 1], EDGE)]
    again, other, freely = _uses(keys, before, free)
    again = np.where(sizes >= _LEAST, np.minimum(again, _ENOUGH), 0)
    quotation = CLASS_INDEX["quotation"]
    return np.array([
        np.log(np.maximum(sizes, 1)),
        sizes < _LEAST,
        np.maximum(sizes - _LONG, 0) / 10,
        words == 1,
        words == 2,
        words == 3,
        (tokens.classes[firsts] == quotation) & (tokens.classes[lasts] == quotation),
        np.log1p(again),
        np.where(again > 0, np.log1p(np.minimum(other, again)), 0),
        (again > 0) & (other == 0),
        (again > 0) & freely,
    ])  # fmt: skip


def _uses(keys: Keys, before: Ints, free: Bools) -> tuple[Ints, Ints, Bools]:
    """Return how often each stretch occurs elsewhere, how often behind another word, and whether ever behind a mark.

    Lack of variety on the left is the mark of a part of a word: Luo and Sun 2003, Two-character Chinese Word
    Extraction Based on Hybrid of Internal and Contextual Measures.
    """
    _, same, counts = np.unique(keys, return_inverse=True, return_counts=True)
    _, cohesive, joint = np.unique(same * (before.max(initial=0) + 1) + before, return_inverse=True, return_counts=True)
    freely = np.zeros(len(counts), np.bool_)
    freely[same[free]] = True
    return counts[same] - 1, counts[same] - joint[cohesive], freely[same]


class Places(NamedTuple):
    """Where some forms stand: the indices of their first and of their last words."""

    firsts: Ints
    lasts: Ints

    def with_others(self, others: Places) -> Places:
        """Return these places and others."""
        return Places(*map(np.concatenate, zip(self, others, strict=True)))


def places_of(
    text: str, tokens: Tokens, known: Sequence[frozenset[str]], forms: Sequence[frozenset[str]] = ()
) -> tuple[Places, Places]:
    """Return the places of full names and those of short forms, where they are made of whole words.

    The first sets of both are looked for together, and so on: those that serve many documents are prepared once.
    """
    found = [_places(text, *both) for both in zip_longest(known, forms, fillvalue=_NOTHING)]
    starts, stops, whose = np.concatenate([np.empty((0, 3), np.int64), *found]).T
    first, last = tokens.at_start[starts], tokens.at_stop[stops]
    whole = (first >= 0) & (last >= 0)
    of_names, of_forms = (np.flatnonzero(whole & (whose & bit > 0)) for bit in (_NAME, _FORM))
    return Places(first[of_names], last[of_names]), Places(first[of_forms], last[of_forms])


_NAME, _FORM = 1, 2
_NOTHING: frozenset[str] = frozenset()


def _places(text: str, known: frozenset[str], forms: frozenset[str]) -> Ints:
    """Return where each of some names and forms begins and ends in a text, and which of both it is."""
    automaton, whose = _automaton_of(known, forms)
    found = automaton.find_overlapping(text) if automaton else []
    places = np.fromiter(chain.from_iterable(found), np.int64, 3 * len(found)).reshape(-1, 3)
    places[:, 2] = whose[places[:, 2]]
    return places


def told_of(tokens: Tokens, pairs: Pairs, known: Places, forms: Places) -> Floats:
    """Return what is known says of each pair: a row for each of TOLD; `known` are full names, `forms` short forms."""
    found = np.zeros((len(TOLD), len(pairs.firsts)))
    row = dict(zip(TOLD, found, strict=True))
    row["known"][known_pairs(tokens, pairs, known)] = 1
    sizes = tokens.stops[pairs.lasts] - tokens.starts[pairs.firsts]
    row["known length"][:] = row["known"] * np.log(sizes)
    _beside_forms(tokens, pairs, row, {"known name": known, "short form": forms})
    return found


def known_pairs(tokens: Tokens, pairs: Pairs, known: Places) -> Ints:
    """Return the indices of the pairs that are known names."""
    firsts, lasts = known
    count = len(tokens.codes)
    order = pairs.lasts * count - pairs.firsts  # they come by their last words, the nearest first word first
    wanted = lasts * count - firsts
    index = np.minimum(np.searchsorted(order, wanted), len(order) - 1)
    found: Ints = index[order[index] == wanted]
    return found


def inside_of(tokens: Tokens, pairs: Pairs) -> Ints:
    """Return for each pair a number with a bit for each of INSIDE: whether such words stand between first and last.

    Those of any stretch are those of two that overlap and that are each as long as a power of two.
    """
    firsts, sizes = pairs.firsts, pairs.lasts - pairs.firsts - 1
    found = np.zeros(len(sizes), np.int64)
    bits, width = _INSIDE_BITS[tokens.classes], 1
    while len(fitting := np.flatnonzero(sizes >= width)):
        found[fitting] = bits[firsts[fitting] + 1] | bits[pairs.lasts[fitting] - width]
        bits = bits[:-width] | bits[width:]
        width *= 2
    return found


def joint_of(tokens: Tokens, pairs: Pairs) -> dict[str, tuple[Ints, Ints]]:
    """Return for most of JOINT the indices of what is looked at together, for each pair."""
    firsts, lasts = pairs.firsts, pairs.lasts
    kinds = tokens.kinds[lasts]
    return {
        "first, kind": (tokens.classes[firsts], kinds),
        "second, kind": (tokens.classes[np.minimum(firsts + 1, lasts)], kinds),
        "before, kind": (np.where(firsts > 0, tokens.classes[firsts - 1], EDGE), kinds),
        "words, kind": (np.minimum(lasts - firsts, len(_SIZES) - 1), kinds),
    }


def joint_told_of(tokens: Tokens, pairs: Pairs, told: Floats) -> dict[str, tuple[Ints, Ints]]:
    """Return the same for those of JOINT that ask what is known; `told` is what told_of returns."""
    kinds = tokens.kinds[pairs.lasts]
    row = dict(zip(TOLD, told, strict=True))
    begins = (row["begins with a form"] + 2 * row["begins with a form and a conjunction"]).astype(np.int64)
    behind = (row["behind a form"] + 2 * row["behind a form and a conjunction"]).astype(np.int64)
    ends = row["ends in a known name"].astype(np.int64)
    return {
        "begins with, kind": (begins, kinds),
        "behind, kind": (np.minimum(behind, 2), kinds),
        "first, ends in": (tokens.classes[pairs.firsts], ends),
        "begins with, ends in": (begins, ends),
    }


def _beside_forms(tokens: Tokens, pairs: Pairs, row: Mapping[str, Floats], listed: Mapping[str, Places]) -> None:
    """Tell where known forms stand before a name, begin it, or are joined inside it: 世卫组织|突发事件应急基金."""
    count = len(tokens.codes)
    firsts, lasts = pairs.firsts, pairs.lasts
    ends = np.zeros(count + 2, np.bool_)  # the last two are before the first word
    longest, whole_ends = np.full(count, -1), np.full(count, count)
    cut = np.full(count, -1)  # the last first word of a known name that goes on behind a word
    for kind, places in listed.items():
        long = tokens.stops[places.lasts] - tokens.starts[places.firsts] > 1
        first, last = places.firsts[long], places.lasts[long]
        ends[last] = True
        np.maximum.at(longest, first, last)
        begins = np.full(count, count)
        np.minimum.at(begins, last, first)
        begun = begins[lasts]
        ended = (begun > firsts) & (begun < count)
        row[f"ends in a {kind}"][:] = ended
        beside = tokens.classes[np.clip(begun, 1, count) - 1]
        for before, is_before in (("conjunction", _IS_JOINT), ("verb", _IS_VERB)):
            row[f"ends in a known one behind a {before}"][:] += ended & is_before[beside]
        row[f"part of a {kind}"][:] = begun < firsts
        if kind == "short form":
            row["a short form"][:] = begun == firsts
        whole_ends = np.minimum(whole_ends, begins)
        if kind == "known name":
            lengths = last - first
            rows = np.repeat(first, lengths)
            inner = rows + np.arange(len(rows)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
            np.maximum.at(cut, inner, rows)
    known = np.append(tokens.classes == CLASS_INDEX[WordClass.PERSON], [False, False]) | ends
    joins = np.append(_IS_JOINT[tokens.classes], [False, False])
    row["behind a form"][:] = ends[firsts - 1]
    row["behind a form and a conjunction"][:] = joins[firsts - 1] & ends[firsts - 2]
    begins = (longest[firsts] >= 0) & (longest[firsts] < lasts)
    joined = joins[longest[firsts] + 1]
    row["begins with a form"][:] = begins & ~joined
    row["begins with a form and a conjunction"][:] = begins & joined
    rest = whole_ends[lasts]
    joined = (rest > firsts + 1) & (rest < count) & joins[rest - 1] & known[rest - 2]
    row["against known names"][:] = (joined | (cut[lasts] > firsts)) & (row["known"] == 0)
    behind = np.cumsum(joins[:count] & np.concatenate([[False], ends[: count - 1]]))
    row["conjunction inside behind a form"][:] = behind[lasts] > behind[np.minimum(firsts + 1, lasts)]


@lru_cache(maxsize=16)
def _automaton_of(known: frozenset[str], forms: frozenset[str]) -> tuple[Automaton | None, Ints]:
    wanted = sorted(filter(None, known | forms))
    whose = np.array([_NAME * (each in known) + _FORM * (each in forms) for each in wanted], np.int64)
    # What looks ahead for first characters takes longer to make than it saves: there are many, and few texts.
    return Automaton(wanted, use_prefilter=False) if wanted else None, whose
