"""Conditional log-linear models: fitted weights and the probabilities that they give.

Berger, Della Pietra and Della Pietra 1996, A Maximum Entropy Approach to Natural Language Processing. Each
feature is something a reviser could name; tests/training fits the weights on labelled documents.
"""

from __future__ import annotations

from functools import cache
from itertools import repeat
from math import exp
from operator import mul
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["NONE", "Features", "Ranking", "chances_by", "ranking_by", "rows_of", "score", "weights_of"]

Features = dict[str, float]

NONE = -1
"""The answer that there is nothing to find."""
_NOTHING = repeat(0.0)


class Ranking(NamedTuple):
    """The most probable border (an index into the words, or NONE) and all probabilities."""

    best: int
    probability: float
    all: dict[int, float]


@cache
def weights_of(table: str) -> Mapping[str, float]:
    """Return the weights of a table of this package, by feature."""
    return {name: float(weight) for name, weight in rows_of(table)}


def rows_of(table: str) -> Iterator[tuple[str, str]]:
    """Yield the rows of a table of this package that has two columns."""
    text = Path(__file__).with_name(table).read_text(encoding="utf-8")
    while text.startswith("#"):
        text = text.partition("\n")[2]
    # All cells at once take half the time of a line after the other.
    cells = text.rstrip("\n").replace("\n", "\t").split("\t")
    return zip(cells[::2], cells[1::2], strict=True)


def score(active: Features, weights: Mapping[str, float]) -> float:
    """Return the sum of what the features of an answer weigh."""
    found: float = sum(map(mul, map(weights.get, active, _NOTHING), active.values()))
    return found


def chances_by(scores: Mapping[int, float]) -> dict[int, float]:
    """Return the probabilities of all answers by their scores."""
    top = max(scores.values())
    odds = [exp(score - top) for score in scores.values()]
    total = sum(odds)
    return {border: odd / total for border, odd in zip(scores, odds, strict=True)}


def ranking_by(chances: dict[int, float]) -> Ranking:
    """Return the ranking of all answers by their probabilities; of equals, the last border is the best."""
    top = max(chances.values())
    return Ranking(max([border for border, chance in chances.items() if chance == top]), top, chances)
