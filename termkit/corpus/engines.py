"""Where the work on documents is done: in this process, in worker processes, or on a Dask cluster.

An engine maps a function over items and yields the results in any order. What is done with an item must not depend on
the others, nor on which process does it.
"""

from __future__ import annotations

import pickle
import signal
import tempfile
import time
from collections import deque
from concurrent.futures import FIRST_COMPLETED, wait
from functools import lru_cache
from itertools import islice
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, Self, TypeVar

from termkit.corpus.interrupts import interrupts_held, leave_interrupts
from termkit.errors import InputError, TermkitError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future
    from types import TracebackType

__all__ = ["Batches", "Engine", "Item", "Local", "Outcome", "Serial", "do_batch", "in_turn"]


T = TypeVar("T")


class Item(Protocol):
    """What an engine works on: it can be pickled and has the path that errors name."""

    @property
    def path(self) -> str:
        """Return the path of the document."""


class Outcome(NamedTuple):
    """An item with what was made of it, or the error that stands in its place."""

    item: Any
    result: Any


class Engine(Protocol):
    """Maps a function of something shared and an item over many items.

    The function is a module's, what is shared and the items can be pickled; a TermkitError that it raises is the
    item's outcome.
    """

    shares_files: bool
    """Whether workers see the files of this machine that are not inputs."""

    def __enter__(self) -> Self:
        """Begin to work."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the workers go, at once where there was an error."""

    def map(self, function: Callable[[Any, Any], Any], shared: Any, items: Iterable[Item]) -> Iterator[Outcome]:
        """Yield an outcome for every item, in any order; few items are read ahead."""


def in_turn(engine: Engine, function: Callable[[Any, Any], T], shared: Any, items: Iterable[Item]) -> Iterator[T]:
    """Yield what a function makes of each item, in the order of the items; none of them may fail.

    What a worker was lost with is done in this process: no document is to blame.
    """
    numbers: dict[int, int] = {}
    ready: dict[int, T] = {}
    last = 0

    def numbered() -> Iterator[Item]:
        for number, item in enumerate(items):
            numbers[id(item)] = number
            yield item

    for item, result in engine.map(function, shared, numbered()):
        made = function(shared, item) if isinstance(result, TermkitError) else result
        ready[numbers.pop(id(item))] = made
        while last in ready:
            yield ready.pop(last)
            last += 1


class Serial:
    """Does everything in this process."""

    shares_files = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass

    def map(self, function: Callable[[Any, Any], Any], shared: Any, items: Iterable[Item]) -> Iterator[Outcome]:
        """Yield the outcomes in the order of the items."""
        for item in items:
            try:
                yield Outcome(item, function(shared, item))
            except TermkitError as error:
                yield Outcome(item, error)


_AIM_SECONDS = 0.25
"""How long a batch should take: long against the cost of sending it, short against what is lost with a worker."""
_LARGEST = 256


