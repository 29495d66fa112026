"""The store behind the page: one thread holds it open, so that writers wait for one another and nobody else.

What is asked often (concepts, queue, table) is computed once and again after a change, also one that another
process makes, such as a build.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from termkit.glossary.settled import Settling
from termkit.glossary.store import Store
from termkit.serve import compare, review

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from termkit.glossary.decisions import Decision
    from termkit.glossary.rulings import Entry
    from termkit.glossary.store import StoredDocument
    from termkit.terms.concept import Concept

__all__ = ["Built", "Desk", "View"]

_T = TypeVar("_T")


@dataclass(frozen=True)
class Built:
    """What the last build made; decisions leave it as it is."""

    ground: Settling
    documents: tuple[StoredDocument, ...]

    @cached_property
    def by_id(self) -> dict[str, Concept]:
        """Return the concepts by their ids."""
        return {each.id: each for each in self.ground.concepts}

    @cached_property
    def queue(self) -> review.Queue:
        """Return the candidates before any decision."""
        return review.Queue(self.ground.candidates)

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Return the titles of the documents, by path."""
        return {each.path: each.title for each in self.documents}


@dataclass(frozen=True)
class View:
    """The store at one moment."""

    revision: int
    built: Built
    decisions: tuple[Decision, ...]

    @cached_property
    def changes(self) -> Mapping[str, Concept | None]:
        """Return the concepts that the decisions change, by id; None where nothing is left of one."""
        return self.built.ground.changes(self.decisions) if self.decisions else {}

    @cached_property
    def concepts(self) -> tuple[Concept, ...]:
        """Return the concepts as the decisions leave them."""
        return tuple(self.built.ground.after(self.changes))

    @property
    def titles(self) -> Mapping[str, str]:
        """Return the titles of the documents, by path."""
        return self.built.titles

    @cached_property
    def queue(self) -> Sequence[review.Item]:
        """Return the candidates with what was decided about them."""
        return self.built.queue.decided(self.decisions)

    @cached_property
    def table(self) -> Sequence[compare.Row]:
        """Return the concepts by documents."""
        return compare.rows(self.concepts)

    @cached_property
    def columns(self) -> Sequence[compare.Column]:
        """Return the documents of the table."""
        return compare.columns(self.built.documents)


class Desk:
    """Keeps a store open. Every method may be called from any task; changes are on the disk when it returns."""

    def __init__(self, path: Path, changed: Callable[[View], None] = lambda _: None) -> None:
        """Open the store; raise the errors of `Store`. `changed` is told each new state, in the store's thread."""
        self.path = path
        self._changed = changed
        self._thread = ThreadPoolExecutor(1, "store")
        self._view: View | None = None
        self._revision = 0
        self._elsewhere = self._told = -1
        try:
            self._store = self._thread.submit(Store, path).result()
        except BaseException:
            self._thread.shutdown()
            raise

    def close(self) -> None:
        """Close the store."""
        self._thread.submit(self._store.close).result()
        self._thread.shutdown()

    async def read(self, what: Callable[[View], _T]) -> _T:
        """Return what a function makes of the store as it is now; it runs beside the look-ups."""
        return await self._run(lambda: what(self._current()))

    async def decide(self, decisions: Sequence[Decision]) -> int:
        """Take decisions in; return the number that the history keeps them under."""
        return await self._run(lambda: self._changing(lambda: self._store.decide(decisions)))

    async def undo(self, by: str) -> list[tuple[Decision, Decision | None]]:
        """Take back what a person decided last."""
        return await self._run(lambda: self._changing(lambda: self._store.undo(by)))

    async def history(self, last: int) -> list[Entry]:
        """Return the latest changes of decisions, newest first."""
        return await self._run(lambda: self._store.latest(last))

    async def _run(self, work: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def _changing(self, work: Callable[[], _T]) -> _T:
        try:
            return work()
        finally:
            self._view = self._after_decisions()
            # The answer need not wait for what follows from the decision.
            self._thread.submit(self._current)

    def _after_decisions(self) -> View | None:
        """Return the view with the decisions of now; only they have changed."""
        view = self._view
        if view is None or self._store.revision() != self._elsewhere:
            return None
        self._revision += 1
        return View(self._revision, view.built, tuple(self._store.decisions()))

    def _current(self) -> View:
        elsewhere = self._store.revision()
        if self._view is None or elsewhere != self._elsewhere:
            store = self._store
            self._revision += 1
            self._elsewhere = elsewhere
            built = Built(Settling(store.concepts(), store.candidates()), tuple(store.documents()))
            built.ground.changes(())  # its tables are made now, and not while somebody waits for the first decision
            self._view = View(self._revision, built, tuple(store.decisions()))
        if self._told != self._view.revision:
            self._told = self._view.revision
            self._changed(self._view)
        return self._view
