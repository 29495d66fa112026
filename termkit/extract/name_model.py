"""Where names and short forms stand in a text, by fitted weights.

A name runs from a first word to a last one. Its score is a sum: what the words around its beginning say, what each
word inside says, what the words around its end say, and what other places of the document say for the whole (a
semi-Markov model after Sarawagi and Cohen 2004, Semi-Markov Conditional Random Fields for Information Extraction);
that there is none has the score 0. Both kinds of form have a table of weights (tests/training/fit_names.py).
"""

from __future__ import annotations

from array import array
from functools import cache, lru_cache, partial
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np

from termkit.extract.model import weights_of
from termkit.extract.name_features import (
    INSIDE,
    JOINT,
    JOINT_TOLD,
    MOST_TOLD,
    NOT_OR,
    SEEN,
    TOLD,
    inside_of,
    joint_of,
    joint_told_of,
    keys_of,
    known_pairs,
    places_of,
    seen_of,
    told_of,
)
from termkit.extract.name_vocabulary import CLASSES, EDGE, KINDS, traits_of
from termkit.extract.name_words import Pairs, pairs_of, shifted, tokens_of
from termkit.text.document import span_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from termkit.extract.name_features import Floats, Keys, Places
    from termkit.extract.name_vocabulary import Bools, Ints, Vocabulary
    from termkit.extract.name_words import Tokens
    from termkit.text.document import Span

__all__ = ["ALWAYS", "BESIDE", "NAMES", "PLACES_OF_WORDS", "SHORT_FORMS", "Found", "Model", "borders_in", "find"]

PLACES_OF_WORDS = ("before 2", "before", "first", "second", "inside", "last but one", "last", "alone", "after")
"""Where a word stands, seen from a name; `alone`: the only word of it."""
BESIDE = ("before first", "before 2 before", "inside", "last after", "last but one last")
"""Pairs of neighbours whose classes are looked at together."""

NAMES, SHORT_FORMS = "name_weights.tsv", "short_form_weights.tsv"
_SURE = 0.6
ALWAYS = frozenset({"联合国"})
"""Short forms that are known to every document."""
_MARGIN = 1e-6  # sums in another order differ in their last digits


class Found(NamedTuple):
    """A place where a name stands, and its probability."""

    span: Span
    score: float


_found: Callable[[tuple[Span, float]], Found] = partial(tuple.__new__, Found)  # Found._make, at half its time


def find(
    text: str,
    table: str,
    known: Sequence[frozenset[str]] = (),
    forms: Sequence[frozenset[str]] = (),
    model: Model | None = None,
    least: float = 0.0,
) -> list[Found]:
    """Return what a table of weights finds in a text, by its end; `known` are full names, `forms` short forms.

    `least` are the log odds from which a place is found.
    """
    tokens, pairs, keys, seen = _read(text)
    if not len(pairs.firsts):
        return []
    model = model or _model(table)
    scores = model.words(tokens, pairs) + model.ends_together(tokens, pairs) + model.seen @ seen

    def choose(names: Places) -> tuple[Ints, Floats]:
        best = scores + model.most(tokens, pairs, known_pairs(tokens, pairs, names))
        may_win = _with_any(pairs, best > least)
        if not len(may_win):
            return may_win, np.zeros(0)
        some = Pairs(*(column[may_win] for column in pairs))
        told = told_of(tokens, some, names, shorts)
        chosen, sure = _choose(some, scores[may_win] + model.known(tokens, some, told), least)
        return may_win[chosen], sure

    names, shorts = places_of(text, tokens, known, forms)
    chosen, sure = choose(names)
    # What is taken for a name in several places, and surely in one, is known to the second pass.
    votes, uses = np.unique(keys[chosen], return_counts=True)
    voted = chosen[np.isin(keys[chosen], votes[uses > 1]) & (sure >= _SURE)]
    places = zip(tokens.starts[pairs.firsts[voted]].tolist(), tokens.stops[pairs.lasts[voted]].tolist(), strict=True)
    if told := frozenset(text[start:stop] for start, stop in places).difference(*known):
        told_places, _ = places_of(text, tokens, [told])
        chosen, sure = choose(names.with_others(told_places))
    starts = tokens.starts[pairs.firsts[chosen]].tolist()
    stops = tokens.stops[pairs.lasts[chosen]].tolist()
    spans = map(span_of, zip(starts, stops, strict=True))
    return list(map(_found, zip(spans, map(round, sure.tolist(), repeat(3)), strict=False)))


