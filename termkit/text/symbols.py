"""Symbols of United Nations documents: A/63/228, S/PRST/2007/7, E/CN.6/2020/3, CEDAW/C/CHN/9.

The parts of a symbol are described in the UN Editorial Manual, "Document symbols", and in the Dag
Hammarskjöld Library's guide "UN Document Symbols"; two symbols of one document are joined by a dash.
"""

from __future__ import annotations

import re

__all__ = ["SYMBOL", "is_in_symbol", "split_symbols"]

# Every character can be taken in one way only: dots in a row (A/..........) would else be tried in all partitions.
_ONE = (
    r"[A-Z][A-Za-z0-9]{0,11}(?:[./][A-Za-z0-9.]++|\([IVX0-9]+\)|-(?![A-Z]{1,6}/)[A-Z0-9]++)*"
    r"/(?!/)(?:(?:\.|/(?!/))*+[A-Za-z0-9])+"
)
SYMBOL = re.compile(rf"(?<![A-Za-z0-9/]){_ONE}(?:\([A-Za-z0-9.]+\))?(?:[-–—]{_ONE}(?:\([A-Za-z0-9.]+\))?)*")

_JOINT = re.compile(r"[-–—](?=[A-Z]{1,12}[(/])")


def split_symbols(text: str) -> tuple[str, ...]:
    """Return the single symbols in a text, in order: A/63/228-S/2008/531 gives two."""
    found = (part for match in SYMBOL.finditer(text) for part in _JOINT.split(match.group()))
    return tuple(dict.fromkeys(part for part in found if any(c.isdigit() for c in part)))


_AROUND = 40


def is_in_symbol(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch is a part of a symbol that has a number: SBSTTA in CBD/SBSTTA/24/10."""
    if "/" not in (text[start - 1 : start], text[end : end + 1]):
        return False
    left = max(start - _AROUND, 0)
    return any(
        left + match.start() <= start and end <= left + match.end() and any(map(str.isdigit, match.group()))
        for match in SYMBOL.finditer(text[left : end + _AROUND])
    )
