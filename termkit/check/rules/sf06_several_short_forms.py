"""SF06: one body, more than one short form in a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.check.finding import Severity, Spot
from termkit.check.rule import Issue, Rule
from termkit.text.characters import is_han

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.check.material import Material

__all__ = ["RULE"]


def _find(material: Material) -> Iterator[Issue]:
    for facts, short_uses in zip(material.documents, material.short_uses, strict=True):
        for identifier, uses in short_uses.items():
            forms = {form: mentions for form, mentions in uses.items() if is_han(form[-1])}
            # Where none is defined, each is undefined (SF01), and that says more.
            if len(forms) < 2 or not any(form in facts.defined for form in forms):
                continue
            # The form that is defined first stands; the others are the findings.
            order = sorted(forms, key=lambda form: (form not in facts.defined, forms[form][0].span))
            kept = Spot(facts.document, forms[order[0]][0].span)
            for form in order[1:]:
                spots = [Spot(facts.document, mention.span) for mention in forms[form]]
                message = f"“{form}” beside “{order[0]}” for {material.full_form(identifier)}; keep to one"
                yield Issue(spots[0], message, (kept, *spots[1:]))


RULE = Rule(
    code="SF06",
    name="several-short-forms",
    severity=Severity.WARNING,
    what="One body or instrument has more than one short form in a document.",
    why="One name, one form throughout; a reader takes two short forms for two bodies.",
    example="联合国儿童基金会(儿童基金会)…… 儿基会欧洲和中亚区域主任",
    find=_find,
)
