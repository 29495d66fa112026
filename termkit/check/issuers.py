"""Whose document it is: the bodies that its masthead names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.check.memo import once_a_document
from termkit.terms.concept import FULL_TYPES
from termkit.text.characters import is_han
from termkit.text.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termkit.check.material import Facts, Material
    from termkit.text.document import Document

__all__ = ["is_in_masthead"]

_HEADS = frozenset({BlockKind.MASTHEAD, BlockKind.RUNNING})
_TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE})
# What stands beside a name in the line of a masthead: another name, the board of the bodies. A title has more.
_BEFORE = re.compile(r"(?:[^的《》\n]{2,40}[、和及])?")
_BEHIND = re.compile(r"(?:[、和及][^的《》\n]{2,40})?\s*(?:执行局|执行理事会|理事会|委员会|大会)?")


def is_in_masthead(material: Material, facts: Facts, identifier: str) -> bool:
    """Tell whether the full form of a concept stands in the masthead as the name of a body whose document it is.

    联合国贸易和发展会议 over a document of its board: its readers need no definition of 贸发会议.
    """
    lines = _lines(facts.document)
    names = [term.text for term in material.index.concepts[identifier].of("zh", *FULL_TYPES)]
    return any(_is_name_of(line, name) for line in lines for name in names)


def _is_name_of(line: str, name: str) -> bool:
    start = line.find(name)
    while start >= 0:
        if _BEFORE.fullmatch(line, 0, start) and _BEHIND.fullmatch(line, start + len(name)):
            return True
        start = line.find(name, start + 1)
    return False


@once_a_document
def _lines(document: Document) -> Sequence[str]:
    blocks = document.blocks
    first = next((index for index, block in enumerate(blocks) if block.kind in _TEXT), len(blocks))
    # 联合国贸易和发展会议 and Distr.: General stand side by side, with a tab between them or as cells.
    heads = [block for index, block in enumerate(blocks) if block.kind in _HEADS or index < first]
    lines = (line for block in heads for line in document.text[block.span.start : block.span.end].split("\t"))
    return sorted({line.strip() for line in lines if line.strip() and is_han(line.strip()[0])})
