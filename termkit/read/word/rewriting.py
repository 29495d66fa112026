"""Runs of a Word part rewritten where a patch touches them: cut, marked, struck out, filled.

A run is cut by closing it and opening it again with the same properties, so that formatting stays. All
that is written at the level of runs (ECMA-376 Part 1, 17.3.2, 17.13) goes between two such pieces.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from termkit.read.word.names import child, local

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

    from termkit.read.word.source import XmlSource

__all__ = ["UNFIT", "Markup", "Rewriting", "Stamp", "host_of", "xml_text"]

_TRACKED = frozenset({"ins", "del", "moveFrom", "moveTo"})
_ITSELF = "\0"
"""What stands for a child of a run that holds no text: a tab, a symbol, a drawing."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ID = re.compile(r"(\s(?:[\w.-]+:)?id=)(?:\"[^\"]*\"|'[^']*')")
UNFIT = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML text holds (XML 1.0, production 2)."""
_INSERTED, _CLOSING, _OPENING = range(3)
"""In which order things stand at one place."""


class Stamp(NamedTuple):
    """Who makes a change or comment, and when (ISO 8601; empty for no date)."""

    author: str = "termkit"
    initials: str = "tk"
    date: str = ""


class Markup:
    """Writes elements of WordprocessingML as a part writes its own: its namespace, its prefix."""

    def __init__(self, root: _Element) -> None:
        self.namespace = etree.QName(root).namespace or ""
        prefixes = sorted(prefix for prefix, uri in root.nsmap.items() if prefix and uri == self.namespace)
        self._prefix = prefixes[0] if prefixes else "w"
        self._declared = "" if prefixes else f' xmlns:w="{self.namespace}"'

    def element(self, name: str, content: str | None = None, **attributes: str) -> str:
        """Return an element; without content it is empty."""
        tag = f"{self._prefix}:{name}"
        told = "".join(f" {self._prefix}:{key}={quoteattr(value)}" for key, value in attributes.items() if value)
        return (
            f"<{tag}{self._declared}{told}/>" if content is None else f"<{tag}{self._declared}{told}>{content}</{tag}>"
        )

    def tags(self, name: str, **attributes: str) -> tuple[str, str]:
        """Return the start tag and the end tag of an element."""
        opening, _, closing = self.element(name, "\0", **attributes).partition("\0")
        return opening, closing

    def text(self, text: str) -> str:
        """Return a run's text whose outer white space counts."""
        return f'<{self._prefix}:t{self._declared} xml:space="preserve">{xml_text(text)}</{self._prefix}:t>'


def xml_text(text: str) -> str:
    """Return a text as content of XML; what XML cannot hold is U+FFFD."""
    return escape(UNFIT.sub("\ufffd", text), {"\r": "&#13;"})


class Host(NamedTuple):
    """Where marks of a text node may stand: at the borders of an element, or inside a run at a child of it."""

    element: _Element
    child: _Element | None = None


def host_of(node: _Element) -> Host:
    """Return the outermost run that holds a node, or the formula or alternative content around it."""
    run = kid = block = None
    previous = node
    for element in (node, *node.iterancestors()):
        name = local(element)
        if name == "r":
            run, kid, block = element, previous, None
        elif name == "mc:AlternateContent" or name.startswith("m:"):
            block = element
        previous = element
    if block is not None:  # outside of every run
        return Host(block)
    return Host(run, kid) if run is not None else Host(node)


class _Segment(NamedTuple):
    """A piece of a child of a run: what stands before it between runs, its XML, whether it is struck out."""

    level: str
    xml: str
    struck: bool


@dataclass
class _Change:
    """What happens to one child of a run, at offsets in its text (0 and 1 for a child without text)."""

    levels: list[tuple[int, int, str]] = field(default_factory=list)
    deleted: list[tuple[int, int]] = field(default_factory=list)
    filled: dict[int, str] = field(default_factory=dict)

    def level(self, offset: int) -> str:
        found = sorted((order, index) for index, (at, order, _) in enumerate(self.levels) if at == offset)
        return "".join(self.levels[index][2] for _, index in found)


