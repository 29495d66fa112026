"""Development gold: hand-aligned documents, and many-to-many gold made of one-to-one lines. Read where it lies."""

from __future__ import annotations

import importlib.util
import os
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SHARED = Path(os.environ.get("TERMKIT_SHARED", Path(__file__).resolve().parents[3] / "shared")) / "align"
REASON = "needs the development gold for alignment (shared/align, or TERMKIT_SHARED)"

GoldBead = tuple[frozenset[int], frozenset[int]]


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").rstrip("\n").split("\n")


def scorer() -> Any:
    """Return the scoring program as a module."""
    spec = importlib.util.spec_from_file_location("alignment_score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def hand_aligned(name: str) -> tuple[list[str], list[str], set[GoldBead]]:
    """Return Chinese lines, English lines and beads of a hand-aligned document."""
    folder = SHARED / "dev" / name
    document = next((folder / "gold").iterdir()).name
    gold = scorer().read_beads(str(folder / "gold" / document))
    return _lines(folder / "zh" / document), _lines(folder / "en" / document), gold


def beginning(
    zh: list[str], en: list[str], gold: set[GoldBead], count: int
) -> tuple[list[str], list[str], set[GoldBead]]:
    """Return the first `count` beads and their lines."""
    first = sorted(gold, key=lambda b: (min(b[0], default=0) + min(b[1], default=0), sorted(b[0]), sorted(b[1])))
    last = next(b for b in first[count:] if b[0] and b[1])
    ends = min(last[0]), min(last[1])
    kept = {b for b in gold if all(i < ends[0] for i in b[0]) and all(j < ends[1] for j in b[1])}
    return zh[: ends[0]], en[: ends[1]], kept


def one_to_one(name: str) -> list[tuple[str, str]]:
    """Return the pairs of a one-to-one set."""
    folder = SHARED / "dev" / name
    return list(zip(_lines(folder / "zh.txt"), _lines(folder / "en.txt"), strict=True))


def _split(text: str, marks: str, least: int, chance: random.Random) -> list[str]:
    places = [m.end() for m in re.finditer(marks, text) if least < m.end() < len(text) - least]
    if not places:
        return [text]
    at = chance.choice(places)
    return [text[:at], text[at:]]


def _thinned(text: str, share: float, chance: random.Random) -> str:
    """Leave words out at random: a translation that follows the words less."""
    if " " in text:
        return " ".join(w for w in text.split() if not (w[0].islower() and chance.random() < share))
    return "".join(c for c in text if not ("\u4e00" <= c <= "\u9fff" and chance.random() < share / 2))


def make_gold(
    pairs: Sequence[tuple[str, str]], seed: int, *, join: float, drop: float, split: float = 0.1, thin: float = 0.0
) -> tuple[list[str], list[str], set[GoldBead]]:
    """Join, split and drop lines with a fixed seed; `thin` leaves out that share of the words."""
    chance = random.Random(seed)
    zh: list[str] = []
    en: list[str] = []
    gold: set[GoldBead] = set()
    at = 0
    while at < len(pairs):
        draw = chance.random()
        size = 2 if draw < join else 3 if draw < 1.25 * join else 4 if draw < 1.3 * join else 1
        group = pairs[at : at + size]
        at += size
        left, right = [a for a, _ in group], [b for _, b in group]
        draw = chance.random()
        if size > 1:
            left, right = (["".join(left)], right) if draw < 0.5 else (left, [" ".join(right)])
        elif draw < 2 * drop:
            left, right = ([], right) if draw < drop else (left, [])
        elif draw < 2 * drop + split / 2:
            left = _split(left[0], "[，；：]", 5, chance)
        elif draw < 2 * drop + split:
            right = _split(right[0], "[,;:] ", 12, chance)
        if thin:
            left, right = ([_thinned(t, thin, chance) for t in side] for side in (left, right))
        gold.add((_numbers(len(zh), left), _numbers(len(en), right)))
        zh += left
        en += right
    return zh, en, gold


def _numbers(start: int, lines: Sequence[str]) -> frozenset[int]:
    return frozenset(range(start, start + len(lines)))


def strict_f1(gold: set[GoldBead], found: Iterable[tuple[Iterable[int], Iterable[int]]]) -> float:
    """Return the strict F1 of the scoring program."""
    module = scorer()
    beads = {(frozenset(a), frozenset(b)) for a, b in found}
    return float(module.summarise(module.tally(gold, beads))["f1_strict"])
