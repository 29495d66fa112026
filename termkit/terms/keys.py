"""When two spellings are one form: widths of brackets, spaces and kinds of quotation marks do not count."""

from __future__ import annotations

import re
from functools import lru_cache

from termkit.text.characters import is_han

__all__ = ["form_key", "spaced"]

_WIDTHS = str.maketrans("（），；：／－–‑＋「」『』〈〉", "(),;:/---+“”‘’《》")
_SPACE = re.compile(r"\s+")
_FIGURE = re.compile("[0-9]+")
_LOOSE_SPACE = re.compile(r"(?<![0-9A-Za-z]) | (?![0-9A-Za-z])")


@lru_cache(maxsize=1 << 14)
def form_key(form: str) -> str:
    """Return what two spellings of one form have in common.

    Spaces beside a Han character or a mark go, those between Latin words become one. Outer title
    marks and quotation marks stay: 《公约》 and 公约 are two forms.
    """
    if form.isalnum():
        return form  # neither marks nor spaces, as most
    key = _SPACE.sub(" ", form.translate(_WIDTHS)).strip()
    return _LOOSE_SPACE.sub("", key)


def spaced(form: str) -> str:
    """Return a form with a space between figures and Han characters, as many documents write it: 2030 年议程."""

    def beside(figure: re.Match[str]) -> str:
        before, behind = form[figure.start() - 1 : figure.start()], form[figure.end() : figure.end() + 1]
        return " " * is_han(before) + figure[0] + " " * is_han(behind)

    return _FIGURE.sub(beside, form)
