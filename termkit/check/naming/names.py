"""Names of the glossary: which concepts have one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.terms.concept import Kind

if TYPE_CHECKING:
    from termkit.terms.concept import Concept

__all__ = ["is_name"]

_WORDS = frozenset({Kind.OTHER, Kind.INITIATIVE})


def is_name(concept: Concept) -> bool:
    """Tell whether the terms of a concept are a proper name: of a body, an instrument, a conference."""
    return concept.kind not in _WORDS
