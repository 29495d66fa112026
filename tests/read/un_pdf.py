"""PDFs laid out as the United Nations print their documents, drawn by hand with reportlab.

A masthead in two columns, a symbol whose first letter is large, running heads, page numbers beside the job number,
raised marks of notes, notes in small type below a short rule, lines of Han characters justified without hyphens,
a quarter of an em (and no space) between Han characters and others, as Word sets it.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 595, 842, 125, 470, 770, 90
HAN, LATIN = "STSong-Light", "Times-Roman"
_TOKEN = re.compile(r"\^\[[^]]+\]|[\u2e80-\u9fff\uf900-\uffef“”‘’…—]|[^\S\n]+|[!-~\u00a0-\u024f]+")
_NOT_FIRST = set("，。、；：！？）》〉”’」』】〕…")
_NOT_LAST = set("（《〈“‘「『【〔")


class Part(NamedTuple):
    """A block: its text with marks of notes as ^[1], its size, the indent of its first line and of the others."""

    text: str
    size: float = 10.5
    first: float = 0
    rest: float = 0
    notes: tuple[str, ...] = ()
    label: str = ""
    """What stands in front of the text, apart from it by a tab."""


def plain(text: str) -> str:
    """Return the text without the marks of notes."""
    return re.sub(r"\^\[[^]]+\]", "", text)


def is_wide(text: str) -> bool:
    return text >= "\u2e80" or text in "“”‘’…—"


@dataclass
class Press:
    """Prints blocks; `before` draws running heads before the body, as some programs do."""

    symbol: str = "A/77/123"
    job: str = "22-11032"
    before: bool = False
    gap: float = 0.25
    leading: float = 1.5
    file: io.BytesIO = field(default_factory=io.BytesIO)

    def __post_init__(self) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(HAN))
        self.canvas = Canvas(self.file, pagesize=(WIDTH, HEIGHT), invariant=1)
        self.page, self.y, self.notes = 1, TOP, []

    def word(self, x, y, token, size, spacing=0.0):
        wide = is_wide(token[0])
        text = self.canvas.beginText(x, y)
        text.setFont(HAN if wide else LATIN, size)
        text.setCharSpace(spacing)
        text.textOut(token)
        self.canvas.drawText(text)

    def width(self, token, size):
        if token.startswith("^["):
            return sum(pdfmetrics.stringWidth(c, HAN if is_wide(c) else LATIN, size * 0.62) for c in token[2:-1])
        return pdfmetrics.stringWidth(token, HAN if is_wide(token[0]) else LATIN, size)

    def break_lines(self, text, size, first, rest, width):
        """Return lines of (token, gap before it)."""
        lines, line, used = [], [], first
        for token in _TOKEN.findall(" ".join(text.split())):
            last = line[-1][0] if line else ""
            gap = 0.0
            mixed = last and not last.isspace() and not token.isspace() and not token.startswith("^")
            if mixed and is_wide(last[-1]) != is_wide(token[0]) and not {last[-1], token[0]} & (_NOT_FIRST | _NOT_LAST):
                gap = self.gap * size
            own = self.width(token, size) + gap
            if line and used + own > width and token[0] not in _NOT_FIRST and not token.startswith("^"):
                moved = []
                while line and line[-1][0][-1] in _NOT_LAST:
                    moved.insert(0, line.pop())
                while line and line[-1][0].isspace():
                    line.pop()
                lines.append(line)
                line, used = moved, rest + sum(self.width(t, size) for t, _ in moved)
                if token.isspace():
                    continue
                gap, own = (gap, own) if moved else (0.0, own - gap)
            line.append((token, gap))
            used += own
        return [*lines, line]

    def print_lines(self, part):
        """Draw a block at `self.y`, which whoever asks sets anew before each line; yield its index and their number."""
        width = RIGHT - LEFT
        first = max(part.first, part.rest)
        lines = self.break_lines(part.text, part.size, first, part.rest, width)
        for index, line in enumerate(lines):
            indent = first if not index else part.rest
            total = indent + sum(self.width(t, part.size) + g for t, g in line)
            stretch = (width - total) / max(len(line) - 1, 1) if index + 1 < len(lines) else 0.0
            yield index, len(lines)
            x = LEFT + indent
            if not index and part.label:
                self.draw(LEFT + part.first - (30 if part.first else 0), self.y, part.label, part.size)
            for token, gap in line:
                x += gap
                if token.startswith("^["):
                    self.draw(x, self.y + 0.35 * part.size, token[2:-1], part.size * 0.62)
                else:
                    self.word(x, self.y, token, part.size)
                x += self.width(token, part.size) + stretch

    def draw(self, x, y, text, size):
        """Draw a text of any script on one line, left-aligned."""
        for token in re.findall(r"[!-~ \u00a0-\u024f]+|[^!-~ \u00a0-\u024f]+", text):
            self.word(x, y, token, size)
            x += pdfmetrics.stringWidth(token, HAN if is_wide(token[0]) else LATIN, size)

    def masthead(self, organ, distribution, left):
        self.draw(LEFT - 60, 790, "联合国", 14)
        self.draw(430, 790, self.symbol[0], 20)
        self.draw(430 + 14.5, 790, self.symbol[1:], 10.5)
        self.draw(LEFT, 745, organ, 14)
        for index, text in enumerate(distribution):
            self.draw(400, 745 - 13 * index - (6 if index > 1 else 0), text, 10.5)
        self.y = 660
        for text in left:
            self.draw(LEFT - 60, self.y, text, 10.5)
            self.y -= 14
        self.y -= 22

    def room(self):
        lines = sum(len(self.break_lines(note, 8.5, 12, 0, RIGHT - LEFT)) for note in self.notes)
        return BOTTOM + 12.5 * lines + (14 if self.notes else 0)

    def block(self, part):
        self.y -= 8 if part.size <= 10.5 else 16
        notes = list(part.notes)
        count = part.text.count("^[")
        step = part.size * self.leading
        placed = 0
        for index, lines in self.print_lines(part):
            # The notes of a line stand at the foot of its page.
            share = len(notes) if index + 1 == lines else min(len(notes), count * (index + 1) // lines - placed)
            if self.y - step < self.room() + 30 * max(share, 0):
                self.turn()
            self.notes += [notes.pop(0) for _ in range(max(share, 0))]
            placed += max(share, 0)
            self.y -= step

    def turn(self):
        """Finish a page: notes below a rule, running head and foot."""
        if self.before:
            self.margins()
        y = self.room() - 8
        if self.notes:
            self.canvas.line(LEFT, y, LEFT + 60, y)
        body = self.y
        self.y = y
        for note in self.notes:
            mark, _, text = note.partition(" ")
            for index, _ in self.print_lines(Part(text, 8.5, 12, 0)):
                self.y -= 12.5
                if not index:
                    self.draw(LEFT + 2, self.y + (0 if mark == "*" else 3), mark, 8.5 if mark == "*" else 5.5)
        self.y = body
        if not self.before:
            self.margins()
        self.canvas.showPage()
        self.page += 1
        self.y, self.notes = TOP, []

    def margins(self):
        if self.page == 1:
            self.draw(LEFT - 60, 40, f"{self.job} (C)    020822    050822", 9)
            self.draw(430, 40, f"*{self.job.replace('-', '')}*", 9)
            return
        self.draw(LEFT - 60 if self.page % 2 == 0 else 440, 800, self.symbol, 9)
        number = f"{self.page}/9"
        left, right = (number, self.job) if self.page % 2 == 0 else (self.job, number)
        self.draw(LEFT - 60, 40, left, 9)
        self.draw(480, 40, right, 9)

    def data(self) -> bytes:
        self.turn()
        self.canvas.save()
        return self.file.getvalue()
