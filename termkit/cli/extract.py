"""termkit extract."""

from __future__ import annotations

import sys

import click

from termkit.cli.common import Reading, documents_options, glossary_option, load_glossary, say
from termkit.corpus.pipeline import define
from termkit.report import definitions as report

__all__ = ["command"]


@click.command("extract")
@documents_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "tsv", "table"]),
    help="[default: table on a terminal, else jsonl]",
)
@click.option("--min-score", type=click.FloatRange(0, 1), default=0.0, help="Leave out definitions below this score.")
@glossary_option
def command(
    paths: tuple[str, ...], encoding: str, form: str | None, min_score: float, glossary: str, quiet: bool
) -> int:
    """List the definitions of short forms in documents, one a row."""
    curated = load_glossary(glossary)
    reading = Reading(paths, encoding, quiet=quiet)
    documents = reading.documents()
    found = [
        (document, each) for document, all_ in define(documents, curated) for each in all_ if each.score >= min_score
    ]
    form = form or ("table" if sys.stdout.isatty() else "jsonl")
    if form == "table":
        from termkit.report.table import print_definitions  # noqa: PLC0415  start-up

        print_definitions(found)
    else:
        for line in report.tsv(found) if form == "tsv" else report.jsonl(found):
            click.echo(line)
    say(
        f"{len(documents)} documents, {len(found)} definitions"
        + (f"; {reading.failed} not read" if reading.failed else ""),
        quiet=quiet,
    )
    return 2 if reading.failed else 0
