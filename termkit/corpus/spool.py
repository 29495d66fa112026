"""Documents as they were read, kept on disk for the next passes of the same run: reading a PDF takes longest.

Each worker process writes a file of its own; what it is told of its documents (`kept`) says where they stand in it.
The folder is made for a run and removed after it: what is in it is Python's own form of the objects.
"""

from __future__ import annotations

import os
import pickle
import tempfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from termkit.text.document import Document

__all__ = ["keep", "kept", "spooled"]


@contextmanager
def spooled(folder: Path) -> Iterator[str]:
    """Give a folder to keep documents in, beside the results: they may be more than a folder of the system holds."""
    with tempfile.TemporaryDirectory(prefix=".termkit-read-", dir=folder) as made:
        yield made


def keep(folder: str, document: Document) -> str:
    """Write a document; return where it is."""
    data = zlib.compress(pickle.dumps(document, pickle.HIGHEST_PROTOCOL), level=1)
    with open(f"{folder}/{os.getpid()}", "ab") as file:  # noqa: PTH123  a Path takes as long as the rest
        start = file.tell()
        file.write(data)
    return f"{os.getpid()} {start} {len(data)}"


def kept(folder: str, where: str) -> Document | None:
    """Return the document that `keep` wrote; None where it is not there any more."""
    process, start, size = where.split()
    try:
        with open(f"{folder}/{process}", "rb") as file:  # noqa: PTH123
            file.seek(int(start))
            document: Document = pickle.loads(zlib.decompress(file.read(int(size))))  # noqa: S301  of this run
    except OSError:
        return None
    return document
