"""Full forms in Latin letters before an acronym: Ocean Biodiversity Information System (OBIS)."""

from __future__ import annotations

import re

from termkit.text.characters import is_han

__all__ = ["latin_name"]

_WORD = r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9'’&/.-]*"
_NAME = re.compile(rf"{_WORD}(?:,? {_WORD})+ ?$")
_SHORTEST = 2
_BRACKETS = str.maketrans("（）", "()")


def latin_name(before: str, short: str) -> int:
    """Return where the name of an acronym begins in the text before its bracket, in code points; -1 for no name.

    Every letter of the acronym stands in the name, in order, the first one at the head of a word (Schwartz and Hearst
    2003, A simple algorithm for identifying abbreviation definitions in biomedical text); a name has two words or
    more and begins with a capital.
    """
    if not before or is_han(before[-1]) or len(short) < _SHORTEST or (run := _NAME.search(before)) is None:
        return -1
    at = len(before)
    letters = [letter.casefold() for letter in short if letter.isalnum()]
    for index in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= run.start() and not (
            before[at].casefold() == letters[index] and (index or at == run.start() or before[at - 1] in " -/")
        ):
            at -= 1
        if at < run.start():
            return -1
    # 联合国环境规划署(United Nations Environment Programme (UNEP)): the acronym is of the name before the bracket.
    is_aside = before.translate(_BRACKETS).rfind("(", 0, at) > before.translate(_BRACKETS).rfind(")", 0, at)
    return at if before[at].isupper() and " " in before[at:].strip() and not is_aside else -1