class Rewriting:
    """All changes to one part; `write` makes them in its source."""

    def __init__(self, source: XmlSource, ids: Iterator[int], stamp: Stamp, *, track: bool) -> None:
        """Take the source of the part, the ids that are free, and whether edits are tracked changes."""
        self.source = source
        self.markup = Markup(source.root)
        self._ids, self._stamp, self._track = ids, stamp, track
        self._runs: dict[_Element, dict[_Element, _Change]] = defaultdict(lambda: defaultdict(_Change))
        self._borders: dict[_Element, _Change] = defaultdict(_Change)

    def mark(self, node: _Element, offset: int, xml: str, *, behind: bool) -> None:
        """Write XML between runs, before the character at an offset of a node or behind it."""
        order = _CLOSING if behind else _OPENING
        host = host_of(node)
        if host.child is None:
            self._borders[host.element].levels.append((int(behind), order, xml))
            return
        at = offset + behind if host.child is node and local(node) in {"t", "delText"} else int(behind)
        self._runs[host.element][host.child].levels.append((at, order, xml))

    def replace(self, run: _Element, node: _Element, start: int, end: int, text: str) -> None:
        """Write a text in place of a stretch of a child of a run."""
        change = self._runs[run][node]
        if end > start:
            change.deleted.append((start, end))
        if not text:
            return
        if self._track:
            properties = self.source.outer(child(run, "rPr"))
            inserted = self.markup.element("r", properties + self.markup.text(text))
            change.levels.append((end, _INSERTED, self.markup.element("ins", inserted, **self._attributes())))
        else:
            change.filled[start] = change.filled.get(start, "") + text

    def write(self) -> None:
        """Make the changes in the source."""
        hosts = {**self._borders, **self._runs}
        for element in sorted(hosts, key=self.source.extent):
            if (borders := self._borders.get(element)) is not None:
                extent = self.source.extent(element)
                self.source.insert(extent.start, borders.level(0))
                self.source.insert(extent.end, borders.level(1))
            if element in self._runs:
                self._write_run(element, self._runs[element])

    def _attributes(self) -> dict[str, str]:
        return {"id": str(next(self._ids)), "author": self._stamp.author, "date": self._stamp.date}

    def _write_run(self, run: _Element, changes: Mapping[_Element, _Change]) -> None:
        source = self.source
        kids = [each for each in run if local(each) != "rPr"]
        borders = [""] * (len(kids) + 1)
        struck_before, first = False, True
        for index, kid in enumerate(kids):
            segments, trailing = self._segments(kid, changes.get(kid))
            borders[index] += segments[0].level
            borders[index + 1] += trailing
            if first:
                self._outer_border(run, borders[0], struck=segments[0].struck, behind=False)
            else:
                extent = source.extent(kid)
                source.insert(extent.start, self._border(run, borders[index], struck_before, segments[0].struck))
            if kid in changes:
                xml = segments[0].xml
                for before, after in pairwise(segments):
                    xml += self._border(run, after.level, before.struck, after.struck) + after.xml
                if xml != source.outer(kid):  # else a text box in it may be rewritten apart
                    source.replace(source.extent(kid).start, source.extent(kid).end, xml)
            struck_before, first = segments[-1].struck, False
        self._outer_border(run, borders[-1], struck=struck_before, behind=True)

    def _border(self, run: _Element, level: str, struck_before: bool, struck_after: bool) -> str:  # noqa: FBT001
        """Return what goes between two pieces of a run."""
        if not level and struck_before == struck_after:
            return ""
        source = self.source
        closing, opening = source.end_tag(run), source.start_tag(run) + source.outer(child(run, "rPr"))
        if struck_before:
            closing += self._strike(behind=True)
        if struck_after:
            opening = self._strike(behind=False) + opening
        return closing + self._out_of_change(run, level) + opening

    def _outer_border(self, run: _Element, level: str, *, struck: bool, behind: bool) -> None:
        """Write what goes before a run or behind it."""
        source, parent = self.source, run.getparent()
        extent = source.extent(run)
        tag = self._strike(behind=behind) if struck else ""
        # What stands before the first run of a tracked change needs no cut in it.
        is_outermost = parent is not None and (run.getnext() if behind else run.getprevious()) is None
        if level and parent is not None and local(parent) in _TRACKED and is_outermost:
            outer = source.extent(parent)
            if behind:
                source.insert(extent.end, tag)
                source.insert(outer.end, level)
            else:
                source.insert(outer.start, level)
                source.insert(extent.start, tag)
            return
        level = self._out_of_change(run, level)
        source.insert(extent.end if behind else extent.start, tag + level if behind else level + tag)

    def _out_of_change(self, run: _Element, level: str) -> str:
        """Close the tracked change around a run, and open it again behind: a comment belongs to no change."""
        parent = run.getparent()
        if not level or parent is None or local(parent) not in _TRACKED:
            return level
        opening = _ID.sub(rf'\g<1>"{next(self._ids)}"', self.source.start_tag(parent), count=1)
        return self.source.end_tag(parent) + level + opening

    def _strike(self, *, behind: bool) -> str:
        return self.markup.tags("del")[1] if behind else self.markup.tags("del", **self._attributes())[0]

    def _segments(self, kid: _Element, change: _Change | None) -> tuple[list[_Segment], str]:
        """Return the pieces of a child of a run, and what stands behind the last of them."""
        is_text = local(kid) in {"t", "delText"}
        if change is None:
            return [_Segment("", "", struck=False)], ""
        text = kid.text or "" if is_text else _ITSELF
        begin, end = (0, len(text)) if kid.get(_SPACE) == "preserve" or not is_text else _visible(text)
        cuts = {
            begin,
            end,
            *change.filled,
            *(at for at, _, _ in change.levels),
            *(at for s in change.deleted for at in s),
        }
        cuts = {min(max(at, begin), end) for at in cuts}
        pieces: list[tuple[str, str, bool]] = []
        for start, stop in pairwise(sorted(cuts)):
            is_gone = any(first <= start and stop <= last for first, last in change.deleted)
            piece = change.filled.get(start, "") + ("" if is_gone and not self._track else text[start:stop])
            level, struck = change.level(start), is_gone and self._track
            if pieces and not level and pieces[-1][2] == struck:
                pieces[-1] = (pieces[-1][0], pieces[-1][1] + piece, struck)
            else:
                pieces.append((level, piece, struck))
        if end in change.filled and pieces:
            pieces[-1] = (pieces[-1][0], pieces[-1][1] + change.filled[end], pieces[-1][2])
        write = self._text_xml if is_text else self._plain_xml
        return [_Segment(level, write(kid, piece, struck=struck), struck) for level, piece, struck in pieces], (
            change.level(end)
        )

    def _text_xml(self, kid: _Element, text: str, *, struck: bool) -> str:
        name = self.source.start_tag(kid)[1:].split()[0].rstrip("/>")
        if struck:
            name = name.removesuffix(name.rpartition(":")[2]) + "delText"
        return f'<{name} xml:space="preserve">{xml_text(text)}</{name}>'

    def _plain_xml(self, kid: _Element, text: str, *, struck: bool) -> str:  # noqa: ARG002
        before, kept, behind = text.partition(_ITSELF)
        pieces = [
            before and self.markup.text(before),
            kept and self.source.outer(kid),
            behind and self.markup.text(behind),
        ]
        return "".join(pieces)


def _visible(text: str) -> tuple[int, int]:
    stripped = text.strip(" \t\r\n")
    start = text.index(stripped) if stripped else 0
    return start, start + len(stripped)
