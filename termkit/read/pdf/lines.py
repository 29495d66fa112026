"""The printed lines of a PDF, with where they stand on the page.

PDFium gives the text of a page line by line in the order of its content, and the place of any
character. Only a few characters of each line are asked for: that is nearly as fast as the text alone.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from termkit.text.characters import is_han

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["HYPHENS", "Mark", "PageText", "PdfLine", "lines_of_page"]

HYPHENS = "\x02\ufffe"
"""PDFium's signs for a hyphen at a line end."""
# A number, a sign, or a letter that stands alone. What it may begin with stands first: that is found quickly.
_POSSIBLE_MARK = re.compile(r"[\d*†‡§a-z](?:(?<=\d)\d*|(?<=[*†‡§])[*†‡§]{0,2}|(?<=[a-z])(?<![A-Za-z].)(?![A-Za-z]))")
_SAME_BASE = 0.1  # points
_RAISED = 0.15  # of the font size: a mark of a note stands higher than that, a wandering digit does not
_COLUMN_GAP = 2.0  # in font sizes: wider than any space between words
_NARROW_GAP = 0.9  # in font sizes: the space that programs set between Han characters and others
_UNMAPPED = re.compile("[\x00\ufffd\uffff\ue000-\uf8ff]")
# The number or sign in front of a paragraph stands apart from it, but in no column of its own.
_LABEL = re.compile(
    r"\s*(?:[(（]?(?:\d{1,3}|[A-Za-z]{1,4}|[一二三四五六七八九十]{1,3})[)）.．、]*|[-–—•●▪◦·○■□➢*†‡])\s*$"
)
# The dots of a table of contents, which lead from a heading to its page.
_LEADER = re.compile(r"[.．·…](?:\s?[.．·…]){2,}")
_LEADER_END = re.compile(rf"{_LEADER.pattern}\s*$")
# At a line end that has a hyphen PDFium gives a sign in its place, and no line end.
_PIECE = re.compile(f"[^\r\n{HYPHENS}]+[{HYPHENS}]?")
_WHITE = re.compile(r"[ \t](?<=\S.)[ \t]*(?=\S)")


class Mark(NamedTuple):
    """A raised mark of a note in a line: offsets in its text."""

    start: int
    end: int


class PdfLine(NamedTuple):
    """A line, or the part of one that stands in a column of its own. Lengths are points of 1/72 inch."""

    text: str
    left: float
    right: float
    base: float
    """Height of the base line above the lower end of the page."""
    size: float
    page: int
    marks: tuple[Mark, ...] = ()
    gaps: tuple[int, ...] = ()
    """Offsets of the spaces that PDFium put into a narrow gap beside a Han character."""
    offset: int = 0
    """Where the line begins in the source text: the lines of all pages, one below the other."""


class PageText(NamedTuple):
    """The lines of a page, its height in points, and how much of its text has no known character."""

    lines: list[PdfLine]
    height: float
    unmapped: int
    is_scan: bool
    start: int
    """Where the page begins in the source text."""

    @property
    def end(self) -> int:
        """Return where the next page begins in the source text."""
        return self.lines[-1].offset + len(self.lines[-1].text) + 1 if self.lines else self.start


