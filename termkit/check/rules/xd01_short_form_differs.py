"""XD01: documents of a set give one body different short forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.check.across import Across, Conflict, Said, documents_of
from termkit.check.finding import Severity, Spot
from termkit.check.forms import is_checked, is_plain_noun
from termkit.check.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from termkit.check.across import Heard
    from termkit.check.material import Material

__all__ = ["RULE"]


def _say(material: Material) -> Iterator[Said]:
    for facts, short_uses in zip(material.documents, material.short_uses, strict=True):
        for identifier, forms in short_uses.items():
            for form, mentions in forms.items():
                if is_checked(form) and not is_plain_noun(form, material):
                    yield Said(identifier, form, Spot(facts.document, mentions[0].span))


def _judge(material: Material, subject: str, used: Mapping[str, Heard]) -> Conflict | None:
    if len(used) < 2 or len({each.path for heard in used.values() for each in heard.sightings}) < 2:
        return None
    order = sorted(used, key=lambda form: (-used[form].documents, form))
    told = "; ".join(f"“{form}” in {documents_of(used[form])}" for form in order)
    sightings = [each for form in order for each in used[form].sightings]
    return Conflict(f"{material.full_form(subject)} has {len(order)} short forms: {told}", sightings)


RULE = Rule(
    code="XD01",
    name="short-form-differs-across-documents",
    severity=Severity.WARNING,
    what="Documents of one set use different short forms of one body.",
    why="A body that one report calls 议会联盟 and the next 议联 is found under neither by a search for the other.",
    example="000：各国议会联盟(议会联盟)；002：议联",
    find=Across(_say, _judge),
    measured="Read by one reviser. Seed reports: 11 of 11 right. Excerpts of 28 other UN documents: 1 of 3 right.",
    across=True,
)
