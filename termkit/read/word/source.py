"""The XML of a part as it is written, beside its elements: what is patched keeps every other character.

A serializer would write another text for the same tree (quotation marks, empty elements, prefixes). So a
part is patched as text: each element knows where its tags stand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from termkit.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Extent", "XmlSource"]

# XML 1.0, productions 15 (comments), 18 (CDATA), 16 (instructions), 40 and 42 (tags); a part has no DTD.
_MARKUP = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|"
    r"<(?P<close>/?)(?P<name>[^!?/\s>\"'][^\s/>]*+)[^>\"']*+(?:(?:\"[^\"]*\"|'[^']*')[^>\"']*+)*+>",
    re.DOTALL,
)


class Extent(NamedTuple):
    """Where an element stands: its start tag from `start` to `inner`, its end tag from `close` to `end`."""

    start: int
    inner: int
    close: int
    end: int


class XmlSource:
    """The text of a part and the changes to it."""

    def __init__(self, data: bytes, root: _Element, path: str) -> None:
        """Take the bytes of a part and the root that was parsed from them; `path` is for errors."""
        self._encoding = root.getroottree().docinfo.encoding or "utf-8"
        self.root = root
        try:
            self.text = data.decode(self._encoding)
        except (UnicodeDecodeError, LookupError):
            raise InputError(f"cannot be changed: a part in {self._encoding} is not read back", path) from None
        # Start tags and elements come in the same order.
        self._extents = dict(zip(root.iter(), _extents(self.text), strict=True))
        self._changes: list[tuple[int, int, int, str]] = []

    def extent(self, element: _Element) -> Extent:
        """Return where an element stands."""
        return self._extents[element]

    def start_tag(self, element: _Element) -> str:
        """Return the start tag of an element as it is written."""
        extent = self._extents[element]
        return self.text[extent.start : extent.inner]

    def end_tag(self, element: _Element) -> str:
        """Return the end tag of an element as it is written."""
        extent = self._extents[element]
        return self.text[extent.close : extent.end]

    def outer(self, element: _Element | None) -> str:
        """Return an element with its tags as it is written; nothing for None."""
        return "" if element is None else self.text[self._extents[element].start : self._extents[element].end]

    def insert(self, offset: int, text: str) -> None:
        """Write a text before an offset; at one offset the first inserted comes first."""
        self.replace(offset, offset, text)

    def replace(self, start: int, end: int, text: str) -> None:
        """Write a text in place of what stands from `start` to `end`."""
        if text or end > start:
            self._changes.append((start, end, len(self._changes), text))

    def append(self, element: _Element, text: str) -> None:
        """Write a text as the last content of an element."""
        extent = self._extents[element]
        if extent.inner < extent.end:
            self.insert(extent.close, text)
            return
        tag = self.start_tag(element)  # it is empty: <w:comments/>
        name = tag[1:].split()[0].rstrip("/>")
        self.replace(extent.start, extent.end, f"{tag[:-2].rstrip()}>{text}</{name}>")

    @property
    def is_changed(self) -> bool:
        """Tell whether there is anything to write."""
        return bool(self._changes)

    def result(self) -> bytes:
        """Return the part with its changes, in its own encoding."""
        parts, last = [], 0
        for start, end, _, text in sorted(self._changes):
            parts += [self.text[last:start], text]
            last = end
        return "".join([*parts, self.text[last:]]).encode(self._encoding, "xmlcharrefreplace")


def _extents(text: str) -> list[Extent]:
    found: list[Extent | tuple[int, int]] = []
    opened: list[int] = []
    for match in _MARKUP.finditer(text):
        if match["name"] is None:
            continue
        if match["close"]:
            index = opened.pop()
            start, inner = found[index][:2]
            found[index] = Extent(start, inner, match.start(), match.end())
        elif match.group().endswith("/>"):
            found.append(Extent(match.start(), match.end(), match.end(), match.end()))
        else:
            opened.append(len(found))
            found.append((match.start(), match.end()))
    return [each for each in found if isinstance(each, Extent)]
