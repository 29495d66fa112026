"""Definitions as JSON lines, tab-separated values, or a table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from termkit.extract.definition import Definition
    from termkit.text.document import Document

__all__ = ["COLUMNS", "jsonl", "rows", "tsv"]

COLUMNS = ("document", "line", "column", "full", "short", "kind", "score", "method", "sentence")


def rows(found: Iterable[tuple[Document, Definition]]) -> Iterator[tuple[str | int | float, ...]]:
    """Yield the columns of each definition; line and column (from 1) are of the opening bracket."""
    for document, each in found:
        line, column = document.lines.position(document.source_map.to_source(each.mark))
        yield (
            document.path, line, column, each.full, each.short, each.kind.value, each.score, each.method.value, each.sentence,
        )  # fmt: skip


def jsonl(found: Iterable[tuple[Document, Definition]]) -> Iterator[str]:
    """Yield one JSON object a definition."""
    for row in rows(found):
        yield json.dumps(dict(zip(COLUMNS, row, strict=True)), ensure_ascii=False)


def tsv(found: Iterable[tuple[Document, Definition]]) -> Iterator[str]:
    """Yield a header and one line a definition; tabs and line ends in a value become spaces."""
    yield "\t".join(COLUMNS)
    for row in rows(found):
        yield "\t".join(" ".join(str(value).split()) for value in row)
