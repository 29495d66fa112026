"""The main text of a page among all its blocks: without menus, and out of the tables that lay out older pages."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from termkit.text.document import BlockKind

if TYPE_CHECKING:
    from termkit.read.web.page import PageBlock

__all__ = ["main_text"]

_BETWEEN_LINKS = re.compile(r"[\s|｜·•/>»›-]")
_LAYOUT_TEXT = 80  # characters of sentences in a cell that lays out a page
_PROSE_ENDS = frozenset("。；：.;:")


def main_text(blocks: list[PageBlock]) -> list[PageBlock]:
    """Return the main part where the page marks one that has most of the text; else all but menus."""
    blocks = _out_of_layout(blocks)
    inside = [block for block in blocks if block.main]
    if sum(block.runs.length for block in inside) * 2 >= sum(block.runs.length for block in blocks):
        return inside
    kept: list[PageBlock] = []
    menu: list[PageBlock] = []
    for block in [*blocks, None]:
        if block is not None and block.number == "•" and block.linked >= 0.9 * (block.runs.length - 2):
            menu.append(block)
            continue
        if block is not None and _is_menu(block):
            continue
        kept += menu if len(menu) < 3 else []
        menu = []
        if block is not None:
            kept.append(block)
    return kept


def _is_menu(block: PageBlock) -> bool:
    """Tell whether a block is nothing but links, set apart by bars or dots."""
    return block.links >= 3 and block.linked >= 0.9 * len(_BETWEEN_LINKS.sub("", block.runs.text))


def _out_of_layout(blocks: list[PageBlock]) -> list[PageBlock]:
    """Take the blocks of cells that hold whole texts for what they are: older pages are laid out by tables."""
    size: Counter[int | None] = Counter()
    for block in blocks:
        size[block.cell] += block.runs.length if block.runs.text.rstrip()[-1:] in _PROSE_ENDS else 0
    count = Counter(block.cell for block in blocks)
    for block in blocks:
        is_layout = count[block.cell] >= 3 and size[block.cell] >= _LAYOUT_TEXT
        if block.kind is BlockKind.TABLE_CELL and is_layout:
            block.kind = None
    return blocks
