"""What a server was told to serve: glossaries and a store, as one set of concepts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit import exchange
from termkit.glossary.derived import Glossary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from termkit.terms.concept import Concept

__all__ = ["all_concepts"]


def all_concepts(glossaries: Sequence[Path], store: Path | None) -> Glossary:
    """Return the concepts of all; of two with one id the store's counts, else that of the earlier glossary.

    A store that has no concept yet adds none.
    """
    found: dict[str, Concept] = {}
    for path in glossaries:
        for concept in exchange.read(path):
            found.setdefault(concept.id, concept)
    if store is not None:
        found.update((concept.id, concept) for concept in _of_store(store))
    return Glossary(found.values())


def _of_store(path: Path) -> tuple[Concept, ...]:
    from termkit.exchange.store_format import read  # noqa: PLC0415  the contract would refuse an empty store

    return tuple(read(path, exchange.Options(), exchange.TransferReport()))
