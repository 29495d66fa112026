"""Which Chinese unit may translate which English unit in one pair of texts, and how strongly."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["STRONG", "WEAK", "Lexicon", "from_dictionary", "from_names", "learn", "pieces"]

# Two strengths are enough: what each is worth is estimated from the texts.
WEAK, STRONG = 1, 2

Lexicon = dict[tuple[str, str], int]


def pieces(word: str, known: Callable[[str], bool]) -> list[str]:
    """Return the longest dictionary words of two characters or more inside a word that is no headword."""
    found = []
    i = 0
    while i < len(word):
        for j in range(len(word), i + 1, -1):
            if j - i < len(word) and known(word[i:j]):
                found.append(word[i:j])
                i = j
                break
        else:
            i += 1
    return found


def from_dictionary(
    zh_units: Iterable[str],
    en_units: Iterable[str],
    glosses: Callable[[str], list[list[str]]],
) -> Lexicon:
    """Return the pairs of the two vocabularies that a dictionary supports.

    `glosses` gives the senses of a Chinese word as English units. A word that is a gloss of its own or
    one of two or three words of a gloss is strong; a word of a long gloss, and what single characters
    of a longer word mean, is weak. Units equal on both sides (numbers, Latin words, marks) are strong.
    """
    english = set(en_units)
    lexicon: Lexicon = {}

    def add(zh: str, word: str, limit: int) -> None:
        for sense in glosses(word):
            strength = min(limit, STRONG if len(sense) <= 3 else WEAK)
            for en in sense:
                if en in english and lexicon.get((zh, en), 0) < strength:
                    lexicon[zh, en] = strength

    for zh in sorted(set(zh_units)):
        if zh in english:
            lexicon[zh, zh] = STRONG
        add(zh, zh, STRONG)
        if len(zh) > 2:
            for piece in pieces(zh, lambda w: bool(glosses(w))):
                add(zh, piece, STRONG)
        if len(zh) > 1 and zh[0] >= "\u3400":
            for character in zh:
                add(zh, character, WEAK)
    return lexicon


def learn(beads: Iterable[tuple[Sequence[str], Sequence[str]]], minimum: float = 0.25, strong: float = 0.5) -> Lexicon:
    """Return the pairs that occur together in the beads more than once, by the Dice coefficient.

    One joint occurrence is taken off, so that a pair seen once proves nothing about the bead it comes from.
    """
    zh_index: dict[str, int] = {}
    en_index: dict[str, int] = {}
    numbered = [
        (
            np.array(sorted({zh_index.setdefault(u, len(zh_index)) for u in zh}), dtype=np.int64),
            np.array(sorted({en_index.setdefault(u, len(en_index)) for u in en}), dtype=np.int64),
        )
        for zh, en in beads
    ]
    if not numbered:
        return {}
    zh_count = np.bincount(np.concatenate([z for z, _ in numbered]), minlength=len(zh_index))
    en_count = np.bincount(np.concatenate([e for _, e in numbered]), minlength=len(en_index))
    keys = []
    for z, e in numbered:
        frequent_z, frequent_e = z[zh_count[z] > 1], e[en_count[e] > 1]
        keys.append((frequent_z[:, None] * len(en_index) + frequent_e).ravel())
    pairs, joint = np.unique(np.concatenate(keys), return_counts=True)
    pairs, joint = pairs[joint > 1], joint[joint > 1]
    zh_units, en_units = pairs // max(len(en_index), 1), pairs % max(len(en_index), 1)
    dice = 2 * (joint - 1) / (zh_count[zh_units] + en_count[en_units] - 1)
    zh_names, en_names = list(zh_index), list(en_index)
    return {
        (zh_names[zh_units[k]], en_names[en_units[k]]): STRONG if dice[k] >= strong else WEAK
        for k in np.flatnonzero(dice >= minimum).tolist()
    }


def from_names(pairs: Iterable[tuple[Sequence[str], Sequence[str]]], least: float = 0.15, rounds: int = 8) -> Lexicon:
    """Return the words that translate each other in pairs of names, such as 公约 and covenant.

    IBM Model 1 (Brown et al., Computational Linguistics 19, 1993): the chance t(e | z) that a Chinese word gives an
    English one, by expectation maximisation. A pair counts where it is seen in two names and its chance is `least`.
    """
    counted = [(sorted(set(zh)), sorted(set(en))) for zh, en in pairs if zh and en]
    joint = Counter((z, e) for zh, en in counted for z in zh for e in en)
    chance = dict.fromkeys(joint, 1.0)
    for _ in range(rounds):
        expected: dict[tuple[str, str], float] = defaultdict(float)
        total: dict[str, float] = defaultdict(float)
        for zh, en in counted:
            for e in en:
                norm = sum(chance[z, e] for z in zh)
                for z in zh:
                    share = chance[z, e] / norm
                    expected[z, e] += share
                    total[z] += share
        chance = {(z, e): value / total[z] for (z, e), value in expected.items()}
    return {pair: WEAK for pair, value in chance.items() if value >= least and joint[pair] > 1}
