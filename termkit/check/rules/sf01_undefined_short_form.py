"""SF01: a short form that the document uses and never defines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.check.finding import Safety, Severity, Spot
from termkit.check.forms import is_checked, is_plain_noun, is_prefixed, times
from termkit.check.rule import Change, Issue, Rule
from termkit.extract.heads import HEADS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.check.material import Facts, Material

__all__ = ["RULE"]

_TRANSPARENT = 7
"""Length from which a name without its 联合国 is still the name and no short form: 中亚经济体特别方案."""


def _find(material: Material) -> Iterator[Issue]:
    exempt = material.profile.needs_no_definition
    for facts, short_uses in zip(material.documents, material.short_uses, strict=True):
        document = facts.document
        year = facts.year
        for identifier, forms in short_uses.items():
            # With another form of the concept defined here, the fault is that there are two: SF06.
            if any(form in facts.defined for form in forms):
                continue
            for form, mentions in forms.items():
                if form in exempt or not is_checked(form) or not _is_known(material, form) or _is_told(facts, form):
                    continue
                full = material.full_form(identifier, year, form)
                if len(form) >= _TRANSPARENT and is_prefixed(full, form):
                    continue
                if _follows(document.text, full, mentions[0].span.start):
                    continue
                spots = [Spot(document, mention.span) for mention in mentions]
                message = f"“{form}” is used{times(len(spots))} but never defined here; it stands for {full}"
                change = Change(spots[0].span, f"{full}({form})")
                yield Issue(spots[0], message, tuple(spots[1:]), (change,))


def _is_known(material: Material, form: str) -> bool:
    """Tell whether it is plain whose short form it is: by the glossary, or by another document and its own shape."""
    return bool(material.known.of_short(form)) or (len(form) > 3 and not is_plain_noun(form, material))


def _is_told(facts: Facts, form: str) -> bool:
    """Tell whether the document defines what the form is made of: 非盟委员会 beside 非洲联盟(非盟)."""
    return any(form.startswith(d.short) and form[len(d.short) :] in HEADS for d in facts.definitions)


def _follows(text: str, full: str, start: int) -> bool:
    """Tell whether the form stands in brackets behind its full form, in whatever words."""
    before = text[max(0, start - len(full) - 30) : start]
    return (
        full in before
        and not re.search("[。；\n]", before[before.rfind(full) :])
        and re.search("[（(]", before) is not None
    )


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
    measured="Read by one reviser. Seed reports: 32 of 33 right. Excerpts of 28 other UN documents: 78 of 80 right.",
    fix=Safety.DISPLAY,
)
