"""Queries: one search over several glossaries, best first.

A query is held against the forms as text, as pinyin and as the initials of pinyin, whole, from the
beginning and inside; `termkit.lookup.words` finds words in another order, `termkit.lookup.fuzzy` slips.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from termkit.lookup.folding import fold, has_han, pieces
from termkit.lookup.fuzzy import Near, misspelt, remote
from termkit.lookup.pinyin import Sound, agrees, cut, plain, query_sound
from termkit.lookup.tables import LONGEST
from termkit.lookup.words import by_words
from termkit.terms.concept import Status, TermType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from termkit.lookup.index import Index

__all__ = ["Hit", "Match", "alike", "exact", "search"]

_LAST = "\U0010ffff"
_PAGE = 40


class Match(StrEnum):
    """How a query fits a term, best first."""

    EXACT = "exact"
    PREFIX = "prefix"
    SUBSTRING = "substring"
    PINYIN = "pinyin"
    WORDS = "words"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept that a query finds, with its term that fits best.

    `score` is the share of the term that the query covers, from 0 to 1; of a fuzzy match, how alike they are.
    """

    concept: str
    glossary: str
    term: str
    language: str
    type: TermType
    status: Status | None
    match: Match
    score: float


class _Stage(NamedTuple):
    """One way to look: its place in the ranking, and a statement that gives forms above an id, by id."""

    order: int
    match: Match
    statement: str
    values: tuple[Any, ...]
    sound: Sound | None = None
    table: str = "lookup_form AS f"


class _Found(NamedTuple):
    order: int
    match: Match
    score: float
    concept: str
    position: int
    length: int


def search(indexes: Sequence[Index], query: str, limit: int = 20) -> list[Hit]:
    """Return at most `limit` concepts that a query finds, best first; of one concept its best term.

    Exact before prefix before substring before all words in any order before fuzzy, and text before pinyin
    at each step; then longer before shorter terms, preferred before deprecated. The same indexes give the same order.
    """
    query = query[: LONGEST + 1]
    folded = fold(query)
    if not folded or len(folded) > LONGEST or limit < 1:
        return []
    ranked: list[tuple[Any, ...]] = []
    for number, index in enumerate(indexes):
        with index.read() as run:
            for found in _found(index, run, query, folded, limit):
                hit = _hit(run, index.name, found)
                status = _STATUS_ORDER[hit.status]
                nearest = -found.score if found.match in {Match.WORDS, Match.FUZZY} else 0
                key = (found.order, nearest, -found.length, status)
                ranked.append((*key, hit.term, number, hit.concept, hit))
    return [each[-1] for each in sorted(ranked, key=lambda each: each[:-1])[:limit]]


def alike(indexes: Sequence[Index], query: str, limit: int = 5) -> list[Hit]:
    """Return concepts whose terms have something in common with a query that finds nothing, most alike first."""
    folded = fold(query[: LONGEST + 1])
    if not folded or len(folded) > LONGEST:
        return []
    found: list[tuple[float, str, int, Hit]] = []
    for number, index in enumerate(indexes):
        with index.read() as run:
            best: dict[str, Near] = {}
            for each in remote(run, folded, limit * 4):
                best.setdefault(each.concept, each)
            for each in best.values():
                hit = _hit(run, index.name, _Found(_FUZZY, Match.FUZZY, *each))
                found.append((-hit.score, hit.term, number, hit))
    return [each[-1] for each in sorted(found, key=lambda each: each[:-1])[:limit]]


def exact(index: Index, form: str) -> list[Hit]:
    """Return the concepts of which a form is a term, whatever its script and case: preferred before deprecated."""
    folded = fold(form)
    with index.read() as run:
        rows = run(
            "SELECT concept, position, length(folded) FROM lookup_form WHERE folded = ? ORDER BY id", (folded,)
        ).fetchall()
        first = {concept: (position, length) for concept, position, length in reversed(rows)}
        found = [_Found(0, Match.EXACT, 1.0, concept, *first[concept]) for concept in dict.fromkeys(r[0] for r in rows)]
        return [_hit(run, index.name, each) for each in found]


_STATUS_ORDER = {Status.PREFERRED: 0, Status.ADMITTED: 1, None: 2, Status.DEPRECATED: 3, Status.SUPERSEDED: 4}
_WHOLE, _WORDS, _FUZZY = 2, 8, 9
"""The last of the stages that find whole terms, and the places of words and misspellings behind all stages."""


