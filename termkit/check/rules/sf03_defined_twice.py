"""SF03: a short form that the document defines again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.check.finding import Severity, Spot
from termkit.check.rule import Issue, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.check.material import Material

__all__ = ["RULE"]


def _find(material: Material) -> Iterator[Issue]:
    for facts in material.documents:
        for definitions in facts.defined.values():
            of_concept: dict[str, list[Spot]] = {}
            for definition in definitions:
                spots = of_concept.setdefault(material.concept_of(definition).id, [])
                spots.append(Spot(facts.document, definition.span))
            for first, *again in of_concept.values():
                if again:
                    place = first.document.place(first.span)
                    line = f"{place.line}{place.page_note}"
                    short = definitions[0].short
                    message = f"“{short}” was defined before, in line {line}; write only {short} here"
                    yield Issue(again[0], message, (first, *again[1:]))


RULE = Rule(
    code="SF03",
    name="defined-twice",
    severity=Severity.WARNING,
    what="A short form is introduced together with its full form more than once.",
    why="After its definition the short form stands alone (UN Editorial Manual, Abbreviations).",
    example="欧洲经济委员会(欧洲经委会)…… 第 67 段又写：欧洲经济委员会(欧洲经委会)",
    find=_find,
    measured="Read by its developer. Seed reports: 5 of 5 right. 68 excerpts, each alone: none found.",
)
