"""OmegaT glossaries: source, target, comment; tab-separated, or as CSV where the file ends so."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from termkit.errors import GlossaryError
from termkit.exchange.flat import DRAWN_BACK, ConceptCollector, direction_of, heading, one_line, pairs, tag
from termkit.glossary.files import guard, read_text, replacing, unguard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from termkit.exchange.contract import Options, TransferReport
    from termkit.terms.concept import Concept

__all__ = ["read", "write"]

_SIDES = frozenset({"sou", "src", "tar", "tgt"})
# OmegaT looks for this comment to tell the encoding.
_MAGIC = "# Glossary in tab-separated format -*- coding: utf-8 -*-\n"


def read(path: Path, options: Options, report: TransferReport) -> Iterator[Concept]:
    """Yield the concepts of an OmegaT glossary; raise GlossaryError for a row without a target."""
    text = read_text(path, options.encoding)
    is_csv = path.suffix.lower() == ".csv"
    lines = csv.reader(io.StringIO(text, newline="")) if is_csv else (line.split("\t") for line in text.splitlines())
    numbered = [(number, [unguard(cell).strip() for cell in row]) for number, row in enumerate(lines, 1)]
    rows = [(number, row) for number, row in numbered if any(row) and not row[0].startswith("#")]
    collector = ConceptCollector()
    names = heading(rows[0][1]) if rows else []
    if names:
        named = [dict(zip(names, row, strict=False)) for _, row in rows[1:]]
        sides = [[text for name, text in row.items() if name[:3] in _SIDES] for row in named]
        languages = direction_of(sides, options)
        for columns in named:
            report.rows += 1
            collector.add_named(columns, languages)
        yield from collector.concepts()
        return
    languages = direction_of([row for _, row in rows], options)
    for number, row in rows:
        if len(row) < 2 or not row[0] or not row[1]:
            raise GlossaryError("the row has no source and target, separated by a tab", path, number)
        report.rows += 1
        collector.add(row[0], row[1], languages, row[2] if len(row) > 2 else "")
    yield from collector.concepts()


def write(concepts: Iterable[Concept], path: Path, options: Options, report: TransferReport) -> None:
    """Write an OmegaT glossary, UTF-8 without byte order mark; a flagged term says so in its comment."""
    is_csv = path.suffix.lower() == ".csv"
    with replacing(path) as part, part.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n") if is_csv else None
        file.write("" if is_csv else _MAGIC)
        for pair in pairs(concepts, options, report):
            report.terms += 2
            comment = tag(pair.concept, [pair.source], [pair.target])
            if DRAWN_BACK & {pair.source.status, pair.target.status}:
                report.lose("deprecated term: OmegaT offers it all the same, its comment says what it is")
            cells = [guard(one_line(cell)) for cell in (pair.source.text, pair.target.text, comment)]
            if cells[0].startswith("#"):
                report.lose("term that begins with #: OmegaT takes it for a comment, it was left out")
            elif writer:
                writer.writerow(cells)
            else:
                file.write("\t".join(cells) + "\n")
