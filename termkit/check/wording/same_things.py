"""Two words for one thing that only what stands around them shows to be one.

制定战略 here and 制订战略 there: the two verbs differ where a text tells what is adopted from what is drafted
(现代汉语词典: 制定, 定出; 制订, 创制拟定), and said of the same things in one report they do not. 下议院 and 众议院 in
one paragraph. 该协定 behind a 谅解备忘录, where the paragraph speaks of no 协定.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from termkit.check.layout.quotations import quotations
from termkit.text.document import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from termkit.text.document import Document

__all__ = ["mixed_chambers", "mixed_verbs", "taken_up_otherwise"]

_VERBS = (("制定", "制订"), ("拟订", "拟定"))
_OBJECT = re.compile(
    "[了出过]?[\u4e00-\u9fff、]{0,12}?(战略|政策|计划|规划|方案|法律|法规|立法|标准|准则|框架|措施|文书|议程|纲领|宪法|规则|指标)"
)
_CHAMBERS = (("众议院", "下议院"), ("参议院", "上议院"))
_KINDS = "谅解备忘录|备忘录|协定|协议|议定书|公约|条约|宣言"
_KIND = re.compile(_KINDS)
_TAKEN_UP = re.compile(f"(?:根据|依照|按照|依据)(?P<words>(?:该项?|这[一项])(?P<kind>{_KINDS}))")
_POINTING = ("据该", "照该", "据这", "照这")


def mixed_verbs(text: str) -> Iterator[Mapping[str, Sequence[Span]]]:
    """Yield for each pair of verbs the places where both are said of the same things, outside titles and quotations.

    Nothing where most places have the verb that the text has less often: it could not be told which one to write.
    """
    for pair in _VERBS:
        if not all(verb in text for verb in pair):
            continue
        closed = quotations(text)
        found: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
        for verb in re.finditer("|".join(pair), text):
            span = Span(*verb.span())
            if (thing := _OBJECT.match(text, span.end)) and not closed.closes_in(span):
                found[thing[1]][verb.group()].append(span)
        both = [ways for ways in found.values() if len(ways) > 1]
        places = {verb: sorted(span for ways in both for span in ways[verb]) for verb in pair}
        usual = max(pair, key=text.count)
        if both and len(places[usual]) == max(map(len, places.values())):  # else neither is what the report writes
            yield places


def mixed_chambers(document: Document) -> Iterator[Mapping[str, Sequence[Span]]]:
    """Yield the chambers of parliament that one paragraph calls by two names."""
    text = document.text
    for usual, other in _CHAMBERS:
        if usual not in text:
            continue
        for match in re.finditer(other, text):
            block = document.block_at(match.start())
            at = text.find(usual, *block.span)
            if block.kind is BlockKind.PARAGRAPH and at >= 0:
                yield {usual: [Span(at, at + len(usual))], other: [Span(*match.span())]}
                break


def taken_up_otherwise(document: Document) -> Iterator[tuple[Span, str]]:
    """Yield 该协定 and the like where the paragraph has spoken of another kind of text alone, with that."""
    text = document.text
    for match in _TAKEN_UP.finditer(text) if any(each in text for each in _POINTING) else ():
        start = document.block_at(match.start()).span.start
        before = [kind.group() for kind in _KIND.finditer(text, start, match.start())]
        if before and not any(kind in match["kind"] or match["kind"] in kind for kind in before):
            yield Span(*match.span("words")), before[-1]
