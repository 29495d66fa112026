"""What the commands share: reading documents and glossaries, writing files whole, the closing count."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from itertools import chain
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from termkit.errors import InputError, OutputError
from termkit.read import Skipped, find_sources
from termkit.text.message import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from termkit.corpus.records import Head
    from termkit.glossary.decisions import Decision
    from termkit.read import Source
    from termkit.terms.concept import Concept
    from termkit.text.document import Document

__all__ = [
    "Number",
    "Reading",
    "color_option",
    "counted",
    "decisions_option",
    "documents_options",
    "glossary_option",
    "language_option",
    "load_decisions",
    "load_glossary",
    "remark",
    "say",
    "size_of",
    "write_utf8",
    "write_whole",
]


def documents_options(command: Callable[..., Any], *, required: bool = True) -> Callable[..., Any]:
    """Add what every command has that reads documents: PATH..., --encoding, --quiet."""
    command = click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors.")(command)
    command = click.option("--encoding", default="", help="Read text files in this encoding instead of detecting it.")(
        command
    )
    for name, told in _WALK.items():
        command = click.option(f"--{name}", multiple=True, metavar="PATTERN", help=told, expose_value=False,
                               callback=_remember)(command)  # fmt: skip
    command = click.option(
        "--original", is_flag=True, expose_value=False, callback=_remember,
        help="Read tracked changes in Word files as rejected.",
    )(command)  # fmt: skip
    return click.argument("paths", nargs=-1, required=required, metavar="PATH...")(command)


_WALK = {
    "exclude": "Leave out files of folders and archives that fit, as in '*.pdf' or '2019/*'.",
    "include": "Take only files of folders and archives that fit, as in '*.docx'.",
}


def _remember(ctx: click.Context, param: click.Parameter, value: object) -> None:
    # What every reading of the run has to know goes with the context, not through every function.
    ctx.meta[f"termkit.{param.name}"] = value


def _told(name: str, *, default: Any) -> Any:
    context = click.get_current_context(silent=True)
    return default if context is None else context.meta.get(f"termkit.{name}", default)


def glossary_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --glossary."""
    return click.option(
        "--glossary", metavar="FILE", default="", help="Glossary to hold against, in any format that convert reads; "
        "'none' for no glossary.  [default: the UN glossary that comes with termkit]",
    )(command)  # fmt: skip


def decisions_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --decisions."""
    return click.option(
        "--decisions",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="decisions.tsv: pairs of full and short form that people accepted or rejected.",
    )(command)


def load_decisions(path: Path | None) -> list[Decision]:
    """Read the file that --decisions names."""
    from termkit.glossary.decisions import read_decisions  # noqa: PLC0415  start-up

    return read_decisions(path) if path else []


class Number(click.FloatRange):
    """A number in a range; nan, which every range lets pass, is none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number; fail where it is none."""
        number: float = super().convert(value, param, ctx)
        if isnan(number):
            self.fail(f"{value} is not a number.", param, ctx)
        return number


def color_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --color."""
    choice = click.Choice(["auto", "always", "never"])
    return click.option("--color", type=choice, default="auto", show_default=True, help="Colour in the output.")(
        command
    )


