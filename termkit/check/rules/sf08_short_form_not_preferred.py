"""SF08: a short form that the glossary advises against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.check.dates import speaks_of_past
from termkit.check.finding import Safety, Severity, Spot
from termkit.check.forms import is_checked, is_out, is_settled, preferred_term, short_term, times
from termkit.check.rule import Change, Issue, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.check.material import Material

__all__ = ["RULE"]


def _find(material: Material) -> Iterator[Issue]:
    for facts, short_uses in zip(material.documents, material.short_uses, strict=True):
        document = facts.document
        year = facts.year
        for identifier, forms in short_uses.items():
            if identifier not in material.curated:
                continue
            concept = material.index.concepts[identifier]
            for form, mentions in forms.items():
                term = short_term(concept, form)
                if term is None or not is_checked(form) or not is_out(term, year) or is_settled(material, form):
                    continue
                past = [m for m in mentions if speaks_of_past(document, m.span, term.until)]
                spots = [Spot(document, mention.span) for mention in mentions if mention not in past]
                if not spots:
                    continue
                better = preferred_term(concept, term, year)
                told = f"; write {better}" if better else ""
                message = f"“{form}”{times(len(spots))} is not the short form of {material.full_form(identifier)}{told}"
                changes = tuple(Change(spot.span, better) for spot in spots if better)
                yield Issue(spots[0], message, tuple(spots[1:]), changes)


RULE = Rule(
    code="SF08",
    name="short-form-not-preferred",
    severity=Severity.WARNING,
    what="A short form whose status in the glossary is deprecated, or superseded before the document's date.",
    why="One name, one form throughout the house; a superseded form is right in a document of its time.",
    example="粮食计划署 in a report of 2020 — 粮食署; 伊会组织 in a report of 2018 (until 2011)",
    find=_find,
    measured="Read by its developer. Seed reports: none found. 68 excerpts, each alone: none found.",
    fix=Safety.UNSAFE,
    yields_to=("SF01", "SF06"),
)
