"""Printed lines to blocks: running heads and notes apart, lines and pages joined to paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.read.lines import Start, start_of
from termkit.read.pdf.blocks import Measure, PdfBlock, measure_of
from termkit.read.pdf.joining import raw_blocks
from termkit.read.pdf.lines import HYPHENS
from termkit.read.pdf.margins import head_blocks, is_stray_mark, note_blocks, running_lines, split_notes
from termkit.text.characters import CLOSING_MARKS, is_han
from termkit.text.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termkit.read.build import RawBlock
    from termkit.read.pdf.lines import PageText, PdfLine

__all__ = ["blocks_of_pages"]

_WIDER_GAP = 1.25  # of the usual distance of lines: paragraphs are set apart by more
_SAME_GAP = 1.05  # of the usual distance of lines: between two lines of one paragraph
_ENTRY = re.compile(r"[.．·…]\s?[.．·…]\s?[.．·…]\s*\d{1,4}\s*$")  # of a table of contents
# What cannot be parted by a line end: a Latin word or number, or a character with the marks behind it.
_UNIT = re.compile(
    r"[（(《〈“‘「『]*(?:[^\s\u2e80-\u9fff\uf900-\uffef]+|.[，。、；：！？）》〉”’」』】〕]*(?:\([!-~]+)?)"
)


def blocks_of_pages(pages: Sequence[PageText]) -> list[RawBlock]:
    """Return the blocks of a document; running heads come last, each once."""
    running = running_lines(pages)
    rest = [[line for line in page.lines if line.offset not in running] for page in pages]
    everything = [line for lines in rest for line in lines]
    if not everything:
        return raw_blocks(head_blocks(pages, running), None)
    measure = measure_of(everything)
    body: list[PdfBlock] = []
    notes_after: dict[int, list[PdfBlock]] = {}
    open_note: PdfBlock | None = None
    for lines in rest:
        text, notes = split_notes(lines, measure, continues=open_note is not None)
        _take_page(body, [line for line in text if not is_stray_mark(line, measure)], measure)
        found = note_blocks(notes, open_note)
        notes_after.setdefault(len(body), []).extend(found)
        # A note whose sentence is not ended may go on at the foot of the next page.
        latest = found[-1] if found else open_note
        open_note = latest if notes and latest is not None and not latest.is_ended else None
    ordered: list[PdfBlock] = []
    for index, block in enumerate(body):
        ordered.append(block)
        ordered += notes_after.pop(index + 1, [])
    ordered += [note for notes in notes_after.values() for note in notes]
    return raw_blocks(ordered, measure) + raw_blocks(head_blocks(pages, running), measure)


def _take_page(blocks: list[PdfBlock], lines: Sequence[PdfLine], measure: Measure) -> None:
    page_start = len(blocks)
    for line in lines:
        latest = blocks[-1] if blocks else None
        if latest is None:
            blocks.append(PdfBlock([line]))
            continue
        previous = latest.lines[-1]
        if previous.page == line.page and line.base > previous.base - 0.4 * measure.leading:
            # The content went up or stayed on its line: a cell or column beside the last.
            _merge_cell(blocks, page_start, line, measure)
            blocks[-1].kind = BlockKind.TABLE_CELL
            blocks.append(PdfBlock([line], BlockKind.TABLE_CELL))
        elif _goes_on(latest, line, measure):
            latest.lines.append(line)
        else:
            blocks.append(PdfBlock([line]))


def _merge_cell(blocks: list[PdfBlock], page_start: int, line: PdfLine, measure: Measure) -> None:
    """Join the lines of the cell on the left, which begins at the height of the line on its right."""
    for index in range(len(blocks) - 1, max(page_start, len(blocks) - 12) - 1, -1):
        first = blocks[index].lines[0]
        if first.page != line.page:
            return
        if abs(first.base - line.base) < 0.4 * measure.leading:
            below = blocks[index + 1 :]
            tight = all(
                above.lines[-1].base - block.lines[0].base < _WIDER_GAP * measure.leading
                and abs(block.lines[0].left - first.left) < measure.size
                for above, block in zip(blocks[index:], below, strict=False)
            )
            if below and tight:
                blocks[index].lines += [each for block in below for each in block.lines]
                del blocks[index + 1 :]
            return


def _goes_on(block: PdfBlock, line: PdfLine, measure: Measure) -> bool:
    """Tell whether a line goes on with a block: the line before it is full, and nothing sets it apart."""
    previous = block.lines[-1]
    size = line.size
    if abs(previous.size - size) > 0.06 * measure.size or _is_entry(previous.text):
        return False
    same_page = previous.page == line.page
    if same_page and previous.base - line.base > _WIDER_GAP * measure.leading * max(size / measure.size, 1.0):
        return False
    is_ended = block.is_ended
    start = start_of(line.text.strip()) if is_ended else None
    if start is not None and not _is_within(block, line, start, measure):
        return False
    if not _fits_margin(block, line, measure, same_page=same_page):
        return False
    if block.kind is BlockKind.TABLE_CELL:
        return same_page and abs(previous.left - line.left) < 1 and not is_ended
    if previous.text[-1:] in HYPHENS:
        return True
    room = measure.right - previous.right - 0.75 * size
    if room <= 0:
        return True
    unit = _UNIT.match(line.text.strip())
    return unit is not None and _width(unit.group(), size) >= room


def _is_entry(text: str) -> bool:
    """Tell whether a line is one of a table of contents: it ends in a page number, which most do not."""
    return text.rstrip()[-1:].isdecimal() and _ENTRY.search(text) is not None


def _is_within(block: PdfBlock, line: PdfLine, start: Start, measure: Measure) -> bool:
    """Tell whether a line that looks like an item only goes on: 以下支持：(a) 编写报告；|(b) 审查草案。

    It stands where the lines of its paragraph begin, at their distance, and the line before it is full.
    """
    previous = block.lines[-1]
    first = start_of(block.lines[0].text.strip()) if len(block.lines) == 1 else None
    return (
        (first is None or first.kind is not start.kind)
        and previous.page == line.page
        and previous.base - line.base < _SAME_GAP * measure.leading
        and abs(previous.left - line.left) < 0.1 * line.size
        and abs(previous.right - measure.right) < 0.3 * line.size
        and previous.left < block.lines[0].left + 0.1 * line.size
    )


def _fits_margin(block: PdfBlock, line: PdfLine, measure: Measure, *, same_page: bool) -> bool:
    if not same_page and line.left > measure.left + 0.8 * measure.size and len(block.lines) < 2:
        return abs(line.left - block.lines[0].left) < 5 * measure.size
    if len(block.lines) > 1:
        return abs(line.left - block.lines[-1].left) < 0.9 * measure.size
    return -5 * measure.size < line.left - block.lines[0].left < 4.5 * measure.size


def _width(text: str, size: float) -> float:
    return sum(size if is_han(c) or c in CLOSING_MARKS + "，。、；：" else 0.5 * size for c in text)
