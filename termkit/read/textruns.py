"""Text that is copied from a source in stretches, with the way back to each."""

from __future__ import annotations

import re

from termkit.read.assemble import is_spaced
from termkit.text.characters import is_han

__all__ = ["TextRuns", "is_wrapped_anywhere"]

_WHITE = re.compile(r"[ \t\n\r\f]*[\t\n\r\f][ \t\n\r\f]*| {2,}")


class TextRuns:
    """Text with its runs: (offset in the text, offset in the source) of each stretch copied unbroken."""

    __slots__ = ("_hard", "_parts", "_space", "_wrapped", "length", "runs")

    def __init__(self, *, wrapped: bool = True) -> None:
        """Start empty; `wrapped` is whether lines of the source end anywhere, also between Han characters."""
        self._wrapped = wrapped
        self._hard = False
        self._parts: list[str] = []
        self._space: tuple[int, bool] | None = None  # where it stands, whether it may vanish between Han characters
        self.length = 0
        self.runs: list[tuple[int, int]] = []

    @property
    def text(self) -> str:
        """Return the text so far."""
        return "".join(self._parts)

    @property
    def tail(self) -> str:
        """Return the last few characters of the text so far: at most four, fewer where its last piece is shorter."""
        return self._parts[-1][-4:] if self._parts else ""

    @property
    def source_end(self) -> int:
        """Return the source offset behind the last character that was copied."""
        start, source = self.runs[-1] if self.runs else (0, 0)
        return source + self.length - start

    def add(self, text: str, source: int) -> None:
        """Append a stretch that stands at a source offset as it is."""
        if not text:
            return
        runs = self.runs
        if not runs or runs[-1][1] - runs[-1][0] != source - self.length:
            runs.append((self.length, source))
        self._parts.append(text)
        self.length += len(text)

    def stand_in(self, text: str, source: int) -> None:
        """Append text that stands for something else at a source offset: `&amp;`, the number of an item."""
        self._put_space(text)
        self.runs.append((self.length, source))
        self._parts.append(text)
        self.length += len(text)

    def flow(self, text: str, source: int) -> None:
        """Append a stretch with its white space as a browser shows it (CSS Text 3, 4.1).

        Runs of white space are one space; where lines are wrapped anywhere, one that ends between Han
        characters or marks is none (4.1.3).
        """
        if text.isspace() and "\n" in text:  # between two tags, most often
            self._white(source, vanishes=self._wrapped)
            return
        # Much faster than the search itself, and mostly there is nothing to be found.
        if not ("\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text):
            if text[:1] != " " and text[-1:] != " ":
                if text and self._space is not None:
                    self._put_space(text)
                self.add(text, source)
            else:
                self._copy(text, source)
            return
        position = 0
        for match in _WHITE.finditer(text):
            self._copy(text[position : match.start()], source + position)
            broken = "\n" in match.group() or "\r" in match.group()
            self._white(source + match.start(), vanishes=broken and self._wrapped)
            position = match.end()
        self._copy(text[position:], source + position)

    def break_line(self, source: int) -> None:
        """Take a line end that was set by hand (`<br>`): none between Han characters, else a space."""
        if self.length:
            self._space, self._hard = (source, True), True

    def truncate(self, length: int) -> None:
        """Cut off all that stands at or behind an offset in the text."""
        self._parts = [self.text[:length]] if length else []
        self.runs = [run for run in self.runs if run[0] < length]
        self._space = None
        self.length = length

    def stripped(self) -> tuple[str, tuple[tuple[int, int], ...]]:
        """Return text and runs without the white space at the outer ends."""
        text = self.text
        bare = text.strip()
        cut = len(text) - len(text.lstrip())
        if len(bare) == len(text):
            return text, tuple(self.runs)
        runs = []
        for index, (start, source) in enumerate(self.runs):
            end = self.runs[index + 1][0] if index + 1 < len(self.runs) else len(text)
            if end > cut and start < cut + len(bare):
                runs.append((max(start - cut, 0), source + max(cut - start, 0)))
        return bare, tuple(runs)

    def _copy(self, text: str, source: int) -> None:
        if not text:
            return
        lead = text.startswith(" ")
        if lead and (self._space is not None or not self.length or self._parts[-1].endswith(" ")):
            text, source = text[1:], source + 1
        if not text:
            return
        self._put_space(text)
        bare = text.removesuffix(" ")  # what follows decides whether the space stays
        self.add(bare, source)
        if bare != text:
            self._white(source + len(bare), vanishes=False)

    def _white(self, source: int, *, vanishes: bool) -> None:
        if self.length and self._space is None:
            self._space = source, vanishes
        elif self._space is not None and not vanishes and not self._hard:
            self._space = self._space[0], False

    def _put_space(self, following: str) -> None:
        if self._space is None:
            return
        source, vanishes = self._space
        self._space, self._hard = None, False
        before = self.tail
        if not vanishes or is_spaced(before, following[:4], spaced=True):
            self.add(" ", source)


_BREAK = re.compile(r"(\S)[ \t]*(?:\r\n|\n|\r)[ \t]*([^\s<])")
_TAG = re.compile(r"<[^<>]*+>")
_SAMPLE = 1 << 20
_MOST_BREAKS = 0.6


def is_wrapped_anywhere(source: str) -> bool:
    """Tell whether the lines of a marked-up text end between Han characters, and not only at spaces.

    Programs that write web pages break a line only where a space was; people and converters of plain
    text break it where it is full.
    """
    text = _TAG.sub("<>", source[:_SAMPLE])  # tags have line ends of their own
    breaks = [match.groups() for match in _BREAK.finditer(text) if match[1] != ">"]
    inside = sum(is_han(left) and is_han(right) for left, right in breaks)
    return inside > 0 and inside >= _MOST_BREAKS * len(breaks)
