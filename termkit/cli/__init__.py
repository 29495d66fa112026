"""The command line: one file a command, loaded when it is called."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module

import click

from termkit import __version__
from termkit.cli.patterns import kept_patterns
from termkit.errors import TermkitError

__all__ = ["main"]

_COMMANDS = {
    "build": "The main job: glossary, termbase, findings and a page out of documents.",
    "extract": "Definitions, undefined short forms, mentions and names in documents.",
    "check": "Check documents for consistency.",
    "rule": "What the rules find, and why.",
    "lookup": "Look terms up: Chinese, pinyin, English, acronyms.",
    "convert": "Convert and merge glossaries between formats.",
    "diff": "What changed between two glossaries.",
    "validate": "Validate TBX files against their dialect, offline.",
    "align": "Align Chinese documents with their English versions.",
    "terms": "Bilingual terms out of aligned documents.",
    "serve": "A local page for look-ups, checks, review and comparison.",
    "lsp": "Serve an editor: findings while typing.",
}


class _Commands(click.Group):
    """A group that imports a command only when it runs: help is fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"termkit.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # The reader has gone (termkit … | head): nothing to say, and nothing to flush at exit. From here, since
            # click's own exit code for it is 1, which says that nothing was found.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="termkit")
def _termkit() -> None:
    """Alignment and terminology for Chinese United Nations documents."""


def main() -> None:
    """Run the command line; every foreseen error is one sentence and exit code 2."""
    # By default all of a start, modules and glossary, is looked through for garbage again and again, and there is none.
    gc.set_threshold(100_000)
    try:
        with kept_patterns():
            code = _termkit.main(prog_name="termkit", standalone_mode=False)
    except TermkitError as error:
        click.echo(f"termkit: {error}", err=True)
        code = 2
    except click.ClickException as error:
        error.show()
        code = 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("termkit: stopped", err=True)
        code = 130
    except OSError as error:  # a full disk, a name that is too long: what no command has foreseen
        place = f"{error.filename}: " if error.filename else ""
        click.echo(f"termkit: {place}{error.strerror or error}", err=True)
        code = 2
    # The end of Python looks for garbage too, some times over: what is left goes with the process.
    gc.freeze()
    sys.exit(code or 0)
