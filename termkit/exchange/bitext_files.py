"""Bitexts to files and back, by ending: tsv, ladder, TMX, XLIFF, Moses pair, review page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.errors import InputError, UsageError
from termkit.exchange.bitext_html import write_html
from termkit.exchange.bitext_plain import read_tsv, write_ladder, write_moses, write_tsv
from termkit.exchange.bitext_tmx import read_tmx, write_tmx
from termkit.exchange.bitext_xliff import read_xliff, write_xliff

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from termkit.text.bitext import Bitext

__all__ = ["BITEXT_ENDINGS", "bitext_writer", "read_bitext", "write_bitext"]

_WRITERS: dict[str, Callable[[Bitext, Path], None]] = {
    ".tsv": write_tsv,
    ".ladder": write_ladder,
    ".tmx": write_tmx,
    ".xliff": write_xliff,
    ".xlf": write_xliff,
    ".html": write_html,
    ".moses": write_moses,
}
_READERS: dict[str, Callable[[Path], Bitext]] = {
    ".tsv": read_tsv,
    ".tmx": read_tmx,
    ".xliff": read_xliff,
    ".xlf": read_xliff,
}

BITEXT_ENDINGS = tuple(_WRITERS)
"""The endings that can be written; .moses gives two files, NAME.zh and NAME.en."""


def bitext_writer(path: Path) -> Callable[[Bitext, Path], None]:
    """Return the writer for a path; raise UsageError, with the endings there are, for another."""
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise UsageError(f"{path}: no format for this ending; aligned texts are written as {', '.join(_WRITERS)}")
    return writer


def write_bitext(bitext: Bitext, path: Path) -> None:
    """Write a bitext, whole or not at all, in the format of the ending.

    Raise UsageError for an unknown ending and OutputError where the place cannot be written.
    """
    bitext_writer(path)(bitext, path)


def read_bitext(path: Path) -> Bitext:
    """Read an aligned tsv, TMX or XLIFF file; raise InputError where it is none."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise InputError(f"is no aligned text; those are {', '.join(_READERS)}", path)
    return reader(path)
