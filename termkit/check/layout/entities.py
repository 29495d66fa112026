"""Entities of HTML that a conversion left in a text: &nbsp; and &#8212;."""

from __future__ import annotations

import re

__all__ = ["ENTITY", "ends_entity"]

# Names are small but for letters with an accent: the company in Ernst &Young; is none.
_NAME = r"[a-z]{2,8}\d{0,2}|[A-Z][a-z]?(?:acute|cedil|circ|grave|ring|tilde|uml)"
ENTITY = rf"&(?:{_NAME}|#\d{{2,7}}|#[xX][0-9a-fA-F]{{2,6}});"
"""A pattern of an entity, from & to ;."""
_LONGEST = 12
_ENTITY_END = re.compile(rf"{ENTITY}$")


def ends_entity(text: str, at: int) -> bool:
    """Tell whether a semicolon is the end of an entity."""
    return text[at] == ";" and _ENTITY_END.search(text, max(at - _LONGEST, 0), at + 1) is not None
