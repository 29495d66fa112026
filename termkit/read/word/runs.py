"""The text inside one paragraph: its runs, fields and the marks of notes.

Transparent are hyperlinks, content controls, smart tags, simple fields and tracked insertions; out
are tracked deletions (the other way round in the original view), field codes, page numbers and
hidden text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from termkit.read.word.names import attribute, child, local, on, value
from termkit.read.word.nodes import text_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from termkit.read.word.paragraph import Draft
    from termkit.read.word.styles import Styles

__all__ = ["PROPERTIES", "Field", "Part", "Runs", "chosen_branch"]

PROPERTIES = frozenset(
    {"pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "sectPr", "rubyPr", "rt"}
)
"""Elements that hold properties, or the reading above a ruby text, and no text of the document."""

_PAGE_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "SECTION"})
_WHITE = str.maketrans("\n\r\t\v\f\x85\u2028\u2029", " " * 8)  # Word shows them as spaces
_SYMBOLS = {"f0b7": "•", "f0a7": "▪", "f0b0": "°", "f0d7": "×", "f0b1": "±", "f0a3": "≤", "f0b3": "≥", "f0fc": "✓"}
# Letters of the font Symbol (Adobe, "Symbol encoding"): what it has in the places of A to Z and a to z.
_GREEK = {
    f"{first + index:x}": letter
    for first, letters in ((0x41, "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"), (0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"))
    for index, letter in enumerate(letters)
}
_CHARACTERS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011"}
_NO_TEXT = frozenset({"softHyphen", "footnoteRef", "endnoteRef", "annotationRef", "pgNum", "separator", "delInstrText"})
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass
class Part:
    """A part of the package: its name, its root, the index of each element that holds text."""

    name: str
    root: _Element
    nodes: dict[_Element, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.nodes = {element: index for index, element in enumerate(text_nodes(self.root))}


@dataclass
class Field:
    """A complex field that is open: its code until it is separated from its result (17.16.18)."""

    code: str = ""
    in_code: bool = True

    @property
    def name(self) -> str:
        """Return the first word of the code: PAGE, TOC, REF …"""
        return _field_name(self.code)

    @property
    def is_silent(self) -> bool:
        """Tell whether what stands here now is no text of the document."""
        return self.in_code or self.name in _PAGE_FIELDS


class Runs:
    """Fills paragraphs from their elements; fields and the counts of notes run on between them."""

    def __init__(self, styles: Styles, out: frozenset[str]) -> None:
        """Take the styles and the names of the tracked changes that are left out."""
        self._styles, self._out = styles, out
        self.fields: list[Field] = []
        self.ranges: dict[str, list[tuple[Draft, int]]] = {}
        self._marks = {"footnote": 0, "endnote": 0}
        self._custom_mark: tuple[str, str] | None = None

    def fill(self, draft: Draft, part: Part, parent: Iterable[_Element], *, hidden: bool) -> None:
        """Append what stands below an element; `hidden` is what its paragraph style says of the text."""
        for element in parent:
            name = local(element)
            if name == "r":
                self._run(draft, part, element, hidden=hidden)
            elif name in PROPERTIES or name in self._out or _is_page_field(element, name):
                continue
            elif name == "mc:AlternateContent":
                self.fill(draft, part, chosen_branch(element), hidden=hidden)
            elif name == "m:t":
                self._text(draft, part, element)
            elif name == "txbxContent":
                draft.boxes.append(element)
            else:
                self.mark_range(draft, element, name)
                self.fill(draft, part, element, hidden=hidden)

    def mark_range(self, draft: Draft, element: _Element, name: str) -> None:
        """Note where the range of a comment begins or ends."""
        if name in {"commentRangeStart", "commentRangeEnd"}:
            self.ranges.setdefault(attribute(element, "id"), []).append((draft, draft.length))

    def _run(self, draft: Draft, part: Part, run: _Element, *, hidden: bool) -> None:
        is_hidden = self._is_hidden(run, hidden=hidden)
        for element in run:
            # A hidden run may still open or close a field.
            if not is_hidden or local(element) in {"fldChar", "instrText"}:
                self._piece(draft, part, element)

    def _is_hidden(self, run: _Element, *, hidden: bool) -> bool:
        properties = child(run, "rPr")
        if properties is None:
            return hidden
        if child(properties, "vanish") is not None:
            return on(properties, "vanish")
        style = value(properties, "rStyle")
        return hidden or (bool(style) and self._styles.get(style).hidden)

    def _piece(self, draft: Draft, part: Part, element: _Element) -> None:
        name = local(element)
        if name in {"t", "delText"}:
            self._text(draft, part, element)
        elif name == "fldChar":
            self._field(attribute(element, "fldCharType"))
        elif name == "instrText":
            if self.fields and self.fields[-1].in_code:
                self.fields[-1].code += element.text or ""
        elif name in _CHARACTERS or name == "sym":
            text = _CHARACTERS.get(name) or _symbol(attribute(element, "char"), attribute(element, "font"))
            if self._shows:
                draft.add(text, part.nodes[element])
        elif name == "cr" or (name == "br" and attribute(element, "type") in {"", "textWrapping"}):
            draft.broken = True
        elif name in {"footnoteReference", "endnoteReference"}:
            self._reference(draft, name.removesuffix("Reference"), element)
        else:
            self._inner(draft, part, element, name)

    def _inner(self, draft: Draft, part: Part, element: _Element, name: str) -> None:
        """Walk what is no text itself: drawings, embedded objects, ruby, alternatives."""
        if name == "txbxContent":
            draft.boxes.append(element)
        elif name == "r":
            self._run(draft, part, element, hidden=False)
        elif name not in _NO_TEXT and name not in PROPERTIES:
            for each in chosen_branch(element) if name == "mc:AlternateContent" else element:
                self._piece(draft, part, each)

    @property
    def _shows(self) -> bool:
        return not any(each.is_silent for each in self.fields)

    def _text(self, draft: Draft, part: Part, element: _Element) -> None:
        text = element.text or ""
        if not text or not self._shows:
            return
        offset = 0
        if element.get(_SPACE) != "preserve":
            stripped = text.strip(" \t\r\n")
            offset = text.index(stripped) if stripped else 0
            text = stripped
        text = text.translate(_WHITE)
        if self._custom_mark is not None and text.strip():
            # The mark of a note that the author wrote: it belongs to the note, not to the sentence.
            draft.notes.append((*self._custom_mark, text.strip()))
            self._custom_mark = None
            return
        draft.add(text, part.nodes[element], offset)

    def _field(self, step: str) -> None:
        if step == "begin":
            self.fields.append(Field())
        elif step == "separate" and self.fields:
            self.fields[-1].in_code = False
        elif step == "end" and self.fields:
            self.fields.pop()

    def _reference(self, draft: Draft, kind: str, element: _Element) -> None:
        identifier = attribute(element, "id")
        if attribute(element, "customMarkFollows") in {"1", "true", "on"}:
            self._custom_mark = (kind, identifier)
            return
        self._marks[kind] += 1
        draft.notes.append((kind, identifier, str(self._marks[kind])))


def chosen_branch(alternatives: _Element) -> Iterable[_Element]:
    """Return the branch that is read: a text box stands in both, and only one may count (ISO/IEC 29500-3)."""
    branches = (each for each in alternatives if local(each) in {"mc:Choice", "mc:Fallback"})
    return next((each for each in branches if len(each)), ())


def _field_name(code: str) -> str:
    words = code.split(None, 1)
    return words[0].upper() if words else ""


def _is_page_field(element: _Element, name: str) -> bool:
    return name == "fldSimple" and _field_name(attribute(element, "instr")) in _PAGE_FIELDS


def _symbol(code: str, font: str) -> str:
    """Return a character of a symbol font as Unicode, as far as it is known."""
    known = _SYMBOLS.get(code.lower()) or (_GREEK.get(code[-2:].lower()) if font == "Symbol" else None)
    if known:
        return known
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "" if character.isspace() or not character.isprintable() else character
