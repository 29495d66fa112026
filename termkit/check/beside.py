"""Several full names of one body side by side in a document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from termkit.check.names import is_name
from termkit.terms.concept import Status, TermType
from termkit.terms.keys import form_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termkit.check.material import Facts, Material
    from termkit.extract.mentions import Mention
    from termkit.terms.concept import Concept, Term

__all__ = ["SecondName", "is_longer", "second_names"]

_SETTLED = frozenset({Status.PREFERRED, Status.ADMITTED})
_PREFIX = re.compile(r"^(?:联合国系统|联合国秘书处|联合国|秘书处)")
_SHORTEST, _LONGEST = 2, 8


class SecondName(NamedTuple):
    """A name that a document uses beside another one of the same body."""

    name: str
    kept: str
    mentions: Sequence[Mention]


def second_names(material: Material, facts: Facts) -> Iterator[SecondName]:
    """Yield the names of concepts of the glossary that a document uses beside the name that it should keep to.

    That is the preferred one, where the document has it, else the full form that it uses most.
    """
    found: dict[str, list[tuple[Term, Sequence[Mention]]]] = {}
    concepts: dict[str, Concept] = {}
    for concept, term, uses in material.full_terms_in(facts):
        if term.status in _SETTLED and concept.id in material.curated and is_name(concept):
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
            apart = [mention for mention in uses if not facts.is_definition(mention)]
            if apart and not is_longer(term.text, kept.text) and not _is_clipped(material, facts, concepts[identifier], term):
                yield SecondName(term.text, kept.text, apart)


def is_longer(name: str, other: str) -> bool:
    """Tell whether one of two names only has more before it (联合国, 秘书处, the theme of a title) than the other."""
    one, two = (_PREFIX.sub("", form_key(each)) for each in (name, other))
    one, two = (each.replace("《", "").replace("》", "") for each in (one, two))
    return one.endswith(two) or two.endswith(one)


def _rank(term: Term) -> tuple[bool, bool]:
    return term.status is not Status.PREFERRED, term.type is not TermType.FULL_FORM


def _is_clipped(material: Material, facts: Facts, concept: Concept, term: Term) -> bool:
    """Tell whether a name is made with a short form of another body (欧盟委员会), or with its own that is defined here.

    Of 联合国难民署 beside 难民署 the rules of short forms speak.
    """
    text = term.text
    own = concept.of("zh", TermType.FULL_FORM)[0].text
    for size in range(_SHORTEST, _LONGEST):
        for start in range(len(text) - size + 1):
            part = text[start : start + size]
            owners = () if part in own else material.known.of_short(part)
            if owners and (concept.id not in owners or form_key(part) in facts.defined):
                return True
    return False
