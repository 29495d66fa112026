"""Where a TOML file sets a key: the reader of the standard library keeps no places.

A file cut off after some of its lines is TOML again just where a statement ends, so the reader itself tells which
lines belong together, whatever strings and arrays run over them.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["first_unread", "line_of"]


def line_of(text: str, *keys: str) -> int:
    """Return the line (from 1) where the statement begins that first sets a key of a table of a table, or 0."""
    lines = text.split("\n")
    ends = range(len(lines) + 1)
    end = bisect_left(ends, 1, key=lambda end: _has(_whole(lines, end)[1], keys))
    return _whole(lines, end - 1)[0] + 1 if end in ends else 0


def first_unread(text: str) -> int:
    """Return the line (from 1) where the statement begins that a file which is no TOML ends in."""
    lines = text.split("\n")
    return _whole(lines, len(lines))[0] + 1


def _whole(lines: Sequence[str], end: int) -> tuple[int, Mapping[str, Any]]:
    """Return how many of so many first lines are whole statements, and what these say."""
    for number in range(end, 0, -1):
        try:
            return number, tomllib.loads("\n".join(lines[:number]))
        except tomllib.TOMLDecodeError:
            continue
    return 0, {}


def _has(table: object, keys: Sequence[str]) -> bool:
    for key in keys:
        if not isinstance(table, dict) or key not in table:
            return False
        table = table[key]
    return True
