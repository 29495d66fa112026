"""termkit build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

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
    write_whole,
)
from termkit.corpus.pipeline import build

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["command"]


@click.command("build")
@documents_options
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder for the results.",
)
@glossary_option
@decisions_option
def command(
    paths: tuple[str, ...], encoding: str, output: Path, glossary: str, decisions: Path | None, quiet: bool
) -> int:
    """Build a glossary out of documents and check them.

    Writes to DIR: glossary.csv (opens in Excel), glossary.tbx (TBX-Basic, for CAT tools), findings.json,
    report.html (which document calls what by which name), and glossary.termkit (the store, which keeps decisions).
    PATH is a file, a folder, or - for standard input.
    """
    from termkit import exchange  # noqa: PLC0415  start-up
    from termkit.corpus.storing import STORE, stored_decisions, update_store  # noqa: PLC0415
    from termkit.glossary.decided import Decided  # noqa: PLC0415
    from termkit.report import findings_json, page  # noqa: PLC0415

    if output.exists() and not output.is_dir():
        raise click.UsageError(f"-o {output} is a file; name a folder")
    curated = load_glossary(glossary)
    told = load_decisions(decisions)
    reading = Reading(paths, encoding, quiet=quiet)
    documents = reading.documents()
    built = build(documents, curated, decided=Decided([*stored_decisions(output / STORE), *told]))
    findings = findings_json.render(built.findings)
    shown = page.render(built.concepts, built.findings, built.material, "termkit report")
    writers: dict[str, Callable[[Path], object]] = {
        "findings.json": lambda path: path.write_text(findings, encoding="utf-8", newline="\n"),
        "report.html": lambda path: path.write_text(shown, encoding="utf-8", newline="\n"),
        "glossary.csv": lambda path: exchange.write(built.concepts, path),
        "glossary.tbx": lambda path: exchange.write(built.concepts, path),
    }
    write_whole(output, writers)
    update_store(output / STORE, built)
    definitions = sum(len(facts.definitions) for facts in built.material.documents)
    say(
        f"{counted(len(documents), 'document')}, {counted(definitions, 'definition')}, "
        f"{counted(len(built.concepts), 'concept')}, {counted(len(built.findings), 'finding')} in {output}"
        + (f"; {reading.failed} not read" if reading.failed else ""),
        quiet=quiet,
    )
    return 2 if reading.failed else 0
