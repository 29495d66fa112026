"""Aligned segments of a bilingual file to two documents and a bitext."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from termkit.read.build import RawBlock, build_document
from termkit.read.language import language_of
from termkit.read.textruns import TextRuns
from termkit.text.bitext import Bead, Bitext, BitextSide, Segment
from termkit.text.document import LineIndex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termkit.read.decode import Decoded
    from termkit.text.document import Document

__all__ = ["Bilingual", "InlineTag", "Side", "Unit", "bilingual"]


class InlineTag(NamedTuple):
    """A tag inside a segment: its offset in the document's text, its name, its offset in the file."""

    offset: int
    name: str
    source: int


@dataclass
class Side:
    """One side of a unit while it is read: its text and the tags in it (name, text offset, file offset)."""

    runs: TextRuns = field(default_factory=TextRuns)
    tags: list[tuple[str, int, int]] = field(default_factory=list)

    def take(self, text: str, offset: int) -> None:
        """Append text as it stands; line ends and tabs come as spaces."""
        self.runs.add(text.translate(_WHITE), offset)

    def tag(self, name: str, offset: int) -> None:
        """Note a tag where the text has come to."""
        self.tags.append((name, self.runs.length, offset))


class Unit(NamedTuple):
    """An aligned pair of segments; a side may be empty."""

    identifier: str
    source: Side
    target: Side


class Bilingual(NamedTuple):
    """A bilingual file: a document for each side, and which blocks belong together.

    `pairs` are (index of the block on the source side, on the target side); -1 where a side has none.
    """

    source: Document
    target: Document
    pairs: tuple[tuple[int, int], ...]
    identifiers: tuple[str, ...]
    source_tags: tuple[InlineTag, ...]
    target_tags: tuple[InlineTag, ...]

    @property
    def chinese(self) -> Document:
        """Return the Chinese side; where neither is, the target, or the source where that is empty."""
        sides = [side for side in (self.target, self.source) if side.text]
        return next((side for side in sides if side.language.startswith("zh")), sides[0] if sides else self.target)

    @property
    def bitext(self) -> Bitext:
        """Return the pairs as beads between the Chinese side and the other."""
        swapped = self.source.language.startswith("zh")
        zh, other = (self.source, self.target) if swapped else (self.target, self.source)
        beads = []
        for source, target in self.pairs:
            left, right = (source, target) if swapped else (target, source)
            beads.append(Bead((left,) if left >= 0 else (), (right,) if right >= 0 else ()))
        return Bitext(_side(zh), _side(other), tuple(beads))


_WHITE = str.maketrans("\n\r\t\v\f\x85\u2028\u2029", " " * 8)


def bilingual(
    units: Sequence[Unit], path: str, form: str, decoded: Decoded, languages: tuple[str, str] = ("", "")
) -> Bilingual:
    """Put the two documents of a file together; `languages` is what the file says of source and target."""
    lines = LineIndex(decoded.text)
    documents, indices, tags = [], [], []
    for side, stated in ((0, languages[0]), (1, languages[1])):
        sides = [unit.target if side else unit.source for unit in units]
        raw: list[RawBlock] = []
        where: list[int] = []
        for each in sides:
            text, runs = each.runs.stripped()
            where.append(len(raw) if text else -1)
            if text:
                raw.append(RawBlock(text, runs=runs))
        language = _language(stated) or language_of("\n".join(block.text for block in raw))
        document = build_document(
            path, form, raw, lines, language=language, encoding=decoded.encoding, doubt=decoded.doubt
        )
        documents.append(document)
        indices.append(where)
        tags.append(tuple(_tags(sides, where, document)))
    pairs = tuple(pair for pair in zip(*indices, strict=True) if pair != (-1, -1))
    kept = tuple(
        unit.identifier for unit, pair in zip(units, zip(*indices, strict=True), strict=True) if pair != (-1, -1)
    )
    return Bilingual(documents[0], documents[1], pairs, kept, tags[0], tags[1])


def _tags(sides: Sequence[Side], where: Sequence[int], document: Document) -> list[InlineTag]:
    found = []
    for side, index in zip(sides, where, strict=True):
        if index < 0:
            continue
        text = side.runs.text
        lead = len(text) - len(text.lstrip())
        span = document.blocks[index].span
        for name, offset, source in side.tags:
            found.append(InlineTag(min(max(span.start + offset - lead, span.start), span.end), name, source))
    return found


def _side(document: Document) -> BitextSide:
    segments = tuple(
        Segment(
            document.text[block.span.start : block.span.end], block.span, index, block.number,
            document.place(block.span).line,
        )
        for index, block in enumerate(document.blocks)
    )  # fmt: skip
    return BitextSide(document.language, segments, document.path, document.symbols, document.date)


def _language(code: str) -> str:
    """Return the language of a code; a script or region stays only where it is Traditional Chinese."""
    code = code.replace("_", "-").strip()
    if code.lower() in {"zh-tw", "zh-hk", "zh-mo"} or code.lower().startswith("zh-hant"):
        return "zh-Hant"
    return code.split("-")[0].lower()
