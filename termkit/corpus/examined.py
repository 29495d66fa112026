"""What extraction finds in a set of documents: each thing once, however many lists ask for it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from termkit.corpus.pipeline import define, known_forms, material_of, short_forms_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from termkit.check import Material
    from termkit.extract.definition import Definition
    from termkit.extract.names import Name
    from termkit.glossary.decided import Decided
    from termkit.terms.concept import Concept
    from termkit.text.document import Document

__all__ = ["Examined"]


class Examined:
    """A set of documents, one a path, with what is found in them when it is first asked for."""

    def __init__(self, documents: Iterable[Document], curated: Sequence[Concept], decided: Decided) -> None:
        self.documents = list({document.path: document for document in documents}.values())
        self.curated = curated
        self._decided = decided
        self._known, self._forms = known_forms(curated), short_forms_of(curated)
        self._names: dict[str, tuple[Name, ...]] = {}

    @cached_property
    def definitions(self) -> list[tuple[Document, tuple[Definition, ...]]]:
        """The documents by path, each with its definitions."""
        return define(self.documents, self.curated, decided=self._decided)

    @cached_property
    def material(self) -> Material:
        """The concepts, and for each document its definitions and mentions."""
        return material_of(self.definitions, self.curated, decided=self._decided)

    def names(self, document: Document, definitions: Sequence[Definition]) -> tuple[Name, ...]:
        """Return the names in one of the documents, which has these definitions."""
        from termkit.extract.names import find_names  # noqa: PLC0415  start-up: it takes numpy

        if (names := self._names.get(document.path)) is None:
            names = find_names(document, self._known, definitions, self._forms)
            self._names[document.path] = names
        return names
