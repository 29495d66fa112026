"""Printed lines to blocks: running heads and notes apart, lines and pages joined to paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from termkit.read.assemble import is_spaced
from termkit.read.build import RawBlock
from termkit.read.lines import Start, is_running, start_of
from termkit.read.pdf.lines import HYPHENS
from termkit.read.textruns import TextRuns
from termkit.text.characters import CLOSING_MARKS, is_han
from termkit.text.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from termkit.read.pdf.lines import PageText, PdfLine

__all__ = ["blocks_of_pages"]

_MARGIN = 0.11  # of the height of the page: running heads stand above or below
_SMALL = 0.93  # of the size of the body: notes are set smaller
_LARGE = 1.1  # of the size of the body: headings may be set larger
_WIDER_GAP = 1.25  # of the usual distance of lines: paragraphs are set apart by more
_ENTRY = re.compile(r"[.．·…]\s?[.．·…]\s?[.．·…]\s*\d{1,4}\s*$")  # of a table of contents
_SAME_GAP = 1.05  # of the usual distance of lines: between two lines of one paragraph
_NUMBER = re.compile(r"\d{1,4}$")
_DIGITS = re.compile(r"\d+")
_PAGE = re.compile(r"\d+(?=\s*(?:/|$))")
_NOTE = re.compile(r"(\d{1,3}|\*{1,3}|[a-z]|[¹²³⁰⁴-⁹]{1,3}|[†‡§])(?=\s|[^\d\s.,、)）])")
_HAN_SPACE = re.compile("(?<=[\u4e00-\u9fff]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z]) (?=[\u4e00-\u9fff])")
_DIGIT_HAN = re.compile("\\d ?[\u4e00-\u9fff]")
_SAMPLE = 2000  # lines that tell how a document sets its spaces
_RAISED_MARK = re.compile("[¹²³⁰⁴-⁹]")
_STRAY = re.compile(r"(?:\d{1,3}|\*{1,3}|[a-z]|[†‡§])$")
_TINY = 0.75  # of the size of the body: a mark of a note alone on its line, behind a full one
_ENDS = "。！？；：.!?;:"
_CLOSERS = '”’」』）)》"'
# What cannot be parted by a line end: a Latin word or number, or a character with the marks behind it.
_UNIT = re.compile(
    r"[（(《〈“‘「『]*(?:[^\s\u2e80-\u9fff\uf900-\uffef]+|.[，。、；：！？）》〉”’」』】〕]*(?:\([!-~]+)?)"
)


@dataclass(slots=True)
class _Block:
    """A block that is being put together."""

    lines: list[PdfLine] = field(default_factory=list)
    kind: BlockKind | None = None
    number: str = ""

    @property
    def is_ended(self) -> bool:
        text = self.lines[-1].text.rstrip()
        return (text.rstrip(_CLOSERS) or text)[-1] in _ENDS


class _Measure(NamedTuple):
    """How the body of the document is set, in points."""

    size: float
    left: float
    right: float
    leading: float
    keeps_spaces: bool
    """Spaces at line ends stand in the file, so that a line end without one is none."""
    spaced: bool
    keeps_gaps: bool
    """Narrow gaps beside Han characters are spaces, as most others of the document are."""


def blocks_of_pages(pages: Sequence[PageText]) -> list[RawBlock]:
    """Return the blocks of a document; running heads come last, each once."""
    running = _running(pages)
    rest = [[line for line in page.lines if line.offset not in running] for page in pages]
    everything = [line for lines in rest for line in lines]
    if not everything:
        return _raw(_heads(pages, running), None)
    measure = _measure(everything)
    body: list[_Block] = []
    notes_after: dict[int, list[_Block]] = {}
    open_note: _Block | None = None
    for lines in rest:
        text, notes = _split_notes(lines, measure, continues=open_note is not None)
        _take_page(body, [line for line in text if not _is_stray_mark(line, measure)], measure)
        found = _note_blocks(notes, open_note)
        notes_after.setdefault(len(body), []).extend(found)
        # A note whose sentence is not ended may go on at the foot of the next page.
        latest = found[-1] if found else open_note
        open_note = latest if notes and latest is not None and not latest.is_ended else None
    ordered: list[_Block] = []
    for index, block in enumerate(body):
        ordered.append(block)
        ordered += notes_after.pop(index + 1, [])
    ordered += [note for notes in notes_after.values() for note in notes]
    return _raw(ordered, measure) + _raw(_heads(pages, running), measure)


# Running heads


def _running(pages: Sequence[PageText]) -> frozenset[int]:
    """Return the offsets of running heads, running feet and page numbers: what stands in the margin and comes again."""
    margins = []
    for page in pages:
        low, high = _MARGIN * page.height, (1 - _MARGIN) * page.height
        margins += [(page, line, _key(line)) for line in page.lines if not low < line.base < high]
    seen = Counter(key for _, _, key in margins)
    often = max(2, min(len(pages) // 3, 5))
    return frozenset(
        line.offset
        for page, line, key in margins
        if seen[key] >= often or is_running(line.text.strip()) or _is_page_number(line, page)
    )


def _key(line: PdfLine) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text.strip()), round(line.base / 6)


def _is_page_number(line: PdfLine, page: PageText) -> bool:
    if _NUMBER.match(line.text.strip()) is None:
        return False
    inside = (other for other in page.lines if other is not line)
    return line.base > (1 - _MARGIN / 2) * page.height or all(other.base > line.base for other in inside)


def _heads(pages: Sequence[PageText], running: frozenset[int]) -> list[_Block]:
    """Return each running head once; bare page numbers say nothing."""
    found: dict[str, _Block] = {}
    for page in pages:
        for line in page.lines:
            text = line.text.strip()
            if line.offset in running and not _NUMBER.match(text):
                found.setdefault(_PAGE.sub("#", text), _Block([line], BlockKind.RUNNING))
    return list(found.values())


# Measures


def _measure(lines: Sequence[PdfLine]) -> _Measure:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    size = sizes.most_common(1)[0][0]
    body = [line for line in lines if abs(line.size - size) <= 0.5]
    lefts = Counter(round(line.left) for line in body)
    rights = sorted(line.right for line in body)
    distances = [
        distance
        for above, below in pairwise(body)
        if 0.8 * size < (distance := above.base - below.base) < 2.5 * size and above.page == below.page
    ]
    text = "\n".join(line.text for line in body[:_SAMPLE])
    gaps = sum(len(line.gaps) for line in body[:_SAMPLE])
    beside = Counter(len(match) for match in _DIGIT_HAN.findall(text))
    full = [line for line in body if line.right > rights[-1] - 6 * size]
    return _Measure(
        size,
        float(lefts.most_common(1)[0][0]),
        rights[int(len(rights) * 0.97)],
        # Half of all distances and more are inside paragraphs; a wide gap between two does not count.
        median(sorted(distances)[: max(len(distances) * 3 // 4, 1)]) if distances else 1.3 * size,
        keeps_spaces=sum(line.text.endswith(" ") for line in full) * 50 > len(full),
        keeps_gaps=len(_HAN_SPACE.findall(text)) >= 2 * gaps,
        spaced=beside[3] >= beside[2],
    )


# Notes


def _split_notes(
    lines: Sequence[PdfLine], measure: _Measure, *, continues: bool
) -> tuple[list[PdfLine], list[PdfLine]]:
    """Part the notes at the foot of a page from its body; `continues` where one of the last page is open."""
    lowest = [line.base for line in lines if line.size > _SMALL * measure.size]
    floor = min(lowest, default=0.0)
    small = [line for line in lines if line.base < floor]
    first = next((index for index, line in enumerate(small) if continues or _note_mark(line)), len(small))
    notes = small[first:]
    taken = {line.offset for line in notes}
    return [line for line in lines if line.offset not in taken], notes


def _note_mark(line: PdfLine) -> str:
    if line.marks and line.marks[0].start == 0:
        return line.text[: line.marks[0].end]
    match = _NOTE.match(line.text)
    return match[1] if match else ""


def _note_blocks(lines: Iterable[PdfLine], open_note: _Block | None) -> list[_Block]:
    """Return the new notes of a page; lines before the first belong to the open one."""
    blocks: list[_Block] = []
    for line in lines:
        raised = bool(line.marks) and line.marks[0].start == 0
        latest = blocks[-1] if blocks else open_note
        if latest is None or raised or (_note_mark(line) and latest.is_ended):
            blocks.append(_Block([line], BlockKind.FOOTNOTE, _note_mark(line)))
        else:
            latest.lines.append(line)
    return blocks


def _is_stray_mark(line: PdfLine, measure: _Measure) -> bool:
    return line.size < _TINY * measure.size and _STRAY.match(line.text.strip()) is not None


# Body


def _take_page(blocks: list[_Block], lines: Sequence[PdfLine], measure: _Measure) -> None:
    page_start = len(blocks)
    for line in lines:
        latest = blocks[-1] if blocks else None
        if latest is None:
            blocks.append(_Block([line]))
            continue
        previous = latest.lines[-1]
        if previous.page == line.page and line.base > previous.base - 0.4 * measure.leading:
            # The content went up or stayed on its line: a cell or column beside the last.
            _merge_cell(blocks, page_start, line, measure)
            blocks[-1].kind = BlockKind.TABLE_CELL
            blocks.append(_Block([line], BlockKind.TABLE_CELL))
        elif _goes_on(latest, line, measure):
            latest.lines.append(line)
        else:
            blocks.append(_Block([line]))


def _merge_cell(blocks: list[_Block], page_start: int, line: PdfLine, measure: _Measure) -> None:
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


def _goes_on(block: _Block, line: PdfLine, measure: _Measure) -> bool:
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


def _is_within(block: _Block, line: PdfLine, start: Start, measure: _Measure) -> bool:
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


def _fits_margin(block: _Block, line: PdfLine, measure: _Measure, *, same_page: bool) -> bool:
    if not same_page and line.left > measure.left + 0.8 * measure.size and len(block.lines) < 2:
        return abs(line.left - block.lines[0].left) < 5 * measure.size
    if len(block.lines) > 1:
        return abs(line.left - block.lines[-1].left) < 0.9 * measure.size
    return -5 * measure.size < line.left - block.lines[0].left < 4.5 * measure.size


def _width(text: str, size: float) -> float:
    return sum(size if is_han(c) or c in CLOSING_MARKS + "，。、；：" else 0.5 * size for c in text)


# Text


def _raw(blocks: Iterable[_Block], measure: _Measure | None) -> list[RawBlock]:
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


def _text(block: _Block, measure: _Measure | None) -> TextRuns:
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


def _left_out(block: _Block, index: int, measure: _Measure | None) -> list[tuple[int, int]]:
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


def _needs_space(runs: TextRuns, text: str, measure: _Measure | None) -> bool:
    before = runs.tail
    if not before or not text or before[-1] == "-":
        return False
    return is_spaced(before, text[:4], spaced=measure is not None and measure.spaced)
