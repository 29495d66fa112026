"""termkit convert: between glossary formats."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["command"]

_STATUSES = ["preferred", "admitted", "deprecated", "superseded"]


def _direction(_: click.Context, __: click.Parameter, value: str | None) -> tuple[str, str] | None:
    if value is None:
        return None
    left, mark, right = value.replace("→", ">").partition(">")
    if not (left.strip() and mark and right.strip()):
        raise click.BadParameter("write it as zh>en, en>zh or zh>zh")
    return left.strip(), right.strip()


def _codes(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    pairs = [value.partition("=") for value in values]
    if not all(left and right for left, _, right in pairs):
        raise click.BadParameter("write it as zh=zh-Hans")
    return {left: right for left, _, right in pairs}


@click.command("convert")
@click.argument("inputs", nargs=-1, required=True, metavar="IN...", type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, metavar="OUT", type=click.Path(path_type=Path), help="File to write.")
@click.option("--from", "source_format", default="", metavar="FORMAT", help="Format of the inputs.")
@click.option("--to", "target_format", default="", metavar="FORMAT", help="Format of the output.")
@click.option("--dialect", type=click.Choice(["core", "min", "basic", "linguist"]), default="basic", show_default=True)
@click.option("--style", type=click.Choice(["dca", "dct"]), default="dct", show_default=True)
@click.option("--version", "tbx_version", type=click.Choice(["2", "3"]), default="3", show_default=True,
              help="Version of TBX.")  # fmt: skip
@click.option("--lang", "languages", multiple=True, metavar="TAG", help="Keep only terms of this language.")
@click.option("--direction", callback=_direction, metavar="A>B", help="Languages of a bilingual flat file.")
@click.option("--status", "statuses", multiple=True, type=click.Choice(_STATUSES), help="Keep only this status.")
@click.option("--flag-deprecated", is_flag=True, help="Write deprecated terms into flat files, with a mark.")
@click.option("--code", "codes", multiple=True, callback=_codes, metavar="zh=zh-Hans", help="Language code to write.")
@click.option("--traditional", is_flag=True, help="Add zh-Hant forms of the zh terms.")
@click.option("--no-bom", is_flag=True, help="Write CSV without a byte order mark.")
@click.option("--encoding", default="", help="Encoding of text inputs; else by byte order mark, else UTF-8.")
@click.option("--prefer", default="first", metavar="first|last|IN", help="Who is right where inputs differ.")
@click.option("--quiet", is_flag=True, help="Say nothing about losses and counts.")
def command(
    inputs: tuple[Path, ...],
    output: Path,
    source_format: str,
    target_format: str,
    dialect: str,
    style: str,
    tbx_version: str,
    languages: tuple[str, ...],
    direction: tuple[str, str] | None,
    statuses: tuple[str, ...],
    flag_deprecated: bool,
    codes: dict[str, str],
    traditional: bool,
    no_bom: bool,
    encoding: str,
    prefer: str,
    quiet: bool,
) -> None:
    """Convert between glossary formats; several inputs are merged.

    Formats are chosen by ending and content: csv, tbx, omegat (.txt .tsv .tab .utf8), memoq, multiterm
    (.xlsx), phrase, mt, utx, skos (.rdf), store (.termkit). What the output cannot carry is listed.
    """
    from termkit.exchange.contract import Options  # noqa: PLC0415 - so that help does not wait for it
    from termkit.exchange.convert import Selection, convert  # noqa: PLC0415
    from termkit.terms.concept import Status  # noqa: PLC0415

    options = Options(
        dialect=dialect,
        style=style,
        version=int(tbx_version),
        direction=direction,
        codes=codes,
        bom=not no_bom,
        encoding=encoding,
        flag_deprecated=flag_deprecated,
    )
    done = convert(
        inputs,
        output,
        source_format=source_format,
        target_format=target_format,
        options=options,
        selection=Selection(languages, tuple(map(Status, statuses)), traditional),
        prefer=prefer,
    )
    if quiet:
        return
    for path, report in done.inputs.items():
        for line in report.lines():
            click.echo(f"{path}: {line}", err=True)
    for conflict in done.conflicts:
        click.echo(f"conflict: {conflict}", err=True)
    for line in done.output.lines():
        click.echo(f"{output}: {line}", err=True)
    read = sum(report.terms for report in done.inputs.values())
    rows = f" in {done.output.rows} rows" if done.output.rows else ""
    written = f"{done.output.concepts} concepts, {done.output.terms} terms{rows}"
    click.echo(f"{len(inputs)} read with {read} terms; {output}: {written}", err=True)
