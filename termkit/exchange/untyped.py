"""A type for terms whose file does not say one."""

from __future__ import annotations

import re

from termkit.terms.concept import TermType

__all__ = ["guess_type"]

# Two or more capitals, perhaps with digits, marks or a plural s: UNDP, UN-Habitat is none, IFAD, MDGs, G20.
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]*(?:[-&/.][A-Z0-9]+)*\.?s?")


def guess_type(text: str, *, first: bool) -> TermType:
    """Return a type: capitals are an acronym, else the first term of a language is its full form."""
    if len(text) > 1 and _ACRONYM.fullmatch(text):
        return TermType.ACRONYM
    return TermType.FULL_FORM if first else TermType.VARIANT