class _Characters:
    """Asks PDFium where characters of one page stand; every question is a call into C, so none is asked in vain."""

    def __init__(self, textpage: Any, text: str) -> None:
        from pypdfium2 import raw  # noqa: PLC0415  an optional part

        self._page = textpage.raw
        self._x, self._right, self._bottom, self._y = (ctypes.c_double() for _ in range(4))
        self._at_x, self._at_right, self._at_bottom, self._at_y = (
            ctypes.byref(each) for each in (self._x, self._right, self._bottom, self._y)
        )
        # PDFium counts UTF-16 units and knows characters that have no text.
        known = None if len(text) == textpage.count_chars() else _Indices(raw, textpage.raw, text)
        self._box = _asked("FPDFText_GetCharBox", known)
        self._origin = _asked("FPDFText_GetCharOrigin", known)
        self._size = _asked("FPDFText_GetFontSize", known)
        self._lacks_map = _asked("FPDFText_HasUnicodeMapError", known)
        self._is_generated = _asked("FPDFText_IsGenerated", known)

    def right(self, offset: int) -> float:
        """Return the right border of a character."""
        self._box(self._page, offset, self._at_x, self._at_right, self._at_bottom, self._at_y)
        return self._right.value

    def gap(self, start: int, end: int) -> tuple[float, float]:
        """Return the font size before the white space from one offset to another, and its width."""
        before = self.right(start - 1)
        self._box(self._page, end, self._at_x, self._at_right, self._at_bottom, self._at_y)
        return self.size(start - 1), self._x.value - before

    def origins(self, first: int, last: int) -> tuple[float, float, float, float]:
        """Return where two characters begin on their base lines: x and y of each."""
        self._origin(self._page, first, self._at_x, self._at_y)
        x, y = self._x.value, self._y.value
        self._origin(self._page, last, self._at_x, self._at_y)
        return x, y, self._x.value, self._y.value

    def base(self, offset: int) -> float:
        """Return the height of the base line of a character."""
        self._origin(self._page, offset, self._at_x, self._at_y)
        return self._y.value

    def size(self, offset: int) -> float:
        """Return the font size of a character."""
        size: float = self._size(self._page, offset)
        return size or 1.0

    def lacks_map(self, offset: int) -> bool:
        """Tell whether the font does not say which character this is."""
        answer: int = self._lacks_map(self._page, offset)
        return answer == 1

    def is_generated(self, offset: int) -> bool:
        """Tell whether PDFium itself put this space where the page has a gap."""
        answer: int = self._is_generated(self._page, offset)
        return answer == 1


class _Indices:
    """PDFium's index of the character at each offset of a text, where the two are not the same."""

    def __init__(self, raw: Any, page: Any, text: str) -> None:
        self._index_at, self._page = raw.FPDFText_GetCharIndexFromTextIndex, page
        self._units = None if text.isascii() or max(text, default="") < "\U00010000" else _unit_offsets(text)

    def __getitem__(self, offset: int) -> int:
        return max(int(self._index_at(self._page, self._units[offset] if self._units else offset)), 0)


def _asked(name: str, known: _Indices | None) -> Callable[..., Any]:
    """Return a function of PDFium as one that takes an offset in the text for the index of a character."""
    question = _unchecked(name)
    if known is None:
        return question
    return lambda page, offset, *rest: question(page, known[offset], *rest)


@cache
def _unchecked(name: str) -> Callable[..., Any]:
    """Return a function of PDFium without the checks of ctypes, which take longer than the answers.

    Its pointers have to be given as such: `c_void_p`, `byref`.
    """
    from pypdfium2 import raw  # noqa: PLC0415

    function = getattr(raw, name)
    return ctypes.PYFUNCTYPE(function.restype)(ctypes.cast(function, ctypes.c_void_p).value or 0)


def _unit_offsets(text: str) -> list[int]:
    units, position = [], 0
    for character in text:
        units.append(position)
        position += 2 if character > "\uffff" else 1
    return units


