"""What the commands that work on many documents share: where the work is done, and how far it is."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from termkit.cli.common import Number
from termkit.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from termkit.corpus.engines import Engine

__all__ = ["engine_of", "engine_options", "listed_options", "paths_of", "progress"]


def engine_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --jobs, --timeout, --engine and --scheduler."""
    for option in (
        click.option("--scheduler", metavar="ADDRESS", default="", help="With --engine dask: as in tcp://host:8786."),
        click.option(
            "--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True,
            help="Where to work: on this machine, or on a Dask cluster (extra cluster).",
        ),
        click.option(
            "--timeout", type=Number(0, min_open=True), default=300.0, show_default=True, metavar="SECONDS",
            help="Give a document up that takes a worker process longer.",
        ),
        click.option("--jobs", type=click.IntRange(0), default=0, help="Processes; 0 for one a core where that pays."),
    ):  # fmt: skip
        command = option(command)
    return command


def engine_of(engine: str, scheduler: str, jobs: int, timeout: float, size: int) -> Engine:
    """Return the engine that the options ask for; `size` is how many bytes there are to read."""
    from termkit.corpus.checking import jobs_for  # noqa: PLC0415  start-up
    from termkit.corpus.engines import Local, Serial  # noqa: PLC0415  start-up

    if engine == "dask":
        from termkit.corpus.dask_engine import DaskCluster  # noqa: PLC0415  an extra

        if not scheduler:
            raise UsageError("--engine dask needs --scheduler ADDRESS, as in tcp://host:8786")
        return DaskCluster(scheduler)
    if scheduler:
        raise UsageError("--scheduler goes with --engine dask")
    wanted = jobs_for(size, jobs)
    return Local(wanted, timeout) if jobs or wanted > 1 else Serial()


def listed_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --paths-from."""
    return click.option(
        "--paths-from", metavar="FILE", default="", help="Read more paths from a file, one a line; - is standard input."
    )(command)


def paths_of(paths: Sequence[str], listed: str) -> Iterator[str]:
    """Yield the paths of a command line, those of @FILE and of --paths-from in the place of the lists."""
    from termkit.corpus.inputs import listed_paths  # noqa: PLC0415  start-up

    for path in paths:
        if path.startswith("@") and not Path(path).exists() and Path(path[1:]).is_file():
            with Path(path[1:]).open(encoding="utf-8-sig") as file:
                yield from listed_paths(path[1:], file)
        else:
            yield path
    if listed == "-":
        yield from listed_paths("standard input", sys.stdin)
    elif listed:
        try:
            with Path(listed).open(encoding="utf-8-sig") as file:
                yield from listed_paths(listed, file)
        except OSError as error:
            raise UsageError(f"--paths-from {listed}: cannot be read: {error.strerror}") from None


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """Give a function that shows on a terminal how far a step is, how fast it goes, and the time left."""
    if quiet or not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console  # noqa: PLC0415  start-up
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (
        TextColumn("{task.description:20}"), BarColumn(), MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def show(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(step, total=total, rate="")
            task = bar.tasks[bar.task_ids.index(tasks[step])]
            rate = f"{task.speed:.0f}/s" if task.speed else ""
            bar.update(tasks[step], completed=done, rate=rate)

        yield show
