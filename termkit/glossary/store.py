"""The glossary store: concepts with their evidence, candidates, documents, decisions and history in one file.

A SQLite file (`*.termkit`), safe against a crash at any moment (`termkit.glossary.database`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zlib import compress, decompress

from termkit.glossary.merge import Candidate
from termkit.glossary.records import carried_json, concept_json, concept_of, term_of, term_row
from termkit.glossary.rulings import Entry, Rulings, now, record
from termkit.terms.concept import Concept, Evidence, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Store", "StoredDocument", "StoredSentence", "packed_sentences"]


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document that the glossary was built from; `digest` tells whether it has changed since."""

    path: str
    symbols: tuple[str, ...] = ()
    date: str = ""
    language: str = ""
    digest: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class StoredSentence:
    """A sentence of a document with the place where it begins: line and column from 1, page 0 where there is none."""

    text: str
    line: int
    column: int
    page: int = 0


def packed_sentences(sentences: Iterable[StoredSentence]) -> bytes:
    """Return the sentences of a document as the store keeps them."""
    rows = [(each.text, each.line, each.column, each.page) for each in sentences]
    return compress(json.dumps(rows, ensure_ascii=False).encode("utf-8", "surrogatepass"), 6)


class Store(Rulings):
    """An open store; use it in a `with` block. Its methods raise GlossaryError for a damaged file."""

    # -- concepts --------------------------------------------------------------------------------------

    def concepts(self) -> Iterator[Concept]:
        """Yield all concepts in their order, each as it was put in."""
        with self.errors():
            for row in self._connection.execute(
                "SELECT id, kind, subject_field, note, carried FROM concept ORDER BY position, id"
            ):
                yield concept_of(row, self._terms(row[0]))

    def concept(self, identifier: str) -> Concept | None:
        """Return the concept with an id, None where there is none."""
        with self.errors():
            row = self._connection.execute(
                "SELECT id, kind, subject_field, note, carried FROM concept WHERE id = ?", (identifier,)
            ).fetchone()
            return concept_of(row, self._terms(identifier)) if row else None

    def _terms(self, concept: str) -> tuple[Any, ...]:
        run = self._connection.execute
        terms = run(
            "SELECT key, text, language, type, status, since, until, source, note, carried, id FROM term"
            " WHERE concept = ? ORDER BY position",
            (concept,),
        ).fetchall()
        found = []
        for key, *row in terms:
            evidence = run(
                "SELECT document, line, column, sentence, method, score, symbol, date, page FROM evidence"
                " WHERE term = ? ORDER BY position",
                (key,),
            )
            found.append(term_of(tuple(row), tuple(Evidence(*each) for each in evidence)))
        return tuple(found)

    def put(self, concepts: Iterable[Concept], *, by: str = "", at: str = "") -> None:
        """Add concepts or put them in the place of those with their ids, all in one transaction.

        `at` is the time that the history gives, by default the present.
        """
        at = at or now()
        with self.change() as run:
            (position,) = run("SELECT coalesce(max(position), 0) FROM concept").fetchone()
            for concept in concepts:
                known = run("SELECT position FROM concept WHERE id = ?", (concept.id,)).fetchone()
                old = self.concept(concept.id) if known else None
                if old == concept:
                    continue
                position += 1
                self._write(run, concept, known[0] if known else position)
                before, after = concept_json(old) if old else "", concept_json(concept)
                if before != after:
                    record(run, Entry(at, by, "changed" if old else "added", concept.id, before, after))

    def _write(self, run: Any, concept: Concept, position: int) -> None:
        run("DELETE FROM concept WHERE id = ?", (concept.id,))
        run(
            "INSERT INTO concept VALUES (?, ?, ?, ?, ?, ?)",
            (concept.id, position, concept.kind, concept.subject_field, concept.note, carried_json(concept.carried)),
        )
        for number, term in enumerate(concept.terms):
            key = run(
                "INSERT INTO term VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (concept.id, number, *term_row(term)),
            ).lastrowid
            for place, evidence in enumerate(term.evidence):
                row = (key, place, *evidence)
                run("INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def remove(self, identifiers: Iterable[str], *, by: str = "", at: str = "") -> None:
        """Remove concepts with their terms and evidence; the history keeps what they were."""
        at = at or now()
        with self.change() as run:
            for identifier in identifiers:
                old = self.concept(identifier)
                if old is not None:
                    run("DELETE FROM concept WHERE id = ?", (identifier,))
                    record(run, Entry(at, by, "removed", identifier, concept_json(old), ""))

    # -- documents and candidates ----------------------------------------------------------------------

    def put_documents(self, documents: Iterable[StoredDocument]) -> None:
        """Add documents or put them in the place of those with their paths."""
        with self.change():
            # An update and no new row: that would take the text of the document with it.
            self._connection.executemany(
                "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (path) DO UPDATE SET symbols ="
                " excluded.symbols, date = excluded.date, language = excluded.language, digest = excluded.digest,"
                " title = excluded.title",
                (
                    (each.path, "\n".join(each.symbols), each.date, each.language, each.digest, each.title)
                    for each in documents
                ),
            )

    def documents(self) -> list[StoredDocument]:
        """Return the documents by path."""
        with self.errors():
            rows = self._connection.execute("SELECT * FROM document ORDER BY path").fetchall()
        return [
            StoredDocument(path, tuple(symbols.split("\n")) if symbols else (), *rest) for path, symbols, *rest in rows
        ]

    def put_sentences(self, texts: Iterable[tuple[str, bytes]]) -> None:
        """Put sentences (`packed_sentences`) of documents, by path, in the place of those they had.

        The documents must be in the store.
        """
        with self.change():
            self._connection.executemany("INSERT OR REPLACE INTO document_text VALUES (?, ?)", texts)

    def sentences(self, path: str) -> list[StoredSentence]:
        """Return the sentences of a document in their order, none where the store does not hold its text."""
        with self.errors():
            row = self._connection.execute("SELECT sentences FROM document_text WHERE document = ?", (path,)).fetchone()
        return [StoredSentence(*each) for each in json.loads(decompress(row[0]))] if row else []

    def put_candidates(self, candidates: Iterable[Candidate]) -> None:
        """Add candidates; one of the same pair at the same place is replaced."""
        with self.change():
            self._connection.executemany(
                "INSERT OR REPLACE INTO candidate VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                ((each.full, each.short, each.kind, each.english, *each.evidence) for each in candidates),
            )

    def candidates(self) -> Iterator[Candidate]:
        """Yield the candidates by full form, short form and place."""
        with self.errors():
            for _, full, short, kind, english, *evidence in self._connection.execute(
                "SELECT * FROM candidate ORDER BY full, short, document, page, line, column"
            ):
                yield Candidate(full, short, Kind(kind), Evidence(*evidence), english)
