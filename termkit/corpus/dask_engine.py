"""Work on a Dask cluster that exists already (extra `cluster`).

The workers need the same version of termkit, and see the input files under the same paths. A worker that is lost is
lost with what it was doing, which the scheduler gives to another; a batch that ends three workers is done again item
by item, to find which one it is.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Self

from termkit import __version__
from termkit.corpus.engines import Batches, Outcome, do_batch
from termkit.errors import InputError, MissingExtraError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType

    from termkit.corpus.engines import Item

__all__ = ["DaskCluster"]

_WAIT_SECONDS = 30
_TRIES, _PAUSE_SECONDS = 10, 1.0


class DaskCluster:
    """The workers of a Dask scheduler."""

    shares_files = False

    def __init__(self, address: str) -> None:
        """Take the address of the scheduler, as in tcp://host:8786.

        Raise MissingExtraError without the library, UsageError where there is no scheduler or no worker that fits.
        """
        try:
            from distributed import Client, as_completed  # noqa: PLC0415  an extra
        except ImportError:
            raise MissingExtraError("--engine dask", "cluster") from None
        connect: Any = Client
        self._as_completed: Any = as_completed
        try:
            self._client: Any = connect(address, timeout=_WAIT_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise UsageError(f"--scheduler {address}: no Dask scheduler answers there ({error})") from None

    def __enter__(self) -> Self:
        try:
            self._client.wait_for_workers(1, timeout=_WAIT_SECONDS)
        except TimeoutError:
            raise UsageError(f"the scheduler has had no worker for {_WAIT_SECONDS} seconds; start some") from None
        versions = set(self._client.run(_version).values())
        if versions != {__version__}:
            told = ", ".join(sorted(versions - {__version__}))
            raise UsageError(f"workers have termkit {told}, here is {__version__}: install the same on all")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def map(self, function: Callable[[Any, Any], Any], shared: Any, items: Iterable[Item]) -> Iterator[Outcome]:
        """Yield the outcomes as they come."""
        everywhere = self._scattered(shared)
        batches = Batches(items)
        running: dict[Any, list[Item]] = {}
        arriving = self._as_completed(loop=self._client.loop)
        while True:
            while len(running) < 2 * self._threads() and (batch := batches.next()):
                future = self._client.submit(do_batch, function, everywhere, batch, pure=False)
                running[future] = batch
                arriving.add(future)
            if not running:
                return
            future = next(arriving)
            yield from self._outcomes(future, running.pop(future), batches)

    def _scattered(self, shared: Any) -> Any:
        """Send to all workers what they share; one that is lost meanwhile is not sent it the next time."""
        for _ in range(_TRIES):
            try:
                return self._client.scatter(shared, broadcast=True, hash=False)
            except OSError:
                time.sleep(_PAUSE_SECONDS)
        raise InputError(f"the workers of the scheduler could not be reached {_TRIES} times; run the command again")

    def _threads(self) -> int:
        # Workers come and go while a run lasts.
        return int(sum(self._client.nthreads().values())) or 1

    @staticmethod
    def _outcomes(future: Any, batch: list[Item], batches: Batches) -> Iterator[Outcome]:
        if future.status == "finished":
            results, seconds = future.result()
            batches.took(seconds, len(batch))
            yield from map(Outcome, batch, results)
        elif len(batch) > 1:
            batches.split(batch)
        else:
            error = future.exception()
            yield Outcome(batch[0], InputError(f"ended its worker ({type(error).__name__})", batch[0].path))


def _version() -> str:
    return __version__
