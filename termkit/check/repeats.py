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
            if match is None:  # it has a line end in it
                position += 1
            else:
                yield match
                position = match.end()


def _beginnings(text: str) -> Sequence[tuple[int, int]]:
    """Return the ranges of offsets, ends included, at which a repetition begins, in text order; they may overlap."""
    data = text.encode("utf-16-le", "surrogatepass")
    width = 2
    if len(data) != width * len(text):
        data = text.encode("utf-32-le", "surrogatepass")
        width = 4
    number = int.from_bytes(data, "little")
    found = []
    for length in _LENGTHS:
        same = (number ^ (number >> 8 * width * length)).to_bytes(len(data), "little")
        # What was moved out at the end is no repetition of anything.
        zeros, end = bytes(width * length), len(data) - width * length
        at = same.find(zeros, 0, max(end, 0))
        while at >= 0 and (run := _ZEROS.match(same, at, end)):
            first, last = -(-at // width), run.end() // width - length  # zeros may begin within a character
            if first <= last:
                found.append((first, last))
            at = same.find(zeros, run.end(), end)
    return sorted(found)
