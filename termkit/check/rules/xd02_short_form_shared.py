"""XD02: documents of a set use one short form for different bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.check.across import Across, Conflict
from termkit.check.bodies import bodies_of, say_definitions
from termkit.check.finding import Severity
from termkit.check.forms import is_plain_noun
from termkit.check.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from termkit.check.across import Heard
    from termkit.check.material import Material

__all__ = ["RULE"]

_MOST = 20
"""Bodies that are named; a short form of more is no short form but a word."""


def _judge(material: Material, _subject: str, fulls: Mapping[str, Heard]) -> Conflict | None:
    bodies = bodies_of(material, fulls)
    if not bodies or is_plain_noun(bodies[0][1].text, material):
        return None
    told = "; ".join(f"{full} in {each.path}" for full, each in bodies[:_MOST])
    more = f" and {len(bodies) - _MOST} more" if len(bodies) > _MOST else ""
    return Conflict(
        f"“{bodies[0][1].text}” stands for {told}{more}; give one of them another", [each for _, each in bodies[:_MOST]]
    )


RULE = Rule(
    code="XD02",
    name="short-form-shared-across-documents",
    severity=Severity.ERROR,
    what="One short form stands for different bodies in different documents.",
    why="Who searches the set for the short form, or imports it into a termbase, gets the wrong body.",
    example="000：经济合作组织(经合组织)；003：经济合作与发展组织(经合组织)",
    find=Across(say_definitions, _judge, replaces="SF07"),
    measured="Read by its developer. Seed reports: 1 of 1 right.",
    across=True,
)
