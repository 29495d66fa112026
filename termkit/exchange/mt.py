"""Two-column glossaries of machine translation services: source and target, no header, no comment.

Tab-separated, or commas where the file ends in .csv. Services want a source term once, and at most
1,024 bytes a side (DeepL).
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from termkit.errors import GlossaryError
from termkit.exchange.flat import ConceptCollector, direction_of, one_line, pairs
from termkit.glossary.files import guard, read_text, replacing, unguard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from termkit.exchange.contract import Options, TransferReport
    from termkit.terms.concept import Concept

__all__ = ["read", "write"]

_MOST_BYTES = 1024


def read(path: Path, options: Options, report: TransferReport) -> Iterator[Concept]:
    """Yield one concept a source term; columns after the second are not read."""
    text = read_text(path, options.encoding)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="," if path.suffix.lower() == ".csv" else "\t")
    numbered = [(number, [unguard(cell).strip() for cell in row]) for number, row in enumerate(reader, 1)]
    rows = [(number, row) for number, row in numbered if any(row)]
    languages = direction_of([row for _, row in rows], options)
    collector = ConceptCollector()
    for number, row in rows:
        if len(row) < 2 or not row[0] or not row[1]:
            raise GlossaryError("the row has no source and target", path, number)
        if any(row[2:]):
            report.lose("column after the second: a two-column glossary has none, it was not read")
        report.rows += 1
        collector.add(row[0], row[1], languages)
    yield from collector.concepts()


def write(concepts: Iterable[Concept], path: Path, options: Options, report: TransferReport) -> None:
    """Write source and target, UTF-8 without byte order mark, each source term once."""
    seen: set[str] = set()
    with replacing(path) as part, part.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="," if path.suffix.lower() == ".csv" else "\t", lineterminator="\n")
        for pair in pairs(concepts, options, report):
            source, target = one_line(pair.source.text), one_line(pair.target.text)
            if source in seen:
                report.lose("second target of a source term: a service takes one, the first was written")
            elif max(len(source.encode()), len(target.encode())) > _MOST_BYTES:
                report.lose("term of more than 1,024 bytes: left out")
            else:
                seen.add(source)
                report.terms += 2
                writer.writerow([guard(source), guard(target)])
