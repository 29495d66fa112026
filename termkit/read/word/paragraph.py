"""A paragraph of a Word document while it is put together from its runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from termkit.read.assemble import is_spaced

if TYPE_CHECKING:
    from lxml.etree import _Element

    from termkit.text.document import BlockKind

__all__ = ["Draft", "Piece"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and the element that holds it; `node` is -1 for what no element holds."""

    text: str
    node: int
    offset: int


@dataclass
class Draft:
    """A paragraph: its pieces, its number, and what hangs on it."""

    part: str
    kind: BlockKind | None = None
    number: str = ""
    """Number of a note; that of a paragraph is in `label`."""
    label: str = ""
    level: int = 0
    pieces: list[Piece] = field(default_factory=list)
    notes: list[tuple[str, str, str]] = field(default_factory=list)
    """(kind, id, mark) of the notes whose marks stand here."""
    boxes: list[_Element] = field(default_factory=list)
    """Contents of the text boxes that are anchored here."""
    length: int = 0
    broken: bool = False
    """A line was broken by hand behind the last piece."""
    start: int = 0
    """Offset of the paragraph in the text of the document, once it has its place there."""
    cut: int = 0
    """How many white characters were left out at its beginning."""

    def add(self, text: str, node: int, offset: int = 0) -> None:
        """Append text; a line that was broken by hand is joined like one that was wrapped."""
        if not text:
            return
        if self.broken and self.pieces and is_spaced(self.pieces[-1].text[-4:], text[:4], spaced=True):
            self._append(Piece(" ", -1, 0))
        self.broken = False
        self._append(Piece(text, node, offset))

    def _append(self, piece: Piece) -> None:
        self.pieces.append(piece)
        self.length += len(piece.text)

    def trimmed(self) -> list[Piece]:
        """Return the pieces without white space at the outer ends, and note how much was cut in front."""
        pieces = list(self.pieces)
        cut = 0
        while pieces:
            stripped = pieces[0].text.lstrip()
            gone = len(pieces[0].text) - len(stripped)
            cut += gone
            if stripped:
                pieces[0] = Piece(stripped, pieces[0].node, pieces[0].offset + gone)
                break
            pieces.pop(0)
        while pieces:
            stripped = pieces[-1].text.rstrip()
            if stripped:
                pieces[-1] = Piece(stripped, pieces[-1].node, pieces[-1].offset)
                break
            pieces.pop()
        self.cut = cut
        return pieces
