"""Columns in other units than code points: UTF-8 bytes, UTF-16 units, terminal cells.

Every format that termkit writes counts in its own: SARIF may say code points, reviewdog counts UTF-8
bytes, editors (LSP) count UTF-16 units, a terminal has cells. All go through here.
"""

from __future__ import annotations

import unicodedata
from functools import cache, partial

__all__ = ["cell_width", "utf8_bytes", "utf16_units"]

# Marks that a terminal may draw in one cell or two (East Asian Width "ambiguous"); Chinese fonts draw two.
_DRAWN_WIDE = frozenset("“”‘’—…·")


def utf8_bytes(text: str) -> int:
    """Return the length of a text in bytes of UTF-8."""
    return len(text.encode("utf-8", "surrogatepass"))


def utf16_units(text: str) -> int:
    """Return the length of a text in UTF-16 code units: two for a character beyond the BMP."""
    return len(text) + sum(character > "\uffff" for character in text)


def cell_width(text: str, *, ambiguous_wide: bool = False) -> int:
    """Return the width of a text in terminal cells (UAX 11): 2 wide and full-width, 0 combining, else 1.

    Terminals differ over quotation marks and dashes; `ambiguous_wide` counts those as two.
    """
    return sum(map(_DRAWN[ambiguous_wide], text))


def _cells(character: str, *, ambiguous_wide: bool) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    is_wide = unicodedata.east_asian_width(character) in "WF" or (ambiguous_wide and character in _DRAWN_WIDE)
    return 2 if is_wide else 1


# A text has few different characters.
_DRAWN = (cache(partial(_cells, ambiguous_wide=False)), cache(partial(_cells, ambiguous_wide=True)))
