"""termkit extract."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from termkit.cli.common import Reading, documents_options, glossary_option, load_glossary, say
from termkit.corpus.extraction import LISTINGS
from termkit.report import rows as report

if TYPE_CHECKING:
    from termkit.report.rows import Row

__all__ = ["command"]


@click.command("extract")
@documents_options
@click.option(
    "--what", type=click.Choice([*LISTINGS, "all"]), default="definitions", show_default=True, help="What to list."
)
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "tsv", "table"]), help="[default: table on a terminal, else jsonl]"
)
@click.option("--min-score", type=click.FloatRange(0, 1), default=0.0, help="Leave out what has a lower score.")
@glossary_option
def command(
    paths: tuple[str, ...], encoding: str, what: str, form: str | None, min_score: float, glossary: str, quiet: bool
) -> int:
    """List what documents define and use, one find a row.

    definitions: full form and short form together; undefined: short forms without a definition, and what they stand
    for; mentions: uses of known forms; names: bodies and instruments in full; abbreviations: the list that a report
    carries.
    """
    curated = load_glossary(glossary)
    reading = Reading(paths, encoding, quiet=quiet)
    documents = reading.documents()
    chosen = [each for each in LISTINGS if each != "abbreviations"] if what == "all" else [what]
    found: list[Row] = []
    for each in chosen:
        rows = (row for row in LISTINGS[each](documents, curated) if float(row.get("score", 1)) >= min_score)
        found += [{"what": each, **row} for row in rows] if what == "all" else rows
    form = form or ("table" if sys.stdout.isatty() else "jsonl")
    if form == "table":
        report.print_table(found)
    else:
        for line in report.tsv(found) if form == "tsv" else report.jsonl(found):
            click.echo(line)
    counted = "finds" if what == "all" else what
    failed = f"; {reading.failed} not read" if reading.failed else ""
    say(f"{len(documents)} documents, {len(found)} {counted}{failed}", quiet=quiet)
    return 2 if reading.failed else 0
