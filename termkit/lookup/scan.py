"""The terms of a text, in its order: all of them in one pass (Aho and Corasick 1975), whatever their script or case.

All occurrences are found first, those that break a word are dropped, and only then the leftmost longest
are chosen, as in `termkit.terms.matcher`; but the words of the whole text are cut only once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

from daachorse import CharwiseDoubleArrayAhoCorasick as Automaton

from termkit.lookup.folding import fold, in_place
from termkit.lookup.index import generation_of
from termkit.lookup.query import exact
from termkit.terms.matcher import Borders, are_dense, leftmost_longest_first
from termkit.text.document import Span
from termkit.text.garbage import uncollected
from termkit.text.words import word_borders

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from termkit.lookup.index import Index
    from termkit.lookup.query import Hit

__all__ = ["ScannedTerm", "scan", "spans", "stretches"]

_OUTER = "《》〈〉“”‘’「」『』\"' "
"""Marks around a title or a quotation do not belong to the term that is looked for."""
_PARAGRAPH = re.compile("[。\n]\n")
_STRETCH = 4000


@dataclass(frozen=True, slots=True)
class ScannedTerm:
    """A term in a text: its span in code points, and what it is a term of, the preferred first."""

    span: Span
    hits: tuple[Hit, ...]


@uncollected
def scan(indexes: Sequence[Index], text: str) -> list[ScannedTerm]:
    """Return the terms of a text in their order; none overlaps another.

    Traditional characters and capitals count as in a query, but a term in capitals (WHO) is not found in
    small letters (who).
    """
    known: dict[str, tuple[Hit, ...]] = {}
    found = []
    for offset, stretch in spans(indexes, text):
        for start, end in stretch:
            form = text[offset + start : offset + end]
            if form not in known:
                hits = (hit for index in indexes for hit in exact(index, form))
                known[form] = tuple(hit for hit in hits if _same_case(form, hit.term))
            if known[form]:
                found.append(ScannedTerm(Span(offset + start, offset + end), known[form]))
    return found


def spans(indexes: Sequence[Index], text: str) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Yield where terms stand in a text: the leftmost longest of those that break no word.

    They come by stretches of the text: where a stretch begins, and the terms from there, all in code points.
    """
    automata = []
    for index in indexes:
        with index.read() as run:
            automaton = index.kept(run, "automaton", partial(_automaton, index))
        if automaton is not None:
            automata.append(automaton)
    pieces = [(offset, in_place(stretch)) for offset, stretch in stretches(text)]
    borders: Iterable[bytes | None] = repeat(None)
    if len(pieces) > 1 and are_dense(pieces[0][1], _occurrences(automata, pieces[0][1])):
        # All are cut before the first is searched: in turns, the tables of the segmenter and of the automaton
        # push each other out of the cache.
        borders = [word_borders(folded) for _, folded in pieces]
    for (offset, folded), known in zip(pieces, borders, strict=False):
        yield offset, _terms(folded, _occurrences(automata, folded), known)


def _terms(folded: str, found: list[tuple[int, int, int]], known: bytes | None) -> list[tuple[int, int]]:
    chosen: list[tuple[int, int]] = []
    if not found:
        return chosen
    found = leftmost_longest_first(found)
    borders = Borders(folded, found, known)
    at, keeps_words = borders.at, borders.keeps_words
    last = 0
    for start, end, _ in found:
        # Most terms are words of the text: to call for each would take as long as to cut the text.
        if start >= last and ((at[start] and at[end]) or keeps_words(start, end)):
            chosen.append((start, end))
            last = end
    return chosen


def _occurrences(automata: Sequence[Automaton], folded: str) -> list[tuple[int, int, int]]:
    return list(chain.from_iterable(automaton.find_overlapping(folded) for automaton in automata))


def stretches(text: str) -> Iterator[tuple[int, str]]:
    """Yield a long text in stretches that end with a paragraph: what they need fits into the processor's cache."""
    start = 0
    while start < len(text):
        border = _PARAGRAPH.search(text, start + _STRETCH)
        end = border.end() if border else len(text)
        yield start, text[start:end]
        start = end


def _same_case(form: str, term: str) -> bool:
    return not (term.isascii() and term.isupper() and form.islower())


def _automaton(index: Index, run: Any) -> Automaton | None:
    stored = run("SELECT value FROM lookup_state WHERE name = 'automaton'").fetchone()
    if stored:
        return Automaton.deserialize(stored[0])
    forms = {in_place(text.strip(_OUTER)) for (text,) in run("SELECT DISTINCT text FROM term")}
    forms = {form for form in forms if len(form) > 1 and fold(form)}
    if not forms:
        return None
    automaton = Automaton(sorted(forms))
    index.save("automaton", automaton.serialize(), generation_of(run))
    return automaton
