"""termkit extract."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from termkit.cli.common import (
    Reading,
    counted,
    decisions_option,
    documents_options,
    glossary_option,
    load_decisions,
    load_glossary,
    say,
)
from termkit.corpus.extraction import LISTS, list_finds
from termkit.errors import UsageError
from termkit.glossary.decided import Decided
from termkit.report import rows as report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from termkit.report.rows import Row
    from termkit.terms.concept import Concept

__all__ = ["command"]


class _Place(NamedTuple):
    path: str
    line: int


@click.command("extract")
@partial(documents_options, required=False)
@click.option(
    "--what", type=click.Choice([*LISTS, "all"]), default="definitions", help="What to list.", show_default=True
)
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "tsv", "table"]), help="[default: table on a terminal, else jsonl]"
)
@click.option("--min-score", type=click.FloatRange(0, 1), default=0.0, help="Leave out what has a lower score.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="With --what abbreviations: write an annex (.md, .csv, .docx).",
)
@click.option(
    "--explain",
    metavar="FILE:LINE",
    help="Show why the definitions of a line begin where they do, and do nothing else.",
)
@glossary_option
@decisions_option
def command(
    paths: tuple[str, ...],
    encoding: str,
    what: str,
    form: str | None,
    min_score: float,
    output: Path | None,
    explain: str | None,
    glossary: str,
    decisions: Path | None,
    quiet: bool,
) -> int:
    """List what documents define and use, one find a row.

    definitions: full form and short form together; undefined: short forms without a definition, and what they stand
    for; mentions: uses of known forms; names: bodies and instruments in full; abbreviations: the list that a report
    carries.
    """
    if output and what != "abbreviations":
        raise UsageError("-o goes with --what abbreviations; other lists go to standard output")
    curated = load_glossary(glossary)
    if explain:
        _explain(_place(explain), encoding, curated)
        return 0
    reading = Reading(paths, encoding, quiet=quiet)
    decided = Decided(load_decisions(decisions))
    number = 0

    def found() -> Iterator[Row]:
        nonlocal number
        for row in list_finds(what, reading.each(), curated, decided):
            if float(row.get("score", 1)) >= min_score:
                number += 1
                yield row

    _show(found(), form, output)
    noun = "find" if what == "all" else what
    failed = f"; {reading.failed} not read" if reading.failed else ""
    finds = f"{number} undefined" if what == "undefined" else counted(number, noun.removesuffix("s"))
    say(f"{counted(reading.read, 'document')}, {finds}{failed}", quiet=quiet)
    return 2 if reading.failed else 0


def _show(found: Iterable[Row], form: str | None, output: Path | None) -> None:
    if output:
        from termkit.report.annex import write_annex  # noqa: PLC0415  start-up

        write_annex(list(found), output)
    elif (form or ("table" if sys.stdout.isatty() else "jsonl")) == "table":
        report.print_table(found)
    else:
        for line in report.tsv(found) if form == "tsv" else report.jsonl(found):
            click.echo(line)


def _place(told: str) -> _Place:
    path, _, line = told.rpartition(":")
    if not path or not line.isdigit():
        raise UsageError(f"--explain {told}: write FILE:LINE, as in report.txt:78")
    return _Place(path, int(line))


def _explain(place: _Place, encoding: str, curated: Sequence[Concept]) -> None:
    from termkit.corpus.pipeline import known_forms, short_forms_of  # noqa: PLC0415  start-up
    from termkit.extract.explain import explain  # noqa: PLC0415

    (document,) = Reading([place.path], encoding, quiet=True).documents()
    found = list(explain(document, place.line, known_forms(curated), short_forms_of(curated)))
    if not found:
        say(f"{place.path}:{place.line}: nothing there looks like a definition")
    for answers in found:
        click.echo(f"{answers[0].short}")
        for answer in answers:
            click.echo(f"  {answer.probability:5.3f}  {answer.full or '(no definition)'}")
            click.echo("         " + ", ".join(f"{name} {weight:+.2f}" for name, weight in answer.evidence))
