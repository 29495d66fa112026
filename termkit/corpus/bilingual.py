"""Bilingual terms out of aligned texts: which names to seek, and their way into a glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.align.discovery import discover_names
from termkit.align.terms import Beads, NamedConcept, bilingual_terms
from termkit.corpus.pipeline import known_forms
from termkit.extract.definitions import extract_definitions
from termkit.extract.heads import kind_of
from termkit.terms.concept import FULL_TYPES, Concept, Evidence, Term, TermType, concept_id
from termkit.text.document import Block, BlockKind, Document, LineIndex, SourceMap, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termkit.align.terms import TermPair
    from termkit.text.bitext import Bitext

__all__ = ["differing", "find_terms", "known_pairs", "term_concepts"]

_SURE = 0.5  # definitions that are more likely wrong than right are left out


def known_pairs(concepts: Sequence[Concept]) -> list[tuple[str, str]]:
    """Return the Chinese and English forms that a glossary holds for one concept."""
    return [(zh.text, en.text) for c in concepts for zh in c.of("zh") for en in c.of("en")]


def find_terms(bitexts: Sequence[Bitext], concepts: Sequence[Concept]) -> tuple[TermPair, ...]:
    """Return the English of defined names, of the glossary's names, and of names that were discovered."""
    known = known_forms(concepts)
    named = [
        NamedConcept(d.full, d.short)
        for bitext in bitexts
        for d in extract_definitions(_chinese_document(bitext), known)
        if d.score >= _SURE
    ]
    text = "\n".join(s.text for b in bitexts for s in b.zh.segments)
    full_forms = dict.fromkeys(t.text for c in concepts for t in c.of("zh", TermType.FULL_FORM))
    defined = {n.full for n in named}
    named += [NamedConcept(full) for full in full_forms if full in text and full not in defined]
    names = [(zh.text, en.text) for c in concepts for zh in c.of("zh", *FULL_TYPES) for en in c.of("en", *FULL_TYPES)]
    beads = Beads(bitexts, names)
    named += discover_names(beads, [n.full for n in named])
    return bilingual_terms(beads, named, _english(concepts))


def _chinese_document(bitext: Bitext) -> Document:
    """Return the Chinese side as a document of one block a segment."""
    text, blocks = "", []
    for segment in bitext.zh.segments:
        blocks.append(Block(BlockKind.PARAGRAPH, Span(len(text), len(text) + len(segment.text)), segment.number))
        text += segment.text + "\n"
    return Document(bitext.zh.path, "bitext", "zh", text, tuple(blocks), SourceMap(), LineIndex(text))


def differing(found: Sequence[TermPair], concepts: Sequence[Concept]) -> Iterator[tuple[TermPair, str]]:
    """Yield the pairs whose English is none of the glossary's forms of that name, with what it has."""
    english = _english(concepts)
    for pair in found:
        known = english.get(pair.zh, set())
        if known and pair.en.lower() not in {form.lower() for form in known}:
            yield pair, min(known, key=lambda form: (-len(form), form))


def _english(concepts: Sequence[Concept]) -> dict[str, set[str]]:
    """Return Chinese form → English forms of its concepts."""
    english: dict[str, set[str]] = {}
    for concept in concepts:
        for term in concept.of("zh"):
            english.setdefault(term.text, set()).update(t.text for t in concept.of("en"))
    return english


def _evidence(pair: TermPair, path: str, place: tuple[int, int], sentence: str) -> Evidence:
    return Evidence(path, place[0], 0, sentence, pair.method, pair.score, page=place[1])


def term_concepts(found: Sequence[TermPair]) -> tuple[Concept, ...]:
    """Return the pairs as concepts of a glossary, with the sentences as evidence; one a Chinese name."""
    concepts: dict[str, Concept] = {}
    for pair in found:
        zh_seen = tuple(_evidence(pair, e.zh_path, e.zh_place, e.zh) for e in pair.evidence)
        en_seen = tuple(_evidence(pair, e.en_path, e.en_place, e.en) for e in pair.evidence)
        # Some Chinese texts introduce the Latin acronym alone: 集束弹药联盟(CMC).
        short = TermType.ACRONYM if pair.zh_short.isascii() else TermType.SHORT_FORM
        forms = [
            (pair.zh, "zh", TermType.FULL_FORM),
            (pair.zh_short, "zh", short),
            (pair.en, "en", TermType.FULL_FORM),
            (pair.acronym, "en", TermType.ACRONYM),
        ]
        terms = []
        for text, language, kind in forms:
            seen = zh_seen if language == "zh" else en_seen
            if text:
                terms.append(Term(text, language, kind, evidence=seen))
        concepts.setdefault(concept_id(pair.zh), Concept(concept_id(pair.zh), kind_of(pair.zh), tuple(terms)))
    return tuple(concepts.values())
