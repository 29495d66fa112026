"""FN02: a name that was no longer in use at the document's date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.check.dates import speaks_of_past, year_of
from termkit.check.finding import Safety, Severity, Spot
from termkit.check.forms import is_superseded, preferred_term, times
from termkit.check.names import FULL_TYPES, is_name
from termkit.check.rule import Change, Issue, Rule
from termkit.terms.keys import form_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.check.material import Facts, Material
    from termkit.terms.concept import Concept

__all__ = ["RULE"]


def _find(material: Material) -> Iterator[Issue]:
    names = [concept for concept in material.concepts if concept.id in material.curated and is_name(concept)]
    for facts in material.documents:
        year = year_of(facts.document)
        for concept in names:
            yield from _superseded(facts, concept, year)


def _superseded(facts: Facts, concept: Concept, year: int) -> Iterator[Issue]:
    document = facts.document
    for term in concept.of("zh", *FULL_TYPES):
        if not is_superseded(term, year):
            continue
        uses = facts.uses_of_key(form_key(term.text))
        spots = [Spot(document, m.span) for m in uses if not speaks_of_past(document, m.span, term.until)]
        if not spots:
            continue
        better = preferred_term(concept, term, year)
        told = f"; today {better}" if better else ""
        message = f"{term.text}{times(len(spots))} was in use until {term.until[:4]}{told}"
        changes = tuple(Change(spot.span, better) for spot in spots if better)
        yield Issue(spots[0], message, tuple(spots[1:]), changes)


RULE = Rule(
    code="FN02",
    name="superseded-name",
    severity=Severity.WARNING,
    what="A name that its body no longer had when the document was written, by the dates in the glossary.",
    why=(
        "A report calls a body what it is called at its date. Sentences that speak of the earlier time (原…, 更名, an "
        "earlier year) are left alone, and so are documents without a date."
    ),
    example="政治事务部 in a report of 2020 — 政治和建设和平事务部 (since 2019)",
    find=_find,
    fix=Safety.DISPLAY,
)
