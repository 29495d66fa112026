"""Stretches of a text that stand twice in a row or more.

A text that is laid over itself, moved by as many characters as the stretch is long, is the same wherever it repeats. As
numbers the two are compared by one exclusive or, where a regular expression with a back reference would try each length
at each character.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from termkit.text.characters import is_han
from termkit.text.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["doubled", "han_around", "repeats", "short_repeats"]

_LENGTHS = range(4, 13)
_REPEATED = re.compile(rf"(.{{{_LENGTHS[0]},{_LENGTHS[-1]}}}?)\1+")
_ZERO = re.compile(rb"\0")
_ZEROS = re.compile(rb"\0+")
_WINDOW = 10
_SHORT = {2: re.compile(rb"\0(?=\0)"), 3: re.compile(rb"\0(?=\0\0)")}


def doubled(text: str) -> Iterator[int]:
    """Yield where a character begins that stands twice, and not once more before or behind."""
    for match in _ZERO.finditer(_laid_over(text, 1)):
        at = match.start()
        character = text[at]
        if text.startswith(character * 2, at) and character not in (text[at - 1 : at], text[at + 2 : at + 3]):
            yield at


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


def short_repeats(text: str) -> Iterator[Span]:
    """Yield the stretches of 2 and 3 Han characters that stand twice, both places, in text order; some overlap.

    By chance many more last bytes are the same than with longer stretches.
    """
    found = []
    for length, zeros in _SHORT.items():
        for match in zeros.finditer(_laid_over(text, length)):
            middle = match.start() + length
            if is_han(text[middle - length]) and text.startswith(text[middle - length : middle], middle):
                found.append(Span(middle - length, middle + length))
    yield from sorted(found)


def han_around(text: str, span: Span) -> Span:
    """Return a stretch with the Chinese on both sides of it, some characters of each: so much tells its words."""
    start, end = span
    while start > 0 and span.start - start < _WINDOW and is_han(text[start - 1]):
        start -= 1
    while end < len(text) and end - span.end < _WINDOW and is_han(text[end]):
        end += 1
    return Span(start, end)


def _beginnings(text: str) -> Sequence[tuple[int, int]]:
    """Return the ranges of offsets, ends included, at which a repetition may begin, in text order; they may overlap."""
    found = []
    for length in _LENGTHS:
        same = _laid_over(text, length)
        # What was moved out at the end is no repetition of anything.
        zeros, end = bytes(length), len(text) - length
        at = same.find(zeros, 0, max(end, 0))
        while at >= 0 and (run := _ZEROS.match(same, at, end)):
            found.append((at, run.end() - length))
            at = same.find(zeros, run.end(), end)
    return sorted(found)


def _laid_over(text: str, length: int) -> bytes:
    """Return a byte for each character of a text: zero where the last bytes of it and the one `length` behind are one.

    Hardly any four in a row are the same by chance.
    """
    number = _as_number(text)
    return (number ^ (number >> 8 * length)).to_bytes(len(text), "little")


@lru_cache(maxsize=1)
def _as_number(text: str) -> int:
    """Return the last bytes of all characters as one number; that of the last text is remembered."""
    return int.from_bytes(text.encode("utf-32-le", "surrogatepass")[::4], "little")
