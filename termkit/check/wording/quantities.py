"""Numbers, dates and symbols of a text, so that two languages can be held against each other.

A value is *firm* where another text has to show it too: figures, months, symbols, long numbers in words.
What may well be part of a word or a matter of style (一, "first", "dozens", 一半) is not firm: it can answer a firm
value of the other text and asks for no answer itself.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from termkit.align.numbers import english_numbers
from termkit.check.wording.traditional import simplified
from termkit.text.document import Span
from termkit.text.numerals import chinese_numbers, whole_number
from termkit.text.symbols import SYMBOL, split_symbols

__all__ = ["Quantity", "answers", "chinese_quantities", "english_quantities"]


class Quantity(NamedTuple):
    """A value ("#850000", "#m6" for June, "/A/63/228") and where it stands, in code points of the text."""

    value: str
    span: Span
    firm: bool


_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s\u3000-\u9fff]+|[\w.]+@[\w.]+|\b24/7\b")
_FIGURE = re.compile(r"[0-9０-９]")
# 一一, 万一 and 十分 are words; 数十 and 几百 are no number, nor is what stands behind 成千上万 and 千千万万.
_NO_NUMBER = re.compile(
    "成千上万|千千万万|千方百计|百分之|千分之|万一|十分|一一|[数几上成好]([十百千万亿]+)|[十百千万亿]+[分倍]之|百万富翁|亿万"
    "|三三两两|七七八八|千百万|十全十美|四面八方|五花八门|一五一十|九牛一毛|[一二两三四五六七八九十]+分之[一二三四五六七八九十百]+"
)
_HAN_WHOLE = re.compile("[〇零○一二三四五六七八九十百千万亿两]+")
_DECADE_ZH = re.compile(
    r"(?:[0-9〇一二三四五六七八九十]+\s*世纪\s*)?((?:19|20|一九|二〇|二○)?[0-9〇零○一二三四五六七八九][0十〇])\s*年代"
)
_DECADE_EN = re.compile(r"\b((?:1[5-9]|20)?\d0)['’]?s\b")
_CLOCK_ZH = re.compile(
    r"(上午|下午|晚上|凌晨|早上)?\s*(\d{1,2}|[一二三四五六七八九十]{1,3})"
    r"(?:\s*[时点](?!间|候|期|评)(?:\s*(\d{1,2}|[二三四五]?十?[一二三四五六七八九]?)\s*分|(半))?|([:：.])(\d{2})(\s*[时分])?)"
)
_CLOCK_EN = re.compile(
    r"\b(\d{1,2})(?:[.:](\d{2}))?\s*([ap])\.?\s?m\b\.?|\b(\d{1,2}):(\d{2})\b|\bnoon\b", re.IGNORECASE
)
_RANGE_EN = re.compile(
    r"\b(\d+(?:\.\d+)?)(?:\+|\s*(?:-|–|to|and|or)\s*(?:[$€£¥]\s*)?(?:\d+(?:[.,]\d+)?))\s+(hundred|thousand|million|billion|trillion)\b"
)
_HALF_EN = re.compile(r"\bhalf an? (hundred|thousand|million|billion|trillion)\b", re.IGNORECASE)
# 20多万 is 200,000 and more.
_MORE_ZH = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*[多余几]\s*([百千]?[万亿]|[百千])")
_DIGITS = re.compile(r"\.?\d+(?:[.,]\d+)*")
_MONTH_AT = re.compile(
    r"(?:\d(?:st|nd|rd|th)?|\b(?:in|of|since|until|till|by|early|late|mid|last|next|this|and|to|from|between|[A-Z]\w+))[\s,-]+$"
)
_SHORT_MONTH = re.compile(r"\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?")
_RANGE_ZH = re.compile(r"(\d+(?:\.\d+)?)\s*(?:-|—|–|~|～|至|到|或)\s*(?:\d+(?:\.\d+)?)\s*([万亿])")
_SCALES = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "万": 10**4,
    "亿": 10**8,
}
_LOOSE = {
    "dozen": "12", "decade": "10", "century": "100", "half": "50 0.5 30 2", "quarter": "25 4 0.25 15", "twice": "2",
    "double": "2", "doubled": "2", "pair": "2", "couple": "2", "fortnight": "14 2", "biennium": "2", "biennial": "2",
    "once": "1", "triple": "3", "tripled": "3", "threefold": "3", "both": "2", "single": "1", "score": "20",
    "millennium": "1000", "third": "3", "quarterly": "4", "hundred": "100", "thousand": "1000", "million": "1000000",
    "billion": "1000000000",
}  # fmt: skip
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_TIMES = re.compile(r"\b([a-z]+|\d+)\s+(dozen|decade|score|centur)", re.IGNORECASE)
_COUNTS = {"dozen": 12, "decade": 10, "score": 20, "centur": 100}
_WORD = re.compile("[A-Za-z]+")
_SCALE_ALONE = re.compile(r"hundred|thousand|\w+illion", re.IGNORECASE)
_ROMAN = re.compile(r"\b(?=[IVXLC]+\b)(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\b")
_ROMANS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_SOME_YEAR = "year"
_YEAR_ZH = re.compile("[今本去明当同前上该次翌]年|年内")
_YEAR_EN = re.compile(r"\b(?:this|last|next|that|same|current|previous|past|the) year\b", re.IGNORECASE)
_KILO = re.compile(r"(\d+(?:\.\d+)?)(?:\s*(?:to|-|–|and)\s*(\d+(?:\.\d+)?))?[\s-]*kilo(?!met)")
_LEAST_WORDS = 13
"""English numbers in words from which they are firm: those below are as often pronouns and ordinals."""


def chinese_quantities(text: str) -> list[Quantity]:
    """Return the quantities of a Chinese text, Simplified or Traditional."""
    found, rest = _signs(simplified(text))
    for match in _CLOCK_ZH.finditer(rest):
        found += _chinese_clock(match)
        if match[1]:
            rest = _blanked(rest, match.span())
    for match in _DECADE_ZH.finditer(rest):
        found += [_loose(_decade(value), match.span()) for value in _values(chinese_numbers(match[1]))]
        rest = _blanked(rest, match.span())
    found += [_loose(_SOME_YEAR, match.span()) for match in _YEAR_ZH.finditer(rest)]
    found += [_loose(_scaled(match), match.span(1)) for match in _RANGE_ZH.finditer(rest)]
    for match in _MORE_ZH.finditer(rest):
        found += [Quantity(v, Span(*match.span()), firm=True) for v in _values(chinese_numbers(match[1] + match[2]))]
        rest = _blanked(rest, match.span())
    # 26 to 32 million, 2.6 至 3.2 万: the first number has the scale of the second, or none.
    ranged = {match.start(1) for match in _RANGE_ZH.finditer(rest)}
    odd = {i for match in _NO_NUMBER.finditer(rest) for i in range(*match.span())}
    for start, end, value in chinese_numbers(rest):
        here = rest[start:end]
        if _HAN_WHOLE.fullmatch(here):
            # One sign may be part of a word, and signs of tens alone are 千万 and 百万.
            firm = len(set(here)) > 1 and not set(here) <= set("百千万亿") and not odd & set(range(start, end))
        else:
            firm = start not in ranged and not (start and rest[start - 1].isascii() and rest[start - 1].isalpha())
        found.append(_quantity(rest, start, end, value, firm=firm))
    return sorted(found, key=lambda q: q.span)


def english_quantities(text: str) -> list[Quantity]:
    """Return the quantities of an English text."""
    found, rest = _signs(text)
    for match in _CLOCK_EN.finditer(rest):
        found += _english_clock(match)
        rest = _blanked(rest, match.span())
    found += [_loose(_decade("#" + m[1]), m.span()) for m in _DECADE_EN.finditer(rest)]
    found += [_loose(_scaled(m), m.span(1)) for m in _RANGE_EN.finditer(rest)]
    found += [_loose(f"#{_SCALES[m[1].lower()] // 2}", m.span()) for m in _HALF_EN.finditer(rest)]
    found += [_loose("#m" + str(_MONTHS.index(m[1][:3].lower()) + 1), m.span()) for m in _SHORT_MONTH.finditer(rest)]
    found += [_loose(_SOME_YEAR, match.span()) for match in _YEAR_EN.finditer(rest)]
    found += [_loose(f"#{float(n) * 1000:g}", m.span()) for m in _KILO.finditer(rest) for n in m.groups() if n]
    for match in _TIMES.finditer(rest):
        for value in _values(english_numbers(match[1])):
            found.append(_loose(f"#{float(value[1:]) * _COUNTS[match[2].lower()]:g}", match.span()))
    for match in _WORD.finditer(rest):
        word = match[0].lower()
        values = _LOOSE.get(word, _LOOSE.get(word.removesuffix("s"), "")).split()
        found += [_loose("#" + value, match.span()) for value in values]
    found += [_loose(f"#{_roman(m[0])}", m.span()) for m in _ROMAN.finditer(rest) if m[0]]
    # 229E, 1860s, .08: what is no number by itself may be one in Chinese.
    found += [_loose("#" + _plain(match[0]), match.span()) for match in _DIGITS.finditer(rest)]
    ranged = {match.start(1) for match in _RANGE_EN.finditer(rest) if float(match[1]) < 1000}
    ranged |= {match.start(group) for match in _KILO.finditer(rest) for group in (1, 2)}
    for start, end, value in english_numbers(rest):
        firm = start not in ranged and _is_firm(rest, start, end, value)
        found.append(_quantity(rest, start, end, value, firm=firm))
    return sorted(found, key=lambda q: q.span)


def _is_firm(text: str, start: int, end: int, value: str) -> bool:
    here = text[start:end]
    if _FIGURE.search(here):
        return not (start and (text[start - 1].isalpha() or text[start - 1] in ".#"))
    if not value.startswith("#m"):
        return float(value[1:]) >= _LEAST_WORDS and not _SCALE_ALONE.fullmatch(here)
    # May I, June Almeida: a month stands beside a number or behind a word of time.
    named = re.match(" [A-Z]", text[end:]) is not None
    beside = re.match(r"[\s,]+\d", text[end:]) is not None
    return beside or (not named and _MONTH_AT.search(text[:start]) is not None)


def answers(wanted: Quantity, given: list[Quantity]) -> bool:
    """Tell whether a text gives the value that is wanted, or one that says the same in another way.

    Years may be short (98 and 1998, COVID-19 and 2019) or told from the date of the text (今年, "last year"), and
    times in words (half past two).
    """
    values = {quantity.value for quantity in given}
    if wanted.value in values:
        return True
    if wanted.value.startswith("@"):
        return not any(value.startswith("@") for value in values)
    if not re.fullmatch(r"#\d+", wanted.value):
        return False
    number = int(wanted.value[1:])
    if 1800 <= number < 2100:
        return f"#{number % 100}" in values or _SOME_YEAR in values
    return 0 < number < 100 and any(f"#{century + number}" in values for century in (1800, 1900, 2000))


def _loose(value: str, span: tuple[int, int]) -> Quantity:
    return Quantity(value, Span(*span), firm=False)


def _quantity(text: str, start: int, end: int, value: str, *, firm: bool) -> Quantity:
    # "a", 一 and "the first" say one without a number, "nil" and 没有 nought.
    return Quantity(value, Span(start, start + len(text[start:end].rstrip())), firm and value not in {"#1", "#0"})


def _signs(text: str) -> tuple[list[Quantity], str]:
    """Return the document symbols of a text, and the text with them and with addresses blanked."""
    rest = text
    for match in _ADDRESS.finditer(text):
        rest = _blanked(rest, match.span())
    found = []
    for match in SYMBOL.finditer(rest):
        clock = rest[match.end() : match.end() + 1] == ":"  # UTC/07:00
        if any(c.isdigit() for c in match[0]) and not clock:
            found += [Quantity("/" + s, Span(*match.span()), firm=True) for s in split_symbols(match[0])]
            rest = _blanked(rest, match.span())
    return found, rest


def _blanked(text: str, span: tuple[int, int]) -> str:
    return text[: span[0]] + " " * (span[1] - span[0]) + text[span[1] :]


def _values(numbers: list[tuple[int, int, str]]) -> list[str]:
    return [value for _, _, value in numbers]


def _decade(value: str) -> str:
    return "#s" + value[-2:]


def _plain(digits: str) -> str:
    """Return digits as `termkit.align.numbers` writes them, .08 as 0.08."""
    whole = digits.replace(",", "")
    return f"{float(whole):f}".rstrip("0").rstrip(".") if whole.count(".") < 2 else whole


def _scaled(match: re.Match[str]) -> str:
    return f"#{float(match[1]) * _SCALES[match[2].lower()]:.0f}"


def _roman(text: str) -> int:
    values = [_ROMANS[c] for c in text]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def _clock(hour: int, minute: int, half: str, span: tuple[int, int]) -> list[Quantity]:
    """Return a time of the day in minutes, firm where it is told which half of the day is meant."""
    if half == "later":
        hour = hour % 12 + 12
    elif half == "earlier":
        hour %= 12
    times = {hour} if half else {hour, hour + 12}
    return [Quantity(f"@{each * 60 + minute}", Span(*span), firm=bool(half)) for each in sorted(times)]


def _chinese_clock(match: re.Match[str]) -> list[Quantity]:
    if match[5] == "." and not (match[1] or match[7]):
        return []  # a decimal
    hour = whole_number(match[2])
    minute = 30 if match[4] else whole_number(match[3] or match[6] or "0")
    half = {"上午": "earlier", "凌晨": "earlier", "早上": "earlier"}.get(match[1] or "", "later" if match[1] else "")
    if half == "later" and hour > 12:
        half = ""
    found = _clock(hour, minute, half, match.span())
    # The figures of a time may stand in a text that tells the time in another way: half past two.
    return found + [_loose(f"#{value}", match.span()) for value in (hour, minute)]


def _english_clock(match: re.Match[str]) -> list[Quantity]:
    hour, minute = int(match[1] or match[4] or 12), int(match[2] or match[5] or 0)
    half = {"a": "earlier", "p": "later"}.get((match[3] or "").lower(), "")
    found = _clock(hour, minute, half, match.span())
    return found + [_loose(f"#{value}", match.span()) for value in (hour, hour + 12, minute)]
