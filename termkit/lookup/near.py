"""What is shown where a query finds nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.lookup.query import alike
from termkit.lookup.scan import scan
from termkit.lookup.tables import LONGEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termkit.lookup.index import Index
    from termkit.lookup.query import Hit

__all__ = ["near"]


def near(indexes: Sequence[Index], query: str, limit: int = 5) -> list[Hit]:
    """Return concepts near a query that finds nothing, at most twice `limit`.

    First those whose terms stand in it, in its order, as of a sentence that was pasted; then those whose terms
    have something in common with it, most alike first.
    """
    within: dict[tuple[str, str], Hit] = {}
    for found in scan(indexes, query[: LONGEST + 1]):
        for hit in found.hits:
            within.setdefault((hit.glossary, hit.concept), hit)
    others = (hit for hit in alike(indexes, query, limit) if (hit.glossary, hit.concept) not in within)
    return [*list(within.values())[:limit], *others]
