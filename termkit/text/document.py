"""The document: continuous text, its blocks, and the way back to the source.

All offsets are code points of `Document.text`; spans are half open. A place is what a user sees:
line and column from 1 in the source, in code points. `termkit.text.units` converts to other units.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from itertools import accumulate, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["Block", "BlockKind", "Document", "LineIndex", "Place", "SourceMap", "Span", "span_of"]


class Span(NamedTuple):
    """A half-open range of code points of a text."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """Tell whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share a character."""
        return self.start < other.end and other.start < self.end


span_of: Callable[[tuple[int, int]], Span] = partial(tuple.__new__, Span)
"""Returns the span from a start to an end: `Span._make`, at half its time, for who makes thousands."""


class Place(NamedTuple):
    """A range in the source as a user sees it: from 1, code points, end column exclusive.

    In a source with pages (a PDF) lines are counted on each page; `page` is None in the others.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    page: int | None = None

    def __str__(self) -> str:
        return f"{self.line}:{self.column}{self.page_note}"

    @property
    def page_note(self) -> str:
        """Return what people read behind the line: " (page 3)", nothing where the source has no pages."""
        return f" (page {self.page})" if self.page is not None else ""

    @property
    def order(self) -> tuple[int, ...]:
        """Return a sort key: places as they follow one another in the source."""
        return (self.page or 0, *self[:4])


_place: Callable[[tuple[int, int, int, int, int | None]], Place] = partial(tuple.__new__, Place)  # as `span_of`


class BlockKind(StrEnum):
    """What a block of text is."""

    MASTHEAD = "masthead"
    CONTENTS = "contents"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    TABLE_CELL = "table cell"
    FOOTNOTE = "footnote"
    RUNNING = "running head"


class Block(NamedTuple):
    """A paragraph, heading, list item, cell, note or running head.

    `number` is its number or mark as it stands ("12", "(a)", "一", "•", "¹"), empty where it has none;
    `level` is the depth of a heading or list item, from 1 (0: none).
    """

    kind: BlockKind
    span: Span
    number: str = ""
    level: int = 0