def lines_of_page(page: Any, number: int, offset: int) -> PageText:
    """Return the lines of a page in the order of its content.

    `number` is that of the page, from 1; `offset` is where its first line begins in the source text.
    """
    textpage = page.get_textpage()
    try:
        text = textpage.get_text_range() if textpage.count_chars() > 0 else ""
        characters = _Characters(textpage, text)
        lines = _Lines(characters, number, offset)
        unmapped = len(_UNMAPPED.findall(text))
        for match in _PIECE.finditer(text):
            piece = match.group()
            if not (bare := piece.strip(" \t\0")) or bare.isspace():
                continue
            start, end = match.span()
            lines.take(piece, start)
            # Fonts are the same along a line: one character tells whether its font has a table.
            if characters.lacks_map((start + end - 1) // 2):
                unmapped += end - start
        is_scan = not lines.found and _has_image(page)
        return PageText(lines.found, page.get_height(), unmapped, is_scan, offset)
    finally:
        textpage.close()


class _Lines:
    """The lines of a page that were found so far."""

    def __init__(self, characters: _Characters, page: int, offset: int) -> None:
        self.found: list[PdfLine] = []
        self._characters, self._page, self._offset = characters, page, offset

    def take(self, piece: str, position: int) -> None:
        """Cut a line where a wide gap parts two columns; note the spaces that are only narrow gaps."""
        start = 0
        gaps: list[int] = []
        characters = self._characters
        for match in _WHITE.finditer(piece) if " " in piece or "\t" in piece else ():
            begin, end = match.span()
            if end - begin <= 2 and not characters.is_generated(position + begin):
                continue
            size, width = characters.gap(position + begin, position + end)
            if width > _COLUMN_GAP * size and not _is_led(piece, start, begin, end):
                self._add(piece[start:begin], position + start, gaps)
                start, gaps = end, []
            elif _is_narrow(piece[begin - 1], piece[end], width / size):
                gaps.append(begin - start)
        self._add(piece[start:] if start else piece, position + start, gaps)

    def _add(self, text: str, position: int, gaps: list[int]) -> None:
        """Add a line that begins at an offset in the text of the page."""
        bare = text.strip()
        if text[0] != bare[0]:
            lead = text.index(bare[0])
            text = text[lead:]
            position += lead
            gaps = [gap - lead for gap in gaps]
        last = len(bare) - 1
        middle = last // 2
        center = text[middle]
        if center in " \t":  # the spaces that PDFium puts in have no size
            middle += 1
            center = text[middle]
        characters = self._characters
        left, first_base, right, last_base = characters.origins(position, position + last)
        # A mark of a note may stand at either end: it is higher and smaller than the line.
        if -_SAME_BASE < first_base - last_base < _SAME_BASE:
            base, size = first_base, characters.size(position + middle)
            if center < "\u0100" and characters.base(position + middle) - base > _RAISED * size:
                size = characters.size(position)  # a mark in the very middle
        else:
            base = sorted((first_base, last_base, characters.base(position + middle)))[1]
            size = max(characters.size(position), characters.size(position + middle))
        # Marks are drawn on the left of their square, so their box says too little.
        right = right + 0.98 * size if _is_wide(text[last]) else characters.right(position + last)
        marks = self._marks(text, position, base + _RAISED * size)
        self.found.append(PdfLine(text, left, right, base, size, self._page, marks, tuple(gaps), self._offset))
        self._offset += len(text) + 1

    def _marks(self, text: str, position: int, height: float) -> tuple[Mark, ...]:
        """Return the raised marks of a line; one may follow a number: 2008¹."""
        base = self._characters.base
        marks = []
        for match in _POSSIBLE_MARK.finditer(text):
            start, end = match.span()
            if base(position + end - 1) > height:
                begin = end - 1
                while begin > start and base(position + begin - 1) > height:
                    begin -= 1
                marks.append(Mark(begin, end))
        return tuple(marks)


def _is_led(piece: str, start: int, begin: int, end: int) -> bool:
    """Tell whether a gap follows a label, or leads on with the dots of a table of contents."""
    before = piece[start:begin]
    return any((_LEADER_END.search(before), _LEADER.match(piece, end), _LABEL.match(before)))


def _is_narrow(before: str, after: str, gap: float) -> bool:
    """Tell whether a gap, in font sizes, is none of the text: beside Han characters and wide marks."""
    if is_han(before) or is_han(after):
        return gap < _NARROW_GAP or (_is_wide(before) and _is_wide(after))
    return _is_wide(before) and _is_wide(after)


@cache
def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def _has_image(page: Any) -> bool:
    from pypdfium2 import raw  # noqa: PLC0415

    return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
