"""Short titles that a document gives, and writes without 《》 elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.check.layout.quotations import quotations
from termkit.check.titles.own_titles import BareTitle, is_apart
from termkit.text.document import Span
from termkit.text.words import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from termkit.extract.definition import Definition

__all__ = ["given"]

_SHORTEST = 4
_WINDOW = 12
_ORDINAL = "第"
_OF_OTHERS = ("”", "的", "该", "本", "此", "其", "各")


def given(text: str, definitions: Collection[Definition]) -> Iterator[BareTitle]:
    """Yield where a short title that a document gives stands without its 《》.

    A noun makes another name of it, 的 another body's: 下一财期的|战略计划. 第三份报告 tells which one is meant.
    """
    closed = quotations(text)
    for short in sorted({each.short for each in definitions if each.short.startswith("《")}):
        bare = short[1:-1]
        is_title = len(bare) >= _SHORTEST and not bare.startswith(_ORDINAL)
        for match in re.finditer(re.escape(bare), text) if is_title else ():
            span = Span(*match.span())
            is_own = any(each.span.covers(span) for each in definitions)
            is_others = closed.closes_in(span) or text[span.start - 1] in _OF_OTHERS
            if not is_own and not is_others and is_apart(text, span):
                behind = words(text[span.end : span.end + _WINDOW])
                if not behind or behind[0].tag[:1] != "n":
                    yield BareTitle(span, short)
