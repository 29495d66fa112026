"""XML as events with their offsets in the source; no entities, no document types from outside, no network.

expat is used because it says where each piece of text stands, which lxml does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from xml.parsers import expat

from termkit.errors import InputError
from termkit.read.decode import decode
from termkit.read.html import declared_encoding

if TYPE_CHECKING:
    from termkit.read.decode import Decoded

__all__ = ["XML_NAMESPACE", "Handler", "parse_events"]

XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
_DEEPEST = 500
_MOST_NAMES = 1000  # names are remembered; a vocabulary has fewer
_SEPARATOR = "}"


class Handler(Protocol):
    """What takes the events; names are without namespace, offsets are code points of the source."""

    wants_tags: bool
    """Whether the offsets of tags are wanted; they are 0 otherwise, which is much faster."""

    def start(self, name: str, attributes: dict[str, str], offset: int) -> None:
        """Take a start tag. Attributes of the xml namespace are named `xml:lang`, `xml:id`, `xml:space`."""

    def end(self, name: str, offset: int) -> None:
        """Take an end tag."""

    def data(self, text: str, offset: int) -> None:
        """Take a stretch of text; a character reference is a stretch of its own."""


def parse_events(data: bytes, path: str, encoding: str, handler: Handler) -> Decoded:
    """Send the events of an XML file to a handler and return its decoded source.

    Raises InputError with line and column where it is not well-formed, nested too deep or declares entities.
    """
    decoded = decode(data, path, encoding or declared_encoding(data))
    source = decoded.text
    raw = source.encode("utf-8", "surrogatepass")
    parser = expat.ParserCreate("utf-8", _SEPARATOR)
    events = _Events(parser, raw, handler, path)
    parser.buffer_text = False  # a buffer would hide where its parts stand
    parser.StartElementHandler = events.start
    parser.EndElementHandler = events.end
    parser.CharacterDataHandler = events.data
    parser.EntityDeclHandler = events.refuse_entity
    parser.SkippedEntityHandler = events.refuse_skipped
    try:
        parser.Parse(raw, True)  # noqa: FBT003  the API of expat
    except expat.ExpatError as error:
        what = expat.ErrorString(error.code)
        raise InputError(f"is damaged XML: {what}", path, error.lineno, error.offset + 1) from None
    return decoded


class _Events:
    """Turns byte offsets into code points; they only ever grow, so that this is linear."""

    def __init__(self, parser: expat.XMLParserType, raw: bytes, handler: Handler, path: str) -> None:
        self._parser, self._raw, self._path = parser, raw, path
        self._start, self._end, self._data = handler.start, handler.end, handler.data
        self._byte = self._point = self._depth = 0
        self._wants_tags = handler.wants_tags
        self._names: dict[str, str] = {}

    def _offset(self) -> int:
        byte = self._parser.CurrentByteIndex
        if byte > self._byte:
            self._point += len(str(self._raw[self._byte : byte], "utf-8", "replace"))
            self._byte = byte
        return self._point

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise InputError(f"is refused: elements are nested more than {_DEEPEST} deep", self._path)
        for key in attributes:
            if _SEPARATOR in key:
                attributes = {_attribute_name(key): value for key, value in attributes.items()}
                break
        local = self._names.get(name) or self._local(name)
        self._start(local, attributes, self._offset() if self._wants_tags else 0)

    def end(self, name: str) -> None:
        self._depth -= 1
        local = self._names.get(name) or self._local(name)
        self._end(local, self._offset() if self._wants_tags else 0)

    def _local(self, name: str) -> str:
        """Return a name without its namespace, and remember it."""
        local = name.rpartition(_SEPARATOR)[2]
        if len(self._names) < _MOST_NAMES:
            self._names[name] = local
        return local

    def data(self, text: str) -> None:
        self._data(text, self._offset())

    def refuse_entity(self, name: str, *_rest: object) -> None:
        raise InputError(f"is refused: it declares the entity {name[:40]!r}; entities are not read", self._path)

    def refuse_skipped(self, name: str, _is_parameter: bool) -> None:  # noqa: FBT001  called by expat
        raise InputError(f"refers to the entity &{name[:40]};, which is declared elsewhere and not read", self._path)


def _attribute_name(key: str) -> str:
    namespace, _, name = key.rpartition(_SEPARATOR)
    return f"xml:{name}" if namespace == XML_NAMESPACE else name
