"""Strict F1, what a score means, and robustness, on development gold."""

from __future__ import annotations

import random
from functools import cache
from typing import TYPE_CHECKING

import gold
import pytest

from termkit.align import align_lines

if TYPE_CHECKING:
    from termkit.text.bitext import Bitext

pytestmark = pytest.mark.skipif(not gold.SHARED.is_dir(), reason=gold.REASON)

_MADE = {
    # (set, first line, last line, seed, join, drop, share of words left out): least strict F1
    ("tico19", 500, 750, 1, 0.12, 0.03, 0.0): 0.96,
    ("tico19", 2300, 2550, 3, 0.20, 0.03, 0.0): 0.96,
    ("sdg", 0, 455, 4, 0.20, 0.03, 0.0): 0.97,
    ("tico19", 900, 1200, 5, 0.30, 0.03, 0.45): 0.90,
}


@cache
def _aligned(name: str) -> tuple[tuple[tuple[tuple[int, ...], tuple[int, ...], float], ...], frozenset[gold.GoldBead]]:
    zh, en, beads = gold.hand_aligned(name)
    return tuple((b.zh, b.en, b.score) for b in align_lines(zh, en).beads), frozenset(beads)


@pytest.mark.parametrize(("name", "least"), [("un-1997", 0.993), ("hansard-1989", 0.957)])
def test_hand_made_gold(name: str, least: float) -> None:
    found, beads = _aligned(name)
    assert gold.strict_f1(set(beads), [(a, b) for a, b, _ in found]) >= least


@pytest.mark.parametrize("name", ["un-1997", "hansard-1989"])
def test_a_score_of_nine_tenths_is_right_98_times_in_100(name: str) -> None:
    found, beads = _aligned(name)
    sure = [(frozenset(a), frozenset(b)) in beads for a, b, score in found if score >= 0.9]
    assert len(sure) > 0.8 * len(found)
    assert sum(sure) / len(sure) >= 0.98


@cache
def _made(made: tuple[str, int, int, int, float, float, float]) -> tuple[Bitext, frozenset[gold.GoldBead]]:
    name, first, last, seed, join, drop, thin = made
    zh, en, beads = gold.make_gold(gold.one_to_one(name)[first:last], seed, join=join, drop=drop, thin=thin)
    return align_lines(zh, en), frozenset(beads)


@pytest.mark.parametrize(("made", "least"), _MADE.items(), ids=str)
def test_made_gold(made: tuple[str, int, int, int, float, float, float], least: float) -> None:
    found, beads = _made(made)
    assert gold.strict_f1(set(beads), [(b.zh, b.en) for b in found.beads]) >= least


@pytest.mark.parametrize("made", _MADE, ids=str)
def test_a_score_means_the_same_in_made_gold(made: tuple[str, int, int, int, float, float, float]) -> None:
    found, beads = _made(made)
    sure = [(frozenset(b.zh), frozenset(b.en)) in beads for b in found.beads if b.score >= 0.9]
    assert sum(sure) / len(sure) >= 0.98


@cache
def _undamaged() -> Bitext:
    zh, en, _ = gold.beginning(*gold.hand_aligned("hansard-1989"), 380)
    return align_lines(zh, en)


def _damage(kind: str, count: int, chance: random.Random) -> tuple[list[int], set[int]]:
    """Return which lines stand where, and which were touched."""
    order = list(range(count))
    at = chance.randrange(50, count - 150)
    if kind == "deleted":
        touched = set(chance.sample(order, count // 10))
        return [i for i in order if i not in touched], touched
    if kind == "swapped":
        return order[:at] + order[at + 5 : at + 10] + order[at : at + 5] + order[at + 10 :], set(order[at : at + 10])
    if kind == "table left out":
        return order[:at] + order[at + 60 :], set(order[at : at + 60])
    return order[: at + 30] + order[at : at + 30] + order[at + 30 :], set(order[at : at + 30])


@pytest.mark.parametrize("kind", ["deleted", "swapped", "table left out", "page repeated"])
@pytest.mark.parametrize("side", ["zh", "en"])
def test_damage_on_one_side_stays_there(kind: str, side: str) -> None:
    zh, en, beads = gold.hand_aligned("hansard-1989")
    if kind != "deleted":
        zh, en, beads = gold.beginning(zh, en, beads, 380)
    lines = zh if side == "zh" else en
    order, touched = _damage(kind, len(lines), random.Random(7))
    changed = [lines[i] for i in order]
    found = align_lines(changed if side == "zh" else zh, changed if side == "en" else en).beads
    own = 0 if side == "zh" else 1
    # Beads of the gold that hold a touched line are out, with all that they hold.
    out = [b for b in beads if b[own] & touched]
    out_zh = {i for b in out for i in b[0]}
    out_en = {j for b in out for j in b[1]}

    def outside(all_beads: set[gold.GoldBead]) -> set[gold.GoldBead]:
        return {b for b in all_beads if not (b[0] & out_zh or b[1] & out_en)}

    back = {
        (frozenset(order[i] for i in b.zh), frozenset(b.en)) if side == "zh"
        else (frozenset(b.zh), frozenset(order[j] for j in b.en))
        for b in found
    }  # fmt: skip
    undamaged = (
        [(b.zh, b.en, b.score) for b in _undamaged().beads] if kind != "deleted" else _aligned("hansard-1989")[0]
    )
    whole = {(frozenset(a), frozenset(b)) for a, b, _ in undamaged}
    before = gold.strict_f1(outside(beads), outside(whole))
    assert gold.strict_f1(outside(beads), outside(back)) >= before - 0.03
