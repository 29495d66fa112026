"""SF01: a short form that the document uses and never defines."""

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
    exempt = material.profile.needs_no_definition
    for facts, short_uses in zip(material.documents, material.short_uses, strict=True):
        for identifier, forms in short_uses.items():
            # With another form of the concept defined here, the fault is that there are two: SF06.
            if any(form in facts.defined for form in forms):
                continue
            for form, mentions in forms.items():
                if form in exempt or not is_han(form[-1]):
                    continue
                spots = [Spot(facts.document, mention.span) for mention in mentions]
                full = material.full_form(identifier)
                times = "" if len(spots) == 1 else f" ({len(spots)} times)"
                message = f"“{form}” is used{times} but never defined here; it stands for {full}"
                yield Issue(spots[0], message, tuple(spots[1:]))


RULE = Rule(
    code="SF01",
    name="undefined-short-form",
    severity=Severity.WARNING,
    what="A short form is used but the document nowhere gives it together with its full form.",
    why=(
        "The full form comes first, the short form in brackets behind it (UN Editorial Manual, Abbreviations). Forms "
        "better known than their full forms need none: the profile lists them."
    ),
    example="训研所举办了讲习班。 — nowhere in the document: 联合国训练研究所(训研所)",
    find=_find,
)
