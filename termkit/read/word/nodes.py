"""Where the characters of a Word document stand: the way back into its XML."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from termkit.read.word.names import local

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from termkit.text.document import Document, Span

__all__ = ["Comment", "NodePlace", "NodeRun", "WordText", "text_nodes"]

_TEXT_NODES = frozenset({"t", "delText", "tab", "ptab", "noBreakHyphen", "sym", "m:t"})


def text_nodes(root: _Element) -> Iterator[_Element]:
    """Yield the elements of a part that hold characters, in document order: `NodeRun.node` counts these."""
    return (element for element in root.iter() if local(element) in _TEXT_NODES)


class NodeRun(NamedTuple):
    """A stretch of `Document.text` that comes from one element.

    `node` is the index among `text_nodes` of the part, from 0; `offset` is that of the first
    character in the element's text. All in code points.
    """

    start: int
    length: int
    part: str
    node: int
    offset: int


class NodePlace(NamedTuple):
    """One character: the part, the index of its element among `text_nodes`, the offset in it."""

    part: str
    node: int
    offset: int


class Comment(NamedTuple):
    """A comment in the margin: who wrote it when (ISO 8601), its text, and what it speaks of."""

    identifier: str
    author: str
    date: str
    text: str
    span: Span


class WordText(NamedTuple):
    """A Word document: its text, where each character stands in the package, its comments.

    Characters that Word computes (the number of a paragraph) or that stand between blocks have no node.
    """

    document: Document
    nodes: tuple[NodeRun, ...]
    comments: tuple[Comment, ...]

    def node_at(self, offset: int) -> NodePlace | None:
        """Return where the character at a text offset stands, None where it stands in no element."""
        index = bisect_right(self.nodes, offset, key=lambda run: run.start) - 1
        if index < 0:
            return None
        run = self.nodes[index]
        if offset >= run.start + run.length:
            return None
        return NodePlace(run.part, run.node, run.offset + offset - run.start)
