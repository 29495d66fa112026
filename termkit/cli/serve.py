"""termkit serve."""

from __future__ import annotations

from pathlib import Path

import click

from termkit.cli.common import say
from termkit.errors import InputError

__all__ = ["command"]


@click.command("serve")
@click.argument("store", required=False, type=click.Path(path_type=Path), metavar="[STORE]")
@click.option(
    "--glossary", "glossaries", multiple=True, metavar="FILE",
    help="Glossary to look up in, in any format that convert reads; may be repeated; 'none' for the store alone.  "
    "[default: the UN glossary that comes with termkit]",
)  # fmt: skip
@click.option(
    "--align", "aligned", type=click.Path(path_type=Path), metavar="FILE",
    help="Alignment to review at /align and save: tsv, TMX or page that termkit align wrote.",
)  # fmt: skip
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at; not a local one: a token.")
@click.option("--port", type=click.IntRange(0, 65535), default=8377, show_default=True, help="Port; 0 for a free one.")
@click.option("--token", default="", envvar="TERMKIT_TOKEN", help="What every client must know (or TERMKIT_TOKEN).")
@click.option("--name", "names", multiple=True, metavar="HOST", help="Another name that this server is called by.")
@click.option("--open", "opened", is_flag=True, help="Open the page in the browser.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors.")
def command(
    store: Path | None,
    glossaries: tuple[str, ...],
    aligned: Path | None,
    host: str,
    port: int,
    token: str,
    names: tuple[str, ...],
    opened: bool,
    quiet: bool,
) -> int:
    """Serve a page for look-ups, checks, review and comparison, and its JSON API, on this machine.

    STORE is what `termkit build` wrote: its folder, or glossary.termkit in it. Without it there are look-ups and
    checks only. The address of the page is printed, below it that of the review of --align; Ctrl-C ends the server.
    """
    from termkit.exchange.shipped import shipped_glossary  # noqa: PLC0415  start-up
    from termkit.serve.server import Settings, serve  # noqa: PLC0415

    files = [Path(each) for each in glossaries if each != "none"] if glossaries else [shipped_glossary()]
    for file in files:
        if not file.exists():
            raise InputError("does not exist", file)

    def started(address: str) -> None:
        page, found, token_part = address.partition("#")
        review = f"{page}align{found}{token_part}"
        click.echo(address)
        if aligned is not None:
            click.echo(review)
        say("Ctrl-C ends the server.", quiet=quiet)
        if opened:
            click.launch(review if aligned is not None else address)

    serve(
        Settings(tuple(files), _store(store), host, port, token, frozenset(n.lower() for n in names), aligned), started
    )
    return 0


def _store(path: Path | None) -> Path | None:
    from termkit.corpus.storing import STORE  # noqa: PLC0415  start-up

    if path is None:
        return None
    found = path / STORE if path.is_dir() else path
    if not found.is_file():
        raise InputError("there is no such store; termkit build writes one", found)
    return found
