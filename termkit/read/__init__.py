"""Bytes to documents: one reader a format behind one contract."""

from __future__ import annotations

from termkit.read.files import Source, find_sources, read_source

__all__ = ["Source", "find_sources", "read_source"]
