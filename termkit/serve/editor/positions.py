"""Positions of the Language Server Protocol as offsets in a text, and back.

A position is a line from 0 and a character from 0 that counts units of the encoding that client and
server agreed on: UTF-16 unless they say otherwise (LSP 3.17, "Position"). Lines end at \\n, \\r\\n or \\r
only; `str.splitlines` would also end them at form feeds and U+2028, and every line below would be off.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from termkit.text.document import LineIndex
from termkit.text.units import utf8_bytes, utf16_units

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Positions"]

_UNITS: dict[str, Callable[[str], int]] = {"utf-8": utf8_bytes, "utf-16": utf16_units, "utf-32": len}


class Positions:
    """Converts between offsets of a text (code points) and positions (line, units)."""

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        self._text, self._lines = text, LineIndex(text)
        self._units = _UNITS.get(encoding, utf16_units)

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and units, both from 0, of an offset; one behind the text is its end."""
        offset = min(max(offset, 0), len(self._text))
        line, column = self._lines.position(offset)
        return line - 1, self._units(self._text[offset - column + 1 : offset])

    def offset(self, line: int, units: int) -> int:
        """Return the offset of a position.

        One behind the end of its line is that end, one inside a character its start.
        """
        if line >= len(self._lines):
            return len(self._text)
        start = self._lines.offset(line + 1, 1)
        stop = self._lines.offset(line + 2, 1) if line + 1 < len(self._lines) else len(self._text)
        content = self._text[start:stop].rstrip("\r\n") if line + 1 < len(self._lines) else self._text[start:stop]
        behind = (column for column, sum_ in enumerate(accumulate(map(self._units, content)), 1) if sum_ > units)
        return start + next(behind, len(content) + 1) - 1

    def source_offset(self, line: int, column: int) -> int:
        """Return the offset of a line and column of a finding, both from 1, in code points."""
        return self._lines.offset(line, column)
