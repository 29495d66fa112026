"""Numbers as Word writes them: ECMA-376 Part 1, 17.18.59 (ST_NumberFormat)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["format_number"]

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_ROMAN = 32767  # what the standard's numbers go up to
_SIMPLE = ("〇一二三四五六七八九", "十百千万")
_LEGAL_SIMPLIFIED = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟萬")
_LEGAL_TRADITIONAL = ("零壹貳參肆伍陸柒捌玖", "拾佰仟萬")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def _letters(n: int) -> str:
    # a … z, aa, bb …: the letter is repeated, not counted in base 26.
    return chr(ord("a") + (n - 1) % 26) * min((n - 1) // 26 + 1, 30)


def _roman(n: int) -> str:
    if n > _MOST_ROMAN:
        return str(n)
    parts = []
    for number, sign in _ROMAN:
        parts.append(sign * (n // number))
        n %= number
    return "".join(parts)


def _counting(digits: str, units: str, zero: str, *, bare_ten: bool) -> Callable[[int], str]:
    """Return a counter in Chinese place values up to 99 999."""

    def count(n: int) -> str:
        if n >= 100_000:
            return str(n)
        written = ""
        skipped = False
        for power in range(4, -1, -1):
            digit = n // 10**power % 10
            if not digit:
                skipped = bool(written)
                continue
            written += (zero if skipped else "") + digits[digit] + (units[power - 1] if power else "")
            skipped = False
        return written[1:] if bare_ten and 10 <= n < 20 else written

    return count


def _digits(n: int) -> str:
    return "".join(_SIMPLE[0][int(digit)] for digit in str(n))


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda n: signs[n - 1] if n <= len(signs) else str(n)


def _enclosed(first: int, last: int) -> Callable[[int], str]:
    return lambda n: chr(first + n - 1) if n <= last else str(n)


_thousand = _counting(*_SIMPLE, "零", bare_ten=True)
_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "lowerLetter": _letters,
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
    "decimalZero": lambda n: f"{n:02}",
    "decimalFullWidth": lambda n: str(n).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda n: str(n).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _enclosed(0x2460, 20),
    "decimalEnclosedCircleChinese": _enclosed(0x2460, 20),
    "decimalEnclosedParen": _enclosed(0x2474, 20),
    "decimalEnclosedFullstop": _enclosed(0x2488, 20),
    "ideographEnclosedCircle": _enclosed(0x3280, 10),
    "chineseCounting": lambda n: _thousand(n) if n < 100 else _digits(n),
    "chineseCountingThousand": _thousand,
    "taiwaneseCounting": lambda n: _thousand(n) if n < 100 else _digits(n),
    "taiwaneseCountingThousand": _thousand,
    "japaneseCounting": _thousand,
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseDigital": _digits,
    "chineseLegalSimplified": _counting(*_LEGAL_SIMPLIFIED, "零", bare_ten=False),
    "ideographLegalTraditional": _counting(*_LEGAL_TRADITIONAL, "零", bare_ten=False),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "none": lambda _: "",
    "bullet": lambda _: "",
    "numberInDash": lambda n: f"- {n} -",
    "ordinal": lambda n: f"{n}{'th' if 10 < n % 100 < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}",
    "chicago": lambda n: "*†‡§"[(n - 1) % 4] * min((n - 1) // 4 + 1, 30),
}


def format_number(n: int, form: str) -> str:
    """Return a number in a format of Word; formats of other languages come out in decimal digits."""
    return str(n) if n < 1 else _FORMATS.get(form, str)(n)
