"""Numbers and dates of English text in the notation of Chinese ones, so that the two sides can be compared.

850,000, 850 000 and 0.85 million give "#850000", as 八十五万 does; June gives "#m6", as 六月 and 6月 do.
"""

from __future__ import annotations

import re
from decimal import Decimal

from termkit.text.numerals import FIGURE, figure_value, notation

__all__ = ["english_numbers"]

_MONTHS = {
    name: i
    for i, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}
_CARDINALS = {
    name: i
    for i, name in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen".split()
    )
}
_TENS = {name: 10 * i for i, name in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_ORDINALS = (
    {
        "first": 1,
        "second": 2,
        "third": 3,
        "fifth": 5,
        "eighth": 8,
        "ninth": 9,
        "twelfth": 12,
    }
    | {name.rstrip("y") + "ieth": value for name, value in _TENS.items()}
    | {name + "th": value for name, value in _CARDINALS.items()}
)
_WORDS = _CARDINALS | _TENS | _ORDINALS
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SCALE_FORMS = (
    _SCALES
    | {name + "s": value for name, value in _SCALES.items()}
    | {name + "th": value for name, value in _SCALES.items()}
    | {"bn": 10**9}
)
_EN_PIECE = re.compile(rf"(?P<figure>{FIGURE})(?:st|nd|rd|th)?(?![A-Za-z0-9])|(?P<word>[A-Za-z]+)")


class _Reader:
    """Adds up the words of one number: two hundred and fifty thousand."""

    def __init__(self) -> None:
        self.found: list[tuple[int, int, str]] = []
        self._start = -1
        self.end = -1
        self._total = self._section = Decimal(0)
        self._in_figures = False

    @property
    def is_open(self) -> bool:
        return self._start >= 0

    def begin(self, start: int, end: int, value: Decimal, *, in_figures: bool = False) -> None:
        self.close()
        self._in_figures = in_figures
        self._start, self.end, self._section = start, end, value

    def scale(self, value: int, end: int) -> None:
        if value == 100:
            self._section *= 100
        else:
            self._total, self._section = self._total + self._section * value, Decimal(0)
        self.end = end

    def takes(self, value: int) -> bool:
        """Tell whether a word goes on the number: two hundred | fifty, fifty | two, but not two | three."""
        if value >= 100 or not (self._section or self._total):
            return False
        tens = self._section % 10 == 0 and self._section % 100 >= 20
        return self._section % 100 == 0 or (tens and value < 10)

    def add(self, value: int, end: int) -> None:
        self._section += value
        self.end = end

    def bridge(self, end: int) -> None:
        """Go on behind the "and" of two hundred and fifty; $10,000 and three months are two numbers."""
        if self._section and self._section % 100 == 0 and not self._in_figures:
            self.end = end
        else:
            self.close()

    def close(self) -> None:
        if self.is_open:
            self.found.append((self._start, self.end, notation(self._total + self._section)))
        self._start, self._total, self._section = -1, Decimal(0), Decimal(0)


def english_numbers(text: str) -> list[tuple[int, int, str]]:
    """Return (start, end, value) for every number, ordinal and month of an English text."""
    reader = _Reader()
    article = False
    for m in _EN_PIECE.finditer(text):
        word = (m["word"] or "").lower()
        joined = reader.is_open and text[reader.end : m.start()] in {" ", "-", "\u00a0", "\u2011"}
        if m["figure"]:
            reader.begin(m.start(), m.end(), figure_value(m["figure"]), in_figures=True)
        elif word in _SCALE_FORMS and joined:
            reader.scale(_SCALE_FORMS[word], m.end())
        elif word in _SCALES and article:
            # "hundreds of people" is no number, "a hundred" is one.
            reader.begin(m.start(), m.end(), Decimal(_SCALES[word]))
        elif word in _WORDS and joined and reader.takes(_WORDS[word]):
            reader.add(_WORDS[word], m.end())
        elif word in _WORDS:
            reader.begin(m.start(), m.end(), Decimal(_WORDS[word]))
        elif word == "and" and joined:
            reader.bridge(m.end())
        else:
            reader.close()
            # "may" and "march" are words as well.
            if word in _MONTHS and (word not in {"may", "march"} or m["word"][0].isupper()):
                reader.found.append((m.start(), m.end(), f"#m{_MONTHS[word]}"))
        article = word in {"a", "an"}
    reader.close()
    return sorted(reader.found)
