"""XLIFF 1.2 and 2.x, and its dialects .sdlxliff, .mqxliff and .mxliff.

Sources: OASIS XLIFF 1.2 (2008), 2.4 inline elements; OASIS XLIFF 2.1 (2018), 4.7. SDL and memoQ keep to
1.2: segments are `mrk mtype="seg"` in seg-source and target, or a unit each.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from termkit.read.bilingual.units import Bilingual, Side, Unit, bilingual
from termkit.read.contract import DEFAULT, Options
from termkit.read.xml_events import parse_events

if TYPE_CHECKING:
    from termkit.text.document import Document

__all__ = ["read_xliff", "read_xliff_pair"]

_FOREIGN = frozenset(
    {"alt-trans", "matches", "match", "header", "glossary", "note", "notes", "skl", "ignorable", "prop-group"}
)
# What a unit has of its own; the rest (notes, other matches, a tool's history of the unit) is not its text.
_OF_UNIT = frozenset({"segment", "source", "seg-source", "target"})
_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})  # 1.2: what they hold is code of the original, not text
_INLINE = frozenset({"g", "x", "bx", "ex", "mrk", "sub", "pc", "sc", "ec", "sm", "em", "cp", *_CODES})
_LINE_BREAKS = frozenset({"lb", "x-lb", "linebreak"})


@dataclass
class _Text:
    """A source, seg-source or target element: its text outside of segments, and its segments by id."""

    whole: Side = field(default_factory=Side)
    segments: dict[str, Side] = field(default_factory=dict)


_DELETED = "x-sdl-deleted"  # a tracked deletion, as Trados writes it


class _Handler:
    wants_tags = True

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self.languages = ("", "")
        self._foreign = 0
        self._codes = 0
        self._unit = ""
        self._inside = False
        self._texts: dict[str, _Text] = {}
        self._text: _Text | None = None
        self._marks: list[str | None] = []  # the open mrk elements: the id of a segment, or None

    def start(self, name: str, attributes: dict[str, str], offset: int) -> None:
        if self._foreign or (self._text is None and (name not in _OF_UNIT if self._inside else name in _FOREIGN)):
            self._foreign += 1
        elif name == "xliff" or (name == "file" and "source-language" in attributes):
            source = attributes.get("source-language") or attributes.get("srcLang", "")
            target = attributes.get("target-language") or attributes.get("trgLang", "")
            self.languages = source or self.languages[0], target or self.languages[1]
        elif name in {"trans-unit", "segment", "unit"}:
            self._inside = True
            self._unit = attributes.get("id", "") or self._unit
            self._texts = {}
        elif name in {"source", "seg-source", "target"} and self._text is None:
            self._text = self._texts.setdefault(name, _Text())
            self._marks = []
        elif self._text is not None:
            self._start_inline(name, attributes, offset)

    def end(self, name: str, offset: int) -> None:
        if self._foreign:
            self._foreign -= 1
        elif name in {"trans-unit", "segment"}:
            self._inside = name == "segment"
            self._finish()
        elif name == "unit":
            self._inside = False
        elif name in {"source", "seg-source", "target"} and not self._codes:
            self._text = None
        elif self._text is not None and name in _INLINE:
            is_deleted = name == "mrk" and bool(self._marks) and self._marks.pop() == _DELETED
            self._codes -= name in _CODES or is_deleted
            self._side.tag(f"/{name}", offset)

    def data(self, text: str, offset: int) -> None:
        if self._text is not None and not self._foreign and not self._codes:
            self._side.take(text, offset)

    @property
    def _side(self) -> Side:
        assert self._text is not None  # noqa: S101  the callers have asked
        segment = next((mark for mark in reversed(self._marks) if mark not in {None, _DELETED}), None)
        return self._text.whole if segment is None else self._text.segments[segment]

    def _start_inline(self, name: str, attributes: dict[str, str], offset: int) -> None:
        if name == "mrk":
            is_segment = attributes.get("mtype") == "seg"
            identifier = attributes.get("mid", str(len(self._text.segments if self._text else ())))
            if is_segment and self._text is not None:
                self._text.segments.setdefault(identifier, Side())
            is_deleted = attributes.get("mtype") == _DELETED
            self._codes += is_deleted
            self._marks.append(identifier if is_segment else _DELETED if is_deleted else None)
        if name not in _INLINE:
            return
        self._side.tag(name, offset)
        kind = attributes.get("ctype", attributes.get("subType", attributes.get("type", ""))).removeprefix("xlf:")
        if name in {"x", "ph"} and kind in _LINE_BREAKS and self._side.runs.length:
            self._side.runs.stand_in(" ", offset)
        if name in _CODES:
            self._codes += 1

    def _finish(self) -> None:
        empty = _Text()
        source, target = self._texts.get("source", empty), self._texts.get("target", empty)
        segmented = self._texts.get("seg-source", source)
        if segmented.segments:
            for identifier, side in segmented.segments.items():
                other = target.segments.get(identifier, Side())
                if not target.segments and len(segmented.segments) == 1:
                    other = target.whole
                self.units.append(Unit(f"{self._unit}:{identifier}", side, other))
        elif source.whole.runs.length or target.whole.runs.length or target.segments:
            whole = next(iter(target.segments.values())) if target.segments else target.whole
            self.units.append(Unit(self._unit, source.whole, whole))
        self._texts = {}


def read_xliff_pair(data: bytes, path: str, options: Options = DEFAULT) -> Bilingual:
    """Read both sides of an XLIFF file. Raises InputError where it is damaged."""
    handler = _Handler()
    decoded = parse_events(data, path, options.encoding, handler)
    return bilingual(handler.units, path, "xliff", decoded, handler.languages)


def read_xliff(data: bytes, path: str, options: Options = DEFAULT) -> Document:
    """Read the Chinese side of an XLIFF file. Raises InputError where it is damaged."""
    return read_xliff_pair(data, path, options).chinese
