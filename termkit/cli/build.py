"""termkit build."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from termkit.cli.common import (
    Reading,
    counted,
    decisions_option,
    documents_options,
    glossary_option,
    language_option,
    load_decisions,
    load_glossary,
    remark,
    say,
    size_of,
    write_whole,
)
from termkit.cli.working import engine_of, engine_options, listed_options, paths_of, progress
from termkit.errors import InputError, OutputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from termkit.corpus.found import Found
    from termkit.corpus.records import Head

__all__ = ["command"]


@click.command("build")
@partial(documents_options, required=False)
@listed_options
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
@click.option(
    "--records",
    type=click.Choice(["jsonl", "parquet"]),
    help="Write all rows too, to partitioned files in DIR/records.",
)
@click.option("--resume", is_flag=True, help="Go on with the build that was stopped in DIR; give no PATH.")
@language_option
@engine_options
def command(**options: Any) -> int:
    """Build a glossary out of documents and check them.

    Writes to DIR: glossary.csv (opens in Excel), glossary.tbx (TBX-Basic, for CAT tools), findings.json,
    counts.csv (how often which form is used, by year and body), report.html (which document calls what by which
    name; of many documents an index to the pages in report/), and glossary.termkit (the store, which keeps
    decisions). PATH is a file, a folder, a zip archive, a table of texts (.jsonl, .parquet), @FILE for a list of
    paths, or - for standard input.
    """
    output: Path = options["output"]
    if output.exists() and not output.is_dir():
        raise UsageError(f"-o {output} is a file; name a folder")
    if options["resume"]:
        options = _resumed(output, options)
    paths = list(paths_of(options["paths"], options["paths_from"]))
    if not paths:
        raise click.UsageError("Missing argument 'PATH...'.")
    return _build(paths, output, options)


def _resumed(output: Path, options: dict[str, Any]) -> dict[str, Any]:
    """Return the options of the build that was stopped, with where to work from this one."""
    from termkit.corpus.work import WORK, Work  # noqa: PLC0415  start-up

    if options["paths"] or options["paths_from"]:
        raise UsageError("--resume goes on with the paths of the build that was stopped; give none")
    if not (output / WORK).is_file():
        raise UsageError(f"{output} holds no build that was stopped; leave --resume out")
    with Work(output / WORK) as work:
        told = work.interrupted()
    if told is None:
        raise UsageError(f"the build in {output} is finished; leave --resume out to build anew")
    told["decisions"] = Path(told["decisions"]) if told["decisions"] else None
    return {**options, **told}


def _build(paths: list[str], output: Path, options: dict[str, Any]) -> int:
    from termkit.check import load_profile  # noqa: PLC0415  start-up
    from termkit.corpus.building import run_build  # noqa: PLC0415
    from termkit.corpus.inputs import FromFiles  # noqa: PLC0415
    from termkit.corpus.passes import Ground  # noqa: PLC0415
    from termkit.corpus.spool import spooled  # noqa: PLC0415
    from termkit.corpus.storing import STORE, stored_decisions, update_store  # noqa: PLC0415
    from termkit.corpus.work import WORK, Work  # noqa: PLC0415
    from termkit.glossary.decided import Decided  # noqa: PLC0415

    quiet: bool = options["quiet"]
    curated = load_glossary(options["glossary"])
    decided = Decided([*stored_decisions(output / STORE), *load_decisions(options["decisions"])])
    reading = Reading(paths, options["encoding"], quiet=quiet)
    is_new = not output.exists()
    _keep(reading, output, options)
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{output}: cannot be written: {error.strerror}; name another place with -o") from None
    with Work(output / WORK) as work:
        work.begin({name: _plain(value) for name, value in options.items() if name in _KEPT})
        listing = _Listing(reading)
        work.list_documents(listing)
        engine = engine_of(options["engine"], options["scheduler"], options["jobs"], options["timeout"], listing.size)
        with ExitStack() as stack, engine, progress(quiet=quiet) as show:
            spool = stack.enter_context(spooled(output)) if engine.shares_files else ""
            files = FromFiles(reading.encoding, reading.original, spool)
            found = run_build(work, engine, Ground(curated, load_profile(), decided), files, show)
            failures = [*map(str, listing.errors), *work.failures()]
            if (nothing := not work.count()) and len(failures) == 1:
                work.finish()
            else:
                _write(found, output, options)
                show("writing the store", 0, 1)
                update_store(output / STORE, found)
                counts, remarks = _counts(found), found.remarks
                work.finish()
    if nothing and len(failures) == 1:
        _leave(output, is_new=is_new)
        raise InputError(failures[0])
    _close(counts, remarks, failures, output, quiet=quiet)
    return 2 if failures else 0


_KEPT = ("paths", "paths_from", "encoding", "glossary", "decisions", "records", "language")


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Path) else value


class _Listing:
    """The documents of a run as they are found, with the errors and the size of it all."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.errors: list[InputError] = []
        self.size = 0

    def __iter__(self) -> Iterator[tuple[str, list[Any]]]:
        from termkit.corpus.inputs import TextRow, expanded, kept, row_of  # noqa: PLC0415  start-up

        for source in expanded(self._reading.sources()):
            try:
                if isinstance(source, InputError):
                    raise source
                _check_name(source.path)
                origin = kept(source)
            except InputError as error:
                self.errors.append(error)
            else:
                self.size += source.size if isinstance(source, TextRow) else size_of(source.path)
                yield source.path, row_of(origin)


