"""Concordance: the sentences of the documents in which a concept is used, with its forms marked.

The sentences come from the store, which `build` fills, or from documents that are given.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from termkit.extract.mentions import matcher_of
from termkit.glossary.store import StoredSentence
from termkit.lookup.folding import fold, has_han, pieces
from termkit.terms.concept import Concept, TermType
from termkit.text.document import BlockKind, Span
from termkit.text.sentences import split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from termkit.lookup.index import Index
    from termkit.terms.matcher import Matcher
    from termkit.text.document import Document

__all__ = ["Passage", "concordance", "sentences_of"]

_MOST_LONGER = 2_000
"""Longer forms of other concepts that a form is kept apart from."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that uses a concept: its place (from 1; page 0 where there is none), its forms as spans of it."""

    document: str
    symbol: str
    date: str
    line: int
    column: int
    page: int
    sentence: str
    spans: tuple[Span, ...]


class _Text(NamedTuple):
    """A document as sentences."""

    path: str
    symbol: str
    date: str
    sentences: Iterable[StoredSentence]


def sentences_of(document: Document) -> Iterator[StoredSentence]:
    """Yield the sentences of a document; its masthead, contents and running heads show no use and are left out."""
    for block in document.blocks:
        if block.kind in {BlockKind.RUNNING, BlockKind.CONTENTS, BlockKind.MASTHEAD}:
            continue
        text = document.text[block.span.start : block.span.end]
        for span in split_sentences(text, document.language):
            place = document.place(Span(block.span.start + span.start, block.span.start + span.end))
            sentence = text[span.start : span.end]
            yield StoredSentence(" ".join(sentence.split()), place.line, place.column, place.page or 0)


def concordance(
    index: Index, concept: Concept, limit: int = 10, documents: Iterable[Document] | None = None
) -> list[Passage]:
    """Return at most `limit` sentences that use a concept, those of the newest documents first.

    `index` is the glossary that the concept is of: a form is not found inside of a longer form of another
    concept. Without `documents`, those in its store are read, and where it has no text, the evidence.
    """
    own = {t.text for t in concept.terms if len(t.text) > (2 if t.type is TermType.ACRONYM else 1)}
    if not own or limit < 1:
        return []
    matcher = matcher_of(own | set(_longer(index, own)))
    texts = _stored(index, concept) if documents is None else map(_text_of, documents)
    ordered = sorted(texts, key=lambda text: text.path)
    ordered.sort(key=lambda text: text.date, reverse=True)
    return list(islice(_passages(ordered, matcher, own), limit))


def _passages(texts: Iterable[_Text], matcher: Matcher, own: set[str]) -> Iterator[Passage]:
    for text in texts:
        for each in text.sentences:
            if not any(form in each.text for form in own):
                continue
            spans = tuple(match.span for match in matcher.find(each.text) if match.form in own)
            if spans:
                where = each.line, each.column, each.page
                yield Passage(text.path, text.symbol, text.date, *where, each.text, spans)


def _longer(index: Index, own: Iterable[str]) -> Iterator[str]:
    """Yield the Chinese forms of the glossary that hold one of these."""
    statement = (
        "SELECT DISTINCT t.text FROM lookup_han AS h JOIN lookup_form AS f ON f.id = h.rowid"
        " JOIN term AS t ON t.concept = f.concept AND t.position = f.position"
        " WHERE lookup_han MATCH ? LIMIT ?"
    )
    with index.read() as run:
        for form in sorted(own):
            folded = fold(form)
            if has_han(folded):
                rows: list[Any] = run(statement, (f'"{" ".join(pieces(folded))}"', _MOST_LONGER)).fetchall()
                yield from (text for (text,) in rows)


def _stored(index: Index, concept: Concept) -> Iterator[_Text]:
    """Yield the documents of the store that use a concept; `build` notes each form once in each document."""
    evidence = [each for term in concept.terms for each in term.evidence]
    used = {each.document for each in evidence}
    known = {each.path: each for each in index.store.documents() if each.path in used}
    for path in sorted(used):
        sentences = index.store.sentences(path) if path in known else []
        if sentences:
            yield _Text(path, "-".join(known[path].symbols), known[path].date, sentences)
            continue
        here = sorted({(e.line, e.column, e.sentence, e.symbol, e.date) for e in evidence if e.document == path})
        shown = {sentence: StoredSentence(sentence, line, column) for line, column, sentence, _, _ in reversed(here)}
        yield _Text(path, here[0][3], here[0][4], list(reversed(shown.values())))


def _text_of(document: Document) -> _Text:
    return _Text(document.path, "-".join(document.symbols), document.date, sentences_of(document))
