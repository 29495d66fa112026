"""Words and foreign names that have several spellings: a document keeps to one of them.

The table has its sources; a word with its two spellings in different senses (制定, 制订; 标志, 标识) is not in it.
"""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from itertools import dropwhile
from pathlib import Path
from typing import TYPE_CHECKING

from daachorse import CharwiseDoubleArrayAhoCorasick as Automaton

from termkit.check.quotations import quotations
from termkit.terms.matcher import Matcher

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from termkit.text.document import Span

__all__ = ["mixed_spellings"]


def mixed_spellings(text: str) -> Iterator[Mapping[str, Sequence[Span]]]:
    """Yield for each word that a text spells in several ways the places of each spelling, the usual one first."""
    forms, automaton = _automaton()
    present = {index for _, _, index in automaton.find_overlapping(text)}
    groups = [group for group in _groups() if sum(number in present for number, _ in group) > 1]
    if not groups:
        return
    found: dict[str, list[Span]] = {}
    closed = quotations(text)
    for form, span in _matcher(tuple(form for group in groups for _, form in group)).find(text):
        if not closed.holds(span):
            found.setdefault(form, []).append(span)
    for group in groups:
        used = {forms[number]: found[form] for number, form in group if form in found}
        if len(used) > 1:
            yield used


@cache
def _groups() -> Sequence[Sequence[tuple[int, str]]]:
    """Return the spellings of each word, each with its number in the automaton."""
    with Path(__file__).with_name("spellings.tsv").open(encoding="utf-8", newline="") as file:
        lines = dropwhile(lambda line: line.startswith("#"), file)
        rows = [row["spellings"].split() for row in csv.DictReader(lines, delimiter="\t")]
    numbers = iter(range(sum(map(len, rows))))
    return [[(next(numbers), form) for form in row] for row in rows]


@cache
def _automaton() -> tuple[Sequence[str], Automaton]:
    forms = [form for group in _groups() for _, form in group]
    return forms, Automaton(forms)


@lru_cache(maxsize=16)
def _matcher(forms: tuple[str, ...]) -> Matcher:
    return Matcher(forms)
