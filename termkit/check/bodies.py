"""Whether two names are of two bodies or of one."""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from termkit.terms.keys import form_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from termkit.check.material import Facts, Material
    from termkit.extract.definition import Definition

__all__ = ["are_variants", "shared_across_documents"]

_ALIKE = 0.6


def are_variants(material: Material, definition: Definition, other: str) -> bool:
    """Tell whether the full form of a definition may be a slip of another name.

    Two names that the glossary has as two bodies are two, however alike (经济合作组织, 经济合作与发展组织);
    a name that it does not know and that is much like one it knows is taken for a variant.
    """
    owners = material.known.owner(definition.full), material.known.owner(other)
    if all(owners):
        return owners[0] == owners[1]
    return SequenceMatcher(None, form_key(definition.full), form_key(other), autojunk=False).ratio() >= _ALIKE


def shared_across_documents(material: Material) -> Mapping[str, Sequence[tuple[Facts, Definition]]]:
    """Return the keys of short forms that documents define for different bodies, with one definition a body."""
    first: dict[str, dict[str, tuple[Facts, Definition]]] = defaultdict(dict)
    for facts in material.documents:
        for key, definitions in facts.defined.items():
            for definition in definitions:
                first[key].setdefault(material.concept_of(definition).id, (facts, definition))
    shared = {}
    for key, of_concept in first.items():
        (facts, definition), *others = of_concept.values()
        apart = [other for other in others if not are_variants(material, definition, other[1].full)]
        if any(other[0] is not facts for other in apart):
            shared[key] = [(facts, definition), *apart]
    return shared
