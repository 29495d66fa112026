"""The queue of candidates that a terminologist reviews: what was found, how sure, what was decided.

One item is a pair of full and short form with all places that introduce it. Pure: the store is read and written
by `termkit.serve.desk`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from termkit.glossary.decided import Decided, latest
from termkit.glossary.decisions import Ruling
from termkit.terms.keys import form_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from termkit.glossary.decisions import Decision
    from termkit.glossary.merge import Candidate

__all__ = ["Item", "Order", "Progress", "Queue", "State", "chosen", "progress"]


class State(StrEnum):
    """What was decided about an item; `edited` has another border now."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    PREFERRED = "preferred"
    EDITED = "edited"


class Order(StrEnum):
    """How the queue is ordered: the least sure first, the most frequent first, or as the documents have them."""

    SCORE = "score"
    COUNT = "count"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Item:
    """A pair to be decided. `becomes` is the full form after an edit, `joined` that of a concept it was merged into.

    `rivals` are other full forms with the same short form, `siblings` other short forms of the same full form.
    """

    full: str
    short: str
    kind: str
    english: str
    score: float
    places: tuple[Candidate, ...]
    state: State
    becomes: str = ""
    joined: str = ""
    decisions: tuple[Decision, ...] = ()
    rivals: tuple[str, ...] = ()
    siblings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the review is: pairs decided of all, and how many decisions each person made."""

    decided: int
    total: int
    people: tuple[tuple[str, int], ...]


class Queue:
    """All pairs of the candidates, sorted by full and short form; made once, decisions change few of them."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        grouped: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
        for candidate in candidates:
            grouped[form_key(candidate.full), form_key(candidate.short)].append(candidate)
        spelt = {key: Counter((c.full, c.short) for c in group).most_common(1)[0][0] for key, group in grouped.items()}
        fulls: dict[str, set[str]] = defaultdict(set)
        shorts: dict[str, set[str]] = defaultdict(set)
        for full, short in spelt.values():
            fulls[form_key(short)].add(full)
            shorts[form_key(full)].add(short)
        self._keys = sorted(grouped)
        self._items = [_open(spelt[key], grouped[key], fulls[key[1]], shorts[key[0]]) for key in self._keys]
        self._by_form: dict[str, list[int]] = defaultdict(list)
        for place, (full, short) in enumerate(self._keys):
            self._by_form[full].append(place)
            self._by_form[short].append(place)

    def decided(self, decisions: Sequence[Decision]) -> list[Item]:
        """Return all pairs with what was decided about them."""
        decided, held = Decided(decisions), latest(decisions)
        by_pair: dict[tuple[str, str], list[Decision]] = defaultdict(list)
        for each in decisions:
            by_pair[form_key(each.full), form_key(each.short)].append(each)
        merged = {short: each.full for (_, short), each in held.items() if each.decision is Ruling.MERGED}
        items = self._items.copy()
        # A pair is ruled by its short form; merged is what has the full form that joins.
        for place in {place for _, short in held for place in self._by_form.get(short, ())}:
            key, item = self._keys[place], items[place]
            ruled = decided.ruled(item.places[0])
            becomes = ruled.full if ruled is not None and form_key(ruled.full) != key[0] else ""
            items[place] = replace(
                item,
                state=_state(held.get(key), becomes),
                becomes=becomes,
                joined=merged.get(key[0], ""),
                decisions=tuple(sorted(by_pair[key], key=lambda each: (each.date, each))),
            )
        return items


def _open(spelt: tuple[str, str], places: Sequence[Candidate], rivals: Set[str], siblings: Set[str]) -> Item:
    full, short = spelt
    return Item(
        full,
        short,
        str(places[0].kind),
        next((each.english for each in places if each.english), ""),
        max(each.evidence.score for each in places),
        tuple(places),
        State.OPEN,
        rivals=tuple(sorted(rivals - {full})),
        siblings=tuple(sorted(siblings - {short})),
    )


def _state(held: Decision | None, becomes: str) -> State:
    if becomes:
        return State.EDITED
    return State(held.decision.value) if held and held.decision is not Ruling.MERGED else State.OPEN


def chosen(items: Iterable[Item], *, only: str = "", order: Order = Order.SCORE, text: str = "") -> list[Item]:
    """Return the items of one state (`decided` for all but the open ones), with a text in them, in an order."""
    wanted = text.casefold()
    found = [
        item
        for item in items
        if (not only or item.state == only or (only == "decided" and item.state is not State.OPEN))
        and (not wanted or any(wanted in each.casefold() for each in (item.full, item.short, item.english)))
    ]
    if order is Order.SCORE:
        found.sort(key=lambda item: item.score)
    elif order is Order.COUNT:
        found.sort(key=lambda item: -len(item.places))
    else:
        found.sort(key=lambda item: _place(item.places[0]))
    return found


def _place(candidate: Candidate) -> tuple[str, int, int]:
    return candidate.evidence.document, candidate.evidence.line, candidate.evidence.column


def progress(items: Sequence[Item], decisions: Iterable[Decision]) -> Progress:
    """Return how far the review is."""
    people = Counter(each.by for each in decisions)
    decided = sum(item.state is not State.OPEN for item in items)
    return Progress(decided, len(items), tuple(sorted(people.items())))
