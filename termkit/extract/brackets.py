"""Pairs of brackets in a text, of both widths, nested or not. Linear in the length of the text."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Bracket", "find_brackets"]

_MARK = re.compile(r"[（(）)\n]")


class Bracket(NamedTuple):
    """A pair of round brackets: offsets of the opening and closing mark, depth from 0."""

    start: int
    end: int
    depth: int

    def content(self, text: str) -> str:
        """Return what stands between the marks."""
        return text[self.start + 1 : self.end]


def find_brackets(text: str) -> list[Bracket]:
    """Return the pairs in order of their opening marks; pairs do not cross the end of a block.

    Widths may be mixed, as documents mix them: （见附件) is a pair.
    """
    found, stack = [], []
    for match in _MARK.finditer(text):
        mark = match.group()
        if mark in "（(":
            stack.append(match.start())
        elif mark == "\n":
            stack.clear()
        elif stack:
            start = stack.pop()
            found.append(Bracket(start, match.start(), len(stack)))
    found.sort()
    return found
