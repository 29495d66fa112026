"""The printed lines of a PDF, with where they stand on the page.

PDFium gives the text of a page line by line in the order of its content, and the place of any
character. Only a few characters of each line are asked for: that is nearly as fast as the text alone.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from termkit.text.characters import is_han

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["HYPHENS", "Mark", "PageText", "PdfLine", "lines_of_page"]

HYPHENS = "\x02\ufffe"
"""PDFium's signs for a hyphen at a line end."""
_POSSIBLE_MARK = re.compile(r"\d{1,3}|[*†‡§]{1,3}|(?<![A-Za-z])[a-z](?![A-Za-z])")
_RAISED = 0.15  # of the font size: a mark of a note stands higher than that, a wandering digit does not
_COLUMN_GAP = 2.0  # in font sizes: wider than any space between words
_NARROW_GAP = 0.9  # in font sizes: the space that programs set between Han characters and others
_UNMAPPED = re.compile("[\x00\ufffd\uffff\ue000-\uf8ff]")
# The number or sign in front of a paragraph stands apart from it, but in no column of its own.
_LABEL = re.compile(
    r"\s*(?:[(（]?(?:\d{1,3}|[A-Za-z]{1,4}|[一二三四五六七八九十]{1,3})[)）.．、]*|[-–—•●▪◦·○■□➢*†‡])\s*$"
)
# At a line end that has a hyphen PDFium gives a sign in its place, and no line end.
_PIECE = re.compile(f"[^\r\n{HYPHENS}]+[{HYPHENS}]?")
_SPACE = re.compile(r"(?<=\S) (?=\S)")


class Mark(NamedTuple):
    """A raised mark of a note in a line: offsets in its text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PdfLine:
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


class _Characters:
    """Asks PDFium where characters of one page stand."""

    def __init__(self, textpage: Any, text: str) -> None:
        from pypdfium2 import raw  # noqa: PLC0415  an optional part

        self._raw, self._page = raw, textpage
        self._doubles = [ctypes.c_double() for _ in range(4)]
        self._pointers = [ctypes.byref(each) for each in self._doubles]
        # PDFium counts UTF-16 units and knows characters that have no text.
        self._plain = len(text) == textpage.count_chars()
        self._units = None if text.isascii() or max(text, default="") < "\U00010000" else _unit_offsets(text)

    def index(self, offset: int) -> int:
        """Return PDFium's index of the character at an offset in the text."""
        if self._plain:
            return offset
        unit = self._units[offset] if self._units else offset
        return max(int(self._raw.FPDFText_GetCharIndexFromTextIndex(self._page, unit)), 0)

    def box(self, offset: int) -> tuple[float, float]:
        """Return the left and right border of a character."""
        left, right, bottom, top = self._pointers
        self._raw.FPDFText_GetCharBox(self._page, self.index(offset), left, right, bottom, top)
        return self._doubles[0].value, self._doubles[1].value

    def gap(self, start: int, end: int) -> float:
        """Return the width of the white space from one offset to another."""
        return self.box(end)[0] - self.box(start - 1)[1]

    def base(self, offset: int) -> float:
        """Return the height of the base line that a character stands on."""
        self._raw.FPDFText_GetCharOrigin(self._page, self.index(offset), self._pointers[0], self._pointers[1])
        return self._doubles[1].value

    def size(self, offset: int) -> float:
        """Return the font size of a character."""
        return float(self._raw.FPDFText_GetFontSize(self._page, self.index(offset))) or 1.0

    def lacks_map(self, offset: int) -> bool:
        """Tell whether the font does not say which character this is."""
        return bool(self._raw.FPDFText_HasUnicodeMapError(self._page, self.index(offset)) == 1)

    def is_generated(self, offset: int) -> bool:
        """Tell whether PDFium itself put this space where the page has a gap."""
        return bool(self._raw.FPDFText_IsGenerated(self._page, self.index(offset)) == 1)


def _unit_offsets(text: str) -> list[int]:
    units, position = [], 0
    for character in text:
        units.append(position)
        position += 2 if character > "\uffff" else 1
    return units


def lines_of_page(page: Any, number: int) -> PageText:
    """Return the lines of a page in the order of its content; `number` is that of the page, from 1."""
    textpage = page.get_textpage()
    try:
        text = textpage.get_text_range() if textpage.count_chars() > 0 else ""
        characters = _Characters(textpage, text)
        found: list[PdfLine] = []
        for match in _PIECE.finditer(text):
            if match.group().strip(" \t\xa0\u3000\x00"):
                found += _columns(match.group(), match.start(), number, characters)
        # Fonts are the same along a line: one character of each tells whether its font has a table.
        unmapped = len(_UNMAPPED.findall(text)) + sum(
            len(match.group()) for match in _PIECE.finditer(text) if characters.lacks_map(_middle(match))
        )
        return PageText(found, page.get_height(), unmapped, not found and _has_image(page))
    finally:
        textpage.close()


def _middle(match: re.Match[str]) -> int:
    return (match.start() + match.end() - 1) // 2


def _columns(piece: str, position: int, page: int, characters: _Characters) -> Iterator[PdfLine]:
    """Cut a line where a wide gap parts two columns."""
    start = 0
    for match in re.finditer(r"[ \t]+", piece):
        if match.start() == 0 or match.end() == len(piece):
            continue
        gap = position + match.start()
        is_wide = characters.is_generated(gap) or match.end() - match.start() > 2
        if not is_wide or _LABEL.match(piece[start : match.start()]):
            continue
        if characters.gap(gap, position + match.end()) > _COLUMN_GAP * characters.size(gap - 1):
            yield _line(piece[start : match.start()], position + start, page, characters)
            start = match.end()
    yield _line(piece[start:], position + start, page, characters)


def _line(text: str, position: int, page: int, characters: _Characters) -> PdfLine:
    bare = text.strip()
    lead = text.index(bare) if bare else 0
    first, last = position + lead, position + lead + len(bare) - 1
    middle = (first + last) // 2
    base = sorted(characters.base(each) for each in (first, middle, last))[1]
    size = max(characters.size(first), characters.size(middle), characters.size(last))
    marks = [
        Mark(match.start(), match.end())
        for match in _POSSIBLE_MARK.finditer(text)
        if characters.base(position + match.start()) - base > _RAISED * size
    ]
    left = characters.box(first)[0]
    begin, right = characters.box(last)
    if unicodedata.east_asian_width(bare[-1:] or " ") in "WF":
        right = max(right, begin + 0.95 * size)  # marks are drawn on the left of their square
    gaps = [
        match.start() - lead
        for match in _SPACE.finditer(text)
        if (is_han(text[match.start() - 1]) or is_han(text[match.end()]))
        and characters.is_generated(position + match.start())
        and characters.box(position + match.end())[0] - characters.box(position + match.start() - 1)[1]
        < _NARROW_GAP * size
    ]
    shifted = tuple(Mark(start - lead, end - lead) for start, end in marks)
    return PdfLine(text[lead:], left, right, base, size, page, shifted, tuple(gaps))


def _has_image(page: Any) -> bool:
    from pypdfium2 import raw  # noqa: PLC0415

    return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
