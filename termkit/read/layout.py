"""Lines to blocks: hard wraps and page breaks joined, notes and running heads set apart.

A paragraph that a page end cuts in two goes on behind the footnotes and running heads of the page,
so the pieces of a block need not stand side by side in the source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING

from termkit.read.lines import LONGEST_MARK, Layout, Start, is_separator, mark_of, start_of
from termkit.text.document import BlockKind
from termkit.text.words import word_ends

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termkit.read.lines import Line

__all__ = ["Draft", "group_lines", "is_prose", "titles"]

# Members of an enumeration are looked up slowly, and lines are many.
_RUNNING, _FOOTNOTE, _CONTENTS, _CELL = BlockKind.RUNNING, BlockKind.FOOTNOTE, BlockKind.CONTENTS, BlockKind.TABLE_CELL
_PLAIN, _HEADING = BlockKind.PARAGRAPH, BlockKind.HEADING
_BODY = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
_BELOW_HEADING = _BODY | {BlockKind.HEADING}
_ENDS = "。！？；：!?;:"
_CLOSERS = "”’」』）)》"
_NOTE_MARKS = "¹²³⁰⁴⁵⁶⁷⁸⁹"
_LONGEST_HEADING = 50  # characters
_SHORT_OF_A_LINE = 28
_PARAGRAPH = Start(BlockKind.PARAGRAPH)
_SENDER = "联合国"
"""The first line of a masthead, by itself."""
_DISTRIBUTION = "Distr."
"""The line of the masthead that no other text has: some conversions put it at the foot of the first page."""
_OF_ITSELF = ("本文件", "本报告")
# What a case is, in a line for each: 程序性问题：申诉证实程度 | 实质性问题：生命权.
_LABEL = re.compile("[\u4e00-\u9fff]{2,10}：")
_GOES_ON = "，。；、：）)”》,;"


@dataclass(slots=True)
class Draft:
    """A block that is being put together: its lines in reading order."""

    start: Start
    lines: list[Line] = field(default_factory=list)
    row: int = 0
    """Index of the line that the last printed row begins with."""

    def add(self, line: Line, *, same_row: bool = False) -> None:
        """Append a line; `same_row` where only the mark of a note had set it apart."""
        if not same_row:
            self.row = len(self.lines)
        self.lines.append(line)

    @property
    def width(self) -> int:
        """Return the width in cells of the last line as it was printed."""
        return sum([line.width for line in self.lines[self.row :]])

    @property
    def text(self) -> str:
        """Return the lines as one text, for what can be told without the white space between them."""
        return self.lines[0].text if len(self.lines) == 1 else "".join([line.text for line in self.lines])

    @property
    def is_ended(self) -> bool:
        """Tell whether the text so far ends as sentences do."""
        return is_ended(self.lines[-1].text)

    @property
    def is_prose(self) -> bool:
        """Tell whether this is running text and no title."""
        return is_prose(self.start, self.text)


def is_ended(text: str) -> bool:
    """Tell whether a text ends as sentences do."""
    return (text.rstrip(_NOTE_MARKS).rstrip(_CLOSERS) or text)[-1] in _ENDS


def is_prose(start: Start, text: str) -> bool:
    """Tell whether a block is running text and no title: numbered, or long with marks in it."""
    if start.number and start.kind in _BODY:
        return True
    return "。" in text or "；" in text or (len(text) >= 60 and "，" in text)


def group_lines(lines: Sequence[Line], layout: Layout) -> list[Draft]:
    """Group the lines of a text into blocks, in the order in which the blocks begin."""
    grouper = _Grouper(layout)
    for line, following in zip(lines, chain(islice(lines, 1, None), [None]), strict=False):
        grouper.take(line, following)
    return grouper.drafts


class _Grouper:
    """State of one pass over the lines: the open block of the body and the open footnote."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self.drafts: list[Draft] = []
        self._body: Draft | None = None
        self._note: Draft | None = None
        self._in_notes = False  # below a rule: what follows are the footnotes of the page
        self._after_mark = False
        self._after_anchor = False  # the mark of a note stood alone in mid-sentence

    def take(self, line: Line, following: Line | None) -> None:
        text = line.text
        if is_separator(text):
            self._in_notes, self._note = True, None
            return
        if len(text) <= LONGEST_MARK and (mark := self._mark(line, following)):
            self._take_mark(mark)
            return
        start = start_of(text)
        if start is not None and start.kind is _RUNNING:
            self._open(start, line)
            return
        if self._in_notes and self._goes_back_to_body(line, start):
            self._in_notes, self._note = False, None
        if self._note is not None and (self._after_mark or self._continues_note(line, start)):
            self._note.add(line)
        elif start is not None and start.kind is _FOOTNOTE:
            self._note = self._open(start, line)
        else:
            self._note = None
            self._take_body(line, start, following)
        self._after_mark = False

    def _mark(self, line: Line, following: Line | None) -> str:
        """Return the mark of a line that holds only that: before a note, or in mid-sentence."""
        if not (mark := mark_of(line.text)) or following is None:
            return ""
        in_sentence = self._body is not None and self._layout.wrapped
        return mark if self._in_notes or in_sentence or (not mark.isalnum() and following.gap == 0) else ""

    def _take_mark(self, mark: str) -> None:
        # In mid-sentence the mark is left out, so that the words around it are whole.
        if self._in_notes or self._body is None:
            self._note = Draft(Start(BlockKind.FOOTNOTE, mark))
            self.drafts.append(self._note)
            self._after_mark = True
        else:
            self._after_anchor = True

    def _goes_back_to_body(self, line: Line, start: Start | None) -> bool:
        """Tell whether the page ended: its last note is whole and the next page's text begins."""
        if self._after_mark or self._note is None or not self._note.lines:
            return False
        if start is not None and start.kind is not _FOOTNOTE:
            return True
        page_begins = line.gap == 0 and line.indent != ""
        unfinished = self._body is not None and self._body.is_prose and not self._body.is_ended
        return page_begins or (start is None and unfinished and self._note.is_ended)

    def _continues_note(self, line: Line, start: Start | None) -> bool:
        if self._note is None or not self._note.lines or start is not None:
            return False
        return self._in_notes or (not self._note.is_ended and line.gap == 0)

    def _take_body(self, line: Line, start: Start | None, following: Line | None) -> None:
        if self._body is not None and self._continues(self._body, line, start, following):
            self._body.add(line, same_row=self._after_anchor)
        else:
            self._body = self._open(start or _PARAGRAPH, line)
            if self._body.start.kind is _CONTENTS:
                self._body = None
        self._after_anchor = False

    def _open(self, start: Start, line: Line) -> Draft:
        draft = Draft(start, [line])
        self.drafts.append(draft)
        return draft

    def _continues(self, body: Draft, line: Line, start: Start | None, following: Line | None) -> bool:
        if start is not None or body.start.kind is _CELL or line.indent.startswith("\u3000\u3000"):
            return False
        last = body.lines[-1]
        if line.has_columns and last.has_columns:
            return False
        if last.text == _SENDER and len(body.lines) == 1:
            return False  # 联合国 above 大会: the dictionary has a word 联合国大会
        if self._layout.wrapped:
            if line.gap and not self._layout.blank_between and body.is_ended:
                return False
            # A bracket that is open, or closed on the next line, holds the lines together.
            open_end = self._after_anchor or last.text[-1] in "、，," or line.text[0] in _GOES_ON
            # No sentence begins with a bracket: …信息平台”|（UN-SPIDER）。
            open_end = open_end or (line.text[0] in "（(" and body.is_prose and not body.is_ended)
            may_split = line.gap == 0 or body.is_prose or self._layout.blank_between
            open_end = open_end or self._layout.is_full(body.width) or _is_open(last.text)
            return open_end or (may_split and _splits_word(last, line))
        return _goes_on(body, line, following)