def language_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --language; where it is not given, the settings say it."""
    return click.option(
        "--language",
        type=click.Choice(LANGUAGES),
        callback=_settled_language,
        help="Language of what is told.  [default: that of the settings, else en]",
    )(command)


def _settled_language(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str:
    from termkit.check.settings import find_settings, load_profile  # noqa: PLC0415  start-up

    return value or load_profile(settings=find_settings(Path.cwd())).language


def wants_color(choice: str) -> bool:
    """Tell whether to colour what goes to stdout (https://no-color.org)."""
    if choice != "auto":
        return choice == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def write_utf8() -> None:
    """Make stdout UTF-8 whatever the locale: what programs read. The bytes of a file name stay as they are."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="surrogateescape")


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: 1 document, 2 documents."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def say(message: str, *, quiet: bool = False) -> None:
    """Print a line to stderr."""
    if not quiet:
        click.echo(message, err=True)


class Reading:
    """Reads the documents of a run: what cannot be read is reported, and the rest is done."""

    def __init__(self, paths: Sequence[str], encoding: str, *, quiet: bool, stdin_name: str = "") -> None:
        self._paths, self._encoding, self._quiet, self._stdin_name = paths, encoding, quiet, stdin_name
        self.read = self.failed = 0
        self.jobs = 1

    @property
    def encoding(self) -> str:
        """Return the encoding that was asked for, empty where none was."""
        return self._encoding

    @property
    def original(self) -> bool:
        """Tell whether tracked changes are read as rejected."""
        return bool(_told("original", default=False))

    def keep(self, targets: Iterable[Path], *others: str | Path | None, option: str = "-o") -> None:
        """Raise UsageError where a file to write is one of those to read, or of the others that the command reads."""
        from termkit.glossary.files import keep_inputs  # noqa: PLC0415  start-up

        found = (each for each in self._found(Skipped()) if not isinstance(each, InputError))
        inputs = chain((each.archive or each.path for each in found), (each for each in others if each))
        keep_inputs(targets, inputs, option)

    def _found(self, skipped: Skipped) -> Iterator[Source | InputError]:
        return find_sources(self._paths, _told("include", default=()), _told("exclude", default=()), skipped)

    def sources(self) -> Iterator[Source | InputError]:
        """Yield what is to be read, and say at the end how much was left out."""
        skipped = Skipped()
        yield from self._found(skipped)
        if skipped.hidden or skipped.excluded:
            say(f"left out: {skipped.hidden} hidden or temporary, {skipped.excluded} by pattern", quiet=self._quiet)

    def documents(self, jobs: int = 0) -> list[Document]:
        """Return all documents, as `each` reads them."""
        return list(self.each(jobs))

    def each(self, jobs: int = 0) -> Iterator[Document]:
        """Read the documents one after the other, on all cores where there is much to read (`jobs` 0).

        What could not be read is told at the end. Raise InputError where there is none at all that can be read.
        """
        from termkit.corpus.checking import jobs_for, read_documents  # noqa: PLC0415  start-up

        sources = list(self.sources())
        errors = [source for source in sources if isinstance(source, InputError)]
        readable = [
            source._replace(name=self._stdin_name) if source.path == "-" else source
            for source in sources
            if not isinstance(source, InputError)
        ]
        # Standard input is read by this process, which may need it again.
        size = 0 if "-" in self._paths else sum(size_of(source.path) for source in readable)
        self.jobs = jobs_for(size, 1 if "-" in self._paths else jobs)
        for document in read_documents(readable, self._encoding, self.jobs, original=self.original):
            if isinstance(document, InputError):
                errors.append(document)
            else:
                remark(document.path, document, quiet=self._quiet)
                self.read += 1
                yield document
        self.failed = len(errors)
        if not self.read and len(errors) == 1:
            raise errors[0]
        for each in errors:
            say(f"termkit: {each}")


def remark(path: str, told: Document | Head, *, quiet: bool) -> None:
    """Say what is odd about how a document was read."""
    if told.is_empty:
        say(f"termkit: warning: {path} is empty", quiet=quiet)
    if told.doubt:
        say(f"termkit: warning: {path}: {told.doubt}", quiet=quiet)
    elif told.encoding not in {"utf-8", "ascii", ""}:
        say(f"termkit: {path}: read as {told.encoding.upper()}", quiet=quiet)


def size_of(path: str) -> int:
    """Return the size of a file in bytes, 0 where it is none."""
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0


def load_glossary(name: str) -> tuple[Concept, ...]:
    """Read the glossary that --glossary names, by default the one that comes with termkit."""
    if name == "none":
        return ()
    from termkit.exchange import read  # noqa: PLC0415  start-up
    from termkit.exchange.shipped import shipped_concepts  # noqa: PLC0415
    from termkit.glossary.derived import as_glossary  # noqa: PLC0415

    return as_glossary(read(name)) if name else shipped_concepts()


def write_whole(folder: Path, files: Mapping[str, Callable[[Path], object]]) -> None:
    """Write files and folders of a folder, each whole or not at all: to a temporary folder beside it, then moved.

    A folder takes the place of an older folder; a file never does. Raise OutputError where the folder cannot be made
    or written.
    """
    import tempfile  # noqa: PLC0415  start-up

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".termkit-", dir=folder) as temporary:
            for name, write in files.items():
                write(Path(temporary) / name)
            for made in sorted(Path(temporary).iterdir()):
                if made.is_dir() and (folder / made.name).is_dir():
                    (folder / made.name).replace(Path(temporary) / f"old {made.name}")
                made.replace(folder / made.name)
    except OSError as error:
        raise OutputError(
            f"{folder}: cannot be written: {error.strerror or error}; name another place with -o"
        ) from None
