"""The lines of a plain text and what their form says about them."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from termkit.read.masthead import is_symbol_line
from termkit.text.characters import cells
from termkit.text.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["LONGEST_MARK", "Layout", "Line", "Start", "split_lines", "start_of"]

_DIGIT_HAN = re.compile(r"[0-9０-９]( ?)[\u4e00-\u9fff]")
_WIDEST = 130  # cells of a line of a wrapped text
_SAMPLE = 1 << 18  # characters that tell how a text sets its spaces


class Line(NamedTuple):
    """A line that is not blank: its content without outer white space, at source offsets."""

    text: str
    start: int
    indent: str
    gap: int
    """Number of blank lines before it."""

    @property
    def end(self) -> int:
        """Return the source offset behind the content."""
        return self.start + len(self.text)

    @property
    def width(self) -> int:
        """Return the width in terminal cells."""
        return cells(self.text)

    @property
    def has_columns(self) -> bool:
        """Tell whether spaces set two sides apart, as in a table."""
        return "   " in self.text


_line: Callable[[tuple[str, int, str, int]], Line] = partial(tuple.__new__, Line)  # Line._make, at half its time


def split_lines(source: str) -> list[Line]:
    """Return the lines of a source that are not blank."""
    if "\r" in source:  # offsets stay as they are
        source = source.replace("\r\n", " \n").replace("\r", "\n")
    lines = []
    gap = position = 0
    for raw in source.split("\n"):
        content = raw.strip().strip("\ufeff")
        if content:
            indent = raw[: raw.index(content)] if content != raw else ""
            lines.append(_line((content, position + len(indent), indent, gap)))
            gap = 0
        else:
            gap += 1
        position += len(raw) + 1
    return lines


class Layout(NamedTuple):
    """How a text is laid out: hard-wrapped or a line a paragraph, in which width, how spaced."""

    wrapped: bool
    width: int
    """Width in cells that a full line has, where wrapped."""
    blank_between: bool
    """Blank lines stand between the lines of one paragraph and say nothing."""
    spaced: bool
    """Han characters and digits are set apart by spaces."""

    @classmethod
    def of(cls, lines: Sequence[Line], source: str) -> Layout:
        """Measure the layout of a text."""
        found = _DIGIT_HAN.findall(source, 0, _SAMPLE)
        spaced = 2 * found.count(" ") >= len(found)
        short = [line for line in lines if len(line.text) <= _WIDEST]
        if len(short) < 8 * (len(lines) + 1) // 10:  # so it would be with less of them too
            return cls(wrapped=False, width=0, blank_between=False, spaced=spaced)
        measured = [(line.width, line) for line in short]
        widths = sorted(width for width, _ in measured if width >= 30)
        # A line of more characters than that is wider still: where the eighth decile is one, nothing is wrapped.
        count = len(widths) + len(lines) - len(measured)
        if count < 4 or len(widths) < 8 * (count + 1) // 10:
            return cls(wrapped=False, width=0, blank_between=False, spaced=spaced)
        widths += sorted(line.width for line in lines if len(line.text) > _WIDEST)
        width = round(_eighth_decile(widths))
        full = [line for own, line in measured if 0.85 * width <= own <= 1.12 * width]
        ended = sum(line.text[-1] in "。！？；：" for line in full)
        # A line a paragraph: most lines end a sentence, and their lengths scatter.
        wrapped = width <= _WIDEST and len(full) >= 0.4 * count and ended <= 0.4 * len(full)
        gaps = sum(1 for line in full if line.gap)
        return cls(wrapped, width, wrapped and gaps >= 0.6 * len(full), spaced)

    def is_full(self, width: int) -> bool:
        """Tell whether a line of this width is full, so that its end need not be one of a paragraph."""
        return width >= 0.85 * self.width


def _eighth_decile(ordered: Sequence[int]) -> float:
    """Return what `statistics.quantiles` gives for two numbers or more.

    To import that module takes longer than to measure a report.
    """
    eighth = 8 * (len(ordered) + 1)
    place = min(eighth // 10, len(ordered) - 1)
    tenths = eighth - 10 * place
    return (ordered[place - 1] * (10 - tenths) + ordered[place] * tenths) / 10


class Start(NamedTuple):
    """What begins with a line: the kind of block, its number or mark, its depth."""

    kind: BlockKind
    number: str = ""
    level: int = 0


_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"
_CONTENTS = re.compile(r".*(?:\t|\.{3,}|…{1,}|·{3,}|[ \u3000]{4,})\s*\d{1,3}$")
_UNNUMBERED = (
    "摘要", "目录", "概要", "题要", "导言", "引言", "前言", "序言", "结论", "内容提要",
    "缩略语", "缩略语表", "缩略语一览表", "缩写表", "简称表",
)  # fmt: skip
_SET = "[ \u3000]{0,2}"
"""The gap that letters of headings are set apart by: 导 言, 第 一 章."""
# In this order: the first that fits. Group 1 of each is the number or mark.
_STARTS: tuple[tuple[str, BlockKind, int], ...] = (
    (rf"({_HAN_NUMBER})[.、．]\s*\S", BlockKind.HEADING, 1),
    (rf"(第{_SET}(?:{_HAN_NUMBER}|\d+){_SET}[章节部]分?)(?:\s|[：:]|$)", BlockKind.HEADING, 1),
    (r"((?:附件|附录|附文)(?:[一二三四五六七八九十\d]{0,3}))$", BlockKind.HEADING, 1),
    (rf"(?:{'|'.join(map(_SET.join, _UNNUMBERED))})$()", BlockKind.HEADING, 1),
    (r"([A-Z])[.．、]\s*[^A-Z\s.]", BlockKind.HEADING, 2),
    (r"(\d{1,3})[.．](?:\s+\S|[^\s\d])", BlockKind.PARAGRAPH, 0),
    (r"(\d{1,2}(?:[.．]\d{1,2}){1,3})[.．]?\s+[^\d\s%％]", BlockKind.PARAGRAPH, 0),
    (r"(\d{1,3})、\s*\S", BlockKind.PARAGRAPH, 0),
    (
        r"([(（](?:[a-z]{1,2}|[ivxlc]{1,5}|\d{1,2}|[一二三四五六七八九十]{1,3})[)）])\s*[^\s、，,和及)）]",
        BlockKind.LIST_ITEM,
        1,
    ),
    (r"([-–—•●▪◦·○■□➢])\s+\S", BlockKind.LIST_ITEM, 1),
    (r"([•●▪◦■□➢])\S", BlockKind.LIST_ITEM, 1),
    (r"([¹²³⁰⁴-⁹]{1,3}|\*{1,3}|\^[a-z])\s*\S", BlockKind.FOOTNOTE, 0),
    (r"(\d{1,3})\s+(?:见|可上|同上|参见|参看|http|www\.|《|[A-Z]{1,6}/)", BlockKind.FOOTNOTE, 0),
    (r"注[：:]()", BlockKind.FOOTNOTE, 0),
    (r"[^\t]+\t+[^\t]()", BlockKind.TABLE_CELL, 0),
    (r"\|.*\|$()", BlockKind.TABLE_CELL, 0),
)
# All in one pattern take a fifth of the time. Of the n-th, group 2 n + 1 is the whole and 2 n + 2 the number.
_START = re.compile("|".join(f"({pattern})" for pattern, _, _ in _STARTS))
_PAGE = r"\d{1,3}(?:/\d{1,3})?"
# The number of the job at the foot of a page: 08-45173, GE.23-10417 (C), N2312345; NL476/C (Rome) beside a page only.
_JOB = r"(?:(?:[A-Z]{1,4}\.)?\d{2}-\d{5}|[A-Z]{1,2}\d{7})(?:\s*\([A-Z]\))?"
_JOB_OR_ROME = rf"(?:{_JOB}|[A-Z]{{2}}\d{{3}}(?:/[A-Z])?)"
_RUNNING = re.compile(
    r"(?:第\s*\d+\s*页(?:\s*[/,，共]\s*共?\s*\d+\s*页)?|[-–—]\s*\d{1,3}\s*[-–—]|\d{1,3}\s*/\s*\d{1,3}"
    rf"|{_PAGE}\s+{_JOB_OR_ROME}|{_JOB_OR_ROME}\s+{_PAGE}"
    # 'The text goes on overleaf.'
    r"|/\s?(?:\.{2,4}|…{1,2})"
    # At the foot of a first page: job number, dates of its stages, the bar code, the appeal to recycle.
    rf"|{_JOB}(?:\s+\d{{6}}){{0,3}}(?:\s*\*\d{{7,9}}\*)?|\*\d{{7,9}}\*|请回收"
    # The symbols of FAO and UNESCO, which have a space in them: C 2023/31, 214 EX/5.
    r"|(?:[A-Z]{1,4} \d{4}|\d{2,3} ?(?:EX|C))/[A-Z0-9./]{1,12}(?: (?:Rev|Corr|Add)\.\s?\d)?"
    r"(?:\s*[-–—]?\s*第\s*\d+\s*页)?)$"
)

# The first characters of all patterns above: most lines are done with at their first character.
_BEGINS = frozenset(
    "/一二三四五六七八九十第附摘目概题导引前序结内缩简请ABCDEFGHIJKLMNOPQRSTUVWXYZ(（¹²³⁰⁴⁵⁶⁷⁸⁹*^注|–—•●▪◦·○■□➢-"
)  # and all digits
_PAGE_BESIDE = re.compile(rf"^{_PAGE}\s+(?=[A-Z])|(?<=\w)\s+{_PAGE}$")
_RUNNING_HEAD = Start(BlockKind.RUNNING)
_ENTRY = Start(BlockKind.CONTENTS)
_RULES = frozenset("_＿-－─━—")
_SEPARATOR = re.compile(r"[_＿]{4,}$|[-－─━—]{6,}$")
LONGEST_MARK = 3
"""Characters of the longest mark of a footnote."""
_MARK = re.compile(r"(\d{1,3}|\*{1,3}|[a-z]|[¹²³⁰⁴-⁹]{1,3})$")


def start_of(text: str) -> Start | None:
    """Return what a line begins by its form, or None where it may as well go on."""
    begins = text[:1] in _BEGINS or text[:1].isdecimal()
    if (begins and _RUNNING.match(text)) or ("/" in text and _is_symbol_of_page(text)):
        return _RUNNING_HEAD
    if text[-1:].isdecimal() and _CONTENTS.match(text):
        return _ENTRY
    if not begins and "\t" not in text:
        return None
    if (match := _START.match(text)) is None:
        return None
    whole = match.lastindex or 1
    _, kind, level = _STARTS[whole // 2]
    return Start(kind, match[whole + 1], level)


def is_running(text: str) -> bool:
    """Tell whether a line is a page number, a job number or a document symbol by itself."""
    return _RUNNING.match(text) is not None or _is_symbol_of_page(text)


def _is_symbol_of_page(text: str) -> bool:
    """Tell whether a line is a document symbol, alone or with the number of the page: GB.347/POL/3\t4."""
    return is_symbol_line(_PAGE_BESIDE.sub("", text))


def is_separator(text: str) -> bool:
    """Tell whether a line is a rule, as above footnotes."""
    return text[0] in _RULES and _SEPARATOR.match(text) is not None


def mark_of(text: str) -> str:
    """Return the mark where a line is nothing but the mark of a footnote."""
    match = _MARK.match(text) if len(text) <= LONGEST_MARK else None
    return match[1] if match else ""
