"""The glossaries behind the look-ups, each with its index; what people decided in the store holds at once."""

from __future__ import annotations

import re
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from termkit.exchange.shipped import shipped_glossary
from termkit.lookup.cache import open_index
from termkit.lookup.concordance import concordance
from termkit.lookup.entry import entry_of
from termkit.lookup.query import alike, search

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from termkit.lookup.concordance import Passage
    from termkit.lookup.entry import Entry
    from termkit.lookup.index import Index
    from termkit.lookup.query import Hit
    from termkit.serve.desk import View
    from termkit.terms.concept import Concept

__all__ = ["Library", "Shelf"]

STORE = "store"
"""The id of the store among the glossaries."""
_MOST_ENTRIES = 20_000


@dataclass(frozen=True, slots=True)
class Shelf:
    """A glossary with its index; `id` stands in addresses and is what hits call it, `role` as the page is told."""

    id: str
    title: str
    role: str
    index: Index
    terms: int


class Library:
    """All glossaries of a server. Open indexes serve any number of threads."""

    def __init__(self, glossaries: Sequence[Path], store: Path | None) -> None:
        """Open all indexes; those that are missing are built, which takes seconds for 100,000 terms."""
        self.shelves: list[Shelf] = []
        self._open = ExitStack()
        self._stored: Mapping[str, Concept | None] | None = None
        self._entries: dict[tuple[str, str], Entry] = {}
        self.titles: Mapping[str, str] = {}
        """The titles of the documents of the store, by path."""
        try:
            if store is not None:
                self._add(STORE, store, STORE)
            for path in glossaries:
                self._add(self._free(path.stem), path, "shipped" if path == shipped_glossary() else "")
            self.search("xzqw 喵喵喵喵", 1)  # what a misspelling needs is loaded now, not when the first comes
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close all indexes."""
        self._open.close()

    def _add(self, identifier: str, path: Path, role: str) -> None:
        index = self._open.enter_context(open_index(path, identifier))
        with index.read() as run:
            (terms,) = run("SELECT count(*) FROM term").fetchone()
        self.shelves.append(Shelf(identifier, path.name, role, index, terms))

    def _free(self, stem: str) -> str:
        name = re.sub(r"[^\w-]+", "-", stem).strip("-").lower() or "glossary"
        taken = {shelf.id for shelf in self.shelves} | {STORE}
        return next(each for each in (name, *(f"{name}-{n}" for n in range(2, 1000))) if each not in taken)

    def follow(self, view: View) -> None:
        """Take over the state of the store: what was decided holds in look-ups before the next build."""
        self._stored = view.built.by_id | dict(view.changes)
        self._entries = {}
        self.titles = view.titles

    def shelf(self, identifier: str) -> Shelf | None:
        """Return the glossary with an id, None where there is none."""
        return next((shelf for shelf in self.shelves if shelf.id == identifier), None)

    def search(self, query: str, limit: int) -> list[tuple[Hit, Entry]]:
        """Return what a query finds, best first; of a concept that several glossaries have, the first one's."""
        found: list[tuple[Hit, Entry]] = []
        seen: set[str] = set()
        for hit in search([shelf.index for shelf in self.shelves], query, 2 * limit):
            if hit.concept in seen:
                continue
            if hit.glossary == STORE and self._stored is not None:
                # The index knows the forms of the build; a form that was rejected since then is none.
                concept = self._stored.get(hit.concept)
                term = next((t for t in concept.terms if t.text == hit.term), None) if concept else None
                if term is None:
                    continue
                hit = replace(hit, status=term.status)  # noqa: PLW2901
            entry = self._entry(hit.glossary, hit.concept)
            if entry is not None:
                seen.add(hit.concept)
                found.append((hit, entry))
            if len(found) == limit:
                break
        return found

    def near(self, query: str) -> list[str]:
        """Return forms that have something in common with a query that finds nothing, most alike first."""
        hits = alike([shelf.index for shelf in self.shelves], query)
        return list(dict.fromkeys(hit.term for hit in hits if self.concept(hit.glossary, hit.concept)))

    def _entry(self, glossary: str, identifier: str) -> Entry | None:
        """Return what is shown of a concept in a list, made once: glossaries stay as they were opened."""
        entries = self._entries
        entry = entries.get((glossary, identifier))
        if entry is None:
            concept = self.concept(glossary, identifier)
            if concept is None:
                return None
            if len(entries) >= _MOST_ENTRIES:
                entries.clear()
            entry = entries[glossary, identifier] = entry_of(concept, glossary)
        return entry

    def concept(self, glossary: str, identifier: str) -> Concept | None:
        """Return a concept as the decisions leave it, None where there is none."""
        shelf = self.shelf(glossary)
        if shelf is None:
            return None
        if glossary == STORE and self._stored is not None:
            return self._stored.get(identifier)
        return shelf.index.concept(identifier)

    def concordance(self, glossary: str, identifier: str, limit: int) -> list[Passage]:
        """Return sentences of the documents that use a concept, those of the newest first."""
        shelf, concept = self.shelf(glossary), self.concept(glossary, identifier)
        return concordance(shelf.index, concept, limit) if shelf and concept else []
