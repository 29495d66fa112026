"""termkit validate: TBX against its own dialect and style, offline."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from termkit.exchange.tbx.validate import Verdict


__all__ = ["command"]


@click.command("validate")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--output-format",
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
)
@click.option("--quiet", is_flag=True, help="Say nothing about valid files.")
def command(files: tuple[Path, ...], form: str, quiet: bool) -> None:
    """Check TBX files of version 2 or 3 against their own dialect and style, offline.

    Warnings leave a file valid. Exit code 1 where a file is invalid, 2 where one cannot be read.
    """
    from termkit.errors import InputError  # noqa: PLC0415 - so that help does not wait for it
    from termkit.exchange.tbx.validate import validate  # noqa: PLC0415

    verdicts, unreadable = [], False
    for path in files:
        try:
            verdicts.append(validate(path))
        except InputError as error:
            unreadable = True
            click.echo(f"Error: {error}", err=True)
    if form == "json":
        click.echo(json.dumps([_record(each) for each in verdicts], ensure_ascii=False, indent=2))
    else:
        _print(verdicts, quiet=quiet)
    invalid = sum(not each.valid for each in verdicts)
    if len(files) > 1 and not quiet:
        click.echo(f"{len(verdicts)} files checked, {invalid} invalid", err=True)
    if unreadable or invalid:
        raise SystemExit(2 if unreadable else 1)


def _print(verdicts: list[Verdict], *, quiet: bool) -> None:
    for verdict in verdicts:
        for each in verdict.problems:
            if quiet and each.severity == "warning":
                continue
            value = f" ({each.value})" if each.value else ""
            place = f"{verdict.path}:{each.line}:{each.column}"
            click.echo(f"{place}: {each.severity}: {each.rule}: {each.message}{value}")
        if not (quiet and verdict.valid):
            click.echo(f"{verdict.path}: {verdict.result} ({verdict.kind})")


def _record(verdict: Verdict) -> dict[str, object]:
    return {
        "path": verdict.path,
        "kind": verdict.kind,
        "result": verdict.result,
        "valid": verdict.valid,
        "problems": [asdict(each) for each in verdict.problems],
    }
