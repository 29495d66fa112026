"""Which blocks of a document are running text, where rules about marks and numbers apply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.text.document import BlockKind, Span

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from termkit.text.document import Document

__all__ = ["in_prose", "is_prose_at"]

_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE})


def is_prose_at(document: Document, offset: int) -> bool:
    """Tell whether an offset lies in a paragraph, a list item or a footnote."""
    return document.block_at(offset).kind in _PROSE


def in_prose(document: Document, pattern: re.Pattern[str]) -> Iterator[tuple[Span, re.Match[str]]]:
    """Yield the matches of a pattern in the running text of a document."""
    for match in pattern.finditer(document.text):
        if is_prose_at(document, match.start()):
            yield Span(*match.span()), match
