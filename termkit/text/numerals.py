"""Numbers and months of Chinese text in one notation: 八十五万 and 850 000 are "#850000", 六月 and 6月 "#m6".

Values are written as a plain decimal without leading or trailing zeros.
"""

from __future__ import annotations

import re
from decimal import Decimal

__all__ = ["FIGURE", "chinese_numbers", "figure_value", "notation", "whole_number"]

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2, "Ｏ": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_TENS_ZH = {"廿": 20, "卅": 30}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")

# 1 200 000 and 1,200,000 and 1200000.5; the space may be the narrow or the unbreakable one.
FIGURE = r"\d{1,3}(?:[,\u00a0\u2009 ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_ZH_NUMBER = re.compile(
    rf"(?P<figure>{FIGURE})\s*(?P<scale>[百千]?[万亿]{{1,2}}|[百千])?(?P<month>\s*月)?"
    r"|(?P<han>[〇零○一二三四五六七八九十廿卅百千万亿两]+)(?P<han_month>月)?"
)
_ONLY_DIGITS = re.compile("[〇零○一二三四五六七八九]{2,}")


def notation(value: Decimal) -> str:
    """Return a value in the one notation."""
    text = format(value.normalize(), "f")
    return "#" + text


def figure_value(text: str) -> Decimal:
    """Return the value of a number in figures, whatever parts its thousands."""
    return Decimal(re.sub("[^0-9.]", "", text))


def _han_value(text: str) -> int:
    """Return the value of a number in Han numerals, digit by digit (一九八九) or with units (八十五万)."""
    if _ONLY_DIGITS.fullmatch(text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _TENS_ZH:
            section, digit = section + _TENS_ZH[c], 0
        elif c in _UNITS:
            section += (digit or 1) * _UNITS[c]
            digit = 0
        elif c == "亿":
            # 一百二十三万亿: what stands before counts as a whole.
            total, section, digit = (total + section + digit or 1) * _MYRIADS[c], 0, 0
        else:
            total, section, digit = total + (section + digit or 1) * _MYRIADS[c], 0, 0
    return total + section + digit


def chinese_numbers(text: str) -> list[tuple[int, int, str]]:
    """Return (start, end, value) for every number and month of a Chinese text.

    A single Han numeral counts too; whether it is a number or part of a word (统一) is for the caller,
    who knows the words.
    """
    found = []
    for m in _ZH_NUMBER.finditer(text.translate(_FULL_WIDTH)):
        if m["figure"]:
            value = figure_value(m["figure"])
            for c in m["scale"] or "":
                value *= _UNITS.get(c) or _MYRIADS[c]
            month = m["month"]
        else:
            value, month = Decimal(_han_value(m["han"])), m["han_month"]
        if month and 1 <= value <= 12:
            found.append((m.start(), m.end(), f"#m{int(value)}"))
        else:
            found.append((m.start(), m.end(), notation(value)))
    return found


def whole_number(text: str) -> int:
    """Return the value of a text that is one whole number, in figures or in Han numerals: 118, 一百一十八."""
    ((_, _, value),) = chinese_numbers(text)
    return int(value.removeprefix("#"))