def _check_name(path: str) -> None:
    try:
        path.encode()
    except UnicodeEncodeError:
        told = path.encode("utf-8", "backslashreplace").decode()
        raise InputError("has a name that is not UTF-8, which no result could show: rename it", told) from None


def _writers(options: dict[str, Any]) -> dict[str, Callable[[Found, Path], object]]:
    """Return what is written, by the name that it has in DIR; the report may have a folder of pages beside it."""
    from termkit.corpus import results  # noqa: PLC0415  start-up

    def write_concepts(found: Found, path: Path) -> None:
        from termkit import exchange  # noqa: PLC0415  start-up

        exchange.write(found.concepts(), path)

    def write_records(found: Found, path: Path) -> None:
        results.write_records(found, options["records"], path)

    writers: dict[str, Callable[[Found, Path], object]] = {
        "findings.json": results.write_findings,
        "report.html": partial(results.write_report, language=options["language"]),
        "counts.csv": results.write_counts,
        "glossary.csv": write_concepts,
        "glossary.tbx": write_concepts,
    }
    return {**writers, "records": write_records} if options["records"] else writers


def _keep(reading: Reading, output: Path, options: dict[str, Any]) -> None:
    """Refuse to write over what is read, and to put a folder in the place of one that is read."""
    results = [output / name for name in ("report", *_writers(options))]
    inside = (path for result in results for path in result.rglob("*"))
    reading.keep(chain(results, inside), options["glossary"], options["decisions"], options["paths_from"])


def _write(found: Found, output: Path, options: dict[str, Any]) -> None:
    write_whole(output, {name: partial(write, found) for name, write in _writers(options).items()})


def _leave(output: Path, *, is_new: bool) -> None:
    """Remove the folder that was made for nothing."""
    if is_new:
        for path in output.iterdir():
            path.unlink()
        output.rmdir()


def _counts(found: Found) -> tuple[str, int]:
    """Return what there is of everything, and how many documents had been done before."""
    counts = (
        counted(found.documents_count, "document"), counted(found.definitions, "definition"),
        counted(found.concepts_count, "concept"), counted(found.findings_count, "finding"),
    )  # fmt: skip
    return ", ".join(counts), found.reused


def _close(
    counts: tuple[str, int], remarks: list[tuple[str, Head]], failures: list[str], output: Path, *, quiet: bool
) -> None:
    for path, head in remarks:
        remark(path, head, quiet=quiet)
    for each in failures:
        say(f"termkit: {each}")
    told, reused = counts
    say(
        f"{told} in {output}"
        + (f"; {reused} unchanged" if reused else "")
        + (f"; {len(failures)} not read" if failures else ""),
        quiet=quiet,
    )
