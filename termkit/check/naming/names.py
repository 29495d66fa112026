"""Names of the glossary: which concepts have one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.terms.concept import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termkit.check.material import Material
    from termkit.terms.concept import Concept, Term

__all__ = ["chinese_terms", "is_name"]

_WORDS = frozenset({Kind.OTHER, Kind.INITIATIVE})


def is_name(concept: Concept) -> bool:
    """Tell whether the terms of a concept are a proper name: of a body, an instrument, a conference."""
    return concept.kind not in _WORDS


def chinese_terms(material: Material) -> Sequence[tuple[Concept, Term]]:
    """Return the Chinese terms of the glossary with their concepts; ask for them by `Material.once`."""
    return [(concept, term) for concept in material.glossary for term in concept.of("zh")]
