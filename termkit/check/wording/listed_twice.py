"""Places that stand twice in one enumeration: 约旦、吉尔吉斯斯坦、吉尔吉斯斯坦和尼日尔."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.extract.places import PLACES
from termkit.text.characters import is_han
from termkit.text.document import Span
from termkit.text.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["listed_twice"]

_LIST = re.compile("、[\u4e00-\u9fff、]*")  # the first item stands before it: a pattern is sought by its first mark
_JOINTS = ("、", "和", "及", "与")
_SHORTEST = 2
_LENGTHS = range(9, _SHORTEST - 1, -1)
_REACH = 6
_MORE = 2
_NAMES = frozenset(["ns", "nr", "nrt"])
# What may stand behind the last item: 举行, 等, 也. A noun makes another name of it: 日本和中国|香港, 德国和法国|政府.
_BEHIND = frozenset("vpcdurm")


def listed_twice(text: str) -> Iterator[Span]:
    """Yield where a place stands in an enumeration for the second time, in text order."""
    for match in _LIST.finditer(text):
        begin = max(match.start() - _LENGTHS[0], 0)
        listed, last = text[begin : match.end()], 0
        end = match.start() - begin
        while end >= 0:
            # No name that ends here stands again where its last characters do not: so it is with nearly all items.
            ending = listed[end - _SHORTEST : end] if end >= _SHORTEST else ""
            for size in _LENGTHS if ending and listed.find(ending, end) >= 0 else ():
                name, start = listed[max(end - size, 0) : end], end - size
                if start < last or not (again := _again(listed, name, end)) or not _is_place(name):
                    continue
                at = begin + again
                if _is_item(text, Span(begin + start, begin + end), Span(at, at + size)):
                    yield Span(at, at + size)
                    break
            last, end = end + 1, listed.find("、", end + 1)


def _again(listed: str, name: str, start: int) -> int:
    """Return where a name stands behind a joint for the first time from an offset on, or 0."""
    places = (listed.find(joint + name, start) for joint in _JOINTS)
    return min((at + 1 for at in places if at >= 0), default=0)


def _is_place(name: str) -> bool:
    if name in PLACES:
        return True
    cut = words(name)
    return len(cut) == 1 and cut[0].tag in _NAMES


def _is_item(text: str, first: Span, again: Span) -> bool:
    """Tell whether the first place begins where a word does, and the second is not the head of a longer name."""
    left = max(first.start - _REACH, 0)
    borders = {left, *(word.start for word in words(text[left : first.end], left))}
    longer = (text[max(first.start - more, 0) : first.end] for more in range(1, _MORE + 1))
    if first.start not in borders or any(each in PLACES for each in longer):
        return False  # 南|苏丹
    behind = text[again.end : again.end + _REACH]
    return not is_han(behind[:1] or " ") or words(behind)[0].tag[:1] in _BEHIND
