"""TermBase eXchange (ISO 30042), versions 3 and 2."""

from __future__ import annotations

from termkit.exchange.tbx.reader import read
from termkit.exchange.tbx.writer import write

__all__ = ["read", "write"]
