"""How much the units of one side speak for a bead: a log-likelihood ratio per unit.

A unit e of the target is *covered* by a range S of source sentences at the highest strength that the
lexicon gives it for any unit of S. Were S and e unrelated, the chance of cover above strength k would be
1 - exp(-rate(e, k) |S|), where the rate is counted over the whole text. Where S translates e, cover comes
by chance as before or, with probability recall(e, k), from the translation (noisy or). The logarithm of
the ratio of the two is what the unit says; a unit that the lexicon does not know, or that everything
covers, says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from termkit.align.lexicon import Lexicon

__all__ = ["Band", "Side", "cover_tables", "estimate_recall", "make_sides"]

LEVELS = 3  # none, weak, strong
_CHUNK = 256


@dataclass(frozen=True, slots=True)
class Band:
    """The cells that are looked at: in row i, columns low[i] .. high[i] - 1, numbered row by row from start[i]."""

    low: NDArray[np.int64]
    high: NDArray[np.int64]
    start: NDArray[np.int64]

    @property
    def size(self) -> int:
        """Number of cells."""
        return int(self.start[-1])

    @classmethod
    def of(cls, low: NDArray[np.int64], high: NDArray[np.int64]) -> Band:
        """Make a band from its limits."""
        return cls(low, high, np.concatenate([[0], np.cumsum(high - low)]))

    def flat(self, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the flat indices of cells."""
        return self.start[rows] + columns - self.low[rows]

    def cells(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return row and column of every flat cell."""
        width = self.high - self.low
        rows = np.repeat(np.arange(len(self.low)), width)
        return rows, np.arange(self.size) - np.repeat(self.start[:-1] - self.low, width)

    def holding(
        self, n: int, m: int, rows: NDArray[np.int64], columns: NDArray[np.int64], last: int
    ) -> NDArray[np.int64]:
        """Return the flat cells from which n rows and m columns lie in the band."""
        index = np.flatnonzero((rows + n <= len(self.low)) & (columns + m <= last))
        for k in range(n):
            row = rows[index] + k
            index = index[(columns[index] >= self.low[row]) & (columns[index] + m <= self.high[row])]
        return index

    def transposed(self, columns: int) -> tuple[Band, NDArray[np.int64]]:
        """Return the same cells by column, and for each flat cell of the result its flat index here."""
        rows, cols = self.cells()
        order = np.lexsort((rows, cols))
        counts = np.bincount(cols, minlength=columns)
        first = np.concatenate([[0], np.cumsum(counts)])
        # Limits of a band grow with the row, so the rows of a column are contiguous.
        low = np.array([rows[order[first[j]]] if counts[j] else 0 for j in range(columns)], dtype=np.int64)
        return Band(low, low + counts, first), order


@dataclass(frozen=True, slots=True)
class Side:
    """The sentences of one language as numbered units."""

    names: tuple[str, ...]
    sentences: tuple[NDArray[np.int64], ...]
    lengths: NDArray[np.float64]
    rate: NDArray[np.float64]  # [unit, level]: cover above the level per unit of the other side, by chance
    source: NDArray[np.int64]  # pairs of the lexicon, sorted by this side's unit: the other side's unit
    level: NDArray[np.int64]
    first: NDArray[np.int64]  # where the pairs of a unit begin


def _number(sentences: Sequence[Sequence[str]]) -> tuple[list[str], list[NDArray[np.int64]]]:
    index: dict[str, int] = {}
    numbered = [np.array([index.setdefault(u, len(index)) for u in s], dtype=np.int64) for s in sentences]
    return list(index), numbered


def _presence(sentences: Sequence[NDArray[np.int64]], units: int) -> NDArray[np.uint8]:
    """Return [unit, sentence] as bits, eight sentences a byte."""
    table = np.zeros((units, len(sentences)), dtype=bool)
    for i, s in enumerate(sentences):
        table[s, i] = True
    return np.packbits(table, axis=1)


def _levels(presence: NDArray[np.uint8], count: int, side: Side, units: NDArray[np.int64]) -> NDArray[np.int8]:
    """Return [unit, source sentence]: the strength at which each of `count` sentences covers the unit."""
    result = np.zeros((len(units), count), dtype=np.int8)
    pairs_of = side.first[units + 1] - side.first[units]
    begins = np.concatenate([[0], np.cumsum(pairs_of)])
    pairs = np.arange(begins[-1]) + np.repeat(side.first[units] - begins[:-1], pairs_of)
    owner = np.repeat(np.arange(len(units)), pairs_of)
    for strength in range(1, LEVELS):
        at = side.level[pairs] == strength
        if not at.any():
            continue
        rows, starts = np.unique(owner[at], return_index=True)
        covered = np.bitwise_or.reduceat(presence[side.source[pairs[at]]], starts, axis=0)
        bits = np.unpackbits(covered, axis=1, count=count).view(bool)
        result[rows] = np.where(bits, np.int8(strength), result[rows])
    return result


def make_sides(zh: Sequence[Sequence[str]], en: Sequence[Sequence[str]], lexicon: Lexicon) -> tuple[Side, Side]:
    """Number the units of both sides and count how often each is covered by chance."""
    zh_names, zh_sentences = _number(zh)
    en_names, en_sentences = _number(en)
    zh_index = {u: i for i, u in enumerate(zh_names)}
    en_index = {u: i for i, u in enumerate(en_names)}
    pairs = np.array(
        sorted((zh_index[u], en_index[w], k) for (u, w), k in lexicon.items() if u in zh_index and w in en_index),
        dtype=np.int64,
    ).reshape(-1, 3)
    sides = []
    for names, mine, others, own, other in (
        (zh_names, zh_sentences, en_sentences, 0, 1),
        (en_names, en_sentences, zh_sentences, 1, 0),
    ):
        table = pairs[np.lexsort((pairs[:, other], pairs[:, own]))]
        first = np.searchsorted(table[:, own], np.arange(len(names) + 1))
        lengths = np.array([len(s) for s in mine], dtype=float)
        rate = np.zeros((len(names), LEVELS - 1))
        side = Side(tuple(names), tuple(mine), lengths, rate, table[:, other], table[:, 2], first)
        _count_rates(side, others, len(en_names) if own == 0 else len(zh_names))
        sides.append(side)
    return sides[0], sides[1]


def _count_rates(side: Side, others: Sequence[NDArray[np.int64]], other_units: int) -> None:
    # A sample is enough: some 500 sentences, evenly spread.
    step = max(1, len(others) // 500)
    sample = others[::step]
    total = sum(len(s) for s in sample) + 1.0
    for begin in range(0, len(sample), _CHUNK):
        part = sample[begin : begin + _CHUNK]
        presence = _presence(part, other_units)
        for unit_begin in range(0, len(side.names), 2000):
            units = np.arange(unit_begin, min(unit_begin + 2000, len(side.names)))
            levels = _levels(presence, len(part), side, units)
            for k in range(LEVELS - 1):
                side.rate[units, k] += (levels > k).sum(axis=1)
    # Half an occurrence is added: what was not seen is not impossible.
    np.divide(side.rate + 0.5, total, out=side.rate)


def _chunks(band: Band) -> Iterator[tuple[int, int]]:
    for begin in range(0, len(band.low), _CHUNK):
        yield begin, min(begin + _CHUNK, len(band.low))


def cover_tables(side: Side, source: Side, band: Band, recall: NDArray[np.float64], widest: int) -> NDArray[np.float64]:
    """Return [n, cell]: what the units of target sentence r say for source sentences c .. c + n.

    Rows of the band are the target's sentences, columns the source's. Cells whose range leaves the
    text hold minus infinity.
    """
    result = np.full((widest, band.size), -np.inf)
    cumulated = np.concatenate([[0], np.cumsum(source.lengths)])
    for begin, end in _chunks(band):
        low, high = int(band.low[begin:end].min()), int(band.high[begin:end].max())
        high = min(high + widest - 1, len(source.sentences))
        if low >= high:
            continue
        units = np.unique(np.concatenate(side.sentences[begin:end]))
        presence = _presence(source.sentences[low:high], len(source.names))
        levels = _levels(presence, high - low, side, units)
        for r in range(begin, end):
            a, b = int(band.low[r]), int(band.high[r])
            if a >= b:
                continue
            out = slice(int(band.start[r]), int(band.start[r + 1]))
            mine = side.sentences[r]
            local = levels[np.searchsorted(units, mine), a - low : min(b + widest - 1, high + low) - low]
            rate, hit = side.rate[mine], recall[mine]
            # [unit, n, c]: the strength in c .. c + n; what leaves the text is cut off below.
            wide = np.zeros((len(mine), widest, b - a), dtype=np.int8)
            size = np.ones((widest, b - a))
            for n in range(widest):
                width = max(0, min(b - a, local.shape[1] - n))
                wide[:, n, :width] = local[:, n : n + width]
                size[n, :width] = cumulated[a + n + 1 : a + n + 1 + width] - cumulated[a : a + width]
            np.maximum.accumulate(wide, axis=1, out=wide)
            table = _ratio(wide.reshape(len(mine), size.size), size.ravel(), rate, hit).reshape(widest, b - a)
            for n in range(widest):
                table[n, max(0, local.shape[1] - n) :] = -np.inf
            result[:, out] = table
    return result


def _ratio(
    levels: NDArray[np.int8], size: NDArray[np.float64], rate: NDArray[np.float64], recall: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Sum the log-likelihood ratios of units (rows) against source ranges (columns)."""
    if not len(levels):
        return np.zeros(len(size))
    none = np.exp(-rate[:, 0, None] * size)  # nothing by chance
    weak = np.exp(-rate[:, 1, None] * size)  # nothing strong by chance
    none_true = (1 - recall[:, 0, None]) * none
    weak_true = (1 - recall[:, 1, None]) * weak
    strong = np.log(np.maximum(1 - weak_true, 1e-9) / np.maximum(1 - weak, 1e-9))
    middle = np.log(np.maximum(weak_true - none_true, 1e-9) / np.maximum(weak - none, 1e-9))
    nothing = np.log(1 - recall[:, 0, None])
    return np.asarray(np.where(levels == 2, strong, np.where(levels == 1, middle, nothing)).sum(axis=0))


def estimate_recall(
    side: Side, source: Side, beads: Sequence[tuple[range, range]], prior: float, weight: float = 5.0
) -> NDArray[np.float64]:
    """Return [unit, level]: how often a translation covers the unit above the level.

    Counted over the beads (target range, source range), less what chance would cover, and drawn towards
    the mean over all units by `weight` imaginary occurrences. Without beads every unit gets the prior.
    """
    best = np.zeros(len(side.names), dtype=np.int64)
    has = np.flatnonzero(np.diff(side.first))
    if len(has):
        best[has] = np.maximum.reduceat(side.level, side.first[has])
    excess = np.zeros((len(side.names), LEVELS - 1))
    seen = np.zeros(len(side.names))
    cumulated = np.concatenate([[0], np.cumsum(source.lengths)])
    for begin in range(0, len(beads), _CHUNK):
        part = beads[begin : begin + _CHUNK]
        present = _presence([_merged(source, s) for _, s in part], len(source.names))
        targets = [_merged(side, t) for t, _ in part]
        units = np.concatenate(targets)
        local, where = np.unique(units, return_inverse=True)
        column = np.repeat(np.arange(len(part)), [len(t) for t in targets])
        levels = _levels(present, len(part), side, local)[where, column]
        size = np.array([cumulated[s.stop] - cumulated[s.start] for _, s in part])[column]
        for k in range(LEVELS - 1):
            missed = np.exp(-side.rate[units, k] * size)
            np.add.at(excess[:, k], units, ((levels > k) - 1 + missed) / (missed + 0.05))
        np.add.at(seen, units, 1)
    recall = np.zeros((len(side.names), LEVELS - 1))
    for k in range(LEVELS - 1):
        able = best > k
        total = seen[able].sum()
        # Fifty occurrences are the least for a mean of the text's own.
        mean = np.clip(excess[able, k].sum() / total, 0.05, 0.95) if total > 50 else prior
        recall[able, k] = (excess[able, k] + weight * mean) / (seen[able] + weight)
    recall = np.clip(recall, 0.0, 0.97)
    # What is covered strongly is covered.
    recall[:, 0] = np.maximum(recall[:, 0], recall[:, 1])
    return recall


def _merged(side: Side, sentences: range) -> NDArray[np.int64]:
    return np.concatenate([side.sentences[i] for i in sentences])
