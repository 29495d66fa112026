"""The glossary store of a build: written once, then kept up to date, with the decisions that it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.glossary.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from termkit.corpus.found import Found
    from termkit.glossary.decisions import Decision

__all__ = ["STORE", "stored_decisions", "update_store"]

STORE = "glossary.termkit"


def stored_decisions(path: Path) -> list[Decision]:
    """Return the decisions of a store, none where there is no store yet."""
    if not path.exists():
        return []
    with Store(path) as store:  # a store of an older version is brought up to date: the build will write into it
        return store.decisions()


def update_store(path: Path, found: Found) -> None:
    """Bring a store up to date with a build; concepts that the documents no longer have leave it.

    Entries of the history bear the date of the newest document, so that the same input gives the same
    bytes; decisions bear the time at which people made them.
    """
    at = found.newest
    with Store(path) as store:
        kept = {concept.id for concept in found.concepts()}
        store.remove([concept.id for concept in store.concepts() if concept.id not in kept], by="build", at=at)
        store.put(found.concepts(), by="build", at=at)
        store.put_documents(found.documents())
        store.put_sentences(found.sentences())
        store.put_candidates(found.candidates())
