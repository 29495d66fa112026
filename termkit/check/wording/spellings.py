"""Words and foreign names that have several spellings: a document keeps to one of them.

The table has its sources; a word with its two spellings in different senses (制定, 制订; 标志, 标识) is not in it.
"""

from __future__ import annotations

import csv
from functools import cache
from itertools import chain, dropwhile
from pathlib import Path
from typing import TYPE_CHECKING

from termkit.check.layout.quotations import quotations
from termkit.terms.matcher import Matcher

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from termkit.text.document import Span

__all__ = ["mixed_spellings"]


def mixed_spellings(text: str) -> Iterator[Mapping[str, Sequence[Span]]]:
    """Yield for each word that a text spells in several ways the places of each spelling, the usual one first."""
    matcher = _matcher()
    occurrences = matcher.occurrences(text)
    present = {matcher.forms[number] for _, _, number in occurrences}
    groups = [group for group in _groups() if sum(form in present for form in group) > 1]
    if not groups:
        return
    # A word that has one spelling here does not stand in the way of another.
    mixed = {form for group in groups for form in group}
    found: dict[str, list[Span]] = {}
    closed = quotations(text)
    for form, span in matcher.choose(text, [each for each in occurrences if matcher.forms[each[2]] in mixed]):
        if not closed.holds(span):
            found.setdefault(form, []).append(span)
    for group in groups:
        used = {form: found[form] for form in group if form in found}
        if len(used) > 1:
            yield used


@cache
def _groups() -> Sequence[Sequence[str]]:
    """Return the spellings of each word."""
    with Path(__file__).with_name("spellings.tsv").open(encoding="utf-8", newline="") as file:
        lines = dropwhile(lambda line: line.startswith("#"), file)
        return [row["spellings"].split() for row in csv.DictReader(lines, delimiter="\t")]


@cache
def _matcher() -> Matcher:
    return Matcher(chain.from_iterable(_groups()))
