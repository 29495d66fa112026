"""Paragraph styles: what a paragraph inherits along the chain of styles (ECMA-376 Part 1, 17.7)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from termkit.read.word.names import attribute, child, local, number, on, value

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Style", "Styles"]

_HEADING = re.compile(r"(?:heading|标题) ?([1-9])$", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录) ?[1-9]$", re.IGNORECASE)
BODY_LEVEL = 9
"""Outline level of body text (17.3.1.20)."""


class Style(NamedTuple):
    """What termkit needs of a style, with all that it inherits."""

    name: str = ""
    outline: int = BODY_LEVEL
    num_id: str = ""
    level: int | None = None
    is_contents: bool = False
    hidden: bool = False


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: _Element | None) -> None:
        self._elements: dict[str, _Element] = {}
        self._resolved: dict[str, Style] = {}
        self.default = ""
        for each in root if root is not None else ():
            if local(each) == "style":
                identifier = attribute(each, "styleId")
                self._elements[identifier] = each
                if attribute(each, "type") == "paragraph" and attribute(each, "default") in {"1", "true", "on"}:
                    self.default = identifier

    def get(self, identifier: str) -> Style:
        """Return a style; circles in the chain of styles end where they close."""
        found = self._resolved.get(identifier)
        if found is None:
            found = Style()
            for element in reversed(self._chain(identifier)):
                found = _inherit(found, element)
            self._resolved[identifier] = found
        return found

    def _chain(self, identifier: str) -> list[_Element]:
        chain: list[_Element] = []
        seen: set[str] = set()
        while identifier in self._elements and identifier not in seen:
            seen.add(identifier)
            chain.append(self._elements[identifier])
            identifier = value(chain[-1], "basedOn")
        return chain


def _inherit(base: Style, element: _Element) -> Style:
    name = value(element, "name")
    properties = child(element, "pPr")
    outline = value(properties, "outlineLvl")
    heading = _HEADING.match(name)
    level = number(outline, BODY_LEVEL) if outline else base.outline
    if heading and not outline:
        level = number(heading[1]) - 1
    elif name.lower() in {"title", "标题"} and not outline:
        level = 0
    num_id = value(properties, "numPr", "numId")
    num_level = value(properties, "numPr", "ilvl")
    return Style(
        name=name,
        outline=level,
        num_id=num_id or base.num_id,
        level=number(num_level) if num_level else base.level,
        is_contents=base.is_contents or _CONTENTS.match(name) is not None,
        hidden=on(child(element, "rPr"), "vanish") or (base.hidden and child(element, "rPr", "vanish") is None),
    )