class LineIndex:
    """Starts of the lines of a source text; lines end at \\n, \\r\\n or \\r only.

    In a source with pages, lines are counted from 1 on each page.
    """

    __slots__ = ("_pages", "_starts")

    def __init__(self, source: str, pages: Sequence[int] = ()) -> None:
        """Take a source text and the offsets at which its pages begin, where it has pages."""
        # str.splitlines would also break at form feeds and U+2028, which editors do not count.
        if "\r" in source:
            source = source.replace("\r\n", "\0\n").replace("\r", "\n")
        ends = accumulate(map(len, source.split("\n")), initial=0)  # without the line feeds
        self._starts = [end + line for line, end in enumerate(ends)]
        self._starts.pop()
        self._pages = pages

    def __len__(self) -> int:
        return len(self._starts)

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column, both from 1, of a source offset in code points."""
        starts = self._starts
        line = bisect_right(starts, offset)
        column = offset - starts[line - 1] + 1
        if not self._pages or (page := self.page(offset)) is None:
            return line, column
        return line - bisect_right(self._starts, self._pages[page - 1]) + 1, column

    def place(self, first: int, last: int) -> Place:
        """Return where the characters from one source offset to another stand, that one included."""
        if self._pages:
            end_line, end_column = self.position(last)
            return Place(*self.position(first), end_line, end_column + 1, self.page(first))
        starts = self._starts  # most have no pages, and thousands of places are asked for, nearly all in one line
        line = bisect_right(starts, first)
        is_one = first <= last and (line == len(starts) or last < starts[line])
        end_line = line if is_one else bisect_right(starts, last)
        return _place((line, first - starts[line - 1] + 1, end_line, last - starts[end_line - 1] + 2, None))

    def page(self, offset: int) -> int | None:
        """Return the page, from 1, of a source offset; None where the source has no pages."""
        return max(bisect_right(self._pages, offset), 1) if self._pages else None

    def offset(self, line: int, column: int, page: int | None = None) -> int:
        """Return the source offset of a line and column, both from 1, counted on a page where there are pages."""
        above = bisect_right(self._starts, self._pages[page - 1]) - 1 if self._pages and page is not None else 0
        return self._starts[line + above - 1] + column - 1


class SourceMap:
    """Where each character of the text stands in the source: a list of runs copied unbroken.

    Within a run, text and source agree character by character, save for white space (a line end
    in the source may be a space in the text). Between runs the source has characters that the
    text leaves out.
    """

    __slots__ = ("_by_source", "_sources", "_texts")

    def __init__(self, texts: Sequence[int] = (), sources: Sequence[int] = ()) -> None:
        """Take where each run begins in the text, in order, and in the source; none: they are the same."""
        self._texts = texts or [0]
        self._sources = sources or [0]
        self._by_source: list[int] = []

    def _runs_by_source(self) -> list[int]:
        # A paragraph that goes on behind the footnotes of a page stands before them in the text.
        # Few ask for it, so it is made then.
        if not self._by_source:
            self._by_source = sorted(range(len(self._sources)), key=self._sources.__getitem__)
        return self._by_source

    def to_source(self, offset: int) -> int:
        """Return the source offset of the character at a text offset."""
        run = bisect_right(self._texts, offset) - 1
        return self._sources[run] + offset - self._texts[run]

    def ends_of(self, first: int, last: int) -> tuple[int, int]:
        """Return the source offsets of two characters of the text, the second behind the first: most are in one run."""
        run = bisect_right(self._texts, first)
        moved = self._sources[run - 1] - self._texts[run - 1]
        is_one = run == len(self._texts) or last < self._texts[run]
        return first + moved, last + moved if is_one else self.to_source(last)

    def to_text(self, offset: int) -> int:
        """Return the text offset of the last character that stands at or before a source offset.

        Behind the last run it counts on: the map does not know where the text ends.
        """
        by_source = self._runs_by_source()
        run = by_source[max(bisect_right(by_source, offset, key=self._sources.__getitem__) - 1, 0)]
        position = self._texts[run] + max(offset - self._sources[run], 0)
        last = self._texts[run + 1] - 1 if run + 1 < len(self._texts) else position
        return min(position, max(last, self._texts[run]))

    def joints(self) -> Iterator[tuple[int, int]]:
        """Yield the text offset at which each run but the first begins, and how much the source leaves out before it.

        That is less than nothing where the source has the run before the one that precedes it in the text.
        """
        for (start, origin), (begin, there) in pairwise(zip(self._texts, self._sources, strict=True)):
            yield begin, there - origin - begin + start

    def is_joined(self, span: Span) -> bool:
        """Tell whether the span runs over a place where lines were joined: no edit may."""
        run = bisect_right(self._texts, span.start)
        return run < len(self._texts) and self._texts[run] < span.end


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read.

    `path` stands as it was given; `symbols` and `date` (ISO 8601) come from the masthead and are
    empty where it has none; `encoding` is how the bytes were read and `doubt` is a sentence where
    that is not certain. `quoted` and `code` are stretches of the source, in order, that the format marks as
    other people's words or set by hand, and as code.
    """

    path: str
    format: str
    language: str
    text: str
    blocks: tuple[Block, ...]
    source_map: SourceMap = field(repr=False, compare=False)
    lines: LineIndex = field(repr=False, compare=False)
    symbols: tuple[str, ...] = ()
    date: str = ""
    encoding: str = ""
    doubt: str = ""
    quoted: tuple[Span, ...] = field(default=(), repr=False)
    code: tuple[Span, ...] = field(default=(), repr=False)
    _begins: list[int] = field(default_factory=list, init=False, repr=False, compare=False)
    """Where the blocks begin, once one of them has been asked for."""

    @property
    def is_empty(self) -> bool:
        """Tell whether there is no text."""
        return not self.text

    def start(self, offset: int) -> tuple[int, int, int | None]:
        """Return the line, the column and, if any, the page in the source of the character at an offset of the text."""
        start = self.source_map.to_source(offset)
        return *self.lines.position(start), self.lines.page(start)

    def place(self, span: Span) -> Place:
        """Return where a span of the text stands in the source; an empty span gives its start."""
        begin, end = span
        if end <= begin:
            line, column, page = self.start(begin)
            return Place(line, column, line, column, page)
        return self.lines.place(*self.source_map.ends_of(begin, end - 1))

    def block_at(self, offset: int) -> Block:
        """Return the block that holds a text offset."""
        if not self._begins:
            self._begins.extend(block.span.start for block in self.blocks)
            self._begins[0] = 0  # what stands before the first block is held by that
        return self.blocks[bisect_right(self._begins, offset) - 1]

    def is_quoted(self, span: Span) -> bool:
        """Tell whether a span of the text begins or ends in words that the format marks as a quotation."""
        return self._touches(self.quoted, span)

    def is_code(self, span: Span) -> bool:
        """Tell whether a span of the text begins or ends in code."""
        return self._touches(self.code, span)

    def _touches(self, stretches: Sequence[Span], span: Span) -> bool:
        if not stretches:
            return False
        start, last = self.source_map.ends_of(span.start, max(span.end - 1, span.start))
        found = (bisect_right(stretches, at, key=attrgetter("start")) for at in (start, last))
        return any(at < stretches[index - 1].end for at, index in zip((start, last), found, strict=True) if index)

    def __reduce__(self) -> tuple[Callable[..., Document], tuple[Any, ...]]:
        # Documents go from process to process: most of the time that takes would be that of the blocks, one by one.
        blocks = [(kind, *span, number, level) for kind, span, number, level in self.blocks]
        return _put_together, (blocks, *_others(self))


_others = attrgetter(
    "path", "format", "language", "text", "source_map", "lines", "symbols", "date", "encoding", "doubt",
    "quoted", "code",
)  # fmt: skip
_block: Callable[[tuple[BlockKind, Span, str, int]], Block] = partial(tuple.__new__, Block)  # as `span_of`


def _put_together(
    blocks: Sequence[tuple[BlockKind, int, int, str, int]], path: str, form: str, language: str, text: str, *rest: Any
) -> Document:
    """Return the document that was taken apart."""
    made = [_block((kind, span_of((start, end)), number, level)) for kind, start, end, number, level in blocks]
    return Document(path, form, language, text, tuple(made), *rest)
