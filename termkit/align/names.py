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


def _variants(skeleton: str) -> set[str]:
    return {skeleton[:i] + skeleton[i + 1 :] for i in range(1, len(skeleton))} if len(skeleton) >= 5 else set()


def sounding_pairs(
    zh_words: Iterable[str], en_words: Iterable[str], reading: Callable[[str], str], by_sound: Callable[[str], bool]
) -> Lexicon:
    """Return the pairs that may be one name.

    `en_words` are words that occur with a capital only, `reading` gives the Pinyin of a character without tones.
    Equal Pinyin or an equal skeleton of four classes or more is strong, one class missing is weak.
    """
    exact: dict[str, set[str]] = defaultdict(set)
    sound: dict[str, set[str]] = defaultdict(set)
    near: dict[str, set[str]] = defaultdict(set)
    for en in sorted(set(en_words)):
        exact[en].add(en)
        skeleton = _skeleton(_HARD_C.sub("k", en))
        if len(skeleton) >= 3:
            sound[skeleton].add(en)
            for v in _variants(skeleton):
                near[v].add(en)
    lexicon: Lexicon = {}

    def add(zh: str, words: Iterable[str], strength: int) -> None:
        for en in words:
            lexicon[zh, en] = max(strength, lexicon.get((zh, en), 0))

    for zh in sorted(set(zh_words)):
        readings = [reading(c) for c in zh]
        if not all(readings):
            continue
        for i in range(len(zh)):
            for j in range(i + 1, len(zh) + 1):
                add(zh, exact.get("".join(readings[i:j]), ()), STRONG)
        if len(zh) < 2 or not by_sound(zh):
            continue
        skeleton = _skeleton("'".join(readings))
        if len(skeleton) >= 3:
            add(zh, sound.get(skeleton, ()), STRONG if len(skeleton) >= 4 else WEAK)
            add(zh, near.get(skeleton, ()), WEAK)
            for v in _variants(skeleton):
                add(zh, sound.get(v, ()), WEAK)
                if len(skeleton)>=6: add(zh, near.get(v, ()), WEAK)
    return lexicon
