"""Alignment of two documents, or of two lists of lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.align import dictionary
from termkit.align.aligner import align_segments
from termkit.text.bitext import Bitext, BitextSide, Segment
from termkit.text.document import BlockKind, Span
from termkit.text.sentences import split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from termkit.align.embedding import Embedder
    from termkit.text.document import Document

__all__ = ["align_documents", "align_lines", "align_sides", "lines_side", "segment_document"]


def segment_document(document: Document, language: str) -> BitextSide:
    """Split a document into sentences within its blocks; running heads are left out."""
    segments = []
    for number, block in enumerate(document.blocks):
        if block.kind == BlockKind.RUNNING:
            continue
        text = document.text[block.span.start : block.span.end]
        for span in split_sentences(text, language):
            place = Span(block.span.start + span.start, block.span.start + span.end)
            sentence = " ".join(text[span.start : span.end].split())
            at = document.place(place)
            segments.append(Segment(sentence, place, number, block.number, at.line, at.page or 0))
    return BitextSide(language, tuple(segments), document.path, document.symbols, document.date)


def lines_side(lines: Sequence[str], language: str, path: str = "") -> BitextSide:
    """Take text that is split already: each line is one segment, empty ones too."""
    return BitextSide(language, tuple(Segment(text.strip(), line=number) for number, text in enumerate(lines, 1)), path)


def align_sides(
    zh: BitextSide,
    en: BitextSide,
    known: Iterable[tuple[str, str]] = (),
    embedder: Embedder | None = None,
    *,
    use_dictionary: bool = True,
) -> Bitext:
    """Align two segmented texts; `known` are pairs of Chinese and English forms that mean the same."""
    known = tuple(known)
    beads = align_segments(zh.segments, en.segments, known, embedder, use_dictionary=use_dictionary)
    resources = []
    if use_dictionary and dictionary.headwords():
        resources.append(dictionary.RESOURCE)
    if known:
        resources.append(f"{len(known)} known pairs of terms")
    if embedder is not None:
        resources.append(embedder.name)
    return Bitext(zh, en, beads, tuple(resources))


def align_documents(
    zh: Document,
    en: Document,
    known: Iterable[tuple[str, str]] = (),
    embedder: Embedder | None = None,
    *,
    use_dictionary: bool = True,
) -> Bitext:
    """Split and align a Chinese and an English document."""
    return align_sides(
        segment_document(zh, "zh"), segment_document(en, "en"), known, embedder, use_dictionary=use_dictionary
    )


def align_lines(zh: Sequence[str], en: Sequence[str], known: Iterable[tuple[str, str]] = ()) -> Bitext:
    """Align two texts that are split already, one segment a line."""
    return align_sides(lines_side(zh, "zh"), lines_side(en, "en"), known)
