"""The walk over the paragraphs of a Word part, each once, in reading order.

Notes and text boxes follow the paragraph that their marks and anchors stand in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from termkit.read.word.names import child, local, number, relation, value
from termkit.read.word.paragraph import Draft
from termkit.read.word.runs import PROPERTIES, Part, Runs, chosen_branch
from termkit.read.word.styles import BODY_LEVEL
from termkit.text.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from termkit.read.word.numbering import Numbering
    from termkit.read.word.styles import Style, Styles

__all__ = ["Note", "Walker"]

_ACCEPTED = frozenset({"del", "moveFrom"})
_ORIGINAL = frozenset({"ins", "moveTo"})


class Note(NamedTuple):
    """A footnote or endnote: its element and the part that it stands in."""

    element: _Element
    part: Part


class Walker:
    """Collects paragraphs from the parts of one document; numbers run on from part to part."""

    def __init__(self, styles: Styles, numbering: Numbering, notes: dict[tuple[str, str], Note], *, original: bool):
        self._styles, self._numbering, self._notes = styles, numbering, notes
        self._out = _ORIGINAL if original else _ACCEPTED
        self._gone = "ins" if original else "del"
        """Mark of a row, of a paragraph's end or of its number that this view does not have."""
        self.runs = Runs(styles, self._out)
        self.embedded = 0
        self.drafts: list[Draft] = []
        self.headers: list[str] = []
        """Relationship ids of headers and footers, in the order of the sections."""
        self._carried: Draft | None = None
        self._open_notes: set[tuple[str, str]] = set()

    def walk(self, part: Part, root: _Element, kind: BlockKind | None = None, mark: str = "") -> None:
        """Append the paragraphs below an element; `kind` is what they are where the part says so."""
        outer = self.runs.fields, self._carried
        self.runs.fields, self._carried = [], None
        self._blocks(part, root, kind, mark)
        if self._carried is not None:
            self._finish(part, self._carried)
        self.runs.fields, self._carried = outer

    def _blocks(self, part: Part, parent: Iterable[_Element], kind: BlockKind | None, mark: str) -> None:
        for element in parent:
            name = local(element)
            if name == "p":
                self._paragraph(part, element, kind, mark)
            elif name == "tbl":
                self._table(part, element, kind, mark)
            elif name == "mc:AlternateContent":
                self._blocks(part, chosen_branch(element), kind, mark)
            elif name == "sectPr":
                self._section(element)
            elif name == "altChunk":
                self.embedded += 1
            elif name not in PROPERTIES and name not in self._out:
                if self.drafts:
                    self.runs.mark_range(self.drafts[-1], element, name)
                self._blocks(part, element, kind, mark)

    def _table(self, part: Part, table: _Element, kind: BlockKind | None, mark: str) -> None:
        for row in table:
            if local(row) == "tr" and child(row, "trPr", self._gone) is not None:
                continue
            self._blocks(part, [row], kind or BlockKind.TABLE_CELL, mark)
        if self._carried is not None:  # a paragraph does not run on out of its table
            self._finish(part, self._carried)
            self._carried = None

    def _section(self, properties: _Element) -> None:
        for element in properties:
            if local(element) in {"headerReference", "footerReference"}:
                self.headers.append(relation(element))

    # Paragraphs

    def _paragraph(self, part: Part, element: _Element, kind: BlockKind | None, mark: str) -> None:
        properties = child(element, "pPr")
        draft = self._carried or Draft(part.name)
        self._carried = None
        contents = self._in_contents
        style = self._styles.get(value(properties, "pStyle") or self._styles.default)
        self.runs.fill(draft, part, element, hidden=style.hidden)
        if properties is not None and (section := child(properties, "sectPr")) is not None:
            self._section(section)
        if child(properties, "rPr", self._gone) is not None:
            self._carried = draft  # a deleted mark joins the paragraph to the next one, whose properties hold
            return
        contents = contents or style.is_contents or self._in_contents
        self._describe(draft, properties, style, kind, mark, contents=contents)
        self._finish(part, draft)

    @property
    def _in_contents(self) -> bool:
        return any(each.name == "TOC" for each in self.runs.fields)

    def _describe(
        self,
        draft: Draft,
        properties: _Element | None,
        style: Style,
        kind: BlockKind | None,
        mark: str,
        *,
        contents: bool,
    ) -> None:
        draft.number = mark
        outline = value(properties, "outlineLvl")
        outline_level = number(outline, BODY_LEVEL) if outline else style.outline
        label, level, bullet = self._number(properties, style)
        draft.label = "" if kind in {BlockKind.FOOTNOTE, BlockKind.RUNNING} and mark else label
        if kind is not None:
            draft.kind = kind
        elif contents:
            draft.kind = BlockKind.CONTENTS
        elif 0 <= outline_level < BODY_LEVEL:
            draft.kind, draft.level = BlockKind.HEADING, outline_level + 1
        elif bullet:
            draft.kind, draft.level, draft.number = BlockKind.LIST_ITEM, level + 1, label.strip()
        elif label:
            draft.level = level + 1

    def _number(self, properties: _Element | None, style: Style) -> tuple[str, int, bool]:
        """Return the number that Word shows with what stands behind it, its level from 0, whether it is a bullet."""
        own = child(properties, "numPr")
        num_id = value(own, "numId") or style.num_id
        if not num_id or num_id == "0" or (self._gone == "ins" and child(own, "ins") is not None):
            return "", 0, False
        stated = value(own, "ilvl")
        if stated:
            level = number(stated)
        elif style.level is not None:
            level = style.level
        else:
            level = self._numbering.level_of_style(num_id, value(properties, "pStyle"))
        level = min(max(level, 0), 8)
        return self._numbering.next(num_id, level), level, self._numbering.is_bullet(num_id, level)

    def _finish(self, part: Part, draft: Draft) -> None:
        self.drafts.append(draft)
        inner = BlockKind.RUNNING if draft.kind is BlockKind.RUNNING else None
        for box in draft.boxes:
            self.walk(part, box, inner)
        for kind, identifier, mark in draft.notes:
            note = self._notes.get((kind, identifier))
            # A note that refers to itself would never end.
            if note is not None and (kind, identifier) not in self._open_notes:
                self._open_notes.add((kind, identifier))
                self.walk(note.part, note.element, BlockKind.FOOTNOTE, mark)
                self._open_notes.discard((kind, identifier))
