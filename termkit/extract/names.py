"""Names of bodies and instruments that a document uses in full, with or without a short form.

A name ends in a noun that names end in (委员会, 公约) or is a title in 《》; where it begins is decided as for
definitions. Countries, persons and parliaments are no names here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from termkit.extract.heads import HEADS, kind_of
from termkit.extract.model import weights_of
from termkit.extract.name_features import (
    BESIDE,
    CLASSES,
    EDGE,
    EVIDENCE,
    PLACES_OF_WORDS,
    evidence_of,
    pairs_of,
    shifted,
    tokens_of,
    traits_of,
)
from termkit.text.document import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from termkit.extract.definition import Definition
    from termkit.extract.name_features import Floats, Ints, Pairs, Tokens
    from termkit.terms.concept import Kind
    from termkit.text.document import Document

__all__ = ["WEIGHTS", "Name", "find_names", "tie_variants"]

WEIGHTS = "name_weights.tsv"
_SURE = 0.6
_MOST_KEPT = 100_000

_TITLE = re.compile(r"《[^《》\n]*(?:[《〈][^《》\n]*[》〉][^《》\n]*)*》")
_RESOLUTION = re.compile(
    r"(?:(?:大会|安全理事会|安理会|人权理事会|经济及社会理事会|经社理事会)(?:关于[^，。；\n]{2,30}的)?)?"
    r"第\s?[S\d]+(?:/\d+|\s?[(（](?:19|20)\d\d[)）])(?:\s?[A-Z])?\s?号(?:决议|决定)"
)
# Words that documents put for one another in one name: the seed reports and un.csv.
_SAME = {
    "办公室": "办事处", "公署": "办事处", "艾滋病病毒": "艾滋病毒", "以及": "和", "及": "和", "与": "和", "暨": "和",
    "人口活动基金": "人口基金", "“": "", "”": "", " ": "",
}  # fmt: skip
_EXCHANGED = re.compile("|".join(map(re.escape, _SAME)))


@dataclass(frozen=True, slots=True)
class Name:
    """A use of a full name, with the kind of thing that it names and the probability that it is whole."""

    text: str
    kind: Kind
    span: Span
    score: float


def find_names(
    document: Document,
    known: Collection[str] = (),
    definitions: Iterable[Definition] = (),
    forms: Collection[str] = (),
) -> tuple[Name, ...]:
    """Return the names in a document in text order; a name inside a longer one is left out.

    `known` are full names, `forms` short forms of a glossary: evidence, no more. The full forms of the document's
    definitions are known to be names, and their short forms to be none.
    """
    text = document.text
    defined = [each for each in definitions if each.score >= _SURE]
    known = {*known, *(each.full for each in defined)}
    short = {each.short for each in defined} - known
    found = sorted([*_marked(text), *_running(text, known, {*forms, *short})], key=lambda name: (name.span.start, -name.span.end))
    kept: list[Name] = []
    for name in found:
        if name.text in short or name.text.strip("《》") in HEADS:
            continue  # 《公约》: whichever was spoken of
        if not kept or name.span.start >= kept[-1].span.end:
            kept.append(name)
    return tuple(kept)


def tie_variants(uses: Mapping[str, int]) -> dict[str, str]:
    """Return variant → the most used form of what seems to be the same name, for names and their numbers of uses.

    联合国人权事务高级专员办事处 and 人权事务高级专员公署 are offered as one: the opening 联合国 and words that
    documents exchange make no other name.
    """
    groups: dict[str, list[str]] = {}
    for name in uses:
        key = _EXCHANGED.sub(lambda match: _SAME[match.group()], name.strip("《》"))
        groups.setdefault(key.removeprefix("联合国"), []).append(name)
    tied: dict[str, str] = {}
    for names in groups.values():
        best = min(names, key=lambda name: (-uses[name], -len(name), name))
        tied.update((name, best) for name in names if name != best)
    return tied


def _marked(text: str) -> Iterator[Name]:
    """Yield what its marks make plain: titles and resolutions."""
    for match in [*_TITLE.finditer(text), *_RESOLUTION.finditer(text)]:
        if len(match.group()) > 4:
            yield Name(match.group(), kind_of(match.group()), Span(*match.span()), 1.0)


def _running(text: str, known: Collection[str], forms: Collection[str]) -> Iterator[Name]:
    """Yield the names in running text."""
    tokens = tokens_of(text)
    pairs = pairs_of(tokens)
    if not len(pairs.firsts):
        return
    model = _model()
    evidence = evidence_of(text, tokens, pairs, known, forms)
    scores = model.words(tokens, pairs) + model.evidence @ evidence.values
    chosen, sure = _choose(pairs, scores)
    # What is taken for a name in several places, and surely in one, is known to the second pass.
    votes, uses = np.unique(evidence.keys[chosen], return_counts=True)
    voted = np.intersect1d(votes[uses > 1], evidence.keys[chosen[sure >= _SURE]])
    told = np.isin(evidence.keys, voted) & (evidence.values[0] == 0)
    if told.any():
        sizes = np.log(tokens.stops[pairs.lasts] - tokens.starts[pairs.firsts])
        scores += told * (model.evidence[0] + model.evidence[1] * sizes)
        chosen, sure = _choose(pairs, scores)
    starts = tokens.starts[pairs.firsts[chosen]].tolist()
    stops = tokens.stops[pairs.lasts[chosen]].tolist()
    for start, stop, score in zip(starts, stops, sure.tolist(), strict=True):
        name = re.sub(r"\s+", " ", text[start:stop])
        yield Name(name, kind_of(name), Span(start, stop), round(score, 3))


def _choose(pairs: Pairs, scores: Floats) -> tuple[Ints, Floats]:
    """Return for each end where a name is more probable than none the most probable pair, and its probability.

    The answer that no name ends at a word has the score 0.
    """
    groups = pairs.groups
    order = np.lexsort((pairs.firsts, -scores, groups))
    heads = order[np.flatnonzero(np.diff(groups[order], prepend=-1))]
    top = np.maximum(scores[heads], 0.0)
    where = np.searchsorted(groups[heads], groups)
    odds = np.bincount(where, np.exp(scores - top[where]), len(heads)) + np.exp(-top)
    taken = scores[heads] > 0
    return heads[taken], (np.exp(scores[heads] - top) / odds)[taken]


class _Model:
    """The weights of name_weights.tsv, by what they are weights of."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights
        self.evidence = np.array([weights.get(name, 0.0) for name in EVIDENCE])
        self._beside = {
            place: np.array([[weights.get(f"{place}: {a} | {b}", 0.0) for b in CLASSES] for a in CLASSES])
            for place in BESIDE
        }
        self._rows: dict[tuple[str, str], list[float]] = {}

    def words(self, tokens: Tokens, pairs: Pairs) -> Floats:
        """Return what the words in and around each pair say."""
        if len(self._rows) > _MOST_KEPT:
            self._rows.clear()
        rows = np.array([self._rows.get(pair) or self._row(pair) for pair in tokens.types]).T
        column = {place: row[tokens.codes] for place, row in zip(PLACES_OF_WORDS, rows, strict=True)}
        edge = dict(zip(PLACES_OF_WORDS, rows[:, 0].tolist(), strict=True))
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

    def _row(self, pair: tuple[str, str]) -> list[float]:
        traits = traits_of(*pair)
        self._rows[pair] = row = [
            sum(self._weights.get(f"{place}: {trait}", 0.0) for trait in traits) for place in PLACES_OF_WORDS
        ]
        return row


@cache
def _model() -> _Model:
    return _Model(weights_of(WEIGHTS))
