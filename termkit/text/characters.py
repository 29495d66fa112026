"""Character classes of Chinese text: Han script, marks, widths.

Han ranges follow the Unicode property Script=Han (Scripts.txt, Unicode 15); the marks are those of
GB/T 15834-2011, 标点符号用法.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = [
    "CLOSING_MARKS",
    "HAN",
    "HAN_DIGITS",
    "OPENING_MARKS",
    "SENTENCE_END",
    "cells",
    "is_han",
    "visible",
]

HAN = "\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufad9\U00020000-\U000323af"
"""Ranges of Script=Han, for use inside a character class of `re`."""

HAN_DIGITS = "〇零一二三四五六七八九十百千"
SENTENCE_END = "。！？；：…!?;:"
OPENING_MARKS = "（(《〈“‘「『[【〔"
CLOSING_MARKS = "）)》〉”’」』]】〕"


class _Widths(dict[int, str]):
    """What `str.translate` puts for a character: as many signs as it has cells. Filled as characters come."""

    def __missing__(self, code: int) -> str:
        width = "  " if unicodedata.east_asian_width(chr(code)) in "WF" else " "
        self[code] = width
        return width


_WIDTHS = _Widths()
_WIDE = re.compile("[\u3001-\u303e\u4e00-\u9fff\uff01-\uff60]+")  # most that are; the others are looked up one by one
# Start-up: to compile a pattern of the class takes longer than to ask here ten thousand times.
_SIGNS = frozenset(
    map(chr, [*range(0x2E80, 0x2FD6), 0x3005, 0x3007, *range(0x3021, 0x302A), *range(0x3038, 0x303C)])
)  # radicals, 々, 〇, numerals


def is_han(character: str) -> bool:
    """Tell whether a character belongs to the Han script; the same as matching a class of `HAN`."""
    return (
        "\u4e00" <= character <= "\u9fff"
        or character in _SIGNS
        or "\u3400" <= character <= "\u4dbf"
        or "\uf900" <= character <= "\ufad9"
        or "\U00020000" <= character <= "\U000323af"
    )


def cells(text: str) -> int:
    """Return the width of a text in terminal cells: wide and full-width characters take two (UAX 11)."""
    rest = _WIDE.sub("", text)
    return 2 * (len(text) - len(rest)) + (len(rest) if rest.isascii() else len(rest.translate(_WIDTHS)))


_CONTROLS = {
    **{code: chr(0x2400 + code) for code in range(0x20)},  # the pictures of Unicode: ␀ to ␟
    **dict.fromkeys(map(ord, "\t\n\r"), " "),
    0x7F: "␡",
    **dict.fromkeys(range(0x80, 0xA0), "\ufffd"),
}


def visible(text: str) -> str:
    """Return a text for one line of a terminal: white space as spaces, and control characters as signs for them.

    What a document has must not move the cursor or change the colours. As long as the text, in code points.
    """
    return text if text.isprintable() else text.translate(_CONTROLS)
