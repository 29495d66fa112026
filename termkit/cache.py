"""What is costly to work out, kept in the user's cache.

A file of the cache that is damaged is as none, and so is a cache that cannot be written.
"""

from __future__ import annotations

import marshal
import os
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

__all__ = ["cache_folder", "cached", "write_cache"]

_DIGEST = 32


def cache_folder(name: str) -> Path:
    """Return the folder of a cache: TERMKIT_CACHE where it is set, else a folder where the system keeps caches."""
    if told := os.environ.get("TERMKIT_CACHE"):
        return Path(told)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "termkit" / name


def cached(path: Path) -> Any:
    """Return what `write_cache` wrote to a file, or None where there is none or it is damaged."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    if sha256(data[_DIGEST:]).digest() != data[:_DIGEST]:
        return None
    return marshal.loads(data[_DIGEST:])  # noqa: S302  what this program wrote, by its digest


def write_cache(path: Path, value: Any) -> None:
    """Write built-in values to a file, whole or not at all: a digest, then what `marshal` makes of them."""
    import tempfile  # noqa: PLC0415  start-up

    data = marshal.dumps(value)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=".part-", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(sha256(data).digest() + data)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