def borders_in(text: str) -> bytes:
    """Return a byte for each offset from 0 to the length of the text: 1 where a word begins or ends, else 0."""
    return _read(text).tokens.borders


class _Read(NamedTuple):
    tokens: Tokens
    pairs: Pairs
    keys: Keys
    seen: Floats


@lru_cache(maxsize=1)
def _read(text: str) -> _Read:
    """Return the words of a text, where names may stand, and what it says of each: the same for all tables."""
    tokens = tokens_of(text)
    pairs = pairs_of(tokens)
    keys = keys_of(text, tokens.starts[pairs.firsts], tokens.stops[pairs.lasts])
    return _Read(tokens, pairs, keys, seen_of(tokens, pairs, keys))


def _with_any(pairs: Pairs, holds: Bools) -> Ints:
    """Return the indices of the pairs of those ends for which something holds of any pair."""
    ends = np.zeros(pairs.groups[-1] + 1, np.bool_)
    ends[pairs.groups[holds]] = True
    return np.flatnonzero(ends[pairs.groups])


def _choose(pairs: Pairs, scores: Floats, least: float) -> tuple[Ints, Floats]:
    """Return for each end the most probable pair, and its probability, where its log odds reach the least.

    The answer that no name ends at a word has the score 0.
    """
    bounds = np.flatnonzero(np.diff(pairs.groups, prepend=-1))
    best = np.maximum.reduceat(scores, bounds)
    where = np.repeat(np.arange(len(bounds)), np.diff(bounds, append=len(scores)))
    # Of the first words for one last word the leftmost comes last: of equals, it is chosen.
    equals = np.flatnonzero(scores == best[where])
    heads = equals[np.diff(where[equals], append=-1) != 0]
    top = np.maximum(best, 0.0)
    odds = np.bincount(where, np.exp(scores - top[where]), len(heads)) + np.exp(-top)
    taken = best > least
    return heads[taken], (np.exp(best - top) / odds)[taken]


