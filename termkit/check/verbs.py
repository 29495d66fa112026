"""Verbs of one sound and one sense that a document says of the same things: 制定战略 here and 制订战略 there.

The two differ where a text tells what is adopted from what is drafted (现代汉语词典: 制定, 定出; 制订, 创制拟定).
Said of the same things in one report they do not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from termkit.check.quotations import quotations
from termkit.text.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["mixed_verbs"]

_PAIRS = (("制定", "制订"), ("拟订", "拟定"))
_OBJECT = re.compile(
    "[了出过]?[\u4e00-\u9fff、]{0,12}?(战略|政策|计划|规划|方案|法律|法规|立法|标准|准则|框架|措施|文书|议程|纲领|宪法|规则|指标)"
)


def mixed_verbs(text: str) -> Iterator[Mapping[str, Sequence[Span]]]:
    """Yield for each pair of verbs the places where both are said of the same things, outside titles and quotations."""
    for pair in _PAIRS:
        if not all(verb in text for verb in pair):
            continue
        closed = quotations(text)
        found: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
        for verb in re.finditer("|".join(pair), text):
            span = Span(*verb.span())
            if (thing := _OBJECT.match(text, span.end)) and not closed.closes_in(span):
                found[thing[1]][verb.group()].append(span)
        both = [ways for ways in found.values() if len(ways) > 1]
        if both:
            yield {verb: sorted(span for ways in both for span in ways[verb]) for verb in pair}
