"""Bilingual terms out of aligned texts: the English name and acronym of a Chinese name.

A Chinese name is held against the English names in the beads where it stands. How well two names
translate each other is the share of their words that the lexicon covers, on both sides (F measure, so that
a word too many costs as a word too few does); how surely they belong together over all beads is Dunning's
log-likelihood ratio (1993). A definition that stands in both texts is the best witness.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from termkit.align.cover import Cover
from termkit.align.english_names import INSIDE, find_abbreviations, long_form, name_phrases

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from termkit.text.bitext import Bead, Bitext

__all__ = ["Beads", "NamedConcept", "PairEvidence", "TermPair", "bilingual_terms", "log_likelihood"]

_LEAST_COVER = 0.5  # what two names must share to be taken without a definition on both sides
_LEAST_DEFINED = 0.3  # … with one
_LEAST_SPELT = 0.15  # … whose letters its short form spells
_SPELT = 0.25
_LEAST_SINGLE = 0.8  # a single word
_MOST_EVIDENCE = 5


@dataclass(frozen=True, slots=True)
class NamedConcept:
    """A Chinese name whose English is sought: full form, and short form where there is one."""

    full: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class PairEvidence:
    """A pair of sentences that shows both names, and their places: files, lines and pages (0: not known)."""

    zh_path: str
    en_path: str
    zh: str
    en: str
    zh_place: tuple[int, int] = (0, 0)
    en_place: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class TermPair:
    """A Chinese name with its English one.

    `method` is "definition" where both texts introduce a short form, else "co-occurrence"; `score` is the
    F measure of covered words, `log_likelihood` Dunning's G² over the beads, `count` the beads with both.
    """

    zh: str
    zh_short: str
    en: str
    acronym: str
    method: str
    score: float
    log_likelihood: float
    count: int
    evidence: tuple[PairEvidence, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A bead with both sides, and the English names in it."""

    bitext: Bitext
    bead: Bead
    zh: str
    en: str
    names: dict[str, tuple[int, str]]  # English name → number of cuts, short form behind it


def log_likelihood(both: int, first: int, second: int, total: int) -> float:
    """Return Dunning's G² of a two-by-two table: beads with both, with the one, with the other, all."""
    table = [[both, first - both], [second - both, total - first - second + both]]
    rows = [sum(r) for r in table]
    columns = [table[0][k] + table[1][k] for k in (0, 1)]
    return 2 * sum(
        table[r][c] * log(table[r][c] * total / (rows[r] * columns[c]))
        for r in (0, 1)
        for c in (0, 1)
        if table[r][c] > 0
    )


def _evidence(row: _Row) -> PairEvidence:
    zh, en = row.bitext.zh, row.bitext.en
    first, second = zh.segments[row.bead.zh[0]], en.segments[row.bead.en[0]]
    return PairEvidence(zh.path, en.path, row.zh, row.en, (first.line, first.page), (second.line, second.page))


def bilingual_terms(
    beads: Beads,
    concepts: Iterable[NamedConcept],
    known: Mapping[str, Collection[str]] | None = None,
) -> tuple[TermPair, ...]:
    """Return the English names of Chinese concepts, in the order of the concepts; those without are left out.

    `known` gives the English forms that a glossary has for a Chinese name: where one of them stands in the
    text, it is the name.
    """
    finder = _Finder(beads, known or {})
    found = {concept: finder.pair(concept) for concept in dict.fromkeys(concepts)}
    taken = {pair.acronym for pair in found.values() if pair is not None and _is_sure(pair)}
    pairs = (
        pair if pair is not None and _is_sure(pair) else finder.left_over(concept, taken) or pair
        for concept, pair in found.items()
    )
    return tuple(pair for pair in pairs if pair is not None)


def _is_sure(pair: TermPair) -> bool:
    return bool(pair.acronym) and pair.score >= _LEAST_COVER and not pair.en.isupper()


def _row(bitext: Bitext, bead: Bead) -> _Row:
    zh, en = bitext.zh_text(bead), bitext.en_text(bead)
    names: dict[str, tuple[int, str]] = {}
    for phrase in name_phrases(en):
        for name, cuts, short in phrase.parts():
            names.setdefault(name, (cuts, short))
    runs = {short: len(name.split()) for name, (cuts, short) in names.items() if short and not cuts}
    for full, short, _ in find_abbreviations(en):
        # Names in small letters: the high-level political forum on sustainable development (HLPF). Where a run
        # of capitals stands before the bracket, a much longer form is an accident: MINUGUA spells in Spanish.
        longest = runs.get(short, 100) + 2
        # Joint|United Nations Programme on HIV/AIDS (UNAIDS): no name begins between two capitals.
        before = re.search(r"(\S+) $", en[: max(en.find(full), 0)])
        cuts = before is not None and before[1][0].isupper() and full[0].isupper() and bool(runs)
        if full.split()[0].lower() not in INSIDE and len(full.split()) <= longest and "(" not in full and not cuts:
            names.setdefault(full, (0, short))
    return _Row(bitext, bead, zh, en, names)


