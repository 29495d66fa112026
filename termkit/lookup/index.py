"""The index of a glossary store: built where there is none, brought up to date when the glossary changes.

It lies in the store. The history of the store tells which concepts have changed since it was made.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock, local
from typing import TYPE_CHECKING, Any, Self, TypeVar

from termkit.errors import GlossaryError, InputError, OutputError
from termkit.glossary.store import Store
from termkit.lookup import tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from termkit.terms.concept import Concept

__all__ = ["Index", "fill", "generation_of", "refresh"]

Kept = TypeVar("Kept")
_VERSION = 2
"""Version of the tables of the index; an index of another version is built anew."""
_PATIENCE = 5.0
"""Seconds to wait for another writer before an older state of the index is used."""


class Index:
    """An open index, for any number of threads; use it in a `with` block."""

    def __init__(self, path: str | Path, name: str = "", *, scratch: Path | None = None) -> None:
        """Open the index of the store at `path`, building it where it is missing or old.

        `name` is what hits call the glossary, by default its path. `scratch` is a folder to remove at the end.
        """
        self.path, self.name = Path(path), name or str(path)
        self._scratch = scratch
        self._threads = local()
        self._stores: list[Store] = []
        self._lock = Lock()
        self._memory: dict[str, tuple[int, Any]] = {}
        try:
            self.refresh()
        except BaseException:
            self.close()
            raise

    @classmethod
    def of(cls, concepts: Iterable[Concept], name: str = "glossary") -> Self:
        """Return an index of concepts, in a temporary file that closing it removes."""
        folder = Path(tempfile.mkdtemp(prefix="termkit-lookup-"))
        path = folder / "index.termkit"
        fill(path, concepts)
        return cls(path, name, scratch=folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the files of all threads."""
        with self._lock:
            for store in self._stores:
                store.close()
            self._stores.clear()
            self._threads = local()
        if self._scratch is not None:
            for file in self._scratch.iterdir():
                file.unlink(missing_ok=True)
            self._scratch.rmdir()
            self._scratch = None

    @property
    def store(self) -> Store:
        """Return the store, open for reading in this thread."""
        store: Store | None = getattr(self._threads, "store", None)
        if store is None:
            store = Store(self.path, read_only=True, verify=False)
            self._threads.store = store
            with self._lock:
                self._stores.append(store)
        return store

    @contextmanager
    def read(self) -> Iterator[Any]:
        """Give `execute` of one moment of the index, brought up to date where the glossary has changed."""
        with self.store.snapshot() as run:
            if _is_current(run):
                yield run
                return
        # While another process writes for long, the last state of the index answers.
        with suppress(OutputError):
            self.refresh()
        with self.store.snapshot() as run:
            yield run

    def refresh(self) -> None:
        """Bring the index up to date with the concepts; what another thread or process has done is not done again."""
        with self._lock:
            refresh(self.path)

    def concept(self, identifier: str) -> Concept | None:
        """Return a concept with its terms and their evidence, None where there is none with this id."""
        return self.store.concept(identifier)

    def kept(self, run: Any, name: str, make: Callable[[Any], Kept]) -> Kept:
        """Return what `make` makes out of the index, from memory as long as the glossary does not change."""
        generation = generation_of(run)
        known = self._memory.get(name)
        if known is None or known[0] != generation:
            self._memory[name] = known = generation, make(run)
        value: Kept = known[1]
        return value

    def save(self, name: str, value: bytes, generation: int) -> None:
        """Put something made out of the index beside it, for other processes, where it can be written."""
        with suppress(OutputError), Store(self.path, wait=0, verify=False) as store, store.change() as run:
            if _state(run) == generation:
                run("INSERT OR REPLACE INTO lookup_state VALUES (?, ?)", (name, value))


def refresh(path: Path) -> None:
    """Build the index of a store or bring it up to date; nothing is written where it is.

    Raise OutputError where the store cannot be written, GlossaryError where it is damaged.
    """
    if not path.exists():
        raise InputError("there is no such store", path)
    # A store of an older version can only be opened for writing.
    with suppress(GlossaryError), Store(path, read_only=True, verify=False) as store, store.snapshot() as run:
        if _is_current(run):
            return
    with Store(path, wait=_PATIENCE, verify=False) as store, store.change() as run:
        if _is_current(run):
            return
        done = _state(run)
        generation = generation_of(run)
        changed = run(
            "SELECT DISTINCT subject FROM history WHERE key > ? AND what IN ('added', 'changed', 'removed')"
            " ORDER BY subject",
            (done or 0,),
        ).fetchall()
        (count,) = run("SELECT count(*) FROM concept").fetchone()
        columns = "SELECT concept, position, text, status FROM term"
        if done is None or len(changed) > count // 4 + 10:
            tables.build(run, map(tables.Row._make, run(columns).fetchall()))
        else:
            identifiers = [each for (each,) in changed]
            tables.delete(run, identifiers)
            for each in identifiers:
                tables.insert(run, map(tables.Row._make, run(f"{columns} WHERE concept = ?", (each,)).fetchall()))
        run("DELETE FROM lookup_state")
        run("INSERT INTO lookup_state VALUES ('version', ?), ('generation', ?)", (_VERSION, generation))


def _state(run: Any) -> int | None:
    """Return the generation that the index was built of, None where there is none of this version."""
    if not run("SELECT 1 FROM sqlite_schema WHERE name = 'lookup_state'").fetchone():
        return None
    state = dict(run("SELECT name, value FROM lookup_state WHERE name IN ('version', 'generation')"))
    return state["generation"] if state.get("version") == _VERSION else None


def generation_of(run: Any) -> int:
    """Return a number that grows with every change of a concept."""
    # Decisions are in the history too, and leave the concepts of the index as they are.
    found = run(
        "SELECT key FROM history WHERE what IN ('added', 'changed', 'removed') ORDER BY key DESC LIMIT 1"
    ).fetchone()
    return found[0] if found else 0


def _is_current(run: Any) -> bool:
    return _state(run) == generation_of(run)


def fill(path: Path, concepts: Iterable[Concept]) -> None:
    """Make a store of concepts at `path`, with its index."""
    with Store(path) as store:
        store.put(concepts)
    refresh(path)
