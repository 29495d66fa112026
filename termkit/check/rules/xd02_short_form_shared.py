"""XD02: documents of a set use one short form for different bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.check.bodies import shared_across_documents
from termkit.check.finding import Severity, Spot
from termkit.check.forms import is_plain_noun
from termkit.check.rule import Issue, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.check.material import Material

__all__ = ["RULE"]


def _find(material: Material) -> Iterator[Issue]:
    for bodies in shared_across_documents(material).values():
        if is_plain_noun(bodies[0][1].short, material):
            continue
        told = "; ".join(f"{definition.full} in {facts.document.path}" for facts, definition in bodies)
        spots = [Spot(facts.document, definition.short_span) for facts, definition in bodies]
        yield Issue(spots[0], f"“{bodies[0][1].short}” stands for {told}", tuple(spots[1:]))


RULE = Rule(
    code="XD02",
    name="short-form-shared-across-documents",
    severity=Severity.ERROR,
    what="One short form stands for different bodies in different documents.",
    why="Who searches the set for the short form, or imports it into a termbase, gets the wrong body.",
    example="000：经济合作组织(经合组织)；003：经济合作与发展组织(经合组织)",
    find=_find,
    measured="Read by one reviser. Seed reports: 1 of 1 right. Excerpts of 28 other UN documents: none found.",
    across=True,
)