class Beads:
    """The beads of bitexts that have both sides, and how well names in them cover each other."""

    def __init__(self, bitexts: Sequence[Bitext], names: Iterable[tuple[str, str]] = ()) -> None:
        """Take the bitexts, and pairs of names whose words are known to translate each other."""
        self.rows = [_row(bitext, bead) for bitext in bitexts for bead in bitext.beads if not bead.is_null]
        self.cover = Cover(((row.zh, row.en) for row in self.rows), names)


class _Finder:
    """Seeks the English of one Chinese name after another in the same beads."""

    def __init__(self, beads: Beads, known: Mapping[str, Collection[str]]) -> None:
        self._known = known
        self._rows = beads.rows
        self._cover = beads.cover
        self._acronyms: dict[str, Counter[str]] = defaultdict(Counter)
        for row in beads.rows:
            for name, (cuts, short) in row.names.items():
                if short and not cuts:
                    self._acronyms[name.lower()][short] += 1

    def pair(self, concept: NamedConcept) -> TermPair | None:
        """Return the best English name of a concept, or None where nothing is good enough."""
        mine = [row for row in self._rows if concept.full in row.zh]
        seen: Counter[str] = Counter()
        cost: dict[str, int] = {}
        confirmed: dict[str, None] = {}
        shorts: dict[str, Counter[str]] = defaultdict(Counter)
        for row in mine:
            defines = _defines(concept, row)
            for name in self._standing(concept.full, row):
                confirmed.setdefault(name)
            for name, (cuts, short) in row.names.items():
                seen[name] += 1
                cost[name] = min(cuts, cost.get(name, cuts))
                if short and defines:
                    shorts[name][short] += 1
        ranked = []
        for name, count in seen.items():
            cover = self._cover(concept.full, name)
            spelt = any(long_form(short, name) for short in shorts.get(name, ()))
            least = (_LEAST_SPELT if spelt else _LEAST_DEFINED) if name in shorts else _LEAST_COVER
            if cover >= (least if " " in name else max(least, _LEAST_SINGLE)):
                rank = cover + 0.15 * (name in shorts) + _SPELT * spelt + 0.1 * count / len(mine) - 0.05 * cost[name]
                ranked.append((rank - 0.3 * name.isupper(), len(name), name))
        if not ranked and not confirmed:
            return None
        best = max(confirmed, key=lambda name: (len(name), name)) if confirmed else max(ranked)[2]
        found = shorts.get(best) or self._acronyms.get(best.lower())
        return self._made(concept, best, mine, found, defined=best in shorts)

    def left_over(self, concept: NamedConcept, taken: Collection[str]) -> TermPair | None:
        """Return the only English name that a bead defines and no other concept takes: 阿拉伯国家联盟 and LAS.

        Both texts introduce a short form there, so that the words need not agree.
        """
        mine = [row for row in self._rows if concept.full in row.zh]
        for row in mine:
            if not _defines(concept, row):
                continue
            whole = {short: name for name, (cuts, short) in row.names.items() if short and not cuts}
            free = {short: name for short, name in whole.items() if short not in taken}
            if len(free) == 1:
                ((short, name),) = free.items()
                return self._made(concept, name, mine, Counter([short]), defined=True)
        return None

    def _standing(self, full: str, row: _Row) -> Iterator[str]:
        """Yield the known English full forms that stand in a bead, as they are spelt there."""
        for form in sorted(self._known.get(full, ())):
            at = row.en.lower().find(form.lower())
            if at >= 0 and " " in form and len(row.en.lower()) == len(row.en):
                yield row.en[at : at + len(form)]

    def _made(
        self, concept: NamedConcept, name: str, mine: Sequence[_Row], shorts: Counter[str] | None, *, defined: bool
    ) -> TermPair:
        shown = [row for row in mine if name in row.names or name in row.en]
        everywhere = sum(name in row.names or name in row.en for row in self._rows)
        return TermPair(
            concept.full,
            concept.short,
            name,
            min(shorts.items(), key=lambda x: (-x[1], x[0]))[0] if shorts else "",
            "definition" if defined else "co-occurrence",
            round(self._cover(concept.full, name), 4),
            round(log_likelihood(len(shown), len(mine), everywhere, len(self._rows)), 2),
            len(shown),
            tuple(_evidence(row) for row in shown[:_MOST_EVIDENCE]),
        )


def _defines(concept: NamedConcept, row: _Row) -> bool:
    """Tell whether the Chinese side of a bead introduces the short form of a concept in brackets."""
    return bool(concept.short) and bool(re.search(rf"[（(][^（()）]*{re.escape(concept.short)}", row.zh))