def _goes_on(body: Draft, line: Line, following: Line | None) -> bool:
    """Tell whether a block goes on with a line, in a text that has a line for each paragraph: a page cut it."""
    last = body.lines[-1]
    if line.text[0] == "“" and body.is_ended:
        return False  # each paragraph of a long quotation opens it again
    if last.text[-1] in "、，," or _is_open(last.text):
        return True
    if not body.is_prose:
        return line.gap == 0 and _splits_word(last, line)
    if line.gap and len(body.lines) == 1 and not body.start.number and line.text.startswith(_OF_ITSELF):
        return False  # a long title, and what the document is about
    if line.gap and _LABEL.match(line.text) and ("\t" in last.text or _LABEL.match(body.lines[0].text)):
        return False  # what is said of a table: 说明：
    if line.gap and len(body.lines) == 1 and _is_numbered_title(body.start, last.text):
        return _splits_word(last, line)
    return not body.is_ended and not _is_title(line, following)


def _is_open(text: str) -> bool:
    """Tell whether more brackets are opened than closed."""
    opened = text.count("（") + text.count("(") + text.count("《") + text.count("“")
    return opened > 0 and opened > sum(map(text.count, "）)》”"))


def _is_numbered_title(start: Start, text: str) -> bool:
    """Tell whether the first line of a numbered block has the form of a heading: 3. 会议的日期.

    A page end cuts paragraphs behind a printed line at the earliest, which has more words.
    """
    return start.number != "" and len(text) <= _SHORT_OF_A_LINE and not any(mark in text for mark in "，。；：")


def _is_title(line: Line, following: Line | None) -> bool:
    """Tell whether a line looks like an unnumbered heading: short, no marks, a numbered block behind.

    Between empty lines it need only have no end: the rest of a paragraph has its own.
    """
    if following is None or len(line.text) > 40 or any(mark in line.text for mark in "，。；："):
        return False
    is_alone = line.gap > 0 and following.gap > 0 and not is_ended(line.text)
    return is_alone or start_of(following.text) is not None


def _splits_word(last: Line, line: Line) -> bool:
    """Tell whether a word of the dictionary runs over the end of a line."""
    head, tail = last.text[-6:], line.text[:6]
    return len(head) not in word_ends(head + tail)


def titles(starts: Sequence[Start], texts: Sequence[str]) -> list[Start]:
    """Give unnumbered headings and the masthead their kinds, from what stands around them; one text a start."""
    first = next(
        (
            index
            for index, start in enumerate(starts)
            if start.kind is _HEADING or (start.number and is_prose(start, texts[index]))
        ),
        0,
    )
    result = list(starts)
    for index, start in enumerate(starts):
        if start.kind is not _PLAIN:
            continue
        text = texts[index]
        if (index < first or _DISTRIBUTION in text) and not is_prose(start, text):
            result[index] = start._replace(kind=BlockKind.MASTHEAD)
        elif index + 1 < len(starts) and starts[index + 1].kind in _BELOW_HEADING and _is_heading(start, text):
            result[index] = start._replace(kind=BlockKind.HEADING)
    return result


def _is_heading(start: Start, text: str) -> bool:
    if start.number or len(text) > _LONGEST_HEADING or text[-1] in "，、,":
        return False
    return not is_prose(start, text) and not is_ended(text)