class Model:
    """A table of weights, by what they are weights of."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        # For a word, by what may be said of it: the weight in each place where it has any.
        self._said: dict[str, list[float]] = {}
        for name, weight in weights.items():
            place, _, trait = name.partition(": ")
            if place in PLACES_OF_WORDS:
                said = self._said.setdefault(trait, [0.0] * len(PLACES_OF_WORDS))
                said[PLACES_OF_WORDS.index(place)] = weight
        self.seen = np.array([weights.get(name, 0.0) for name in SEEN])
        self.told = np.array([weights.get(name, 0.0) for name in TOLD])
        self._beside = {place: _table(weights, place, CLASSES, CLASSES) for place in BESIDE}
        joint = {place: _table(weights, place, *both) for place, both in JOINT.items()}
        self._joint = {place: table for place, table in joint.items() if table.any()}
        inside = [_table(weights, place, NOT_OR, KINDS) for place in INSIDE]
        masks = np.arange(1 << len(INSIDE))
        self._inside: Floats = sum(table[masks >> bit & 1] for bit, table in enumerate(inside))
        most = [most * weights.get(name, 0.0) for name, most in MOST_TOLD.items()]
        most += [table.max() for place, table in self._joint.items() if place in JOINT_TOLD]
        self._most = sum(max(each, 0.0) for each in most)
        self._columns: WeakKeyDictionary[Vocabulary, list[array[float]]] = WeakKeyDictionary()

    def words(self, tokens: Tokens, pairs: Pairs) -> Floats:
        """Return what the words in and around each pair say."""
        columns = map(np.frombuffer, self._columns_of(tokens.vocabulary))
        says = {place: column.take for place, column in zip(PLACES_OF_WORDS, columns, strict=True)}
        together = {place: table.take for place, table in self._beside.items()}
        codes, beside, ends = tokens.codes, tokens.beside, tokens.ends
        before, after = shifted(codes, 1, 0), shifted(codes, -1, 0)  # the number of an edge is 0
        begin = (
            says["before 2"](shifted(codes, 2, 0))
            + says["before"](before)
            + says["first"](codes)
            + says["second"](after)
            + together["before first"](beside)
            + together["before 2 before"](shifted(beside, 1, EDGE * len(CLASSES) + EDGE))
        )
        inside = np.cumsum(says["inside"](codes) + together["inside"](beside))
        last = codes[ends]
        end = (
            says["last but one"](before[ends])
            + says["last"](last)
            + says["after"](after[ends])
            + together["last after"](shifted(beside, -1, tokens.classes[-1] * len(CLASSES) + EDGE)[ends])
            + together["last but one last"](beside[ends])
        )
        firsts, groups = pairs.firsts, pairs.groups
        found: Floats = (begin - inside)[firsts] + (end + inside[ends])[groups]
        found += np.where(firsts == pairs.lasts, says["alone"](last)[groups], 0.0)
        return found

    def ends_together(self, tokens: Tokens, pairs: Pairs) -> Floats:
        """Return what the beginning and the end of each pair say together."""
        found: Floats = np.zeros(len(pairs.firsts))
        if self._inside.any():
            found += self._inside[inside_of(tokens, pairs), tokens.kinds[pairs.lasts]]
        if self._joint:
            self._add_joint(found, joint_of(tokens, pairs))
        return found

    def known(self, tokens: Tokens, pairs: Pairs, told: Floats) -> Floats:
        """Return what the names and short forms that are known say of each pair."""
        found: Floats = self.told @ told
        if self._joint:
            self._add_joint(found, joint_told_of(tokens, pairs, told))
        found[told[TOLD.index("against known names")] > 0] = -np.inf
        return found

    def most(self, tokens: Tokens, pairs: Pairs, known: Ints) -> Floats:
        """Return at least what `known` may return, where these of the pairs are known names."""
        found: Floats = np.full(len(pairs.firsts), self._most + _MARGIN)
        sizes = tokens.stops[pairs.lasts[known]] - tokens.starts[pairs.firsts[known]]
        by_name = dict(zip(TOLD, self.told.tolist(), strict=True))
        found[known] += np.maximum(by_name["known"] + by_name["known length"] * np.log(sizes), 0.0)
        return found

    def _add_joint(self, found: Floats, indices: Mapping[str, tuple[Ints, Ints]]) -> None:
        for place, both in indices.items():
            if place in self._joint:
                found += self._joint[place][both]

    def _columns_of(self, vocabulary: Vocabulary) -> list[array[float]]:
        """Return what the words of a vocabulary say, for each place a column with a number for each word."""
        columns = self._columns.setdefault(vocabulary, [array("d") for _ in PLACES_OF_WORDS])
        for pair in vocabulary.types[len(columns[0]) :]:
            said = [self._said[trait] for trait in traits_of(*pair) if trait in self._said]
            weights = map(sum, zip(*said, strict=True)) if said else repeat(0.0)
            for column, weight in zip(columns, weights, strict=False):
                column.append(weight)
        return columns


def _table(weights: Mapping[str, float], place: str, ones: Sequence[str], others: Sequence[str]) -> Floats:
    return np.array([[weights.get(f"{place}: {a} | {b}", 0.0) for b in others] for a in ones])


@cache
def _model(table: str) -> Model:
    return Model(weights_of(table))
