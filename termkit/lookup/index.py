"""The index of a glossary: opened, built where there is none, and brought up to date when the glossary changes.

The index of a store lies in the store. A glossary of another format, or a store that cannot be written, is
taken into a store in the user's cache, named by the hash of its content.
"""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from threading import Lock, local
from typing import TYPE_CHECKING, Any, Self

from termkit.errors import GlossaryError, InputError, OutputError
from termkit.exchange import ConceptFile, detect
from termkit.glossary.store import Store
from termkit.lookup import tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

    from termkit.terms.concept import Concept

__all__ = ["Index", "cache_folder", "open_index", "refresh"]

_VERSION = 1
"""Version of the tables of the index; an index of another version is built anew."""
_CACHED = 32
"""Stores that the cache keeps; those that were not used for longest go first."""
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
        self._syllables: tuple[int, frozenset[str]] = (-1, frozenset())
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
        _fill(path, concepts)
        return cls(path, name, scratch=folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
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
            current = _is_current(run)
        if not current:
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

    def syllables(self, run: Any) -> frozenset[str]:
        """Return the syllables of pinyin, without tones, that the glossary has."""
        generation = _generation(run)
        if self._syllables[0] != generation:
            self._syllables = generation, frozenset(each for (each,) in run("SELECT syllable FROM lookup_syllable"))
        return self._syllables[1]


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
        generation = _generation(run)
        changed = run(
            "SELECT DISTINCT subject FROM history WHERE key > ? AND what IN ('added', 'changed', 'removed')"
            " ORDER BY subject",
            (done or 0,),
        ).fetchall()
        (count,) = run("SELECT count(*) FROM concept").fetchone()
        columns = "SELECT concept, position, text, status FROM term"
        if done is None or len(changed) > count // 4 + 10:
            tables.drop(run)
            tables.create(run)
            tables.insert(run, run(columns).fetchall())
        else:
            identifiers = [each for (each,) in changed]
            tables.delete(run, identifiers)
            for each in identifiers:
                tables.insert(run, run(f"{columns} WHERE concept = ?", (each,)).fetchall())
        state = {"version": _VERSION, "generation": generation}
        for name, value in state.items():
            run("INSERT OR REPLACE INTO lookup_state VALUES (?, ?)", (name, value))


def _state(run: Any) -> int | None:
    """Return the generation that the index was built of, None where there is none of this version."""
    if not run("SELECT 1 FROM sqlite_schema WHERE name = 'lookup_state'").fetchone():
        return None
    state = dict(run("SELECT name, value FROM lookup_state WHERE name IN ('version', 'generation')"))
    return state["generation"] if state.get("version") == _VERSION else None


def _generation(run: Any) -> int:
    """Return a number that grows with every change of a concept."""
    # Decisions are in the history too, and leave the concepts of the index as they are.
    found = run(
        "SELECT key FROM history WHERE what IN ('added', 'changed', 'removed') ORDER BY key DESC LIMIT 1"
    ).fetchone()
    return found[0] if found else 0


def _is_current(run: Any) -> bool:
    return _state(run) == _generation(run)


# -- glossaries of other formats ---------------------------------------------------------------------------


def open_index(path: str | Path, name: str = "") -> Index:
    """Open the index of a glossary of any format that `convert` reads; it is built at the first time.

    `name` is what hits call the glossary, by default the path as it is given. Raise InputError where the
    file cannot be read and GlossaryError where it contradicts its format.
    """
    path, name = Path(path), name or str(path)
    if detect(path).name == "store":
        with suppress(OutputError):
            return Index(path, name)
    return _cached(path, name)


def _cached(path: Path, name: str) -> Index:
    try:
        with path.open("rb") as file:
            digest = blake2b(digest_size=16)
            while block := file.read(1 << 20):
                digest.update(block)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path) from error
    # Two files of the same bytes may be of two formats.
    digest.update(detect(path).name.encode())
    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / f"{digest.hexdigest()}.termkit"
        if target.exists():
            with suppress(GlossaryError):
                index = Index(target, name)
                os.utime(target)
                return index
            target.unlink()
        with tempfile.TemporaryDirectory(prefix=".part-", dir=folder) as temporary:
            part = Path(temporary) / "index.termkit"
            _fill(part, ConceptFile(path))
            refresh(part)
            part.replace(target)
        _prune(folder)
        return Index(target, name)
    except (OSError, OutputError):
        # No cache can be written: the index lasts as long as the process.
        return Index.of(ConceptFile(path), name)


def _fill(path: Path, concepts: Iterable[Concept]) -> None:
    with Store(path) as store:
        store.put(concepts)


def _prune(folder: Path) -> None:
    files = sorted(folder.glob("*.termkit"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[_CACHED:]:
        file.unlink(missing_ok=True)


def cache_folder() -> Path:
    """Return the folder of indexes: TERMKIT_CACHE where it is set, else where the system keeps caches."""
    if told := os.environ.get("TERMKIT_CACHE"):
        return Path(told)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "termkit" / "lookup"
