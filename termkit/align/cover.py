"""How well a Chinese and an English name cover each other: the share of their words that translate each other.

The share is taken on both sides (F measure), so that a word too many costs as a word too few does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.align import dictionary
from termkit.align.lexicon import from_names, learn, pieces
from termkit.align.tokens import chinese_units, english_units

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Cover"]

_MARKS = '"(:;?!'


class Cover:
    """How well two names cover each other, by dictionary, by what the beads teach, and by names that are known."""

    def __init__(self, sentences: Iterable[tuple[str, str]], known: Iterable[tuple[str, str]]) -> None:
        """Take the two sides of each bead, and pairs of names whose words are known to translate each other."""
        self._learnt = learn((chinese_units(zh), english_units(en)) for zh, en in sentences)
        self._learnt |= from_names((chinese_units(zh), english_units(en)) for zh, en in known)
        self._taught = {u for u, _ in self._learnt}
        self._senses: dict[str, list[list[str]]] = {}
        self._cut: dict[str, list[str]] = {}

    def _of(self, unit: str) -> list[list[str]]:
        if unit not in self._senses:
            self._senses[unit] = [sense for sense in dictionary.glosses(unit) if len(sense) <= 6] or [[unit]]
        return self._senses[unit]

    def _parts(self, unit: str) -> list[str]:
        """Return a unit, or its parts where no dictionary has it as a whole."""
        if len(unit) <= 2 or dictionary.glosses(unit) or unit in self._taught:
            return [unit]
        return pieces(unit, lambda word: bool(dictionary.glosses(word))) or [unit]

    def _units(self, name: str, *, chinese: bool) -> list[str]:
        if name not in self._cut:
            units = [u for u in (chinese_units if chinese else english_units)(name) if u[0] not in _MARKS]
            self._cut[name] = [part for u in units for part in self._parts(u)] if chinese else units
        return self._cut[name]

    def begins(self, zh_name: str, en_name: str) -> bool:
        """Tell whether the first word of a Chinese name is in the English, or is one that no dictionary knows."""
        zh, english = self._units(zh_name, chinese=True), set(self._units(en_name, chinese=False))
        if not zh or not dictionary.glosses(zh[0]):
            return True
        senses = {word for sense in self._of(zh[0]) for word in sense}
        # 政府 is in "intergovernmental".
        senses = {w for w in english if any(s == w or (len(s) > 4 and s in w) for s in senses)}
        return bool(senses) or any((zh[0], word) in self._learnt for word in english)

    def __call__(self, zh_name: str, en_name: str) -> float:
        """Return the F measure of covered units."""
        zh, en = self._units(zh_name, chinese=True), self._units(en_name, chinese=False)
        if not zh or not en:
            return 0.0
        english = set(en)
        covered: set[str] = set()
        recall = 0.0
        for unit in zh:
            best = 0.0
            for sense in self._of(unit):
                meant = [_same_stem(word, english) for word in sense]
                covered.update(word for word in meant if word)
                best = max(best, sum(map(bool, meant)) / len(sense))
            taught = [w for w in en if (unit, w) in self._learnt]
            covered.update(taught)
            # A pair of the text's own is less sure than the dictionary, and may be half of a compound.
            recall += max(best, 0.6 if taught else 0.0) * min(len(unit), 4)
        recall /= sum(min(len(u), 4) for u in zh)
        precision = sum(w in covered for w in en) / len(en)
        return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def _same_stem(word: str, english: set[str]) -> str:
    """Return the word of a name that is a word of the dictionary or made from it: auditor from audit."""
    if word in english or len(word) < 5:
        return word if word in english else ""
    return min((e for e in english if e.startswith(word) and len(e) < len(word) + 4), default="")
