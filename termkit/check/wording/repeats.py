"""Stretches of a text that stand twice in a row or more.

A text that is laid over itself, moved by as many characters as the stretch is long, is the same wherever it repeats. As
numbers the two are compared by one exclusive or, where a regular expression with a back reference would try each length
at each character.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["repeats"]

_LENGTHS = range(4, 13)
_REPEATED = re.compile(rf"(.{{{_LENGTHS[0]},{_LENGTHS[-1]}}}?)\1+")
_ZEROS = re.compile(rb"\0+")


def repeats(text: str) -> Iterator[re.Match[str]]:
    """Yield the repetitions of 4 to 12 characters in a line, as `_REPEATED.finditer` would; group 1 is the stretch."""
    position = 0
    for first, last in _beginnings(text):
        position = max(position, first)
        while position <= last:
            match = _REPEATED.match(text, position)
            if match is None:  # it has a line end in it, or its last bytes alone are the same
                position += 1
            else:
                yield match
                position = match.end()


def _beginnings(text: str) -> Sequence[tuple[int, int]]:
    """Return the ranges of offsets, ends included, at which a repetition may begin, in text order; they may overlap.

    Only the last bytes of the characters are held against one another: hardly any four in a row are the same by chance.
    """
    data = text.encode("utf-32-le", "surrogatepass")[::4]
    number = int.from_bytes(data, "little")
    found = []
    for length in _LENGTHS:
        same = (number ^ (number >> 8 * length)).to_bytes(len(data), "little")
        # What was moved out at the end is no repetition of anything.
        zeros, end = bytes(length), len(data) - length
        at = same.find(zeros, 0, max(end, 0))
        while at >= 0 and (run := _ZEROS.match(same, at, end)):
            found.append((at, run.end() - length))
            at = same.find(zeros, run.end(), end)
    return sorted(found)
