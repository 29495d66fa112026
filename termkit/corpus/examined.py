"""What extraction finds in a set of documents: each thing once, however many lists ask for it.

Nothing here grows with the number of documents but a temporary file; what is held is what they have in common: names,
concepts and their forms.
"""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, closing
from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Self

from termkit.check import Facts, Material, load_profile
from termkit.corpus.adding import add_told, clauses_in, surely_defined
from termkit.corpus.passes import Ground, settle, sure_names
from termkit.corpus.pipeline import concepts_of
from termkit.corpus.reduction import Sums, make_tables, put
from termkit.corpus.shelf import Shelf
from termkit.corpus.statistics import Statistics, write_statistics
from termkit.extract.candidates import candidates_of
from termkit.extract.definitions import clauses_of, extract_definitions
from termkit.extract.heads import kind_of
from termkit.extract.mentions import find_mentions, matcher_of
from termkit.glossary.derived import as_glossary
from termkit.glossary.forms import forms_of, known_forms
from termkit.glossary.merge import Candidate
from termkit.terms.concept import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import TracebackType

    from termkit.extract.definition import Definition
    from termkit.extract.names import Name
    from termkit.glossary.decided import Decided
    from termkit.terms.concept import Concept
    from termkit.terms.matcher import Matcher
    from termkit.text.document import Document

__all__ = ["Examined"]

_AT_ONCE = 1000
"""Documents whose names and clauses are added up in memory."""


class Examined:
    """A set of documents, one a path, with what is found in them when it is first asked for; use it in a `with` block.

    All that is iterated is in the order of the paths.
    """

    def __init__(self, documents: Iterable[Document], curated: Sequence[Concept], decided: Decided) -> None:
        self._given, self.decided = documents, decided
        self._ground = Ground(as_glossary(curated), load_profile(), decided)
        self._known = known_forms(curated) if decided.full_forms else self._ground.known
        self._is_settled = False
        # By what they say: an offset stands for their place.
        self._candidates: dict[tuple[str, ...], Candidate] = {}
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    @cached_property
    def _shelf(self) -> Shelf:
        """The documents, each with the definitions where it stands alone and what it says of names to others."""
        shelf = self._stack.enter_context(Shelf())
        for document in self._given:
            candidates = candidates_of(document.text)
            alone = extract_definitions(document, self._ground.known, self._ground.forms, candidates)
            shelf.add(document)
            shelf.put(document.path, "candidates", candidates)
            shelf.put(document.path, "alone", alone)
            shelf.put(document.path, "told", (sure_names(alone), clauses_of(document.text, alone)))
        return shelf

    @cached_property
    def _statistics(self) -> Statistics | None:
        """What the documents say of names to one another."""
        if self._shelf.is_single():
            return None
        folder = self._stack.enter_context(TemporaryDirectory(prefix="termkit-", ignore_cleanup_errors=True))
        file = Path(folder, "statistics")
        with closing(sqlite3.connect("", isolation_level=None)) as connection:
            connection.execute("ATTACH '' AS scratch")
            make_tables(connection, "names", "clauses")
            told = self._shelf.things("told")
            while some := list(islice(told, _AT_ONCE)):
                sums = Sums()
                for names, clauses in some:
                    add_told(sums, names, clauses)
                put(connection, sums.rows())
            write_statistics(file, surely_defined(connection, self._ground.known), clauses_in(connection))
        return Statistics(file)

    @property
    def curated(self) -> Sequence[Concept]:
        """The concepts of the glossary."""
        return self._ground.curated

    def documents(self) -> Iterator[Document]:
        """Yield the documents."""
        yield from self._shelf

    def definitions(self) -> Iterator[tuple[Document, tuple[Definition, ...]]]:
        """Yield the documents, each with its definitions."""
        for document in self._shelf:
            yield document, self._shelf.once(document.path, "definitions", partial(self._settled, document))
        self._is_settled = True

    def _settled(self, document: Document) -> tuple[Definition, ...]:
        found: tuple[Definition, ...] = self._shelf.once(document.path, "alone", tuple)
        if self._statistics is None:
            found = self.decided.apply(document, found)
        else:
            candidates = self._shelf.get(document.path, "candidates")
            found = settle(document, found, self._ground, self._statistics, candidates)
        for each in found:
            # What an earlier one says too makes no other concept.
            key = (each.full, each.short, each.kind, each.english)
            if key not in self._candidates:
                place = Evidence(document.path, each.mark, 0, "", each.method, each.score)
                self._candidates[key] = Candidate(each.full, each.short, each.kind, place, each.english)
        return found

    @cached_property
    def material(self) -> Material:
        """The concepts of all documents, and no document."""
        for _ in self.definitions() if not self._is_settled else ():
            pass
        candidates = [*self._candidates.values(), *map(_decided_pair, self.decided.pairs)]
        concepts = self.decided.settle(concepts_of(candidates, self._ground.curated))
        return Material((), concepts, self._ground.curated, self._ground.profile)

    @cached_property
    def _matcher(self) -> Matcher:
        return matcher_of(forms_of(self.material.concepts))

    def facts(self) -> Iterator[Facts]:
        """Yield the documents, each with its definitions and mentions."""
        for document, definitions in self.definitions():
            borders = self._shelf.get(document.path, "borders")
            yield Facts(document, definitions, find_mentions(document, self._matcher, borders))

    def names(self, document: Document, definitions: Sequence[Definition]) -> tuple[Name, ...]:
        """Return the names in one of the documents, which has these definitions."""
        from termkit.extract.names import find_names  # noqa: PLC0415  start-up: it takes numpy

        find = partial(find_names, document, self._known, definitions, self._ground.forms)
        return self._shelf.once(document.path, "names", find)

    def read_words(self, document: Document, names: Sequence[Name]) -> None:
        """Keep what is found in the words of a document: right behind its names, while its words are remembered."""
        from termkit.extract.names import find_short_forms, word_borders_of  # noqa: PLC0415  start-up: it takes numpy

        self.keep(document, "short forms", find_short_forms(document, names))
        self.keep(document, "borders", word_borders_of(document))

    def keep(self, document: Document, name: str, thing: object) -> None:
        """Keep what a list has found in a document."""
        self._shelf.put(document.path, name, thing)

    def kept(self, name: str) -> Iterator[Any]:
        """Yield for each document what was kept of it under a name."""
        return self._shelf.things(name)


def _decided_pair(pair: tuple[str, str]) -> Candidate:
    """Return a pair that people accepted, as a candidate."""
    full, short = pair
    return Candidate(full, short, kind_of(full), Evidence("", 0, 0, "", "decision", 1.0))
