"""Tables for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termkit.extract.definition import Definition
    from termkit.text.document import Document

__all__ = ["print_definitions"]


def print_definitions(found: Iterable[tuple[Document, Definition]]) -> None:
    """Print definitions as a table: place, full form, short form, kind, score."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("Place", "Full form", "Short form", "Kind", "Score"):
        table.add_column(heading, overflow="fold")
    for document, each in found:
        line, column = document.lines.position(document.source_map.to_source(each.mark))
        table.add_row(f"{document.path}:{line}:{column}", each.full, each.short, each.kind.value, f"{each.score:.2f}")
    Console().print(table)
