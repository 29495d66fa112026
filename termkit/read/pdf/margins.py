"""What stands around the body of a page: running heads and feet, page numbers, notes at the foot."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from termkit.read.lines import is_running
from termkit.read.pdf.blocks import PdfBlock
from termkit.text.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from termkit.read.pdf.blocks import Measure
    from termkit.read.pdf.lines import PageText, PdfLine

__all__ = ["head_blocks", "is_stray_mark", "note_blocks", "running_lines", "split_notes"]

_MARGIN = 0.11  # of the height of the page: running heads stand above or below
_SMALL = 0.93  # of the size of the body: notes are set smaller
_NUMBER = re.compile(r"\d{1,4}$")
_DIGITS = re.compile(r"\d+")
_PAGE = re.compile(r"\d+(?=\s*(?:/|$))")
_NOTE = re.compile(r"(\d{1,3}|\*{1,3}|[a-z]|[¹²³⁰⁴-⁹]{1,3}|[†‡§])(?=\s|[^\d\s.,、)）])")
_STRAY = re.compile(r"(?:\d{1,3}|\*{1,3}|[a-z]|[†‡§])$")
_TINY = 0.75  # of the size of the body: a mark of a note alone on its line, behind a full one


def running_lines(pages: Sequence[PageText]) -> frozenset[int]:
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


def head_blocks(pages: Sequence[PageText], running: frozenset[int]) -> list[PdfBlock]:
    """Return each running head once; bare page numbers say nothing."""
    found: dict[str, PdfBlock] = {}
    for page in pages:
        for line in page.lines:
            text = line.text.strip()
            if line.offset in running and not _NUMBER.match(text):
                found.setdefault(_PAGE.sub("#", text), PdfBlock([line], BlockKind.RUNNING))
    return list(found.values())


def split_notes(lines: Sequence[PdfLine], measure: Measure, *, continues: bool) -> tuple[list[PdfLine], list[PdfLine]]:
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


def note_blocks(lines: Iterable[PdfLine], open_note: PdfBlock | None) -> list[PdfBlock]:
    """Return the new notes of a page; lines before the first belong to the open one."""
    blocks: list[PdfBlock] = []
    for line in lines:
        raised = bool(line.marks) and line.marks[0].start == 0
        latest = blocks[-1] if blocks else open_note
        if latest is None or raised or (_note_mark(line) and latest.is_ended):
            blocks.append(PdfBlock([line], BlockKind.FOOTNOTE, _note_mark(line)))
        else:
            latest.lines.append(line)
    return blocks


def is_stray_mark(line: PdfLine, measure: Measure) -> bool:
    """Tell whether a line is nothing but the small mark of a note."""
    return line.size < _TINY * measure.size and _STRAY.match(line.text.strip()) is not None