class Batches:
    """Cuts items into batches that take about equally long, by how long the last ones took."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._items = iter(items)
        self._seconds = 0.0
        self._again: deque[list[Item]] = deque()

    def next(self) -> list[Item]:
        """Return the next batch, empty at the end."""
        if self._again:
            return self._again.popleft()
        size = int(_AIM_SECONDS / self._seconds) if self._seconds else 1
        return list(islice(self._items, max(1, min(size, _LARGEST))))

    def took(self, seconds: float, items: int) -> None:
        """Take note of how long a batch took."""
        each = max(seconds / items, 1e-6)
        self._seconds = each if not self._seconds else 0.8 * self._seconds + 0.2 * each

    def again(self, batch: list[Item]) -> None:
        """Have a batch done once more."""
        self._again.append(batch)

    def split(self, batch: list[Item]) -> None:
        """Have the items of a batch done one by one."""
        self._again.extend([item] for item in batch)


def do_batch(function: Callable[[Any, Any], Any], shared: Any, batch: list[Item]) -> tuple[list[Any], float]:
    """Return what a function makes of each item, errors included, and the seconds that it took; runs in a worker."""
    start = time.perf_counter()
    results: list[Any] = []
    for item in batch:
        try:
            results.append(function(shared, item))
        except TermkitError as error:
            results.append(error)
        except Exception as error:  # noqa: BLE001  one document must not cost the run
            results.append(InputError(f"could not be processed: {type(error).__name__}: {error}", item.path))
    return results, time.perf_counter() - start


class Local:
    """Worker processes on this machine; one that dies or hangs is replaced and costs its document.

    A batch that is lost is done again item by item, to find which one it is.
    """

    shares_files = True

    def __init__(self, jobs: int, seconds: float = 300.0) -> None:
        """Take the number of processes, and how many seconds one document may take."""
        self._jobs, self._seconds = jobs, seconds
        # Forking a process that has threads (those of the pool, of the progress bar) may hang.
        self._context = get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")

        self._pool: Any = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._files: dict[int, tuple[Any, str]] = {}
        self._starting: list[Future[Any]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            if kind is None:
                self._pool.close()
            else:
                # A worker that is just starting would tell at length that it has lost this process.
                wait(self._starting, _START_SECONDS)
                self._pool.stop()
            self._pool.join()
        if self._folder is not None:
            self._folder.cleanup()

    def map(self, function: Callable[[Any, Any], Any], shared: Any, items: Iterable[Item]) -> Iterator[Outcome]:
        """Yield the outcomes as they come."""
        from pebble import ProcessPool  # noqa: PLC0415  start-up

        if self._pool is None:
            with interrupts_held():
                _start_server()
                self._pool = ProcessPool(
                    self._jobs, max_tasks=_TASKS, initializer=leave_interrupts, context=self._context
                )
                self._starting = [self._pool.schedule(_start) for _ in range(self._jobs)]
        file = self._file_of(shared)
        batches = Batches(items)
        running: dict[Future[Any], list[Item]] = {}
        while True:
            # One batch more than there are workers waits beside each, so that none is idle.
            while len(running) < 2 * self._jobs and (batch := batches.next()):
                given = [file, function, batch]
                with interrupts_held():
                    future = self._pool.schedule(_do_shared, args=given, timeout=self._seconds)
                running[future] = batch
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                yield from self._outcomes(future, running.pop(future), batches)

    def _file_of(self, shared: Any) -> str:
        """Return the file that workers read what is shared from; what several steps share is written and read once."""
        if id(shared) not in self._files:
            if self._folder is None:
                self._folder = tempfile.TemporaryDirectory(prefix="termkit-")
            file = Path(self._folder.name, str(len(self._files)))
            file.write_bytes(pickle.dumps(shared))
            self._files[id(shared)] = shared, str(file)  # as long as it is kept, nothing else has its id
        return self._files[id(shared)][1]

    def _outcomes(self, future: Future[Any], batch: list[Item], batches: Batches) -> Iterator[Outcome]:
        from pebble import ProcessExpired  # noqa: PLC0415  start-up

        try:
            results, seconds = future.result()
        except TimeoutError:
            reason = f"took more than {self._seconds:g} seconds and was given up (--timeout)"
        except ProcessExpired as error:
            reason = f"ended its worker process ({_how(error.exitcode)})"
        else:
            batches.took(seconds, len(batch))
            yield from map(Outcome, batch, results)
            return
        if len(batch) > 1:
            batches.split(batch)
        else:
            yield Outcome(batch[0], InputError(reason, batch[0].path))


_START_SECONDS = 10.0
_TASKS = 4000
"""Batches after which a worker is replaced, so that what libraries keep does not grow for ever."""


def _how(exit_code: int | None) -> str:
    if exit_code is not None and exit_code < 0:
        return signal.Signals(-exit_code).name
    return f"exit code {exit_code}"


def _do_shared(file: str, function: Callable[[Any, Any], Any], batch: list[Item]) -> tuple[list[Any], float]:
    return do_batch(function, _load(file), batch)


@lru_cache(maxsize=2)
def _load(file: str) -> Any:
    return pickle.loads(Path(file).read_bytes())  # noqa: S301  written by this run


def _start_server() -> None:
    """Start the process that starts the workers deaf to Ctrl-C, so that they are so from their first moment."""
    if "forkserver" in get_all_start_methods() and current_thread() is main_thread():
        from multiprocessing.forkserver import ensure_running  # noqa: PLC0415  not on every system

        heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            ensure_running()
        finally:
            signal.signal(signal.SIGINT, heard)


def _start() -> None:
    """Do nothing, for so long that each of the workers that start does it once."""
    time.sleep(0.02)
