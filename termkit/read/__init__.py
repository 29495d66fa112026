"""Bytes to documents: one reader a format behind one contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.read.files import Skipped, Source, file_of, find_sources, read_pair, read_source

if TYPE_CHECKING:
    from pathlib import Path

    from termkit.text.document import Document

__all__ = ["Skipped", "Source", "file_of", "find_sources", "read_document", "read_pair", "read_source"]


def read_document(path: str | Path, encoding: str = "") -> Document:
    """Read one document of any format that termkit knows; raise InputError where it cannot be used."""
    return read_source(Source(str(path)), encoding)
