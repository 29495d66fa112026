"""Headings that name another body than their section speaks of: one was mistaken for the other."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from termkit.terms.concept import SETTLED, Kind, TermType
from termkit.text.document import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termkit.check.material import Facts, Material
    from termkit.extract.mentions import Mention

__all__ = ["OtherBody", "headings_of_other_bodies"]

_LEAST_ALIKE = 6
"""How many characters the two names begin or end with alike."""


class OtherBody(NamedTuple):
    """A heading that is the name of a body, and the name that its section has in its place."""

    span: Span
    name: str
    meant: str
    first: Span


def headings_of_other_bodies(material: Material, facts: Facts) -> Iterator[OtherBody]:
    """Yield the headings that are a full name of the glossary which their section never uses, but one much like it."""
    document = facts.document
    headings = [block.span for block in document.blocks if block.kind is BlockKind.HEADING]
    ends = pairwise([*headings, Span(len(document.text), len(document.text))])
    for heading, following in ends:
        name = document.text[heading.start : heading.end].strip().lstrip("一二三四五六七八九十ABCDEFGHIJ. \t")
        owners = material.known.of_full(name)
        if not owners or any(material.known.concepts[owner].kind is Kind.OTHER for owner in owners):
            continue
        section = _mentions(facts, Span(heading.end, following.start))
        if any(owner in material.index.of(mention.form) for owner in owners for mention in section):
            continue
        for mention in section:
            if _is_alike(name, mention.form) and _is_full_name(material, mention.form):
                start = document.text.find(name, heading.start)
                yield OtherBody(Span(start, start + len(name)), name, mention.form, mention.span)
                break


def _mentions(facts: Facts, span: Span) -> Sequence[Mention]:
    first, last = (bisect_left(facts.mentions, at, key=lambda mention: mention.span.start) for at in span)
    return facts.mentions[first:last]


def _is_alike(name: str, other: str) -> bool:
    """Tell whether two names have the same beginning, and end otherwise: 拉丁美洲和加勒比|国家共同体, |经济体系."""
    beginning = next((at for at, pair in enumerate(zip(name, other, strict=False)) if pair[0] != pair[1]), 0)
    return beginning >= _LEAST_ALIKE


def _is_full_name(material: Material, form: str) -> bool:
    owners = (material.known.concepts[owner] for owner in material.known.of_full(form))
    return any(
        term.text == form and term.status in SETTLED and owner.kind is not Kind.OTHER
        for owner in owners
        for term in owner.of("zh", TermType.FULL_FORM)
    )
