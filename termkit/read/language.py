"""The language of a text, as far as script and the commonest words tell: the six of the United Nations."""

from __future__ import annotations

import re
from collections import Counter

from termkit.text.characters import is_han

__all__ = ["language_of"]

_SAMPLE = 20_000  # characters
_GLANCE = 1_000  # characters: where most are Han, no more need be looked at
_ARABIC = re.compile("[\u0621-\u064a]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_NO_HAN = re.compile("[^\u4e00-\u9fff]+")  # the common ones: a glance
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_WORD = re.compile("[a-zà-ÿ]+")
# Articles, prepositions and conjunctions that each language has for itself.
_WORDS = {
    "en": frozenset({"the", "of", "and", "to", "in", "for", "that", "with", "is", "by"}),
    "fr": frozenset({"le", "les", "des", "et", "du", "dans", "pour", "que", "une", "au"}),
    "es": frozenset({"el", "los", "del", "y", "las", "por", "con", "para", "una", "en"}),
}  # fmt: skip


def language_of(text: str) -> str:
    """Return zh, ar, ru, en, fr or es; zh where there is nothing to go by."""
    sample = text[:_SAMPLE]
    glance = sample[:_GLANCE]
    if 2 * len(_NO_HAN.sub("", glance)) > len(glance):
        return "zh"
    # One Han character says as much as two or three letters.
    found = {
        "zh": 2.5 * sum(map(is_han, sample)),
        "ar": float(len(_ARABIC.findall(sample))),
        "ru": float(len(_CYRILLIC.findall(sample))),
        "latin": float(len(_LATIN.findall(sample))),
    }
    best = max(found, key=lambda name: found[name])
    if best != "latin" or not found[best]:
        return best if found[best] else "zh"
    words = Counter(_WORD.findall(sample.lower()))
    return max(_WORDS, key=lambda name: sum(words[word] for word in _WORDS[name]))
