"""Work on a Dask cluster that exists already (extra `cluster`).

The workers need the same version of termkit, and see the input files under the same paths. A worker that is lost, at
whatever moment, is lost with what it was doing, which the scheduler gives to another; a batch that ends several
workers is done again item by item, to find which one it is.
"""

from __future__ import annotations

import logging
import pickle
import warnings
from queue import Empty, SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING, Any, Self

from termkit import __version__
from termkit.corpus.engines import Batches, Outcome, do_batch
from termkit.errors import InputError, MissingExtraError, TermkitError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType

    from termkit.corpus.engines import Item

__all__ = ["DaskCluster"]

_WAIT_SECONDS = 30
_STILL_SECONDS = 300.0
_LOOKS = 30
"""How often the workers are looked at in the time that they may stand still."""
_GO_ON = "run the command again; a build goes on with --resume"


class DaskCluster:
    """The workers of a Dask scheduler."""

    shares_files = False

    def __init__(self, address: str, still_seconds: float = _STILL_SECONDS) -> None:
        """Take the address of the scheduler, as in tcp://host:8786, and how long it may be that no worker works.

        Raise MissingExtraError without the library, UsageError where there is no scheduler or no worker that fits.
        """
        try:
            from distributed import Client  # noqa: PLC0415  an extra
        except ImportError:
            raise MissingExtraError("--engine dask", "cluster") from None
        # The sentence that ends a run says what it tells at length.
        for name in ("distributed", "distributed.client", "asyncio"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        connect: Any = Client
        self._still_seconds = still_seconds
        try:
            self._client: Any = connect(address, timeout=_WAIT_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise UsageError(f"--scheduler {address}: no Dask scheduler answers there ({error})") from None

    def __enter__(self) -> Self:
        try:
            self._client.wait_for_workers(1, timeout=_WAIT_SECONDS)
        except TimeoutError:
            raise UsageError(f"the scheduler has had no worker for {_WAIT_SECONDS} seconds; start some") from None
        answers = self._client.run(_version, on_error="return").values()
        # A worker that was lost just now does not answer.
        versions = {_told(each) for each in answers if not isinstance(each, OSError)}
        if wrong := sorted(versions - {__version__}):
            raise UsageError(f"workers have termkit {', '.join(wrong)}, here is {__version__}: install the same on all")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def map(self, function: Callable[[Any, Any], Any], shared: Any, items: Iterable[Item]) -> Iterator[Outcome]:
        """Yield the outcomes as they come; raise UsageError where the scheduler is lost or no worker works any more."""
        try:
            yield from self._map(function, shared, items)
        except Exception as error:  # what a client without its scheduler raises has no common class
            if isinstance(error, TermkitError) or self._client.status == "running":
                raise
            raise UsageError(f"the Dask scheduler was lost ({type(error).__name__}); {_GO_ON}") from None

    def _map(self, function: Callable[[Any, Any], Any], shared: Any, items: Iterable[Item]) -> Iterator[Outcome]:
        everywhere, copies = self._given(shared)
        batches = Batches(items)
        running: dict[Any, list[Item]] = {}
        done: SimpleQueue[Any] = SimpleQueue()
        while True:
            while len(running) < 2 * (sum(self._workers().values()) or 1) and (batch := batches.next()):
                future = self._client.submit(do_batch, function, everywhere, batch, pure=False)
                running[future] = batch
                future.add_done_callback(done.put)
            if not running:
                del copies  # which were kept so long
                return
            future = self._next(done)
            batch = running.pop(future)
            if future.status == "lost":  # with its worker, after it was done
                batches.again(batch)
                continue
            try:
                results, seconds = future.result(timeout=self._still_seconds)
            except TimeoutError:
                batches.again(batch)
            except Exception as error:  # noqa: BLE001  whatever a worker, the scheduler and the network may raise
                if future.cancelled():
                    raise UsageError(f"the Dask scheduler was lost, or gave up the work; {_GO_ON}") from None
                if everywhere.status == "error":
                    told = f"workers were lost as they took over what all share ({type(error).__name__})"
                    raise UsageError(f"{told}; give them more memory, then {_GO_ON}") from None
                if len(batch) > 1:
                    batches.split(batch)
                else:
                    yield Outcome(batch[0], InputError(f"ended its worker ({type(error).__name__})", batch[0].path))
            else:
                batches.took(seconds, len(batch))
                yield from map(Outcome, batch, results)

    def _given(self, shared: Any) -> tuple[Any, list[Any]]:
        """Give the workers what they share; return the task whose result it is, and those that bring it to all.

        Where it is lost with its worker, the scheduler has it made again. What `Client.scatter` sends is lost for good
        then, or the sending never ends.
        """
        with warnings.catch_warnings():  # that it is large
            warnings.simplefilter("ignore")
            everywhere = self._client.submit(pickle.loads, pickle.dumps(shared), pure=False)
        # A task is given to a worker that has what it needs already. Nobody waits for these.
        return everywhere, [
            self._client.submit(type, everywhere, workers=[worker], allow_other_workers=True, pure=False)
            for worker in self._workers()
        ]

    def _workers(self) -> dict[str, int]:
        """Return the workers of this moment, with their threads: they come and go while a run lasts."""
        try:
            threads: dict[str, int] = self._client.nthreads()
        except OSError as error:
            raise UsageError(f"the Dask scheduler was lost ({error}); {_GO_ON}") from None
        return threads

    def _next(self, done: SimpleQueue[Any]) -> Any:
        """Return the next task that is done, however long it takes, but not where no worker works for long."""
        last = monotonic()
        while True:
            try:
                return done.get(timeout=self._still_seconds / _LOOKS)
            except Empty:
                workers = self._client.scheduler_info()["workers"].values()
            if any(worker["metrics"].get("task_counts", {}).get("executing") for worker in workers):
                last = monotonic()
            elif monotonic() - last >= self._still_seconds:
                told = f"has {len(workers)} workers, and none has worked" if workers else "has had no worker"
                raise UsageError(f"the Dask scheduler {told} for {self._still_seconds:g} seconds; {_GO_ON}")


def _version() -> str:
    return __version__


def _told(answer: object) -> str:
    return answer if isinstance(answer, str) else f"none ({answer})"
