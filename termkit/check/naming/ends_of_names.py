"""Bodies that a document names by the end of their name before it gives the whole: 高级别知名人士小组.

Such an end says of what rank or kind a body is and not what it is on, which only the whole name tells:
2015 年后发展议程高级别知名人士小组.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from termkit.check.layout.quotations import quotations
from termkit.check.naming.own_names import IN_NAME
from termkit.text.document import Span
from termkit.text.seeking import beginning_at, places_of
from termkit.text.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["EndOfName", "ends_before_names"]

_RANKS = ("高级别", "独立", "特设", "政府间", "不限成员名额")
_END = re.compile(f"(?:{'|'.join(_RANKS)})[\u4e00-\u9fff]{{1,10}}?(?:小组|委员会|论坛|机制|网络|平台|工作队|机构)")
_SHORTEST = 6
_REACH = 20
_ON = ("议程", "问题", "公约", "框架", "战略", "协定", "进程", "事务")
_BEFORE = re.compile("(?P<year>[12]\\d{3} ?年)?[\u4e00-\u9fff]+$")
# A body that is set up here has its name still to come; one that is pointed at has had it.
_INTRODUCED = re.compile("(?:一个|设立|成立|任命|召集|建立|组建|新的|[该这本各些两三])(?:了|一个|新的)?$")


class EndOfName(NamedTuple):
    """Where the end of a name stands before the whole, the whole name, and its first place."""

    spans: Sequence[Span]
    full: str
    whole: Span


def ends_before_names(text: str) -> Iterator[EndOfName]:
    """Yield the ends of names that stand before the whole names, one each, in text order."""
    found: dict[str, list[Span]] = defaultdict(list)
    closed = quotations(text)
    for match in beginning_at(places_of(text, *_RANKS), _END, text):
        span = Span(*match.span())
        if len(match.group()) >= _SHORTEST and not closed.closes_in(span):
            found[match.group()].append(span)
    for spans in found.values():
        wholes = [span for span in spans if text.endswith(_ON, 0, span.start)]
        names = {text[_begin(text, span.start) : span.end] for span in wholes}
        before = [span for span in spans if wholes and span.end < wholes[0].start]
        if before and len(names) == 1 and not _INTRODUCED.search(text, max(before[0].start - 6, 0), before[0].start):
            yield EndOfName(before, next(iter(names)), Span(_begin(text, wholes[0].start), wholes[0].end))


def _begin(text: str, end: int) -> int:
    """Return where the name begins whose end begins at an offset: with the words before it, and a year before those."""
    before = _BEFORE.search(text, max(end - _REACH, 0), end)
    if before is None:
        return end
    if before["year"]:
        return before.start()
    start = before.start()
    for word in reversed(words(before.group(), start)):
        if word.tag[:1] not in IN_NAME or (word.tag == "v" and len(word.text) > 1):
            return word.end
    return start
