"""What other places of a document, or of a set of documents, say for a name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from math import log
from typing import TYPE_CHECKING, Protocol

from daachorse import CharwiseDoubleArrayAhoCorasick as Automaton

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from termkit.extract.model import Features

__all__ = ["LEAST", "Clauses", "Elsewhere", "Surroundings", "occurrences"]

_FREE = frozenset("\n 。，、；：（(“《》)）.")
LEAST, _MOST = 4, 60
_ENOUGH = 20
_PLACES = 256
"""Places at which the last characters of a name are looked at: time stays linear where they are on every page."""


def occurrences(text: str, patterns: Iterable[str]) -> dict[str, list[int]]:
    """Return the offsets at which each of some patterns begins in a text, in one pass (Aho and Corasick 1975)."""
    wanted = sorted(set(patterns) - {""})
    found: dict[str, list[int]] = {pattern: [] for pattern in wanted}
    if wanted:
        # What looks ahead for the first characters takes longer to make than it saves in one text.
        for start, _, index in Automaton(wanted, use_prefilter=False).find_overlapping(text):
            found[wanted[index]].append(start)
    return found


class Elsewhere(Protocol):
    """What other documents say of the left side of names: the clauses that end in names which they define."""

    def knows(self, name: str) -> bool:
        """Tell whether a clause ends as a name does, in its last characters (`LEAST`)."""

    def behind(self, name: str, before: str) -> int:
        """Return how many different clauses end in a name, if each has the same word before it, else 0."""


class Clauses:
    """Clauses of other documents that are held in memory."""

    def __init__(self, clauses: Iterable[str]) -> None:
        self._by_ending: dict[str, set[str]] = {}
        for clause in clauses:
            self._by_ending.setdefault(clause[-LEAST:], set()).add(clause)

    def knows(self, name: str) -> bool:
        """Tell whether a clause ends as a name does."""
        return name[-LEAST:] in self._by_ending

    def behind(self, name: str, before: str) -> int:
        """Return how many different clauses end in a name, if each has the same word before it, else 0."""
        ending = [clause for clause in self._by_ending.get(name[-LEAST:], ()) if clause.endswith(name)]
        return len(ending) if all(clause.endswith(before + name) for clause in ending) else 0


class Surroundings:
    """The text around a definition, the full and short forms that a glossary knows, and those used again.

    A name is used again, with other words before it; a stretch that begins too early is not, and one
    that begins too late always has the same word before it (lack of variety on the left as the mark of a
    part of a word: Luo and Sun 2003, Two-character Chinese Word Extraction Based on Hybrid of Internal and
    Contextual Measures).
    """

    def __init__(
        self,
        text: str,
        known: Collection[str] = (),
        forms: Collection[str] = (),
        *,
        told: Collection[str] = (),
        clauses: Iterable[str] = (),
        short_forms: Iterable[str] = (),
        elsewhere: Elsewhere | None = None,
    ) -> None:
        """Take a text, what is known and what other documents told.

        `elsewhere` is what stands before names in other documents: a name that begins too late has the same word
        before it there too (left cohesion over the corpus). `clauses` are those that names may end, `short_forms`
        those that the text may define.
        """
        self._text = text
        self._known = known
        self._told = told
        self._forms = forms
        self._elsewhere = elsewhere
        possible = set(short_forms)
        self._places = occurrences(text, chain(possible, (clause[-LEAST:] for clause in clauses)))
        self._uses = {form: len(self._places[form]) for form in possible}
        # A short form that is used again may end a name's left neighbour, as a known one may.
        reused = (form for form, uses in self._uses.items() if uses > 1)
        self._endings = (_of_glossary(frozenset(forms), frozenset(known)), _ByEnding(chain(told, reused)))
        # The same name stands before many brackets.
        self._counts: dict[tuple[str, str], tuple[int, int, bool]] = {}
        self._last: tuple[str, list[int]] = ("", [])

    def add_to(self, found: Features, name: str, before: str) -> None:
        """Add the evidence for a name with the word before it; the name ends one of the clauses."""
        if name in self._known or name in self._told:
            found["known"] = 1.0
            found["known length"] = log(len(name))
        if not LEAST <= len(name) <= _MOST:
            return
        shorter, starts = self._last
        if shorter and len(starts) < 2 and self._elsewhere is None and name.endswith(shorter):
            return  # a part of it stands nowhere else
        key = (name, before.strip())
        if key not in self._counts:
            self._counts[key] = self._with_others(*key)
        total, cohesive, free = self._counts[key]
        if total > 0:
            found["again"] = log(1 + total)
            if total > cohesive:
                found["again, other before"] = log(1 + total - cohesive)
            else:
                found["again, always this before"] = 1.0
            if free:
                found["free"] = 1.0

    def _with_others(self, name: str, before: str) -> tuple[int, int, bool]:
        """Return what `_count` does, with the other documents where they are at one with this one."""
        total, cohesive, free = self._count(name, before)
        if self._elsewhere is not None and before and total == cohesive:
            total = cohesive = min(total + self._elsewhere.behind(name, before), _ENOUGH)
        return total, cohesive, free

    def _count(self, name: str, before: str) -> tuple[int, int, bool]:
        """Return how often a name occurs elsewhere, how often behind a word, and whether ever behind a mark."""
        text, starts = self._text, self._starts(name)
        total = min(len(starts) - 1, _ENOUGH)
        if total <= 0:
            return 0, 0, False
        starts = starts[: total + 1]
        cohesive = sum(text.endswith(before, 0, start) for start in starts) - 1 if before else 0
        return total, cohesive, any(start == 0 or text[start - 1] in _FREE for start in starts)

    def _starts(self, name: str) -> list[int]:
        """Return where a name stands; names come from the shortest of a clause to the longest, each at fewer places."""
        shorter, starts = self._last
        if not (shorter and name.endswith(shorter)):
            shorter, starts = name[-LEAST:], self._places.get(name[-LEAST:], [])[:_PLACES]
        step = len(name) - len(shorter)
        starts = [start - step for start in starts if self._text.startswith(name, start - step) and start >= step]
        self._last = (name, starts)
        return starts

    def uses(self, form: str) -> int:
        """Return how often one of the short forms occurs in the text."""
        return self._uses[form]

    def is_form(self, text: str) -> bool:
        """Tell whether a glossary or another document has a text as a short form."""
        return text in self._forms

    def form_before(self, text: str, end: int) -> int:
        """Return the length of the shortest known form that ends at an offset of a text, or 0: 议联|和, 环境署|加强."""
        ending = text[end - 2 : end] if end > 1 else text[:end]
        shortest = 0
        for endings in self._endings:
            for length, forms in endings[ending]:
                if shortest and length >= shortest:
                    break
                if text[max(end - length, 0) : end] in forms:
                    shortest = length
                    break
        return shortest


@lru_cache(maxsize=2)
def _of_glossary(forms: frozenset[str], known: frozenset[str]) -> _ByEnding:
    """Return what a glossary knows by its endings: the same for all documents of a run."""
    return _ByEnding(chain(forms, known))


class _ByEnding(dict[str, Sequence[tuple[int, set[str]]]]):
    """Forms by their last two characters and their length, the shortest first: put in order when they are asked for."""

    def __init__(self, forms: Iterable[str]) -> None:
        super().__init__()
        self._forms: dict[str, list[str]] = {}
        for form in forms:
            self._forms.setdefault(form[-2:], []).append(form)

    def __missing__(self, ending: str) -> Sequence[tuple[int, set[str]]]:
        if ending not in self._forms:
            return ()
        by_length: dict[int, set[str]] = {}
        for form in self._forms[ending]:
            by_length.setdefault(len(form), set()).add(form)
        self[ending] = ordered = sorted(by_length.items())
        return ordered
