"""Pairs of marks in a text: which opening mark goes with which closing one."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from termkit.check.memo import once_a_document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termkit.text.document import Block, Document

__all__ = ["Pair", "Pairs", "pairs_of"]

_KIND = {
    "（": "(", "(": "(", "）": "(", ")": "(", "《": "《", "》": "《", "〈": "〈", "〉": "〈", "“": "“", "”": "“",
    "「": "「", "」": "「", "『": "『", "』": "『", "【": "【", "】": "【", "[": "[", "]": "[",
}  # fmt: skip
_OPENING = frozenset("（(《〈“「『【[")
_MARK = re.compile("[" + re.escape("".join(_KIND)) + "]")
# a) and 1) number what follows: there is no opening mark to look for.
_NUMBERING = re.compile(r"(?:^|[\s；;，。：:、])(?:[a-zA-Z]{1,4}|\d{1,2}|[一二三四五六七八九十]{1,2})$")
_ITEM = re.compile(r"(?<=[\s；;，。：:、和及])[a-z][)）](?=\s?[\w《“])|(?<=[\u4e00-\u9fff])[a-z][)）](?=[项款目])")
_CARRIED = 3
"""Blocks behind in which a mark may be closed: pages cut paragraphs, and quotations run over several."""


class Pair(NamedTuple):
    """Offsets of an opening mark and of the one that closes it."""

    start: int
    end: int


class Pairs(NamedTuple):
    """All pairs of a document and the offsets of marks that have no other half, in text order."""

    pairs: tuple[Pair, ...]
    lone: tuple[int, ...]


@once_a_document
def pairs_of(document: Document) -> Pairs:
    """Match the brackets, quotation marks and title marks of a document, block by block."""
    text = document.text
    pairs: list[Pair] = []
    closers: list[tuple[int, int]] = []
    openers: list[tuple[int, int]] = []
    marks = [mark.start() for mark in _MARK.finditer(text)]
    last = 0
    for index, block in enumerate(document.blocks):
        first, last = last, bisect_left(marks, block.span.end, last)
        if first == last:
            continue
        within, opened, closed = _in_block(text, block, marks[first:last])
        # (按两种基线：a) 2019年；b) 2020年): a letter within brackets closes them, and the last mark is left over.
        if closed and (items := {match.end() - 1 for match in _ITEM.finditer(text, *block.span)}):
            again = _in_block(text, block, [mark for mark in marks[first:last] if mark not in items])
            if len(again[2]) < len(closed):
                within, opened, closed = again
        pairs += within
        openers += [(index, offset) for offset in opened]
        closers += [(index, offset) for offset in closed]
    return Pairs(tuple(sorted(pairs)), tuple(_left_over(document, openers, closers)))


def _in_block(text: str, block: Block, marks: Iterable[int]) -> tuple[list[Pair], list[int], list[int]]:
    """Return the pairs that marks of a block are, and those that nothing closes or opens."""
    pairs: list[Pair] = []
    stack: list[int] = []
    lone: list[int] = []
    for offset in marks:
        mark = text[offset]
        if mark in _OPENING:
            stack.append(offset)
            continue
        kind = _KIND[mark]
        if stack and _KIND[text[stack[-1]]] == kind:  # as nearly all
            pairs.append(Pair(stack.pop(), offset))
            continue
        at = next((i for i in range(len(stack) - 1, -1, -1) if _KIND[text[stack[i]]] == kind), None)
        if at is not None:
            pairs.append(Pair(stack[at], offset))
            lone_inside = stack[at + 1 :]
            del stack[at:]
            stack += lone_inside
        elif not (mark in ")）" and _NUMBERING.search(text[max(block.span.start, offset - 6) : offset])):
            lone.append(offset)
    return pairs, stack, lone


def _left_over(document: Document, openers: list[tuple[int, int]], closers: list[tuple[int, int]]) -> Iterable[int]:
    """Return the marks that no block near them closes or opens."""
    text = document.text
    left: dict[int, list[int]] = {}
    for index, offset in closers:
        left.setdefault(index, []).append(offset)
    lone = []
    for index, offset in openers:
        kind = _KIND[text[offset]]
        near = (left.get(block, []) for block in range(index + 1, index + 1 + _CARRIED))
        match = next(((block, at) for block in near for at in block if _KIND[text[at]] == kind), None)
        if match is not None:
            block, at = match
            block.remove(at)
        elif not (kind == "“" and _opens_again(document, index)):
            lone.append(offset)
    return sorted(chain(lone, *left.values()))


def _opens_again(document: Document, index: int) -> bool:
    """Tell whether a block behind begins with “: each paragraph of a long quotation does, only the last closes."""
    behind = document.blocks[index + 1 : index + 1 + _CARRIED]
    return any(document.text.find("“", block.span.start, block.span.start + 6) >= 0 for block in behind)
