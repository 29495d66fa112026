"""Names that were carried over by sound: 费尔南德斯 / Fernández, 江泽民 / Zemin, 李登辉 / Teng-hui.

Both are reduced to their consonants in seven classes, in which Pinyin, Wade–Giles and the Chinese rendering of
foreign names mostly agree (the idea of Russell's Soundex, 1918, with classes for Chinese).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from termkit.align.lexicon import STRONG, WEAK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from termkit.align.lexicon import Lexicon

__all__ = ["sounding_pairs"]

# Consonants that Chinese transcription does not keep apart share a class.
_CLASSES = [
    (re.compile("tch|ch|sh|zh|ts|tz|hs|[szcjqx]"), "S"),
    (re.compile("ph|[fvw]"), "F"),
    (re.compile("ng|[mn]"), "N"),
    (re.compile("[lr]"), "R"),
    (re.compile("[bp]"), "P"),
    (re.compile("th|[dt]"), "T"),
    (re.compile("ck|kh|gh|[gk]"), "K"),
]
_HARD_C = re.compile("c(?=[aouklrt]|$)|x")


def _skeleton(word: str) -> str:
    letters = unicodedata.normalize("NFD", word.lower())
    letters = "".join(c for c in letters if "a" <= c <= "z")
    found = []
    i = 0
    while i < len(letters):
        for pattern, name in _CLASSES:
            m = pattern.match(letters, i)
            if m:
                found.append(name)
                i = m.end()
                break
        else:
            i += 1
    return re.sub(r"(.)\1+", r"\1", "".join(found))


def _shortened(skeleton: str) -> set[str]:
    """Return a skeleton without one of its classes; short ones would then match anything."""
    return {skeleton[:i] + skeleton[i + 1 :] for i in range(1, len(skeleton))} if len(skeleton) >= 5 else set()


class _Sounds:
    """English names by their letters and by their consonants."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = set(words)
        self._same: dict[str, set[str]] = defaultdict(set)
        self._near: dict[str, set[str]] = defaultdict(set)
        for word in self.words:
            skeleton = _skeleton(_HARD_C.sub("k", word))
            if len(skeleton) >= 3:
                self._same[skeleton].add(word)
                for shorter in _shortened(skeleton):
                    self._near[shorter].add(word)

    def like(self, skeleton: str) -> Lexicon:
        """Return the names that sound like a skeleton, as pairs with it: the longer, the surer."""
        found: Lexicon = {}
        if len(skeleton) < 3:
            return found
        shorter = _shortened(skeleton)
        for near in (self._near.get(skeleton, ()), *(self._same.get(v, ()) for v in shorter)):
            found |= dict.fromkeys(((skeleton, word) for word in near), WEAK)
        strength = STRONG if len(skeleton) >= 4 else WEAK
        return found | dict.fromkeys(((skeleton, word) for word in self._same.get(skeleton, ())), strength)


def sounding_pairs(
    zh_words: Iterable[str],
    en_words: Iterable[str],
    reading: Callable[[str], str],
    by_sound: Callable[[str], bool],
) -> Lexicon:
    """Return the pairs that may be one name.

    `en_words` are words that occur with a capital only, `reading` gives the Pinyin of a character without
    tones, and `by_sound` tells the words that may render a foreign name. Equal Pinyin or an equal skeleton
    of four classes or more is strong; a shorter one, or one class missing, is weak.
    """
    sounds = _Sounds(en_words)
    lexicon: Lexicon = {}
    for zh in sorted(set(zh_words)):
        readings = [reading(c) for c in zh]
        if not all(readings):
            continue
        if len(zh) > 1 and by_sound(zh):
            for (_, en), strength in sounds.like(_skeleton("'".join(readings))).items():
                lexicon[zh, en] = strength
        for i in range(len(zh)):
            for j in range(i + 1, len(zh) + 1):
                if (spelt := "".join(readings[i:j])) in sounds.words:
                    lexicon[zh, spelt] = STRONG
    return lexicon
