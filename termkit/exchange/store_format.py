"""The glossary store as one format among the others; what people decided since the build holds in what is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.glossary.settled import settled
from termkit.glossary.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from termkit.exchange.contract import Options, TransferReport
    from termkit.terms.concept import Concept

__all__ = ["read", "write"]


def read(path: Path, options: Options, report: TransferReport) -> Iterator[Concept]:
    """Yield the concepts of a store as its decisions leave them."""
    del options, report
    with Store(path, read_only=True) as store:
        yield from settled(store.concepts(), store.candidates(), store.decisions())


def write(concepts: Iterable[Concept], path: Path, options: Options, report: TransferReport) -> None:
    """Put concepts into a store in one transaction; a store that exists keeps everything else it has."""
    del options

    def counted() -> Iterator[Concept]:
        for concept in concepts:
            report.concepts += 1
            report.terms += len(concept.terms)
            yield concept

    with Store(path) as store:
        store.put(counted())
