"""Names of the glossary: which concepts have one, and which spellings in a text come near to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.terms.concept import Kind, TermType

if TYPE_CHECKING:
    from termkit.terms.concept import Concept

__all__ = ["FULL_TYPES", "is_name"]

FULL_TYPES = (TermType.FULL_FORM, TermType.VARIANT)


def is_name(concept: Concept) -> bool:
    """Tell whether the terms of a concept are a proper name: of a body, an instrument, a conference."""
    return concept.kind not in {Kind.OTHER, Kind.INITIATIVE}
