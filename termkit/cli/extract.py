"""termkit extract."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from termkit.cli.common import (
    Number,
    Reading,
    counted,
    decisions_option,
    documents_options,
    glossary_option,
    load_decisions,
    load_glossary,
    say,
    write_utf8,
)
from termkit.corpus.extraction import LISTS, list_finds
from termkit.errors import UsageError
from termkit.glossary.decided import Decided
from termkit.report import rows as report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from termkit.report.rows import Row
    from termkit.terms.concept import Concept
    from termkit.text.document import Document

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
@click.option("--min-score", type=Number(0, 1), default=0.0, help="Leave out what has a lower score.")
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
        _explain(_place(explain), encoding, curated, Decided(load_decisions(decisions)))
        return 0
    reading = Reading(paths, encoding, quiet=quiet)
    if output:
        reading.keep([output], glossary, decisions)
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
        write_utf8()
        for line in report.tsv(found) if form == "tsv" else report.jsonl(found):
            click.echo(line)


def _place(told: str) -> _Place:
    path, _, line = told.rpartition(":")
    if not path or not line.isdecimal():
        raise UsageError(f"--explain {told}: write FILE:LINE, as in report.txt:78")
    return _Place(path, int(line))


def _explain(place: _Place, encoding: str, curated: Sequence[Concept], decided: Decided) -> None:
    from termkit.extract.definitions import extract_definitions  # noqa: PLC0415  start-up
    from termkit.extract.explain import explain, outcome  # noqa: PLC0415
    from termkit.glossary.forms import known_forms, short_forms_of  # noqa: PLC0415

    (document,) = Reading([place.path], encoding, quiet=True).documents()
    last = _last_line(document)
    if not 1 <= place.line <= last:
        raise UsageError(f"--explain {place.path}:{place.line}: the file has {counted(last, 'line')}; name one of them")
    known, forms = known_forms(curated) | decided.full_forms, short_forms_of(curated)
    alone = extract_definitions(document, known, forms)
    told = decided.apply(document, alone)
    explained = set()
    for answers in explain(document, place.line, known, forms):
        click.echo(f"{answers[0].short}")
        for answer in answers:
            click.echo(f"  {answer.probability:5.3f}  {answer.full or '(no definition)'}")
            click.echo("         " + ", ".join(f"{name} {weight:+.2f}" for name, weight in answer.evidence))
        click.echo(f"  {outcome(answers[0], alone, told)}")
        explained.add((answers[0].mark, answers[0].short))
    # A row of a list, a name that a bracket gives in full, a decision: nothing was weighed.
    others = [each for each in told if document.start(each.mark)[0] == place.line]
    others = [each for each in others if explained.isdisjoint({(each.mark, each.short), (each.mark, each.full)})]
    for each in others:
        how = "told" if each in alone else "told by decision"
        click.echo(f"{each.short}\n  {how}: {each.full}, short form {each.short}, score {each.score:.3f}")
    if not explained and not others:
        say(f"{place.path}:{place.line}: nothing there looks like a definition")


def _last_line(document: Document) -> int:
    """Return the number of the last line; of a document with pages, of the longest of them."""
    last = max((document.place(block.span).end_line for block in document.blocks), default=0)
    paged = document.lines.page(0) is not None
    return last if paged else max(last, len(document.lines) - 1)
