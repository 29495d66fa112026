"""When two spellings are one form: widths of brackets, spaces and kinds of quotation marks do not count."""

from __future__ import annotations

import re

from termkit.text.characters import is_han
from termkit.text.kept import kept

__all__ = ["form_key", "spaced"]

_WIDTHS = str.maketrans("（），；：／－–‑＋「」『』〈〉", "(),;:/---+“”‘’《》")
_SPACE = re.compile(r"\s+")
_LATIN = re.compile("[0-9A-Za-z+]+")
_LOOSE_SPACE = re.compile(r"(?<![0-9A-Za-z]) | (?![0-9A-Za-z])")


@kept(1 << 14)
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
    """Return a form with spaces between figures or Latin letters and Han characters: 2030 年议程, COVAX 机制."""
    if form.isascii() or _LATIN.search(form) is None:
        return form  # as most

    def beside(word: re.Match[str]) -> str:
        before, behind = form[word.start() - 1 : word.start()], form[word.end() : word.end() + 1]
        return " " * is_han(before) + word[0] + " " * is_han(behind)

    return _LATIN.sub(beside, form)
