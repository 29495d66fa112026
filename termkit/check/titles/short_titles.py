"""Short titles that a document gives, and writes without 《》 elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.check.layout.quotations import quotations
from termkit.check.titles.own_titles import BareTitle, is_apart
from termkit.extract.heads import head_of
from termkit.text.document import Span
from termkit.text.words import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from termkit.extract.definition import Definition

__all__ = ["defined_bare", "given"]

_SHORTEST = 4
_WINDOW = 12
_ORDINAL = "第"
# Whose titles always stand in 《》; a plan or a strategy may be described.
_INSTRUMENTS = ("公约", "条约", "协定", "议定书", "契约", "宣言", "宪章", "规约")
_ABOUT = "关于"
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


def defined_bare(text: str, definitions: Collection[Definition]) -> Iterator[BareTitle]:
    """Yield the instruments that are defined with 《》 on one side only: 全球协调契约(《契约》).

    A short title without them lacks them where the text has it in 《》 elsewhere: 《…公约》(TIR公约), 《TIR公约》.
    """
    for each in definitions:
        if each.short.startswith("《") and "《" not in each.full:
            bare, span, is_title = each.full, each.full_span, head_of(each.full) == head_of(each.short)
        elif each.full.startswith("《") and "《" not in each.short:
            bare, span, is_title = each.short, each.short_span, f"《{each.short}》" in text
        else:
            continue
        # 2020年10月23日|停火协定, 关于流域管理的湄公河公约: which one it is, or what it is about
        is_described = bare[0].isdecimal() or bare.startswith(_ABOUT)
        if is_title and bare.endswith(_INSTRUMENTS) and not is_described:
            yield BareTitle(span, f"《{bare}》")
