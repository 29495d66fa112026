"""termkit check."""

from __future__ import annotations

import click

from termkit.check import check
from termkit.cli.common import (
    Reading,
    color_option,
    documents_options,
    glossary_option,
    load_glossary,
    say,
    wants_color,
)
from termkit.corpus.pipeline import analyse
from termkit.report import findings_json, findings_text

__all__ = ["command"]


@click.command("check")
@documents_options
@glossary_option
@click.option(
    "--output-format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print findings.",
)
@color_option
def command(paths: tuple[str, ...], encoding: str, glossary: str, output_format: str, color: str, quiet: bool) -> int:
    """Check documents, each by itself and all against one another.

    Exit code 0: no findings; 1: findings; 2: something could not be read.
    """
    curated = load_glossary(glossary)
    reading = Reading(paths, encoding, quiet=quiet)
    documents = reading.documents()
    findings = check(analyse(documents, curated))
    if output_format == "json":
        click.echo(findings_json.render(findings), nl=False)
    else:
        tinted = wants_color(color)
        for line in findings_text.render(findings, color=tinted):
            click.echo(line, color=tinted)
    say(
        f"{len(documents)} documents, {len(findings)} findings"
        + (f"; {reading.failed} not read" if reading.failed else ""),
        quiet=quiet,
    )
    return 2 if reading.failed else int(bool(findings))
