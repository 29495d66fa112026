"""Acronyms with the letters of a defined one in another order: CLVM in a text that gives (CLMV)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from termkit.check.layout.quotations import quotations
from termkit.text.document import Span
from termkit.text.message import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.check.material import Facts, Material

__all__ = ["LETTERS", "TurnedAcronym", "turned_acronyms"]

LETTERS = Wording("the order of the letters", "字母次序有误")
# What may not stand before comes behind: a pattern that begins with letters is looked for at once.
_ACRONYM = re.compile("[A-Z]{4}(?<![A-Za-z0-9].{4})[A-Z]{0,8}(?![A-Za-z0-9])")


class TurnedAcronym(NamedTuple):
    """Where an acronym has two letters the other way round, and how it is defined."""

    span: Span
    right: str


def turned_acronyms(material: Material, facts: Facts) -> Iterator[TurnedAcronym]:
    """Yield the acronyms that nobody has, with the letters of one that the document defines."""
    defined = {"".join(sorted(short)): short for short in sorted(facts.shorts) if _ACRONYM.fullmatch(short)}
    if not defined:
        return
    text = facts.document.text
    closed = quotations(text)
    for match in _ACRONYM.finditer(text):
        right = defined.get("".join(sorted(match.group())), match.group())
        span = Span(*match.span())
        if right != match.group() and not material.index.of(match.group()) and not closed.holds(span):
            yield TurnedAcronym(span, right)
