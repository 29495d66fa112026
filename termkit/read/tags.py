"""HTML to tags and text with their offsets, in linear time whatever the input.

The rules are those of the WHATWG HTML standard, 13.2.5 (tokenization), as far as text and structure
need them; a page is never refused.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["EndTag", "Reference", "StartTag", "Text", "tokens"]

# Every alternative also ends at the end of the input, so that none is tried twice.
_MARKUP = re.compile(
    r"""<(?:(?P<open>[a-zA-Z][^\s/>]*+)
            (?P<attributes>(?:[^>=]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|))*+)(?:>|\Z)
        |/(?P<close>[a-zA-Z][^\s/>]*+)[^>]*+(?:>|\Z)
        |!--(?P<comment>)
        |[!?/][^>]*+(?:>|\Z))
    |&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?""",
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_COMMENT_END = re.compile(r"--!?>")
# Their content is no markup (13.2.6.2); nothing of it is text of the document.
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})


class StartTag(NamedTuple):
    """A start tag; names are in lower case."""

    name: str
    attributes: dict[str, str]
    offset: int


class EndTag(NamedTuple):
    """An end tag."""

    name: str
    offset: int


class Text(NamedTuple):
    """A stretch of text as it stands."""

    text: str
    offset: int


class Reference(NamedTuple):
    """Characters that are written as a reference: `&nbsp;`."""

    text: str
    offset: int


def tokens(source: str) -> Iterator[StartTag | EndTag | Text | Reference]:
    """Yield tags and text in order; comments, declarations and the content of scripts are left out."""
    position = 0
    while (match := _MARKUP.search(source, position)) is not None:
        if match.start() > position:
            yield Text(source[position : match.start()], position)
        position = match.end()
        if match["open"]:
            name = match["open"].lower()
            yield StartTag(name, _attributes(match["attributes"]), match.start())
            if name in _RAW:
                end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(source, position)
                position = end.start() if end else len(source)
        elif match["close"]:
            yield EndTag(match["close"].lower(), match.start())
        elif match["comment"] is not None:
            end = _COMMENT_END.search(source, position)
            position = end.end() if end else len(source)
        elif match.group().startswith("&"):
            yield Reference(unescape(match.group()), match.start())
    if position < len(source):
        yield Text(source[position:], position)


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        value = next((each for each in match.groups()[1:] if each is not None), "")
        found.setdefault(match[1].lower(), unescape(value) if "&" in value else value)
    return found
