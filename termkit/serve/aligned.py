"""A pair of texts under review: read once, changed bead by bead, saved to the files it came from."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING, Any

from termkit.errors import TermkitError
from termkit.exchange.bitext_files import write_bitext
from termkit.exchange.bitext_html import review_data
from termkit.exchange.bitext_reviewed import read_aligned
from termkit.glossary.files import replacing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from termkit.text.bitext import Bead

__all__ = ["AlignedFile", "ChangedError"]


class ChangedError(TermkitError):
    """What is to be saved was made from another version than the one on the disk or in another window."""


class AlignedFile:
    """The file that is reviewed, and the tsv beside it, which is saved with a TMX or a page.

    Both are replaced whole; what stood there before the first saving is kept as NAME.bak.
    """

    def __init__(self, path: Path) -> None:
        """Read the file; raise InputError where `termkit align` did not write it."""
        self._bitext = read_aligned(path)
        self._title = path.stem
        self._paths = tuple(dict.fromkeys((path, path.with_suffix(".tsv"))))
        self._seen = [_digest(each) for each in self._paths]
        self._revision = 0
        self._kept = False
        self._lock = Lock()

    def data(self) -> dict[str, Any]:
        """Return what the page shows, and the number of this revision."""
        with self._lock:
            return review_data(self._bitext, self._title) | {"revision": self._revision}

    def save(self, revision: int, beads: Sequence[Bead]) -> dict[str, Any]:
        """Save beads that were made from a revision; return the new one and the names of the files.

        Raise ChangedError, and write nothing, where there is a newer revision, where a file was changed by somebody
        else, or where the beads do not hold each sentence once and in order; OutputError where it cannot be written.
        """
        with self._lock:
            if revision != self._revision:
                raise ChangedError("another window has saved in the meantime; reload the page")
            for path, seen in zip(self._paths, self._seen, strict=True):
                if _digest(path) != seen:
                    raise ChangedError(f"{path.name} was changed by another program; download your version instead")
            if _sentences(beads) != _sentences(self._bitext.beads) or not all(b.zh or b.en for b in beads):
                raise ChangedError("the beads do not hold each sentence once and in order")
            changed = replace(self._bitext, beads=tuple(beads))
            if not self._kept:
                for path in self._paths:
                    _keep(path)
                self._kept = True
            for at, path in enumerate(self._paths):
                write_bitext(changed, path)
                self._seen[at] = _digest(path)
            self._bitext = changed
            self._revision += 1
            return {"revision": self._revision, "files": [each.name for each in self._paths]}


def _sentences(beads: Iterable[Bead]) -> tuple[list[int], list[int]]:
    beads = list(beads)
    return [i for b in beads for i in b.zh], [j for b in beads for j in b.en]


def _digest(path: Path) -> bytes:
    try:
        return hashlib.sha256(path.read_bytes()).digest()
    except FileNotFoundError:
        return b""


def _keep(path: Path) -> None:
    if path.exists():
        with replacing(path.with_name(path.name + ".bak")) as part:
            part.write_bytes(path.read_bytes())
