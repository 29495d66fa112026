"""When a document was written, and whether it speaks of an earlier time."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from termkit.text.context import sentence_around
from termkit.text.seeking import beginning_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termkit.text.document import Document, Span

__all__ = ["speaks_of_past", "year_of", "years_in"]

# What may not stand before comes behind: a pattern that begins with digits is looked for at once.
_YEAR = re.compile(r"((?:19|20)\d{2})(?<![\d/(（-]\d{4})(?=\s?年)")
# 《2030年可持续发展议程》, 2015年后发展议程 and 到2030年 look ahead: no report tells of those years.
_TOLD_YEAR = re.compile(r"((?:19|20)\d{2})(?<![\d/(（《到-]\d{4})(?=\s?年(?!后|以后|议程|可持续))")
_YEAR_BEGINS = re.compile(r"[12](?=\d{3})")
_SYMBOL_YEAR = re.compile(r"/((?:19|20)\d{2})(?:/|$|-)")
_SESSION = re.compile(r"^A/(?:\w+/)?(\d{2})/")
_FORMER = re.compile(
    r"(?:原|前|原名|原称|前称|曾称|曾用名|前身为|前身是|旧称|当时的|时任|更名前的|后改为|后更名为|取代)[“《]?$"
)
_RENAMED = re.compile(r"更名|改名|改称|改组|前身|取代|接替|并入|合并|易名")


def year_of(document: Document) -> int:
    """Return the year of a document: its date, else its symbol, else the latest year that it often speaks of; or 0.

    The General Assembly's first session was in 1946: session and year differ by 1945.
    """
    if document.date:
        return int(document.date[:4])
    for symbol in document.symbols:
        if match := _SYMBOL_YEAR.search(symbol):
            return int(match[1])
        if match := _SESSION.match(symbol):
            return int(match[1]) + 1945
    counts = Counter(int(match[1]) for match in beginning_at(years_in(document.text), _TOLD_YEAR, document.text))
    # Plans and targets lie ahead (2030): the year of a report is one of those that it tells of.
    least = max(2, counts.total() // 12)
    often = [year for year, count in counts.items() if count >= least]
    return max(often, default=0)


@lru_cache(maxsize=2)
def years_in(text: str) -> Sequence[int]:
    """Return where a year in four figures may begin, for the patterns that begin with one; the last texts are kept."""
    return [match.start() for match in _YEAR_BEGINS.finditer(text)]


def speaks_of_past(document: Document, span: Span, until: str) -> bool:
    """Tell whether a name stands in a sentence about its own time: 原…, 更名, or a year up to `until`."""
    text = document.text
    if _FORMER.search(text[max(0, span.start - 6) : span.start]):
        return True
    sentence = sentence_around(text, span)
    around = text[sentence.start : sentence.end]
    if _RENAMED.search(around):
        return True
    return bool(until) and any(int(year) <= int(until[:4]) for year in _YEAR.findall(around))
