"""The glossary store of a build: written once, then kept up to date, with the decisions that it holds."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from termkit.corpus.pipeline import candidates_of
from termkit.glossary.store import Store, StoredDocument
from termkit.lookup.concordance import sentences_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from termkit.check import Material
    from termkit.corpus.pipeline import Built
    from termkit.glossary.decisions import Decision

__all__ = ["STORE", "stored_decisions", "update_store"]

STORE = "glossary.termkit"


def stored_decisions(path: Path) -> list[Decision]:
    """Return the decisions of a store, none where there is no store yet."""
    if not path.exists():
        return []
    with Store(path) as store:  # a store of an older version is brought up to date: the build will write into it
        return store.decisions()


def update_store(path: Path, built: Built) -> None:
    """Bring a store up to date with a build; concepts that the documents no longer have leave it.

    Entries of the history bear the date of the newest document, so that the same input gives the same
    bytes; decisions bear the time at which people made them.
    """
    at = max((facts.document.date for facts in built.material.documents), default="")
    with Store(path) as store:
        kept = {concept.id for concept in built.concepts}
        store.remove([concept.id for concept in store.concepts() if concept.id not in kept], by="build", at=at)
        store.put(built.concepts, by="build", at=at)
        store.put_documents(_documents(built.material))
        store.put_sentences((facts.document.path, sentences_of(facts.document)) for facts in built.material.documents)
        store.put_candidates(candidates_of(built.material))


def _documents(material: Material) -> Iterator[StoredDocument]:
    for facts in material.documents:
        each = facts.document
        yield StoredDocument(each.path, each.symbols, each.date, each.language, sha256(each.text.encode()).hexdigest())
