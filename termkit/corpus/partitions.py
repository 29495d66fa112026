"""What a build found as rows in partitioned files, JSON lines or Parquet, for programs that read many.

records/definitions/part-00000.jsonl   document, full, short, kind, english, line, column, score, method, sentence
records/uses/part-00000.jsonl          document, symbol, date, concept, form, count, defined, line
records/findings/part-00000.jsonl      document, code, severity, line, column, text, message, sentence
records/counts/part-00000.jsonl        concept, form, year, body, documents, uses
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from termkit.errors import MissingExtraError
from termkit.report.rows import jsonl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from termkit.report.rows import Row

__all__ = ["FORMATS", "write_partitions"]

_ROWS = 50_000
"""Rows a file: some tens of megabytes, a size that engines like to read in one piece."""


def write_partitions(folder: Path, tables: Mapping[str, Iterable[Row]], form: str) -> None:
    """Write each table to a folder of its own, in the format `form` of `FORMATS`.

    Raise MissingExtraError where the library of the format is not installed.
    """
    write = FORMATS[form]
    for name, rows in tables.items():
        (folder / name).mkdir(parents=True)
        left, number = iter(rows), 0
        while part := list(islice(left, _ROWS)):
            write(part, folder / name / f"part-{number:05}.{form}")
            number += 1


def _write_jsonl(rows: Sequence[Row], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(line + "\n" for line in jsonl(rows))


def _write_parquet(rows: Sequence[Row], path: Path) -> None:
    try:
        import pyarrow as pa  # noqa: PLC0415  an extra
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError:
        raise MissingExtraError("writing Parquet", "parquet") from None
    parquet.write_table(pa.Table.from_pylist(rows), path, compression="zstd")


FORMATS: Mapping[str, Callable[[Sequence[Row], Path], None]] = {"jsonl": _write_jsonl, "parquet": _write_parquet}
