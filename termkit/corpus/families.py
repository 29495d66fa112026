"""Which documents are one another's reissues and corrections: statistics count a document and these once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["family_of"]

# A/77/123/Rev.1, A/77/123/Corr.2, A/77/123/Rev.1/Corr.1, A/77/123/Rev.2*: UN Editorial Manual, "Document symbols".
# Of E/2008/43/Add.1 the addendum is another text, and stays.
_AGAIN = re.compile(r"/(Rev|Corr)\.(\d+)\*?", re.IGNORECASE)


def family_of(symbols: Sequence[str]) -> tuple[str, int]:
    """Return the symbol that a document shares with its reissues and corrections, and which of these it is.

    The number is higher the more of the text is in force: the last revision, then earlier ones, then the document as
    it was first issued (0), then corrections (below 0), which hold a few words. Without a symbol it is ("", 0).
    """
    rank = 0
    for kind, number in _AGAIN.findall(symbols[0] if symbols else ""):
        rank = rank + 1000 * int(number) if kind.lower() == "rev" else rank - 10**6 + int(number)
    return "-".join(_AGAIN.sub("", symbol) for symbol in symbols).rstrip("*"), rank
