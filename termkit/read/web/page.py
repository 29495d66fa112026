"""One pass over the tags of a page: its blocks, with their places in the source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from termkit.read.lines import start_of
from termkit.read.tags import EndTag, StartTag
from termkit.read.textruns import TextRuns
from termkit.read.web.elements import BLOCKS, CLOSES, CODE, QUOTED, VOID, is_main, is_out
from termkit.read.word.number_formats import format_number
from termkit.text.document import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Page", "PageBlock", "note_targets"]

_SPACES = frozenset("\xa0\u2002\u2003\u2009")
_MARK = re.compile(r"[\[(（]?\s*(\d{1,3}|\*{1,4}|[a-z]|[ivx]{2,4}|[†‡§]|[¹²³⁰⁴-⁹]{1,3})\s*[\])）]?$")
_NOTE_LINK = re.compile(r"f(?:oo)?t?n(?:ote)?|edn|note|cite|sym|anc|ref", re.IGNORECASE)
_LIST_TYPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_DEEPEST = 500


@dataclass
class _Element:
    name: str
    attributes: dict[str, str]
    out: bool
    main: bool
    offset: int
    quoted: bool
    code: bool
    count: int = 0
    """Number of the last item, for a list."""


@dataclass
class PageBlock:
    """A block as it is put together: where it begins in the source, what it says, and how it stands in the page."""

    offset: int
    runs: TextRuns
    kind: BlockKind | None = None
    number: str = ""
    level: int = 0
    linked: int = 0
    """How many of its characters stand in links."""
    links: int = 0
    cell: int | None = None
    """Which cell of a table it stands in."""
    main: bool = False


class Page:
    """State of one pass over the tags."""

    def __init__(self, targets: frozenset[str], *, wrapped: bool, original: bool) -> None:
        self._targets, self._wrapped = targets, wrapped
        self._untaken = "ins" if original else "del"
        self._open: list[_Element] = []
        self._too_deep = 0
        self._label: tuple[str, int] | None = None
        self._block: PageBlock | None = None
        self._link: int | None = None  # length of the block where a link to a place in the page began
        self._link_target = ""
        self.blocks: list[PageBlock] = []
        self.quoted: list[Span] = []
        self.code: list[Span] = []
        self.language = ""

    def start(self, tag: StartTag) -> None:
        """Take a start tag."""
        name, attributes = tag.name, tag.attributes
        if name == "html":
            self.language = self.language or attributes.get("lang", attributes.get("xml:lang", ""))
        if name == "br" and self._block is not None and not (self._open and self._open[-1].out):
            self._block.runs.break_line(tag.offset)
        if name in BLOCKS:
            self._flush()
            self._close_implied(name)
        if name in VOID:
            return
        if len(self._open) >= _DEEPEST:
            self._too_deep += 1
            return
        parent = self._open[-1] if self._open else None
        out, main = (parent.out, parent.main) if parent is not None else (False, False)
        quoted = name in QUOTED or (parent is not None and parent.quoted)
        code = name in CODE or (parent is not None and parent.code)
        main = main or is_main(name, attributes)
        out = out or name == self._untaken or is_out(name, attributes, main=main)
        element = _Element(name, attributes, out, main, tag.offset, quoted, code)
        if name == "li" and not element.out:
            self._label = self._item_label(attributes), tag.offset
        self._open.append(element)
        if name == "a" and attributes.get("href", "").startswith("#") and not element.out:
            self._link_target = attributes["href"][1:]
            self._link = self._block.runs.length if self._block else 0

    def end(self, tag: EndTag) -> None:
        """Take an end tag."""
        if self._too_deep:
            self._too_deep -= 1
            return
        name = tag.name
        if name in BLOCKS:
            self._flush()
            self._label = None if name == "li" else self._label
        if not any(element.name == name for element in reversed(self._open)):
            return
        while self._open:
            element = self._open.pop()
            if element.name == "a":
                self._end_link(element)
            if element.name == name:
                return

    def text(self, text: str, offset: int, *, flow: bool = True) -> None:
        """Take text; `flow` where its white space is only layout."""
        if self._open and self._open[-1].out:
            return
        if self._block is None:
            if not text.strip(" \t\r\n\f"):
                return
            self._block = self._new_block(offset)
        if self._open and self._open[-1].quoted:
            self.quoted.append(Span(offset, offset + len(text)))
        if self._open and self._open[-1].code:
            self.code.append(Span(offset, offset + len(text)))
        before = self._block.runs.length
        if text in _SPACES:
            # What pages put for an indent or behind a number is a space, however wide.
            self._block.runs.flow(" ", offset)
        elif flow and any(element.name == "pre" for element in self._open):
            self._preformatted(text, offset)
        elif flow:
            self._block.runs.flow(text.replace("\xa0", " "), offset)
        else:
            self._block.runs.stand_in(text.replace("\n", " ").replace("\r", " "), offset)
        if self._block is not None and any(element.name == "a" for element in self._open[-4:]):
            self._block.linked += self._block.runs.length - before
            self._block.links += 1

    def _preformatted(self, text: str, offset: int) -> None:
        """Take text whose line ends are set by hand: blank lines and numbers part its blocks."""
        for index, line in enumerate(text.splitlines(keepends=True)):
            bare = line.strip()
            if index and (not bare or start_of(bare) is not None):
                self._flush()
            if bare and self._block is None:
                self._block = self._new_block(offset)
            if self._block is not None:
                body = line.rstrip("\r\n")
                self._block.runs.flow(body, offset)
                if body != line:
                    self._block.runs.break_line(offset + len(body))
            offset += len(line)

    def finish(self) -> None:
        """End the last block."""
        self._flush()

    def _close_implied(self, name: str) -> None:
        """Close what a start tag ends without an end tag."""
        if self._open and self._open[-1].name == "p":
            self._open.pop()
        closes, border = CLOSES.get(name, (frozenset(), frozenset()))
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index].name in border:
                return
            if self._open[index].name in closes:
                del self._open[index:]

    def _item_label(self, attributes: dict[str, str]) -> str:
        parent = next((each for each in reversed(self._open) if each.name in {"ol", "ul", "menu"}), None)
        if parent is None:
            return ""
        if "list-style:none" in parent.attributes.get("style", "").replace(" ", ""):
            return ""
        if parent.name != "ol":
            return "• "
        if not parent.count:
            start = parent.attributes.get("start", "1")
            parent.count = int(start) - 1 if re.fullmatch(r"\d{1,6}", start) else 0
        value = attributes.get("value", "")
        parent.count = int(value) if re.fullmatch(r"\d{1,6}", value) else parent.count + 1
        return f"{format_number(parent.count, _LIST_TYPES.get(parent.attributes.get('type', '1'), 'decimal'))}. "

    def _new_block(self, offset: int) -> PageBlock:
        block = PageBlock(offset, TextRuns(wrapped=self._wrapped), main=bool(self._open) and self._open[-1].main)
        lists = 0
        for element in self._open:
            name = element.name
            if re.fullmatch("h[1-6]", name):
                block.kind, block.level = BlockKind.HEADING, int(name[1])
            elif name in {"td", "th", "caption"}:
                block.kind, block.cell = BlockKind.TABLE_CELL, element.offset
            elif name in {"li", "dd"}:
                lists += 1
                block.kind, block.level = None, lists
            if element.attributes.get("id", "") in self._targets and element.attributes.get("id"):
                block.kind = BlockKind.FOOTNOTE
        if self._label is not None:
            label, at = self._label
            self._label = None
            if block.kind is BlockKind.FOOTNOTE:
                block.number = label.strip().rstrip(".")
            elif label:
                block.runs.stand_in(label, at)
                # An item with an Arabic number may as well be a paragraph of a report: its form says that.
                if not label[0].isdecimal() and block.kind is None:
                    block.kind, block.number = BlockKind.LIST_ITEM, label.strip().rstrip(".")
        return block

    def _end_link(self, element: _Element) -> None:
        """Leave out the mark of a note, and know the note by the mark at its beginning."""
        if self._link is None or self._block is None or element.out:
            return
        length = self._link
        self._link = None
        block = self._block
        text = block.runs.text[length:]
        match = _MARK.match(text.strip())
        if match is None or not _NOTE_LINK.search(self._link_target):
            return
        if not block.runs.text[:length].strip():
            block.kind, block.number = BlockKind.FOOTNOTE, match[1]
        block.runs.truncate(length)

    def _flush(self) -> None:
        if self._block is not None and self._block.runs.text.strip():
            self.blocks.append(self._block)
        self._block = None


def note_targets(tags: Iterable[object]) -> frozenset[str]:
    """Return the ids that marks of notes point at: short in-page links in superscript."""
    found = set()
    target, inside, text = "", False, ""
    for token in tags:
        if isinstance(token, StartTag):
            if token.name == "a" and token.attributes.get("href", "").startswith("#"):
                target, inside, text = token.attributes["href"][1:], True, ""
        elif isinstance(token, EndTag):
            if token.name == "a" and inside:
                if _MARK.match(text.strip()) and _NOTE_LINK.search(target):
                    found.add(target)
                inside = False
        elif inside:
            text = (text + getattr(token, "text", ""))[:20]
    return frozenset(found)
