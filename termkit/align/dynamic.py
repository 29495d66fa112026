"""Dynamic programming over beads within a band (Gale and Church 1993; banded)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from termkit.align.evidence import Band

__all__ = ["best_path"]


def best_path(
    band: Band,
    rows: int,
    columns: int,
    scores: Mapping[tuple[int, int], NDArray[np.float64]],
    zh_null: NDArray[np.float64],
    en_null: NDArray[np.float64],
) -> list[tuple[range, range]]:
    """Return the beads, in order, that cover all rows and columns with the highest sum of scores.

    `scores[n, m]` holds, for each cell (i, j) of the band, the score of rows i .. i+n with columns
    j .. j+m; the null scores are per row and per column. Ties go to the bead with fewer sentences.
    """
    # Corner (i, j): i rows and j columns are done. Corners of row i: from low[i] to high[i] inclusive.
    low = np.concatenate([band.low, [band.low[-1]]]) if rows else np.zeros(1, dtype=np.int64)
    high = np.concatenate([band.high, [columns]])
    low[0] = 0
    high[-1] = columns
    # What the band leaves out is reached by null beads along its border.
    for i in range(1, rows + 1):
        low[i] = max(low[i], low[i - 1])
        high[i] = max(high[i], high[i - 1], low[i])
    null_sum = np.concatenate([[0.0], np.cumsum(en_null)])
    shapes = sorted(scores, key=lambda s: (s[0] + s[1], s))
    best: list[NDArray[np.float64]] = []
    back: list[NDArray[np.int16]] = []
    for i in range(rows + 1):
        a, b = int(low[i]), int(high[i])
        value = np.full(b - a + 1, -np.inf)
        choice = np.full(b - a + 1, -1, dtype=np.int16)
        if i == 0:
            value[0] = 0.0
        else:
            _improve(value, choice, best[i - 1] + zh_null[i - 1], int(low[i - 1]) - a, -2)
            for number, (n, m) in enumerate(shapes):
                p = i - n
                if p < 0:
                    continue
                c, d = int(band.low[p]), int(band.high[p])
                if c >= d:
                    continue
                cells = scores[n, m][int(band.start[p]) : int(band.start[p + 1])]
                before = best[p][c - int(low[p]) : c - int(low[p]) + (d - c)]
                _improve(value, choice, before + cells[: len(before)], c + m - a, number)
        # Runs of columns without translation: a running maximum along the row.
        level = value - null_sum[a : b + 1]
        peak = np.maximum.accumulate(level)
        choice[peak > level] = -3
        value = peak + null_sum[a : b + 1]
        best.append(value)
        back.append(choice)
    beads: list[tuple[range, range]] = []
    i, j = rows, columns
    while i or j:
        step = int(back[i][j - int(low[i])])
        n, m = (1, 0) if step == -2 else (0, 1) if step == -3 else shapes[step] if step >= 0 else (0, 0)
        if not n + m:
            raise AssertionError("the band has a gap")
        beads.append((range(i - n, i), range(j - m, j)))
        i, j = i - n, j - m
    beads.reverse()
    return beads


def _improve(
    value: NDArray[np.float64], choice: NDArray[np.int16], candidate: NDArray[np.float64], shift: int, step: int
) -> None:
    start, stop = max(0, shift), min(len(value), shift + len(candidate))
    if start >= stop:
        return
    part = candidate[start - shift : stop - shift]
    better = part > value[start:stop]
    value[start:stop][better] = part[better]
    choice[start:stop][better] = step
