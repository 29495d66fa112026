"""Opening the index of any glossary.

The index of a store lies in the store. A glossary of another format, or a store that cannot be written, is
taken into a store in the user's cache, named by the hash of its content.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from termkit import cache
from termkit.errors import GlossaryError, InputError, OutputError
from termkit.exchange import ConceptFile, detect
from termkit.lookup.index import Index, fill

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["cache_folder", "open_index"]

_CACHED = 32
"""Stores that the cache keeps; those that were not used for longest go first."""


def open_index(path: str | Path, name: str = "", building: Callable[[], object] = lambda: None) -> Index:
    """Open the index of a glossary of any format that `convert` reads; it is built at the first time.

    `name` is what hits call the glossary, by default the path as it is given; `building` is called before a
    glossary is taken into the cache. Raise InputError where the
    file cannot be read and GlossaryError where it contradicts its format.
    """
    path, name = Path(path), name or str(path)
    if detect(path).name == "store":
        with suppress(OutputError):
            return Index(path, name)
    return _cached(path, name, building)


def _cached(path: Path, name: str, building: Callable[[], object]) -> Index:
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
        building()
        with tempfile.TemporaryDirectory(prefix=".part-", dir=folder) as temporary:
            part = Path(temporary) / "index.termkit"
            fill(part, ConceptFile(path))
            part.replace(target)
        _prune(folder)
        return Index(target, name)
    except (OSError, OutputError):
        # No cache can be written: the index lasts as long as the process.
        return Index.of(ConceptFile(path), name)


def _prune(folder: Path) -> None:
    kept = sorted(folder.glob("*.termkit"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in kept[_CACHED:]:
        file.unlink(missing_ok=True)


def cache_folder() -> Path:
    """Return the folder of indexes: TERMKIT_CACHE where it is set, else where the system keeps caches."""
    return cache.cache_folder("lookup")
