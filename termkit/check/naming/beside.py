"""Several full names of one body side by side in a document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from termkit.check.naming.forms import without_prefix
from termkit.check.naming.names import is_name
from termkit.terms.concept import SETTLED, Status, TermType
from termkit.terms.keys import form_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termkit.check.material import Facts, Material
    from termkit.extract.mentions import Mention
    from termkit.terms.concept import Concept, Term

__all__ = ["SecondName", "clipped_parts", "is_longer", "second_names"]

_SHORTEST, _LONGEST = 2, 8
_JOINS = ("-", "–", "—")
"""Marks behind a name that begins the name of something else: 联合国教科文组织—世界文化政策会议."""
_NEAR = 10
# What a document gives as a short form, a year before it and all: …会议(2022年联合国海洋大会).
_IN_BRACKET = re.compile(r"[(（](?:[12]\d{3} ?年)?$")


class SecondName(NamedTuple):
    """A name that a document uses beside another one of the same body."""

    name: str
    kept: str
    mentions: Sequence[Mention]


_FORMAL = "所设委员会"
"""How letters call a committee by its mandate: 安全理事会关于反恐怖主义的第1373(2001)号决议所设委员会."""


def _is_given(text: str, mention: Mention) -> bool:
    start = mention.span.start
    return _IN_BRACKET.search(text, max(start - _NEAR, 0), start) is not None


def second_names(material: Material, facts: Facts) -> Iterator[SecondName]:
    """Yield the names of concepts of the glossary that a document uses beside the name that it should keep to.

    That is the preferred one, where the document has it, else the full form that it uses most.
    """
    found: dict[str, list[tuple[Term, Sequence[Mention]]]] = {}
    concepts: dict[str, Concept] = {}
    text = facts.document.text
    for concept, term, uses in material.full_terms_in(facts):
        if term.status in SETTLED and concept.id in material.curated and is_name(concept):
            found.setdefault(concept.id, []).append((term, uses))
            concepts[concept.id] = concept
    for identifier, terms in sorted(found.items()):
        if len(terms) < 2:
            continue
        order = sorted(terms, key=lambda each: (_rank(each[0]), -len(each[1]), each[0].text))
        kept = order[0][0]
        if kept.type is not TermType.FULL_FORM:
            continue
        for term, uses in order[1:]:
            apart = [each for each in uses if not (facts.is_definition(each) or text.startswith(_JOINS, each.span.end))]
            parts = clipped_parts(material, concepts[identifier], term.text)
            # Of 联合国难民署 beside 难民署 the rules of short forms speak.
            is_short = any(identifier not in owners or key in facts.defined for key, owners in parts)
            is_other = is_short or is_longer(term.text, kept.text) or term.text.endswith(_FORMAL)
            if apart and not is_other and not _is_given(text, apart[0]):
                yield SecondName(term.text, kept.text, apart)


def is_longer(name: str, other: str) -> bool:
    """Tell whether one of two names only has more before it (联合国, 秘书处, the theme of a title) than the other."""
    one, two = (without_prefix(form_key(each)) for each in (name, other))
    one, two = (each.replace("《", "").replace("》", "") for each in (one, two))
    return one.endswith(two) or two.endswith(one)


def _rank(term: Term) -> tuple[bool, bool]:
    return term.status is not Status.PREFERRED, term.type is not TermType.FULL_FORM


def clipped_parts(material: Material, concept: Concept, name: str) -> Sequence[tuple[str, Sequence[str]]]:
    """Return the short forms that a name is made with and the full forms are not: 欧盟|委员会, 联合国|难民署.

    Each as its key, with the ids of the concepts that have it.
    """
    told = material.once(_told)
    if (concept.id, name) not in told:
        full = [term.text for term in concept.of("zh", TermType.FULL_FORM)]
        parts = (name[at : at + size] for size in range(_SHORTEST, _LONGEST) for at in range(len(name) - size + 1))
        short = ((part, material.known.of_short(part)) for part in parts)
        told[concept.id, name] = [
            (form_key(part), owners) for part, owners in short if owners and not any(part in each for each in full)
        ]
    return told[concept.id, name]


def _told(_: Material) -> dict[tuple[str, str], Sequence[tuple[str, Sequence[str]]]]:
    return {}  # by the id of a concept and one of its names, as documents ask for them
