"""Bitexts to files, by ending: tsv, ladder, TMX, XLIFF, Moses pair, review page; and back from bilingual files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.errors import InputError, UsageError
from termkit.exchange.bitext_html import write_html
from termkit.exchange.bitext_plain import moses_files, write_ladder, write_moses, write_tsv
from termkit.exchange.bitext_tmx import write_tmx
from termkit.exchange.bitext_xliff import write_xliff
from termkit.read import Source, read_pair

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from termkit.text.bitext import Bitext

__all__ = ["BITEXT_ENDINGS", "bitext_files", "bitext_writer", "read_bitext", "write_bitext"]

_WRITERS: dict[str, Callable[[Bitext, Path], None]] = {
    ".tsv": write_tsv,
    ".ladder": write_ladder,
    ".tmx": write_tmx,
    ".xliff": write_xliff,
    ".xlf": write_xliff,
    ".html": write_html,
    ".moses": write_moses,
}

BITEXT_ENDINGS = tuple(_WRITERS)
"""The endings that can be written; .moses gives two files, NAME.zh and NAME.en."""


def bitext_writer(path: Path) -> Callable[[Bitext, Path], None]:
    """Return the writer for a path; raise UsageError, with the endings there are, for another."""
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise UsageError(f"{path}: no format for this ending; aligned texts are written as {', '.join(_WRITERS)}")
    return writer


def bitext_files(path: Path) -> tuple[Path, ...]:
    """Return the files that are written for a path."""
    return moses_files(path) if path.suffix.lower() == ".moses" else (path,)


def write_bitext(bitext: Bitext, path: Path) -> None:
    """Write a bitext, whole or not at all, in the format of the ending.

    Raise UsageError for an unknown ending and OutputError where the place cannot be written.
    """
    bitext_writer(path)(bitext, path)


def read_bitext(path: Path, encoding: str = "") -> Bitext:
    """Read the pairs of a bilingual file: TMX, XLIFF, PO, a table; whichever language is the source.

    Raise InputError where it is none, or holds no pair of Chinese and English.
    """
    both = read_pair(Source(str(path)), encoding)
    languages = {both.source.language[:2], both.target.language[:2]}
    if languages != {"zh", "en"} or all(bead.is_null for bead in both.bitext.beads):
        raise InputError("holds no pair of Chinese and English segments", path)
    return both.bitext
