"""The score of a bead: evidence of its units, length, shape, and where its blocks begin.

All parts are log-likelihood ratios against two texts that have nothing to do with each other, so that a
sentence without counterpart scores its prior alone. What a text can tell about itself (how many sentences
it merges, how long its translation is) is estimated from the beads of the pass before.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from termkit.align.dynamic import Lattice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from termkit.align.evidence import Band

    Floats = NDArray[np.float64]
    Beads = Sequence[tuple[range, range]]

__all__ = ["SHAPES", "WIDEST", "Blocks", "Model", "Pair", "make_lattice"]

SHAPES = tuple((n, m) for n in range(1, 6) for m in range(1, 6) if n == 1 or m == 1 or n + m <= 5 or n == m <= 4)
"""Numbers of Chinese and English sentences in a bead: 1-1 to 1-5 and 5-1, 2-2, 2-3, 3-2, 3-3, 4-4."""
WIDEST = 5

TRUST = 0.28
"""Share of the units' evidence that counts: a pair is seen from both sides, and units of one sentence
are not independent. Fitted on the development sets; 0.22 to 0.35 differ by less than 0.003."""
_NULL = -4.0  # log prior of an omission, before the text is known
_MERGE = -2.0  # log prior of each sentence beyond 1-1, before the text is known
_PRIOR_BEADS = 100.0  # the weight of these priors, in beads
_RATIO_FLOOR = 0.006  # variance of the log length ratio that does not fall with length
_RATIO_SPREAD = 4.0  # variance times length in characters, before the text is known
_RATIO_FREE = 1.0  # variance of the ratio of two unrelated sentences
_OUTLIERS = 0.02  # share of translations whose length says nothing
_BLOCK_AGREES = 1.0  # both sides begin a block, or neither does
_BLOCK_DIFFERS = -1.5
_BLOCK_INSIDE = -3.0  # a block begins inside the bead


@dataclass(frozen=True, slots=True)
class Pair:
    """Lengths of the sentences in characters, and whether each begins a block (empty: not known)."""

    zh_lengths: Floats
    en_lengths: Floats
    zh_begins: NDArray[np.bool_]
    en_begins: NDArray[np.bool_]


def _first_priors() -> dict[tuple[int, int], float]:
    priors = {(n, m): _MERGE * (n + m - 2) for n, m in SHAPES}
    priors[1, 1] = -0.1
    return priors


@dataclass(frozen=True, slots=True)
class Model:
    """What is believed of a pair of texts: log priors of the shapes, and the length ratio."""

    ratio: float
    spread: float = _RATIO_SPREAD
    null: float = _NULL
    priors: dict[tuple[int, int], float] = field(default_factory=_first_priors)

    @classmethod
    def of(cls, pair: Pair) -> Model:
        """Begin with the ratio of the whole texts."""
        return cls(float(np.log((pair.en_lengths.sum() + 1) / (pair.zh_lengths.sum() + 1))))

    def updated(self, beads: Beads, pair: Pair) -> Model:
        """Return the model after a pass; texts with too few beads change nothing."""
        counts = dict.fromkeys(SHAPES, 0.0)
        for a, b in beads:
            if a and b:
                counts[len(a), len(b)] += 1
        found = sum(counts.values())
        if found <= 30:
            return self
        start = {shape: np.exp(v) for shape, v in _first_priors().items()}
        norm = sum(start.values()) + 2 * np.exp(_NULL)
        total = len(beads) + _PRIOR_BEADS
        priors = {s: float(np.log((counts[s] + _PRIOR_BEADS * start[s] / norm) / total)) for s in SHAPES}
        null = float(np.log(((len(beads) - found) / 2 + _PRIOR_BEADS * np.exp(_NULL) / norm) / total))
        model = replace(self, priors=priors, null=null)
        ones = [(a.start, b.start) for a, b in beads if len(a) == len(b) == 1]
        if len(ones) <= 30:
            return model
        zh_size = pair.zh_lengths[[i for i, _ in ones]] + 1
        logs = np.log((pair.en_lengths[[j for _, j in ones]] + 1) / zh_size)
        ratio = float(np.median(logs))
        # The median absolute deviation times 1.4826 is the deviation of a normal distribution.
        deviation = 1.4826 * float(np.median(np.abs(logs - ratio) * np.sqrt(zh_size)))
        return replace(model, ratio=ratio, spread=min(max(deviation, 0.7), 3.0) ** 2)


def _length_score(zh_size: Floats, en_size: Floats, model: Model) -> Floats:
    """Log-likelihood ratio of the lengths: normal in the log ratio, its variance falling with length."""
    difference = np.log((en_size + 1) / (zh_size + 1)) - model.ratio
    variance = _RATIO_FLOOR + model.spread / (zh_size + 1)
    free = variance + _RATIO_FREE
    ratio = np.sqrt(free / variance) * np.exp(0.5 * difference**2 * (1 / free - 1 / variance))
    return np.asarray(np.log((1 - _OUTLIERS) * ratio + _OUTLIERS))


class Blocks:
    """What the beginnings of blocks say about a bead."""

    def __init__(self, pair: Pair) -> None:
        self._zh, self._en = pair.zh_begins, pair.en_begins
        self._zh_count = np.concatenate([[0], np.cumsum(self._zh)])
        self._en_count = np.concatenate([[0], np.cumsum(self._en)])

    def score(self, rows: NDArray[np.int64], columns: NDArray[np.int64], shape: tuple[int, int]) -> Floats:
        """Return the score of beads of a shape that begin at rows and columns."""
        if not len(self._zh) or not len(self._en):
            return np.zeros(len(rows))
        n, m = shape
        inside = self._zh_count[rows + n] - self._zh_count[rows + 1]
        inside = inside + self._en_count[columns + m] - self._en_count[columns + 1]
        agrees = self._zh[rows] == self._en[columns]
        return np.asarray(np.where(agrees, _BLOCK_AGREES, _BLOCK_DIFFERS) + _BLOCK_INSIDE * inside)


def make_lattice(
    band: Band, pair: Pair, model: Model, zh_cover: Floats, en_cover: Floats, extra: Mapping[tuple[int, int], Floats]
) -> Lattice:
    """Score every bead of the band.

    `zh_cover[m - 1, cell]` is the evidence of a Chinese sentence for the m English ones that begin at
    the cell, `en_cover[n - 1, cell]` that of an English sentence for n Chinese ones; `extra` is added.
    """
    rows_of, columns_of = band.cells()
    zh_sum = np.concatenate([[0.0], np.cumsum(pair.zh_lengths)])
    en_sum = np.concatenate([[0.0], np.cumsum(pair.en_lengths)])
    blocks = Blocks(pair)
    scores = {}
    for n, m in SHAPES:
        index = band.holding(n, m, rows_of, columns_of, len(pair.en_lengths))
        rows, columns = rows_of[index], columns_of[index]
        evidence = np.zeros(len(index))
        for k in range(n):
            evidence += zh_cover[m - 1, band.flat(rows + k, columns)]
        for k in range(m):
            evidence += en_cover[n - 1, band.flat(rows, columns + k)]
        lengths = _length_score(zh_sum[rows + n] - zh_sum[rows], en_sum[columns + m] - en_sum[columns], model)
        score = np.full(band.size, -np.inf)
        score[index] = TRUST * evidence + lengths + model.priors[n, m] + blocks.score(rows, columns, (n, m))
        if extra:
            score[index] += extra[n, m][index]
        scores[n, m] = score
    return Lattice(
        band,
        len(pair.en_lengths),
        scores,
        np.full(len(pair.zh_lengths), model.null),
        np.full(len(pair.en_lengths), model.null),
    )
