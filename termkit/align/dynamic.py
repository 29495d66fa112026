"""Dynamic programming over beads within a band.

The lattice is that of Gale and Church (1993): a corner (i, j) says that i rows and j columns are done, a bead
leads from one corner to a later one. `posteriors` sums over all paths (forward and backward), which gives
each bead the probability that it is right; `best_path` then takes the path with the greatest sum of what it
is given: log scores (Viterbi), or probabilities less a threshold (which aims at whole beads being right).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from termkit.align.evidence import Band

    Floats = NDArray[np.float64]
    Shape = tuple[int, int]

__all__ = ["Lattice", "best_path", "posteriors"]


@dataclass(frozen=True, slots=True)
class Lattice:
    """Scores of all beads in a band.

    `scores[n, m]` holds, for each cell (i, j) of the band, the score of rows i .. i+n with columns j .. j+m;
    the null scores are per row and per column. The limits of the band must not fall from row to row.
    """

    band: Band
    columns: int
    scores: Mapping[Shape, Floats]
    zh_null: Floats
    en_null: Floats

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.zh_null)

    def corners(self) -> tuple[list[int], list[int]]:
        """Return the first and last column of the corners of every row of corners."""
        low, high = self.band.low.tolist(), self.band.high.tolist()
        return [0, *low[1:], low[-1]] if low else [0], [*high, self.columns]

    def incoming(self, i: int) -> list[tuple[int, Shape, int, Floats]]:
        """Return (number, shape, first column, scores) of the beads that end in corner row i."""
        found = []
        for number, (n, m) in enumerate(sorted(self.scores, key=lambda s: (s[0] + s[1], s))):
            p = i - n
            if p >= 0 and self.band.low[p] < self.band.high[p]:
                cells = self.scores[n, m][int(self.band.start[p]) : int(self.band.start[p + 1])]
                found.append((number, (n, m), int(self.band.low[p]), cells))
        return found


def _overlap(size: int, shift: int, length: int) -> tuple[slice, slice]:
    """Return the slices of a row of `size` and of a piece of `length` placed at `shift` where both are."""
    start, stop = max(0, shift), min(size, shift + length)
    stop = max(start, stop)
    return slice(start, stop), slice(start - shift, stop - shift)


def best_path(lattice: Lattice) -> list[tuple[range, range]]:
    """Return the beads, in order, that cover all rows and columns with the highest sum of scores.

    Ties go to the null bead, then to the bead with fewer sentences.
    """
    low, high = lattice.corners()
    null_sum = np.concatenate([[0.0], np.cumsum(lattice.en_null)])
    shapes = sorted(lattice.scores, key=lambda s: (s[0] + s[1], s))
    best: list[Floats] = []
    back: list[NDArray[np.int16]] = []
    for i in range(lattice.rows + 1):
        value = np.full(high[i] - low[i] + 1, -np.inf)
        choice = np.full(len(value), -1, dtype=np.int16)

        def offer(candidate: Floats, first: int, step: int) -> None:
            to, part = _overlap(len(value), first - low[i], len(candidate))  # noqa: B023
            better = candidate[part] > value[to]  # noqa: B023
            value[to][better] = candidate[part][better]  # noqa: B023
            choice[to][better] = step  # noqa: B023

        if i == 0:
            value[0] = 0.0
        else:
            offer(best[i - 1] + lattice.zh_null[i - 1], low[i - 1], -2)
            for number, (n, m), column, cells in lattice.incoming(i):
                begin = column - low[i - n]
                offer(best[i - n][begin : begin + len(cells)] + cells, column + m, number)
        # A run of columns without counterpart is a running maximum along the row.
        level = value - null_sum[low[i] : high[i] + 1]
        peak = np.maximum.accumulate(level)
        choice[peak > level] = -3
        best.append(peak + null_sum[low[i] : high[i] + 1])
        back.append(choice)
    beads: list[tuple[range, range]] = []
    i, j = lattice.rows, lattice.columns
    while i or j:
        step = int(back[i][j - low[i]])
        n, m = (1, 0) if step == -2 else (0, 1) if step == -3 else shapes[step]
        beads.append((range(i - n, i), range(j - m, j)))
        i, j = i - n, j - m
    beads.reverse()
    return beads


def posteriors(lattice: Lattice) -> tuple[dict[Shape, Floats], Floats, Floats]:
    """Return the probability of every bead, of every row and of every column to stand alone."""
    low, high = lattice.corners()
    null_sum = np.concatenate([[0.0], np.cumsum(lattice.en_null)])
    rows = lattice.rows
    forward: list[Floats] = []
    for i in range(rows + 1):
        value = np.full(high[i] - low[i] + 1, -np.inf)
        if i == 0:
            value[0] = 0.0
        else:
            before = forward[i - 1] + lattice.zh_null[i - 1]
            to, part = _overlap(len(value), low[i - 1] - low[i], len(before))
            value[to] = np.logaddexp(value[to], before[part])
            for _, (n, m), column, cells in lattice.incoming(i):
                begin = column - low[i - n]
                candidate = forward[i - n][begin : begin + len(cells)] + cells
                to, part = _overlap(len(value), column + m - low[i], len(candidate))
                value[to] = np.logaddexp(value[to], candidate[part])
        nulls = null_sum[low[i] : high[i] + 1]
        forward.append(np.logaddexp.accumulate(value - nulls) + nulls)
    total = forward[rows][-1]
    result = {shape: np.zeros(lattice.band.size) for shape in lattice.scores}
    zh_alone, en_alone = np.zeros(rows), np.zeros(lattice.columns)
    # Backward sums; each row pushes what it knows to the rows before it.
    backward = [np.full(high[i] - low[i] + 1, -np.inf) for i in range(rows + 1)]
    backward[rows][-1] = 0.0
    for i in range(rows, -1, -1):
        nulls = null_sum[low[i] : high[i] + 1]
        value = np.logaddexp.accumulate((backward[i] + nulls)[::-1])[::-1] - nulls
        backward[i] = value
        steps = forward[i][:-1] + lattice.en_null[low[i] : high[i]] + value[1:]
        en_alone[low[i] : high[i]] += np.exp(steps - total)
        if not i:
            break
        to, part = _overlap(len(value), low[i - 1] - low[i], len(backward[i - 1]))
        pushed = value[to] + lattice.zh_null[i - 1]
        zh_alone[i - 1] = np.exp(forward[i - 1][part] + pushed - total).sum()
        backward[i - 1][part] = np.logaddexp(backward[i - 1][part], pushed)
        for _, (n, m), column, cells in lattice.incoming(i):
            begin = column - low[i - n]
            to, part = _overlap(len(value), column + m - low[i], len(cells))
            here = slice(begin + part.start, begin + part.stop)
            pushed = cells[part] + value[to]
            first = int(lattice.band.start[i - n])
            result[n, m][first + part.start : first + part.stop] = np.exp(forward[i - n][here] + pushed - total)
            backward[i - n][here] = np.logaddexp(backward[i - n][here], pushed)
    return result, zh_alone, en_alone
