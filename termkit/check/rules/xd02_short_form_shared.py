"""XD02: documents of a set use one short form for different bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.check.across import SEMICOLON, Across, Conflict
from termkit.check.finding import Severity
from termkit.check.naming.bodies import bodies_of, say_definitions
from termkit.check.naming.forms import is_checked, is_plain_noun
from termkit.check.rule import Papers, Rule
from termkit.text.message import Wording, joined

if TYPE_CHECKING:
    from collections.abc import Mapping

    from termkit.check.across import Heard
    from termkit.check.material import Material

__all__ = ["RULE"]

_SHARED = Wording(
    "“{short}” stands for {told}; give one of them another", "“{short}”在不同文件中所指不同，其中之一应另用简称：{told}"
)
_BODY_IN = Wording("{full} in {path}", "{full}({path})")
_MORE = Wording("{told} and {count} more", "{told}；另有{count}个")

_MOST = 20
"""Bodies that are named; a short form of more is no short form but a word."""


def _judge(material: Material, _subject: str, fulls: Mapping[str, Heard]) -> Conflict | None:
    bodies = bodies_of(material, fulls)
    if not bodies or is_plain_noun(bodies[0][1].text, material) or not is_checked(bodies[0][1].text):
        return None
    told = joined((_BODY_IN(full=full, path=each.path) for full, each in bodies[:_MOST]), SEMICOLON)
    if len(bodies) > _MOST:
        told = _MORE(told=told, count=len(bodies) - _MOST)
    return Conflict(_SHARED(short=bodies[0][1].text, told=told), [each for _, each in bodies[:_MOST]])


RULE = Rule(
    code="XD02",
    name="short-form-shared-across-documents",
    severity=Severity.ERROR,
    what="One short form stands for different bodies in different documents.",
    why="Who searches the set for the short form, or imports it into a termbase, gets the wrong body.",
    example="000：经济合作组织(经合组织)；003：经济合作与发展组织(经合组织)",
    zh=Papers(
        title="各文件同一简称所指不同",
        what="同一简称在不同文件中指不同的机构。",
        why="按这个简称检索整组文件，或将其导入术语库，得到的会是另一个机构。",
        example="000：经济合作组织(经合组织)；003：经济合作与发展组织(经合组织)",
    ),
    find=Across(say_definitions, _judge, replaces="SF07"),
    measured=(
        "Read by its developer and by blind readers. Seed reports: 1 of 1 right."
        " 24 documents of 2021-2023 at first sight: none of 2 right."
    ),
    across=True,
)
