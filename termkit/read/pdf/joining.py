"""Blocks of printed lines to text: lines joined, marks of notes and signs for hyphens left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.read.assemble import is_spaced
from termkit.read.build import RawBlock
from termkit.read.lines import start_of
from termkit.read.pdf.lines import HYPHENS
from termkit.read.textruns import TextRuns
from termkit.text.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from termkit.read.pdf.blocks import Measure, PdfBlock
    from termkit.read.pdf.lines import PdfLine

__all__ = ["raw_blocks"]

_LARGE = 1.1  # of the size of the body: headings may be set larger
_RAISED_MARK = re.compile("[¹²³⁰⁴-⁹]")


def raw_blocks(blocks: Iterable[PdfBlock], measure: Measure | None) -> list[RawBlock]:
    """Return blocks as text; one that is set larger than the body is a heading."""
    found = []
    for block in blocks:
        runs = _text(block, measure)
        kind = block.kind
        text = runs.text
        if kind is None and measure is not None and block.lines[0].size >= _LARGE * measure.size:
            short = runs.length <= 80 and text.strip()[-1:] not in {"。", "；"}
            kind = BlockKind.HEADING if short else None
        level = 1 if kind is BlockKind.HEADING else 0
        start = start_of(text) if kind is BlockKind.HEADING else None
        level = start.level if start is not None and start.kind is BlockKind.HEADING else level
        found.append(RawBlock(text, kind, block.number, level, runs.runs))
    return found


def _text(block: PdfBlock, measure: Measure | None) -> TextRuns:
    """Return the text of a block without the marks of notes, its lines joined."""
    runs = TextRuns()
    space = False
    keeps_spaces = measure is not None and measure.keeps_spaces
    last = len(block.lines) - 1
    end = 0
    for index, line in enumerate(block.lines):
        text = line.text
        if space or (index and not keeps_spaces and _needs_space(runs, text, measure)):
            runs.add(" ", end)
        bare = text.rstrip()
        end = line.offset + len(text)
        space = keeps_spaces and text != bare and index < last
        left_out = _left_out(block, index, measure)
        if index and runs.length and not left_out:  # most lines
            runs.add(bare, line.offset)
            continue
        position = 0
        for start, stop in [*left_out, (len(bare), len(text))]:
            piece = text[position:start]
            if not runs.length:
                position += len(piece) - len(piece.lstrip())
                piece = piece.lstrip()
            runs.add(piece, line.offset + position)
            position = max(position, stop)
        if text[-1:] in HYPHENS and _is_hyphen(text, block.lines[index + 1 : index + 2]):
            runs.stand_in("-", end - 1)
    return runs


def _left_out(block: PdfBlock, index: int, measure: Measure | None) -> list[tuple[int, int]]:
    """Return the stretches of a line that are no text: marks of notes, narrow gaps, the sign for a hyphen."""
    line = block.lines[index]
    if not (line.marks or line.gaps or block.number or line.text[-1] in HYPHENS):  # most lines
        return []
    found = [(mark.start, mark.end) for mark in line.marks]
    if block.kind is BlockKind.FOOTNOTE and not index and block.number:
        # The mark in front of a note is its number.
        found = [(0, len(block.number)), *(each for each in found if each[0] > 0)]
    if line.gaps:
        keeps = measure is not None and measure.keeps_gaps
        found += [(gap, gap + 1) for gap in line.gaps if not keeps or _RAISED_MARK.match(line.text, gap + 1)]
    if line.text[-1:] in HYPHENS:
        found.append((len(line.text) - 1, len(line.text)))
    return sorted(found)


def _is_hyphen(text: str, following: Sequence[PdfLine]) -> bool:
    """Tell whether a hyphen at a line end belongs to the word; between small letters it only cuts it."""
    before, after = text[-2:-1], following[0].text[:1] if following else ""
    return not (before.isascii() and before.islower() and after.isascii() and after.islower())


def _needs_space(runs: TextRuns, text: str, measure: Measure | None) -> bool:
    before = runs.tail
    if not before or not text or before[-1] == "-":
        return False
    return is_spaced(before, text[:4], spaced=measure is not None and measure.spaced)
