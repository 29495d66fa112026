"""Whether two names are of two bodies or of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.check.across import Said
from termkit.check.finding import Spot
from termkit.terms.keys import form_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from termkit.check.across import Heard, Sighting
    from termkit.check.material import Material
    from termkit.extract.definition import Definition

__all__ = ["are_variants", "bodies_of", "is_for_this_text", "say_definitions"]

_ALIKE = 0.6


def are_variants(material: Material, full: str, other: str) -> bool:
    """Tell whether the full form of a definition may be a slip of another name.

    Two names that the glossary has as two bodies are two, however alike (经济合作组织, 经济合作与发展组织);
    a name that it does not know and that is much like one it knows is taken for a variant.
    """
    owners = material.known.owner(full), material.known.owner(other)
    if all(owners):
        return owners[0] == owners[1]
    if full.endswith(other) or other.endswith(full):
        return True  # where a name begins is not always told, and 联合国 may be left out
    from difflib import SequenceMatcher  # noqa: PLC0415  start-up

    return SequenceMatcher(None, form_key(full), form_key(other), autojunk=False).ratio() >= _ALIKE


def is_for_this_text(definition: Definition) -> bool:
    """Tell whether a short form is the beginning or the end of its own name: others may be called so elsewhere.

    贸发会议秘书处(下称“贸发会议”), 海底管理局伙伴基金(伙伴基金), 斯德哥尔摩公约缔约方大会(缔约方大会).
    """
    return definition.full.startswith(definition.short) or definition.full.endswith(definition.short)


def say_definitions(material: Material) -> Iterator[Said]:
    """Yield what full forms each document defines a short form for; the subject is the key of the short form."""
    for facts in material.documents:
        for key, definitions in facts.defined.items():
            first = {definition.full: definition for definition in reversed(definitions)}
            for full, definition in first.items():
                if is_for_this_text(definition):
                    continue
                yield Said(key, full, Spot(facts.document, definition.short_span), facts.year)


def bodies_of(material: Material, fulls: Mapping[str, Heard]) -> Sequence[tuple[str, Sighting]]:
    """Return the bodies that a short form is defined for, each with a full form and its first place.

    A place in a document that is checked comes before those in earlier ones that it is held against.
    Empty where it is one body, or all in one document.
    """
    places = [(each, full) for full, heard in fulls.items() for each in heard.sightings]
    first: dict[str, tuple[str, Sighting]] = {}
    for each, full in sorted(
        places, key=lambda pair: (pair[0].path in material.earlier, pair[0].path, pair[0].place[:2], pair[1])
    ):
        first.setdefault(material.index.owner(full, each.text), (full, each))
    if len(first) < 2:
        return ()
    (one, sighting), *others = first.values()
    apart = [(full, each) for full, each in others if not are_variants(material, one, full)]
    return [(one, sighting), *apart] if any(each.path != sighting.path for _, each in apart) else ()
