"""termkit lsp."""

from __future__ import annotations

import click

from termkit.check.settings import PROFILES, load_profile
from termkit.cli.common import glossary_option, load_glossary
from termkit.errors import MissingExtraError

__all__ = ["command"]


@click.command("lsp")
@glossary_option
@click.option("--profile", metavar="NAME", default="", help=f"House style: {', '.join(PROFILES)}.")
@click.option("--stdio", is_flag=True, hidden=True, help="What some editors add; there is no other way.")
def command(glossary: str, profile: str, *, stdio: bool) -> None:  # noqa: ARG001
    """Serve an editor over standard input and output (Language Server Protocol).

    Findings while typing, glossary entries, fixes and completion in .txt, .md and .html files; settings are those
    of the termkit.toml above each file.
    """
    try:
        from termkit.serve.editor.server import serve  # noqa: PLC0415  an optional part
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in {"pygls", "lsprotocol", "cattrs"}:
            raise
        raise MissingExtraError("The language server", "lsp") from None
    load_profile(profile)
    serve(load_glossary(glossary), profile)
