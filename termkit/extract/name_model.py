"""Where names and short forms stand in a text, by fitted weights.

A name runs from a first word to a last one. Its score is a sum: what the words around its beginning say, what each
word inside says, what the words around its end say, and what other places of the document say for the whole (a
semi-Markov model after Sarawagi and Cohen 2004, Semi-Markov Conditional Random Fields for Information Extraction);
that there is none has the score 0. Both kinds of form have a table of weights (tests/training/fit_names.py).
"""

from __future__ import annotations

from array import array
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np

from termkit.extract.model import weights_of
from termkit.extract.name_features import JOINT, SEEN, TOLD, joint_of, joint_told_of, keys_of, seen_of, told_of
from termkit.extract.name_words import CLASSES, EDGE, pairs_of, shifted, tokens_of, traits_of
from termkit.text.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from termkit.extract.name_features import Floats, Keys
    from termkit.extract.name_words import Ints, Pairs, Tokens, Vocabulary

__all__ = ["BESIDE", "NAMES", "PLACES_OF_WORDS", "SHORT_FORMS", "Found", "Model", "find"]

PLACES_OF_WORDS = ("before 2", "before", "first", "second", "inside", "last but one", "last", "alone", "after")
"""Where a word stands, seen from a name; `alone`: the only word of it."""
BESIDE = ("before first", "before 2 before", "inside", "last after", "last but one last")
"""Pairs of neighbours whose classes are looked at together."""

NAMES, SHORT_FORMS = "name_weights.tsv", "short_form_weights.tsv"
_SURE = 0.6


class Found(NamedTuple):
    """A place where a name stands, and its probability."""

    span: Span
    score: float


def find(
    text: str,
    table: str,
    known: Sequence[frozenset[str]] = (),
    forms: Sequence[frozenset[str]] = (),
    model: Model | None = None,
) -> Iterator[Found]:
    """Yield what a table of weights finds in a text, by its end; `known` are full names, `forms` short forms."""
    tokens, pairs, keys, seen = _read(text)
    if not len(pairs.firsts):
        return
    model = model or _model(table)
    scores = model.words(tokens, pairs) + model.ends_together(tokens, pairs) + model.seen @ seen
    chosen, sure = _choose(pairs, scores + model.known(tokens, pairs, told_of(text, tokens, pairs, known, forms)))
    # What is taken for a name in several places, and surely in one, is known to the second pass.
    votes, uses = np.unique(keys[chosen], return_counts=True)
    voted = chosen[np.isin(keys[chosen], votes[uses > 1]) & (sure >= _SURE)]
    places = zip(tokens.starts[pairs.firsts[voted]].tolist(), tokens.stops[pairs.lasts[voted]].tolist(), strict=True)
    if told := frozenset(text[start:stop] for start, stop in places).difference(*known):
        told_again = told_of(text, tokens, pairs, [*known, told], forms)
        chosen, sure = _choose(pairs, scores + model.known(tokens, pairs, told_again))
    starts = tokens.starts[pairs.firsts[chosen]].tolist()
    stops = tokens.stops[pairs.lasts[chosen]].tolist()
    for start, stop, score in zip(starts, stops, sure.tolist(), strict=True):
        yield Found(Span(start, stop), round(score, 3))


@lru_cache(maxsize=1)
def _read(text: str) -> tuple[Tokens, Pairs, Keys, Floats]:
    """Return the words of a text, where names may stand, and what it says of each: the same for all tables."""
    tokens = tokens_of(text)
    pairs = pairs_of(tokens)
    keys = keys_of(text, tokens.starts[pairs.firsts], tokens.stops[pairs.lasts])
    return tokens, pairs, keys, seen_of(tokens, pairs, keys)


def _choose(pairs: Pairs, scores: Floats) -> tuple[Ints, Floats]:
    """Return for each end where a name is more probable than none the most probable pair, and its probability.

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
    taken = best > 0
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
        self._beside = {
            place: np.array([[weights.get(f"{place}: {a} | {b}", 0.0) for b in CLASSES] for a in CLASSES])
            for place in BESIDE
        }
        self._joint = {
            place: np.array([[weights.get(f"{place}: {a} | {b}", 0.0) for b in others] for a in ones])
            for place, (ones, others) in JOINT.items()
        }
        self._rows: WeakKeyDictionary[Vocabulary, array[float]] = WeakKeyDictionary()

    def words(self, tokens: Tokens, pairs: Pairs) -> Floats:
        """Return what the words in and around each pair say."""
        rows = self._rows_of(tokens.vocabulary)
        column = dict(zip(PLACES_OF_WORDS, rows[tokens.codes].T, strict=True))
        edge = dict(zip(PLACES_OF_WORDS, rows[0].tolist(), strict=True))
        classes = tokens.classes
        before, after = shifted(classes, 1, EDGE), shifted(classes, -1, EDGE)
        begin = (
            shifted(column["before 2"], 2, edge["before 2"])
            + shifted(column["before"], 1, edge["before"])
            + column["first"]
            + shifted(column["second"], -1, edge["second"])
            + self._beside["before first"][before, classes]
            + self._beside["before 2 before"][shifted(classes, 2, EDGE), before]
        )
        inside = np.cumsum(column["inside"] + self._beside["inside"][before, classes])
        end = (
            shifted(column["last but one"], 1, edge["last but one"])
            + column["last"]
            + shifted(column["after"], -1, edge["after"])
            + self._beside["last after"][classes, after]
            + self._beside["last but one last"][before, classes]
        )
        firsts, lasts = pairs.firsts, pairs.lasts
        found: Floats = (begin - inside)[firsts] + (end + inside)[lasts]
        found += np.where(firsts == lasts, column["alone"][lasts], 0.0)
        return found

    def ends_together(self, tokens: Tokens, pairs: Pairs) -> Floats:
        """Return what the beginning and the end of each pair say together."""
        found: Floats = np.zeros(len(pairs.firsts))
        for place, (ones, others) in joint_of(tokens, pairs).items():
            found += self._joint[place][ones, others]
        return found

    def known(self, tokens: Tokens, pairs: Pairs, told: Floats) -> Floats:
        """Return what the names and short forms that are known say of each pair."""
        found: Floats = self.told @ told
        for place, (ones, others) in joint_told_of(tokens, pairs, told).items():
            found += self._joint[place][ones, others]
        found[told[TOLD.index("against known names")] > 0] = -np.inf
        return found

    def _rows_of(self, vocabulary: Vocabulary) -> Floats:
        """Return what each word of a vocabulary says in each place: a row a word."""
        rows = self._rows.setdefault(vocabulary, array("d"))
        for pair in vocabulary.types[len(rows) // len(PLACES_OF_WORDS) :]:
            said = [self._said[trait] for trait in traits_of(*pair) if trait in self._said]
            rows.extend(map(sum, zip(*said, strict=True)) if said else [0.0] * len(PLACES_OF_WORDS))
        return np.frombuffer(rows).reshape(-1, len(PLACES_OF_WORDS))


@cache
def _model(table: str) -> Model:
    return Model(weights_of(table))
