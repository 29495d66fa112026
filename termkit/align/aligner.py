"""Alignment of the sentences of a Chinese and an English text.

Units of both texts are compared through a lexicon (a dictionary, names by sound, known pairs, and from the
second pass on what the pair itself teaches). A coarse chain of rare shared units gives a band; within it,
beads are scored by likelihood ratios and chosen by dynamic programming. The steps are those of Moore (2002)
and of Varga et al. (2005, hunalign); the model of evidence is described in `termkit.align.evidence`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from termkit.align import dictionary
from termkit.align.anchors import anchor_pairs, band_around, chain
from termkit.align.dynamic import Lattice, best_path, posteriors
from termkit.align.embedding import Vectors, vector_evidence
from termkit.align.evidence import cover_tables, estimate_recall, make_sides
from termkit.align.known import KnownPairs
from termkit.align.lexicon import STRONG, from_dictionary, learn
from termkit.align.names import sounding_pairs
from termkit.align.scoring import SHAPES, WIDEST, Model, Pair, make_lattice
from termkit.align.tokens import chinese_units, english_units, is_transcription, stem
from termkit.text.bitext import Bead

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from termkit.align.embedding import Embedder
    from termkit.align.evidence import Side
    from termkit.align.lexicon import Lexicon
    from termkit.text.bitext import Segment

    Floats = NDArray[np.float64]
    Ranges = list[tuple[range, range]]

__all__ = ["align_segments"]

_PASSES = 3
_WIDTH = 10  # columns of the band on either side of the path
_RECALL = 0.6  # share of units that a translation covers, before the text is known
_HEAT = 0.6  # evidence is less independent than the model believes; makes 0.9 mean nine in ten
_GAIN = 0.35  # a bead is worth taking when its probability is above half the F1 that can be had


def align_segments(
    zh: Sequence[Segment],
    en: Sequence[Segment],
    known: Iterable[tuple[str, str]] = (),
    embedder: Embedder | None = None,
    *,
    use_dictionary: bool = True,
) -> tuple[Bead, ...]:
    """Return the beads, in text order, that cover the segments of both texts.

    `known` are pairs of Chinese and English forms that mean the same. Segments without any text are
    left out of the comparison and stand alone.
    """
    zh_kept = [i for i, s in enumerate(zh) if s.text.strip()]
    en_kept = [j for j, s in enumerate(en) if s.text.strip()]
    found = _align([zh[i] for i in zh_kept], [en[j] for j in en_kept], known, embedder, use_dictionary=use_dictionary)
    beads = [
        Bead(tuple(zh_kept[i] for i in a), tuple(en_kept[j] for j in b), round(score, 4)) for (a, b), score in found
    ]
    beads += [Bead((i,), ()) for i in sorted(set(range(len(zh))) - set(zh_kept))]
    beads += [Bead((), (j,)) for j in sorted(set(range(len(en))) - set(en_kept))]
    return _in_text_order(beads)


def _in_text_order(beads: list[Bead]) -> tuple[Bead, ...]:
    """Put the empty lines, which were left out, where they belong; the others are in order already."""
    if all(not b.is_null for b in beads):
        return tuple(beads)
    joined = [b for b in beads if not b.is_null]
    zh_alone = sorted((b for b in beads if not b.en), key=lambda b: b.zh)
    en_alone = sorted((b for b in beads if not b.zh), key=lambda b: b.en)
    result: list[Bead] = []
    for bead in [*joined, None]:
        while zh_alone and (bead is None or zh_alone[0].zh < bead.zh):
            result.append(zh_alone.pop(0))
        while en_alone and (bead is None or en_alone[0].en < bead.en):
            result.append(en_alone.pop(0))
        if bead is not None:
            result.append(bead)
    return tuple(result)


def _align(
    zh: Sequence[Segment],
    en: Sequence[Segment],
    known: Iterable[tuple[str, str]],
    embedder: Embedder | None,
    *,
    use_dictionary: bool,
) -> list[tuple[tuple[range, range], float]]:
    if not zh or not en:
        alone: Ranges = [(range(i, i + 1), range(0)) for i in range(len(zh))]
        alone += [(range(0), range(j, j + 1)) for j in range(len(en))]
        return [(bead, 1.0) for bead in alone]
    pairs = KnownPairs(known)
    zh_units = [_numbered(s, zh, i) + chinese_units(s.text) + pairs.chinese(s.text) for i, s in enumerate(zh)]
    en_units = [_numbered(s, en, j) + english_units(s.text) + pairs.english(s.text) for j, s in enumerate(en)]
    given = _given_lexicon(zh_units, en_units, en, use_dictionary=use_dictionary)
    pair = Pair(
        # Bytes of UTF-8 over three: Han characters count one, Latin letters and digits a third.
        np.array([len(s.text.encode()) / 3 for s in zh]),
        np.array([float(len(s.text)) for s in en]),
        _begins(zh, en),
        _begins(en, zh),
    )
    model = Model.of(pair)
    vectors = _encode(embedder, zh, en) if embedder is not None else None
    lexicon = given
    beads: Ranges = []
    for number in range(_PASSES):
        lattice = _lattice(zh_units, en_units, lexicon, beads, pair, model, vectors)
        if number == _PASSES - 1:
            break
        beads = best_path(lattice)
        model = model.updated(beads, pair)
        learnt = learn(
            ([u for i in a for u in zh_units[i]], [u for j in b for u in en_units[j]]) for a, b in beads if a and b
        )
        lexicon = {key: max(given.get(key, 0), learnt.get(key, 0)) for key in given | learnt}
    return _decide(lattice)


def _numbered(segment: Segment, segments: Sequence[Segment], at: int) -> list[str]:
    """Return the number of a block as a unit of its first sentence."""
    first = segment.number and (not at or segments[at - 1].block != segment.block)
    return ["¶" + segment.number.strip(" .．、()（）")] if first else []


def _begins(mine: Sequence[Segment], other: Sequence[Segment]) -> NDArray[np.bool_]:
    """Tell which segments begin a block; empty where either text has no blocks, or one block a sentence."""
    for side in (mine, other):
        blocks = len({s.block for s in side})
        if side[0].block < 0 or blocks > 0.95 * len(side):
            return np.zeros(0, dtype=bool)
    return np.array([i == 0 or s.block != mine[i - 1].block for i, s in enumerate(mine)])


def _given_lexicon(
    zh_units: Sequence[Sequence[str]],
    en_units: Sequence[Sequence[str]],
    en: Sequence[Segment],
    *,
    use_dictionary: bool,
) -> Lexicon:
    """Return what is known before the first pass: dictionary, equal units, names by sound."""
    zh_types = {u for units in zh_units for u in units}
    en_types = {u for units in en_units for u in units}
    lexicon = from_dictionary(zh_types, en_types, dictionary.glosses if use_dictionary else _no_glosses)
    if not use_dictionary:
        return lexicon
    capital = {stem(w) for s in en for w in re.findall(r"\b[A-Z][a-zA-Z\u00c0-\u024f]+", s.text)}
    small = {stem(w) for s in en for w in re.findall(r"\b[a-z]+\b", s.text)}
    translated = {w for (_, w), strength in lexicon.items() if strength == STRONG}
    unknown = [u for u in zh_types if u[0] >= "\u3400" and not dictionary.glosses(u)]
    names = sounding_pairs(unknown, capital - small - translated, dictionary.reading, is_transcription)
    return {key: max(lexicon.get(key, 0), names.get(key, 0)) for key in lexicon | names}


def _no_glosses(_: str) -> list[list[str]]:
    return []


def _lattice(
    zh_units: Sequence[Sequence[str]],
    en_units: Sequence[Sequence[str]],
    lexicon: Lexicon,
    beads: Ranges,
    pair: Pair,
    model: Model,
    vectors: Vectors | None,
) -> Lattice:
    zh_side, en_side = make_sides(zh_units, en_units, lexicon)
    joined = [(a, b) for a, b in beads if a and b]
    points = [(a.start, b.start) for a, b in joined] if beads else chain(anchor_pairs(zh_side, en_side))
    band = band_around(points, len(zh_units), len(en_units), _WIDTH)
    by_column, order = band.transposed(len(en_units))
    zh_recall = estimate_recall(zh_side, en_side, joined, _RECALL)
    en_recall = estimate_recall(en_side, zh_side, [(b, a) for a, b in joined], _RECALL)
    zh_cover = cover_tables(zh_side, en_side, band, zh_recall, WIDEST)
    en_cover = np.empty_like(zh_cover)
    en_cover[:, order] = cover_tables(en_side, zh_side, by_column, en_recall, WIDEST)
    extra: Mapping[tuple[int, int], Floats] = {}
    if vectors is not None:
        sizes = (pair.zh_lengths + 1, pair.en_lengths + 1)
        covered = (_covered(zh_side, zh_recall) + _covered(en_side, en_recall)) / 2
        extra = vector_evidence(band, vectors, sizes, SHAPES, joined, covered)
    return make_lattice(band, pair, model, zh_cover, en_cover, extra)


def _covered(side: Side, recall: Floats) -> float:
    """Return the share of the units of a text that a translation is expected to cover."""
    units = np.concatenate(side.sentences)
    return float(recall[units, 0].mean()) if len(units) else 0.0


def _encode(embedder: Embedder, zh: Sequence[Segment], en: Sequence[Segment]) -> Vectors:
    return Vectors(embedder.encode([s.text for s in zh]), embedder.encode([s.text for s in en]))


def _decide(lattice: Lattice) -> list[tuple[tuple[range, range], float]]:
    """Choose the beads whose probabilities make the most of whole beads, and score them so."""
    cooled = {shape: _HEAT * v for shape, v in lattice.scores.items()}
    likely, zh_alone, en_alone = posteriors(
        Lattice(lattice.band, lattice.columns, cooled, _HEAT * lattice.zh_null, _HEAT * lattice.en_null)
    )
    gains = {shape: np.where(v > 1e-6, v - _GAIN, -np.inf) for shape, v in likely.items()}
    path = best_path(Lattice(lattice.band, lattice.columns, gains, zh_alone - _GAIN, en_alone - _GAIN))
    result = []
    for a, b in path:
        if a and b:
            cell = lattice.band.start[a.start] + b.start - lattice.band.low[a.start]
            score = likely[len(a), len(b)][cell]
        else:
            score = zh_alone[a.start] if a else en_alone[b.start]
        result.append(((a, b), min(1.0, float(score))))
    return result
