"""A coarse monotone chain of sentence pairs, and the band around it in which the aligner looks."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from termkit.align.evidence import Band

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from termkit.align.evidence import Side

__all__ = ["anchor_pairs", "band_around", "chain"]

_MOST_CELLS = 64  # a pair of units that meets in more sentence pairs than this says too little


def _postings(side: Side) -> list[NDArray[np.int64]]:
    units = np.concatenate([*side.sentences, np.zeros(0, dtype=np.int64)])
    where = np.repeat(np.arange(len(side.sentences)), [len(s) for s in side.sentences])
    order = np.lexsort((where, units))
    units, where = units[order], where[order]
    bounds = np.searchsorted(units, np.arange(len(side.names) + 1))
    return [np.unique(where[bounds[u] : bounds[u + 1]]) for u in range(len(side.names))]


def anchor_pairs(zh: Side, en: Side, best: int = 4) -> NDArray[np.float64]:
    """Return rows (i, j, weight): sentence pairs that share rare units, the best few of each sentence."""
    zh_where, en_where = _postings(zh), _postings(en)
    keys, weights = [], []
    columns = len(en.sentences)
    cells = float(len(zh.sentences) * columns)
    for u in range(len(zh.names)):
        a = zh_where[u]
        if len(a) > _MOST_CELLS:
            continue
        for p in range(int(zh.first[u]), int(zh.first[u + 1])):
            b = en_where[int(zh.source[p])]
            if len(a) * len(b) > _MOST_CELLS:
                continue
            keys.append((a[:, None] * columns + b[None, :]).ravel())
            weight = np.log(cells / (len(a) * len(b))) / (1 if zh.level[p] > 1 else 2)
            weights.append(np.full(len(keys[-1]), weight))
    if not keys:
        return np.zeros((0, 3))
    unique, inverse = np.unique(np.concatenate(keys), return_inverse=True)
    total = np.bincount(inverse, np.concatenate(weights))
    i, j = unique // columns, unique % columns
    # Long sentences share more by chance.
    total = total / np.sqrt(np.log(np.e + zh.lengths[i] * en.lengths[j]))
    keep = _best_of(i, total, best) & _best_of(j, total, best)
    return np.stack([i[keep], j[keep], total[keep]], axis=1).astype(float)


def _best_of(group: NDArray[np.int64], weight: NDArray[np.float64], best: int) -> NDArray[np.bool_]:
    order = np.lexsort((-weight, group))
    ranked = group[order]
    begins = np.flatnonzero(np.concatenate([[True], ranked[1:] != ranked[:-1]]))
    rank = np.arange(len(ranked)) - np.repeat(begins, np.diff(np.append(begins, len(ranked))))
    keep = np.zeros(len(group), dtype=bool)
    keep[order[rank < best]] = True
    return keep


def chain(pairs: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Return the strictly increasing chain of pairs with the greatest weight (Fenwick tree of maxima)."""
    if not len(pairs):
        return []
    order = np.lexsort((-pairs[:, 1], pairs[:, 0]))
    columns = int(pairs[:, 1].max()) + 2
    tree: list[tuple[float, int]] = [(0.0, -1)] * (columns + 1)
    before = [-1] * len(pairs)
    top = (0.0, -1)
    for k in order.tolist():
        j, weight = int(pairs[k, 1]), float(pairs[k, 2])
        found, at = (0.0, -1), j  # columns 0 .. j - 1 stand at 1 .. j
        while at > 0:
            found = max(found, tree[at], key=lambda x: x[0])
            at -= at & -at
        before[k] = found[1]
        value = (found[0] + weight, k)
        at = j + 1
        while at <= columns:
            if value[0] > tree[at][0]:
                tree[at] = value
            at += at & -at
        if value[0] > top[0]:
            top = value
    result = []
    k = top[1]
    while k >= 0:
        result.append((int(pairs[k, 0]), int(pairs[k, 1])))
        k = before[k]
    result.reverse()
    return result


def band_around(points: Sequence[tuple[int, int]], rows: int, columns: int, width: int, widest_gap: int = 400) -> Band:
    """Return the band of `width` columns on both sides of a path through the points.

    Between two points the whole rectangle is looked at, unless one of its sides is over `widest_gap`;
    then the straight line between them with a fifth of the gap on both sides.
    """
    low = np.full(rows, columns, dtype=np.int64)
    high = np.zeros(rows, dtype=np.int64)
    stops = [(-1, -1), *points, (rows, columns)]
    for (i, j), (k, m) in pairwise(stops):
        for r in range(max(i, 0), min(k, rows - 1) + 1):
            if max(k - i, m - j) <= widest_gap:
                a, b = j, m
            else:
                centre = j + (m - j) * (r - i) // (k - i)
                slack = max(widest_gap // 2, (m - j) // 5)
                a, b = max(j, centre - slack), min(m, centre + slack)
            low[r] = min(low[r], a - width)
            high[r] = max(high[r], b + width + 1)
    low, high = np.clip(low, 0, columns), np.clip(high, 0, columns)
    low = np.minimum.accumulate(low[::-1])[::-1]
    high = np.maximum.accumulate(high)
    return Band.of(low, high)
