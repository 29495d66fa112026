"""Names of WordprocessingML without their namespaces, so that Transitional and Strict read alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["attribute", "child", "local", "number", "on", "relation", "value"]

# Transitional (ECMA-376 Part 4) and Strict (ISO/IEC 29500-1) names of the same vocabularies.
_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_MATH = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
_RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_PREFIXES = {**dict.fromkeys(_WORD, ""), **dict.fromkeys(_MATH, "m:"), _COMPATIBILITY: "mc:"}

_known: dict[str, str] = {}  # a cache that the vocabulary of the standard bounds in real files
_MOST_KNOWN = 5000


def local(element: _Element) -> str:
    """Return the name of an element: `p`, `m:t`, `mc:Choice`; empty for vocabularies that hold no text."""
    tag = str(element.tag)
    name = _known.get(tag)
    if name is None:
        namespace, _, bare = tag.removeprefix("{").rpartition("}")
        prefix = _PREFIXES.get(namespace)
        name = "" if prefix is None else prefix + bare
        if len(_known) < _MOST_KNOWN:
            _known[tag] = name
    return name


def attribute(element: _Element, name: str) -> str:
    """Return an attribute in one of the Word namespaces, empty where it is missing."""
    for namespace in _WORD:
        if (found := element.get(f"{{{namespace}}}{name}")) is not None:
            return found
    return ""


def relation(element: _Element, name: str = "id") -> str:
    """Return an attribute in one of the relationship namespaces."""
    for namespace in _RELATIONS:
        if (found := element.get(f"{{{namespace}}}{name}")) is not None:
            return found
    return ""


def child(element: _Element | None, *names: str) -> _Element | None:
    """Return the element that a path of names leads to."""
    for name in names:
        if element is None:
            return None
        element = next((each for each in element if local(each) == name), None)
    return element


def value(element: _Element | None, *names: str) -> str:
    """Return the `val` attribute of the element at a path of names, empty where there is none."""
    found = child(element, *names)
    return "" if found is None else attribute(found, "val")


def on(element: _Element | None, name: str) -> bool:
    """Tell whether a toggle property is set (17.17.4: present without a value is true)."""
    found = child(element, name)
    return found is not None and attribute(found, "val") not in {"0", "false", "off", "none"}


def number(text: str, default: int = 0) -> int:
    """Return a whole number of a document, `default` where it is none."""
    try:
        return int(text)
    except ValueError:
        return default
