"""termkit diff: what changed between two glossaries."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["command"]


@click.command("diff")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option(
    "--output-format",
    "--format",
    "form",
    type=click.Choice(["table", "json", "html"]),
    help="Chosen by the ending of -o; else a table.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file.")
def command(old: Path, new: Path, form: str | None, output: Path | None) -> None:
    """Show what changed from the glossary OLD to NEW, of whatever formats they are."""
    from termkit.exchange import read  # noqa: PLC0415 - so that help does not wait for it
    from termkit.exchange.diff import diff, to_html, to_json  # noqa: PLC0415
    from termkit.glossary.files import keep_inputs, replacing  # noqa: PLC0415

    keep_inputs([output] if output else [], [old, new])
    changes = diff(read(old), read(new))
    if form is None:
        form = {".json": "json", ".html": "html", ".htm": "html"}.get(output.suffix.lower() if output else "", "table")
    if form == "table":
        text = _table([(c.what, c.name, c.language, c.term, c.field, c.old, c.new) for c in changes])
    else:
        text = to_json(changes) + "\n" if form == "json" else to_html(changes, old.name, new.name)
    if output is None:
        click.echo(text, nl=False)
    else:
        with replacing(output) as part:
            part.write_text(text, encoding="utf-8")
    counts = [f"{sum(c.what == what for c in changes)} {what}" for what in ("added", "removed", "changed")]
    click.echo(", ".join(counts), err=True)


def _table(rows: list[tuple[str, ...]]) -> str:
    """Return rows of tab-separated cells under a heading; nothing where there are none."""
    if not rows:
        return ""
    head = ("change", "concept", "language", "term", "field", "before", "after")
    return "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in (head, *rows))
