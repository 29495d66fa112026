"""Definitions as candidates for concepts, each with the place and the sentence that is its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from termkit.text.context import sentence_around
from termkit.text.document import Span

if TYPE_CHECKING:
    from termkit.extract.definition import Definition
    from termkit.text.document import Document

__all__ = ["Introduced", "evidence_at", "introduced"]


class Introduced(NamedTuple):
    """A definition as a candidate for a concept, with its place and sentence."""

    full: str
    short: str
    kind: str
    english: str
    line: int
    column: int
    page: int
    sentence: str
    method: str
    score: float


def introduced(document: Document, definition: Definition) -> Introduced:
    """Return a definition as a candidate, with the sentence around the full form."""
    line, column, page, sentence = evidence_at(document, definition.full_span, definition.mark)
    return Introduced(
        definition.full, definition.short, definition.kind, definition.english, line, column, page, sentence,
        definition.method, definition.score,
    )  # fmt: skip


def evidence_at(document: Document, span: Span, mark: int) -> tuple[int, int, int, str]:
    """Return line, column and page of an offset, from 1 (page 0 without), and the sentence around a span."""
    place = document.place(Span(mark, mark))
    sentence = sentence_around(document.text, span)
    return place.line, place.column, place.page or 0, document.text[sentence.start : sentence.end]
