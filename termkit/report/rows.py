"""Rows of plain values as JSON lines, tab-separated values, or a table on a terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from termkit.text.characters import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Row", "jsonl", "print_table", "tsv"]


Row = dict[str, str | int | float]

_IN_MEMORY = 1 << 22


def jsonl(rows: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """Yield one JSON object a row."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False)


def tsv(rows: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """Yield a header and one line a row; tabs and line ends in a value become spaces.

    Where one row has a page, all have the column: that is known when all are there, some in memory, others in a file.
    """
    from tempfile import SpooledTemporaryFile  # noqa: PLC0415  start-up

    paged = False
    with SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", errors="surrogatepass", newline="\n") as file:
        for row in rows:
            paged = paged or "page" in row
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
        file.seek(0)
        header: tuple[str, ...] = ()
        for line in file:
            row = _with_page(json.loads(line)) if paged else json.loads(line)
            if tuple(row) != header:
                header = tuple(row)
                yield "\t".join(header)
            yield "\t".join(" ".join(str(value).split()) for value in row.values())


def _with_page(row: Mapping[str, object]) -> Mapping[str, object]:
    place = {key: row.get(key, "") for key in ("document", "line", "column", "page") if key == "page" or key in row}
    return {**place, **row} if "document" in row else row


def print_table(rows: Iterable[Mapping[str, object]]) -> None:
    """Print rows as a table, without the sentences, place first."""
    # Start-up: only a terminal needs it.
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table: Table | None = None
    header: tuple[str, ...] = ()
    for row in rows:
        shown = {
            key: value for key, value in row.items() if key not in {"document", "line", "column", "page", "sentence"}
        }
        if table is None or tuple(shown) != header:
            if table is not None:
                Console().print(table)
            header = tuple(shown)
            table = Table(box=None, pad_edge=False, header_style="bold")
            for heading in ("place", *header):  # a place is copied whole
                table.add_column(heading, overflow="fold", no_wrap=heading == "place")
        place = ":".join(str(row[key]) for key in ("document", "line", "column") if key in row)
        place += f" (page {row['page']})" if "page" in row else ""
        # As texts: in a plain string rich reads [/b] as mark-up.
        table.add_row(*(Text(visible(str(value))) for value in (place, *shown.values())))
    if table is not None:
        Console().print(table)
