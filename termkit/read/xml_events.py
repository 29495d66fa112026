"""XML as events with their offsets in the source; no entities, no document types from outside, no network.

expat is used because it says where each piece of text stands, which lxml does not.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol
from xml.parsers import expat

from termkit.errors import InputError
from termkit.read.decode import decode
from termkit.read.web.encoding import declared_encoding

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
    raw = data if decoded.encoding == "utf-8" and data[:1] == b"<" else decoded.text.encode("utf-8", "surrogatepass")
    parser = expat.ParserCreate("utf-8", _SEPARATOR)
    parser.buffer_text = False  # a buffer would hide where its parts stand
    _take_events(parser, raw, handler, path)
    parser.EntityDeclHandler = partial(_refuse_entity, path)
    parser.SkippedEntityHandler = partial(_refuse_skipped, path)
    try:
        parser.Parse(raw, True)  # noqa: FBT003  the API of expat
    except expat.ExpatError as error:
        what = expat.ErrorString(error.code)
        raise InputError(f"is damaged XML: {what}", path, error.lineno, error.offset + 1) from None
    return decoded


def _take_events(parser: expat.XMLParserType, raw: bytes, handler: Handler, path: str) -> None:
    """Set the functions that turn byte offsets into code points; they only ever grow, so that this is linear.

    Variables of closures, and no object: each of these is called for every tag and every text.
    """
    byte = point = depth = 0
    names: dict[str, str] = {}
    take_start, take_end, take_data, wants_tags = handler.start, handler.end, handler.data, handler.wants_tags

    def offset() -> int:
        nonlocal byte, point
        reached = parser.CurrentByteIndex
        if reached > byte:
            point += len(str(raw[byte:reached], "utf-8", "replace"))
            byte = reached
        return point

    def local_name(name: str) -> str:
        """Return a name without its namespace, and remember it."""
        local = name.rpartition(_SEPARATOR)[2]
        if len(names) < _MOST_NAMES:
            names[name] = local
        return local

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise InputError(f"is refused: elements are nested more than {_DEEPEST} deep", path)
        for key in attributes:
            if _SEPARATOR in key:
                attributes = {_attribute_name(key): value for key, value in attributes.items()}
                break
        take_start(names.get(name) or local_name(name), attributes, offset() if wants_tags else 0)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        take_end(names.get(name) or local_name(name), offset() if wants_tags else 0)

    def data(text: str) -> None:
        nonlocal byte, point
        reached = parser.CurrentByteIndex
        if reached > byte:  # as `offset`, without one call more
            point += len(str(raw[byte:reached], "utf-8", "replace"))
            byte = reached
        take_data(text, point)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = data


def _refuse_entity(path: str, name: str, *_rest: object) -> None:
    raise InputError(f"is refused: it declares the entity {name[:40]!r}; entities are not read", path)


def _refuse_skipped(path: str, name: str, _is_parameter: bool) -> None:  # noqa: FBT001  called by expat
    raise InputError(f"refers to the entity &{name[:40]};, which is declared elsewhere and not read", path)


def _attribute_name(key: str) -> str:
    namespace, _, name = key.rpartition(_SEPARATOR)
    return f"xml:{name}" if namespace == XML_NAMESPACE else name
