"""The glossaries behind the look-ups, each with its index; what people decided in the store holds at once."""

from __future__ import annotations

import re
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from termkit.lookup.cache import open_index
from termkit.lookup.concordance import concordance
from termkit.lookup.entry import entry_of
from termkit.lookup.query import search
from termkit.terms.keys import form_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from termkit.lookup.concordance import Passage
    from termkit.lookup.entry import Entry
    from termkit.lookup.index import Index
    from termkit.lookup.query import Hit
    from termkit.serve.desk import View
    from termkit.terms.concept import Concept

__all__ = ["Library", "Shelf"]

STORE = "store"
"""The id of the store among the glossaries."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A glossary with its index; `id` stands in addresses and is what hits call it."""

    id: str
    title: str
    index: Index
    terms: int


class Library:
    """All glossaries of a server. Open indexes serve any number of threads."""

    def __init__(self, glossaries: Sequence[Path], store: Path | None) -> None:
        """Open all indexes; those that are missing are built, which takes seconds for 100,000 terms."""
        self.shelves: list[Shelf] = []
        self._open = ExitStack()
        self._settled: Mapping[str, Concept] | None = None
        try:
            if store is not None:
                self._add(STORE, store)
            for path in glossaries:
                self._add(self._free(path.stem), path)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all indexes."""
        self._open.close()

    def _add(self, identifier: str, path: Path) -> None:
        index = self._open.enter_context(open_index(path, identifier))
        with index.read() as run:
            (terms,) = run("SELECT count(*) FROM term").fetchone()
        self.shelves.append(Shelf(identifier, path.name, index, terms))

    def _free(self, stem: str) -> str:
        name = re.sub(r"[^\w-]+", "-", stem).strip("-").lower() or "glossary"
        taken = {shelf.id for shelf in self.shelves} | {STORE}
        return next(each for each in (name, *(f"{name}-{n}" for n in range(2, 1000))) if each not in taken)

    def follow(self, view: View) -> None:
        """Take over the state of the store: what was decided holds in look-ups before the next build."""
        self._settled = {each.id: each for each in view.concepts} if view.decisions else None

    def shelf(self, identifier: str) -> Shelf | None:
        """Return the glossary with an id, None where there is none."""
        return next((shelf for shelf in self.shelves if shelf.id == identifier), None)

    def search(self, query: str, limit: int) -> list[tuple[Hit, Entry]]:
        """Return what a query finds, best first; of a concept that several glossaries have, the first one's."""
        found: list[tuple[Hit, Entry]] = []
        seen: set[str] = set()
        for hit in search([shelf.index for shelf in self.shelves], query, 2 * limit):
            concept = self.concept(hit.glossary, hit.concept)
            term = next((t for t in concept.terms if form_key(t.text) == form_key(hit.term)), None) if concept else None
            if concept is None or term is None or hit.concept in seen:
                continue
            seen.add(hit.concept)
            found.append((replace(hit, status=term.status), entry_of(concept, hit.glossary)))
            if len(found) == limit:
                break
        return found

    def concept(self, glossary: str, identifier: str) -> Concept | None:
        """Return a concept as the decisions leave it, None where there is none."""
        shelf = self.shelf(glossary)
        if shelf is None:
            return None
        if glossary == STORE and self._settled is not None:
            return self._settled.get(identifier)
        return shelf.index.concept(identifier)

    def concordance(self, glossary: str, identifier: str, limit: int) -> list[Passage]:
        """Return sentences of the documents that use a concept, those of the newest first."""
        shelf, concept = self.shelf(glossary), self.concept(glossary, identifier)
        return concordance(shelf.index, concept, limit) if shelf and concept else []
