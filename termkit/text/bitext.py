"""Two texts side by side: segments of both, and the beads that join them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from termkit.text.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Bead", "Bitext", "BitextSide", "Segment", "joined"]

_NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence of a text.

    `span` is in code points of the document's text, `block` the index of its block and `number` the
    number or mark of that block ("12", "(a)"); lines that were given split have neither. `line` is that of the
    source, from 1, counted on its `page` where the source has pages; 0 where they are not known.
    """

    text: str
    span: Span = _NOWHERE
    block: int = -1
    number: str = ""
    line: int = 0
    page: int = 0


@dataclass(frozen=True, slots=True)
class Bead:
    """An aligned group: indices of the segments on either side, from 0; an empty side is an omission.

    `score` is the probability that exactly these segments belong together.
    """

    zh: tuple[int, ...]
    en: tuple[int, ...]
    score: float = 1.0

    @property
    def is_null(self) -> bool:
        """Tell whether one side has no counterpart."""
        return not (self.zh and self.en)


@dataclass(frozen=True, slots=True)
class BitextSide:
    """One text of the two: its segments, and what its document says of itself."""

    language: str
    segments: tuple[Segment, ...]
    path: str = ""
    symbols: tuple[str, ...] = ()
    date: str = ""


@dataclass(frozen=True, slots=True)
class Bitext:
    """A Chinese and an English text, and the beads in text order that cover both.

    `resources` names the dictionaries and models that took part, with their licences.
    """

    zh: BitextSide
    en: BitextSide
    beads: tuple[Bead, ...]
    resources: tuple[str, ...] = ()

    def zh_text(self, bead: Bead) -> str:
        """Return the Chinese text of a bead."""
        return joined(self.zh.segments, bead.zh, "zh")

    def en_text(self, bead: Bead) -> str:
        """Return the English text of a bead."""
        return joined(self.en.segments, bead.en, "en")

    @property
    def symbol(self) -> str:
        """Return the document symbol that both sides bear, or the first one there is."""
        both = [s for s in self.zh.symbols if s in self.en.symbols]
        return next(iter([*both, *self.zh.symbols, *self.en.symbols]), "")


def joined(segments: Sequence[Segment], indices: Iterable[int], language: str) -> str:
    """Return segments as one text: Chinese without spaces between sentences, others with one."""
    return ("" if language.startswith("zh") else " ").join(segments[i].text for i in indices)