def _found(index: Index, run: Any, query: str, folded: str, limit: int) -> Iterable[_Found]:
    found: dict[str, _Found] = {}
    for stage in _stages(query, folded, lambda: index.kept(run, "syllables", _syllables)):
        for concept, position, form, reading in _pages(run, stage, limit):
            if concept in found or (stage.sound and not agrees(reading, stage.sound)):
                continue
            said = _covered(stage, folded, len(form), reading)
            found[concept] = _Found(stage.order, stage.match, min(said, 1.0), concept, position, len(form))
            if len(found) >= limit:
                return found.values()
    # What is found whole is spelt as it should be.
    if not any(each.order <= _WHOLE for each in found.values()):
        for each in by_words(run, query, folded):
            found.setdefault(each.concept, _Found(_WORDS, Match.WORDS, *each))
        for each in misspelt(run, folded, limit):
            if each.concept not in found:
                found[each.concept] = _Found(_FUZZY, Match.FUZZY, *each)
    return found.values()


def _syllables(run: Any) -> frozenset[str]:
    return frozenset(each for (each,) in run("SELECT syllable FROM lookup_syllable"))


def _covered(stage: _Stage, folded: str, length: int, reading: str) -> float:
    """Return which share of a term, or of its reading, a query covers."""
    if stage.order <= _WHOLE:
        return 1.0
    if stage.match is not Match.PINYIN:
        return min(len(folded) / length, 1.0)
    read = reading.split()
    heard = sum(len(plain(each)) for each in read) if stage.sound else len(read)
    return min(len(folded.replace(" ", "")) / heard, 1.0)


def _pages(run: Any, stage: _Stage, limit: int) -> Iterator[tuple[str, int, str, str]]:
    """Yield concept, position, folded form and reading of the forms of a stage."""
    last, page = -1, limit + _PAGE
    while True:
        rows = run(
            f"SELECT concept, position, folded, reading, f.id FROM {stage.table} WHERE {stage.statement}"  # noqa: S608
            f" AND f.id > ? ORDER BY f.id LIMIT {page}",
            (*stage.values, last),
        ).fetchall()
        for concept, position, form, reading, _ in rows:
            yield concept, position, form, reading
        if len(rows) < page:
            return
        last = rows[-1][-1]


def _stages(query: str, folded: str, known: Callable[[], frozenset[str]]) -> Iterator[_Stage]:
    """Yield the ways to look for a query, in the order of the ranking."""
    sound = None if has_han(folded) else query_sound(query)
    letters = sound.letters if sound else ""
    within = (folded, folded + _LAST)
    heard = (letters, letters + _LAST)
    yield _Stage(0, Match.EXACT, "folded = ?", (folded,))
    first = "position = (SELECT min(position) FROM lookup_form WHERE concept = f.concept COLLATE NOCASE)"
    yield _Stage(0, Match.EXACT, f"concept = ? COLLATE NOCASE AND {first}", (query.strip(),))
    if sound:
        yield _Stage(1, Match.PINYIN, "letters <> '' AND letters = ?", (letters,), sound)
        if not sound.tones:
            yield _Stage(2, Match.PINYIN, "initials <> '' AND initials = ?", (letters,))
    yield _Stage(3, Match.PREFIX, "folded > ? AND folded < ?", within)
    if sound:
        yield _Stage(4, Match.PINYIN, "letters > ? AND letters < ? AND letters <> ''", heard, sound)
        if not sound.tones:
            yield _Stage(5, Match.PINYIN, "initials > ? AND initials < ? AND initials <> ''", heard)
    table, phrase = _within(folded)
    if table:
        yield _inside(6, Match.SUBSTRING, table, phrase)
    if sound and len(letters) > 1 and (ways := cut(letters, known())):
        phrases = " OR ".join(_phrase(way) + "*" for way in ways)
        yield _inside(7, Match.PINYIN, "lookup_sound", phrases, sound)


def _inside(order: int, match: Match, table: str, phrases: str, sound: Sound | None = None) -> _Stage:
    return _Stage(
        order, match, f"{table} MATCH ?", (phrases,), sound, f"{table} AS t JOIN lookup_form AS f ON f.id = t.rowid"
    )


def _within(folded: str) -> tuple[str, str]:
    """Return the full-text table that finds a folded query inside of forms, and what to ask it."""
    if has_han(folded):
        return "lookup_han", _phrase(pieces(folded))
    return ("lookup_latin", _phrase([folded])) if len(folded) > 2 else ("", "")


def _phrase(words: Iterable[str]) -> str:
    """Return a full-text phrase; folded text has letters and digits only."""
    return '"' + " ".join(words) + '"'


def _hit(run: Any, glossary: str, found: _Found) -> Hit:
    text, language, kind, status = run(
        "SELECT text, language, type, status FROM term WHERE concept = ? AND position = ?",
        (found.concept, found.position),
    ).fetchone()
    said = Status(status) if status else None
    return Hit(found.concept, glossary, text, language, TermType(kind), said, found.match, round(found.score, 4))
