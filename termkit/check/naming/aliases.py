"""Other names that a document tells: no short forms that it has to use, and may not give again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.extract.sounds import is_transcribed
from termkit.terms.keys import form_key
from termkit.text.characters import is_han

if TYPE_CHECKING:
    from termkit.check.material import Facts
    from termkit.extract.definition import Definition

__all__ = ["is_called", "is_other_name"]

_CALLED = re.compile("又称|亦称|也称|又名|通称|俗称|一译|又译")
_MAIN_COMMITTEE = re.compile("第[一二三四五六]委员会")


def is_other_name(facts: Facts, definition: Definition) -> bool:
    """Tell whether the document calls a form another name in any of its definitions (又称达伊沙), or it plainly is one.

    That is a form that shares no character with the name that it is given with time and again, but for one where it is
    a name by its sound, 伊黎伊斯兰国(达伊沙), or the number of a Main Committee of the General Assembly (rules of
    procedure, rule 98).
    """
    key = form_key(definition.short)
    if _MAIN_COMMITTEE.fullmatch(key):
        return True
    if key in facts.called:
        return True
    shared = set(definition.short) & set(definition.full)
    is_apart = len(shared) <= is_transcribed(definition.short) and all(map(is_han, definition.short))
    return len(facts.defined.get(key, ())) > 1 and is_apart


def is_called(text: str, definition: Definition) -> bool:
    """Tell whether the words between a name and its form tell another name of it: 又称达伊沙."""
    return _CALLED.search(text, *_between(definition)) is not None


def _between(definition: Definition) -> tuple[int, int]:
    first, second = sorted((definition.full_span, definition.short_span))
    return first.end, max(first.end, second.start)
