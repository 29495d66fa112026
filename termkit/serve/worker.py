"""A process beside the server that checks drafts: a long check never makes a look-up wait.

It is started when the first draft comes, ends with the server, and is ended and started anew where a draft takes
too long or brings it down.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from typing import TYPE_CHECKING, Any

from termkit.errors import InputError
from termkit.serve.drafts import Draft, check_draft, commented
from termkit.serve.sources import all_concepts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess
    from pathlib import Path

    from termkit.terms.concept import Concept

__all__ = ["Worker"]

MOST_SECONDS = 120.0
_STARTED = multiprocessing.get_context("spawn")


class Worker:
    """Runs one job at a time; its methods block, so call them from a thread."""

    def __init__(self, glossaries: Sequence[Path], store: Path | None, seconds: float = MOST_SECONDS) -> None:
        """Take what drafts are held against, and how long one may take."""
        self._sources = (tuple(glossaries), store)
        self._seconds = seconds
        self._lock = threading.Lock()
        self._process: SpawnProcess | None = None
        self._end: Connection | None = None

    def check(self, draft: Draft, revision: int) -> dict[str, Any]:
        """Return what the page shows of a draft; `revision` says which state of the store is wanted.

        Raise InputError where the draft cannot be read or takes too long.
        """
        found: dict[str, Any] = self._run("check", draft, revision)
        return found

    def commented(self, draft: Draft, revision: int) -> bytes:
        """Return a draft as a Word file with the findings as comments."""
        found: bytes = self._run("commented", draft, revision)
        return found

    def close(self) -> None:
        """End the process, also in the middle of a check, which then fails."""
        process = self._process
        if process is not None:
            process.kill()
        with self._lock:
            self._stop()

    def _run(self, what: str, draft: Draft, revision: int) -> Any:
        with self._lock:
            end = self._started()
            try:
                end.send((what, draft, revision))
                if not end.poll(self._seconds):
                    self._stop()
                    raise InputError(f"takes longer than {self._seconds:.0f} seconds to check; check it in parts")
                answer = end.recv()
            except (EOFError, BrokenPipeError, ConnectionResetError):
                self._stop()
                raise InputError("could not be checked: it needs too much memory, or is damaged") from None
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _started(self) -> Connection:
        if self._end is None or self._process is None or not self._process.is_alive():
            self._stop()
            self._end, other = _STARTED.Pipe()
            self._process = _STARTED.Process(target=_work, args=(other, *self._sources), daemon=True)
            self._process.start()
            other.close()
        return self._end

    def _stop(self) -> None:
        if self._end is not None:
            self._end.close()
            self._end = None
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None


def _work(end: Connection, glossaries: tuple[Path, ...], store: Path | None) -> None:
    """Answer jobs until the server is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    concepts: tuple[Concept, ...] = ()
    known = -1
    while True:
        try:
            what, draft, revision = end.recv()
        except EOFError:
            return
        answer: Any
        try:
            if revision != known:
                concepts, known = all_concepts(glossaries, store), revision
            answer = check_draft(draft, concepts).shown if what == "check" else commented(draft, concepts)
        except Exception as error:  # noqa: BLE001  it is raised again on the other side
            answer = error
        try:
            end.send(answer)
        except (TypeError, ValueError, AttributeError):
            end.send(RuntimeError(repr(answer)))
        except OSError:
            return
