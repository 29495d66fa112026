"""SF09: a definition whose short form is not one of this full form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.check.finding import Severity, Spot
from termkit.check.forms import is_checked
from termkit.check.rule import Issue, Rule
from termkit.extract.alignment import align_short_form
from termkit.extract.definition import Method
from termkit.terms.concept import Status
from termkit.terms.keys import form_key
from termkit.text.characters import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.check.material import Material
    from termkit.extract.definition import Definition

__all__ = ["RULE"]

_HAN = re.compile(f"[{HAN}]")
_SURE = 0.6
"""Where the extractor doubts the border of the full form, the rule has nothing to say."""


def _find(material: Material) -> Iterator[Issue]:
    for facts in material.documents:
        for definition in facts.definitions:
            if definition.method is not Method.BRACKET or definition.score < _SURE or not is_checked(definition.short):
                continue
            missing = _missing(definition)
            # A short form of fewer characters, or one that shares few, is made in another way: 非政府组织(民间组织).
            if not missing or len(missing) * 3 > len(_HAN.findall(definition.short)) or _is_known(material, definition):
                continue
            told = "".join(missing)
            message = f"“{definition.short}” does not fit {definition.full}: {told} is not in that name"
            yield Issue(Spot(facts.document, definition.span), message)


def _missing(definition: Definition) -> list[str]:
    """Return the characters of the short form that the full form does not have in that order."""
    kept = re.findall(f"[{HAN}A-Za-z0-9]", definition.short)
    positions = align_short_form(definition.short, definition.full).positions
    return [c for c, position in zip(kept, positions, strict=True) if position < 0]


def _is_known(material: Material, definition: Definition) -> bool:
    """Tell whether the glossary has both forms for one concept and advises against neither."""
    concept = material.concept_of(definition)
    settled = {Status.PREFERRED, Status.ADMITTED}
    keys = {form_key(term.text) for term in concept.terms if term.status in settled}
    return concept.id in material.curated and {form_key(definition.full), form_key(definition.short)} <= keys


RULE = Rule(
    code="SF09",
    name="short-form-does-not-fit",
    severity=Severity.WARNING,
    what="A short form is defined for a full form that it cannot be short for: it has a character that the name lacks.",
    why="A word has fallen out of the name, or the short form is that of another body.",
    example="联合国建设和平综合办事处(联几建和办) — 驻几内亚比绍 is missing from the name",
    find=_find,
)
