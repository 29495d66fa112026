"""Blocks to a document: the pieces of each block joined into continuous text."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from termkit.text.characters import CLOSING_MARKS, OPENING_MARKS, is_han
from termkit.text.document import Block, SourceMap, span_of
from termkit.text.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from termkit.read.layout import Draft
    from termkit.text.document import BlockKind, Span

__all__ = ["Assembled", "assemble", "is_spaced"]

_LATIN_END = re.compile(r"[0-9A-Za-z\u00c0-\u024f][!-/:-@\[-`{-~]*$")
_LATIN_BEGIN = re.compile(r"[!-/:-@\[-`{-~]*[0-9A-Za-z\u00c0-\u024f]")
_WIDE_MARKS = "，。、；：！？—…·"
_TIGHT = OPENING_MARKS + CLOSING_MARKS + _WIDE_MARKS + "-/"


class Assembled(NamedTuple):
    """Text and blocks of a document, with the way back to the source."""

    text: str
    blocks: tuple[Block, ...]
    source_map: SourceMap


_block: Callable[[tuple[BlockKind, Span, str, int]], Block] = partial(tuple.__new__, Block)  # half the time of _make


def assemble(source: str, drafts: Sequence[Draft], *, spaced: bool) -> Assembled:
    """Join the lines of every block; blocks are set apart by one line feed.

    Over a line end, Latin words are joined by a space, Han and digits as `spaced` says, all else
    without one. A character that a page end repeats (由联¶¶联合国) stands once.
    """
    parts: list[str] = []
    texts: list[int] = []
    sources: list[int] = []
    blocks = []
    length = end = 0
    for draft in drafts:
        if not draft.lines:
            continue
        text, start, _, _ = draft.lines[0]
        if parts:
            texts.append(length)
            sources.append(_white(source, end, start))
            parts.append("\n")
            length += 1
        begin = length
        texts.append(length)
        sources.append(start)
        parts.append(text)
        length += len(text)
        end = start + len(text)
        for line, start, _, gap in draft.lines[1:]:
            text, first = line, start
            if gap and (cut := _repeated(source[max(end - 12, 0) : end], source[start : start + 12])):
                text, first = text[cut:], start + cut
            if is_spaced(source[max(end - 4, 0) : end], source[first : first + 4], spaced=spaced):
                texts.append(length)
                sources.append(_white(source, end, start))
                parts.append(" ")
                length += 1
            if text:
                texts.append(length)
                sources.append(first)
                parts.append(text)
                length += len(text)
            end = start + len(line)
        kind, number, level = draft.start
        blocks.append(_block((kind, span_of((begin, length)), number, level)))
    return Assembled("".join(parts), tuple(blocks), SourceMap(texts, sources))


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
    if after[:1] not in before:  # most
        return 0
    for length in range(min(len(before), len(after), 8), 1, -1):
        if after.startswith(before[-length:]) and is_han(after[0]):
            return length
    # One character: only where it is a broken word that the next page gives whole (联 + 联合国).
    if before[-1:] != after[:1] or not is_han(after[0]):
        return 0
    last, first = words(before)[-1], words(after)[0]
    return 1 if len(last.text) == 1 and len(first.text) > 1 else 0
