"""Bytes to documents: one reader a format behind one contract."""

from __future__ import annotations

from termkit.read.files import Skipped, Source, find_sources, read_pair, read_source

__all__ = ["Skipped", "Source", "find_sources", "read_pair", "read_source"]
