"""Blocks to a document: the pieces of each block joined into continuous text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.text.characters import CLOSING_MARKS, OPENING_MARKS, is_han
from termkit.text.document import Block, SourceMap, Span
from termkit.text.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termkit.read.layout import Draft

__all__ = ["Assembled", "assemble", "is_spaced"]

_LATIN_END = re.compile(r"[0-9A-Za-z\u00c0-\u024f][!-/:-@\[-`{-~]*$")
_LATIN_BEGIN = re.compile(r"[!-/:-@\[-`{-~]*[0-9A-Za-z\u00c0-\u024f]")
_WIDE_MARKS = "，。、；：！？—…·"
_TIGHT = OPENING_MARKS + CLOSING_MARKS + _WIDE_MARKS + "-/"


class Assembled:
    """Text, blocks and source map that are being built piece by piece."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._parts: list[str] = []
        self._length = 0
        self._runs: list[tuple[int, int]] = []
        self.blocks: list[Block] = []

    @property
    def text(self) -> str:
        """Return the text so far."""
        return "".join(self._parts)

    @property
    def source_map(self) -> SourceMap:
        """Return the map from the text back to the source."""
        return SourceMap(self._runs or [(0, 0)])

    @property
    def length(self) -> int:
        """Return the length of the text so far, in code points."""
        return self._length

    def copy(self, start: int, end: int) -> None:
        """Append a stretch of the source."""
        if start < end:
            self._append(self._source[start:end], start)

    def space(self, character: str, position: int) -> None:
        """Append a space or line feed that stands for the white space at a source offset."""
        self._append(character, position)

    def _append(self, text: str, position: int) -> None:
        self._runs.append((self._length, position))
        self._parts.append(text)
        self._length += len(text)


def assemble(source: str, drafts: Sequence[Draft], *, spaced: bool) -> Assembled:
    """Join the pieces of every block; blocks are set apart by one line feed.

    Over a line end, Latin words are joined by a space, Han and digits as `spaced` says, all else
    without one. A character that a page end repeats (由联¶¶联合国) stands once.
    """
    result = Assembled(source)
    last_end = None
    for draft in drafts:
        if not draft.pieces:
            continue
        if last_end is not None:
            result.space("\n", _white(source, last_end, draft.pieces[0].start))
        begin = result.length
        end = None
        for index, piece in enumerate(draft.pieces):
            start = piece.start
            if end is not None:
                paged = draft.lines[index].gap > 0
                start += _repeated(source[max(end - 12, 0) : end], source[start : start + 12]) if paged else 0
                if is_spaced(source[max(end - 4, 0) : end], source[start : start + 4], spaced=spaced):
                    result.space(" ", _white(source, end, piece.start))
            result.copy(start, piece.end)
            end = piece.end
        last_end = end
        result.blocks.append(Block(draft.start.kind, Span(begin, result.length), draft.start.number, draft.start.level))
    return result


def _white(source: str, end: int, start: int) -> int:
    """Return the offset of the white space behind `end`, or before `start` where the source ends there."""
    return end if end < len(source) and source[end].isspace() else start - 1


def is_spaced(before: str, after: str, *, spaced: bool) -> bool:
    """Tell whether a space stands for the line end between two texts; a few characters of each will do.

    `spaced` is whether Han characters and digits are set apart by spaces.
    """
    left, right = before[-1:], after[:1]
    if left in OPENING_MARKS or right in CLOSING_MARKS or left in _WIDE_MARKS or right in _WIDE_MARKS:
        return False
    if left not in "-/" and _LATIN_END.search(before) and _LATIN_BEGIN.match(after):
        return True
    if left in _TIGHT or right in _TIGHT:
        return False
    return spaced and is_han(left) != is_han(right)


def _repeated(before: str, after: str) -> int:
    """Return how many characters at a page's beginning repeat the end of the page before."""
    for length in range(min(len(before), len(after), 8), 1, -1):
        if after.startswith(before[-length:]) and is_han(after[0]):
            return length
    # One character: only where it is a broken word that the next page gives whole (联 + 联合国).
    if before[-1:] != after[:1] or not is_han(after[0]):
        return 0
    last, first = words(before)[-1], words(after)[0]
    return 1 if len(last.text) == 1 and len(first.text) > 1 else 0
