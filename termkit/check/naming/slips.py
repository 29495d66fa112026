"""Slips in a name that can be written down beforehand and looked for as they stand.

A name that begins with two continents in short is written out (亚洲—非洲法律协商组织). In a document that has the
name itself its words stand in another order (合作发展论坛), it breaks off (欧亚经济共同|组织了) or runs on
(世界议长大会|议).
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from termkit.text.characters import is_han
from termkit.text.document import Span
from termkit.text.message import Wording
from termkit.text.words import word_ends, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termkit.text.message import Message

__all__ = [
    "MISSING",
    "ORDER",
    "OTHER",
    "SHORTEST",
    "TOO_MUCH",
    "Slip",
    "keeps_borders",
    "slips_of",
    "stretch_more",
    "told",
]

OTHER = Wording("“{new}” for “{old}”", "“{new}”应为“{old}”")
MISSING = Wording("“{old}” is missing", "漏“{old}”")
TOO_MUCH = Wording("“{new}” is too much", "多“{new}”")
ORDER = Wording("the order of the words", "词序有误")

SHORTEST = 6
"""Length of the shortest name of which slips are looked for."""
_SPELT_OUT, _REORDERED, _BROKEN_OFF = -1, -2, -3
_PAIRS = frozenset(["亚非", "非亚", "亚欧", "欧亚", "欧非", "非欧"])
_JOINTS = ("—", "–", "－", "-", "", "、", "和", "及")
_FEWEST = 3
"""Words of a name of which other orders are looked for; one with a conjunction between them is another list."""
_JOINED = frozenset(["和", "及", "与", "以及", "或", "、", "的", "-", "—", "/"])
_OPTIONAL = frozenset(["问题", "事务"])
_UNITS = frozenset("处室厅署部司局院所股团组队科")  # 主管经济和社会事务|副秘书长 has no 部
_PEOPLE = frozenset(["委员", "理事"])
_MEETS = re.compile("第[^，。；《》\n]{1,8}届(?:会议|常会|特别会议)")  # 权利委员|第二十四届会议: no person has sessions
_HEAD, _MORE = "大会", "议"


def stretch_more(longer: str, shorter: str) -> str:
    """Return the one stretch that a text has more than another, in whatever place, or nothing: 联合 in 监评|联合|委."""
    more = len(longer) - len(shorter)
    at = next((at for at, pair in enumerate(zip(longer, shorter, strict=False)) if pair[0] != pair[1]), len(shorter))
    return longer[at : at + more] if more > 0 and longer[:at] + longer[at + more :] == shorter else ""


class Slip(NamedTuple):
    """A wrong spelling of a name, and the way in which it is wrong."""

    text: str
    way: int


@lru_cache(maxsize=1 << 12)
def slips_of(name: str, *, is_meant: bool) -> Sequence[Slip]:
    """Return the slips of a name to look for; `is_meant`: in a document that has the name."""
    found = []
    if name[:2] in _PAIRS:
        continents = [f"{continent}洲" for continent in name[:2]]
        found += [Slip(joint.join(continents) + name[2:], _SPELT_OUT) for joint in _JOINTS]
    if is_meant:
        found += [Slip(text, _REORDERED) for text in sorted(_reordered(name))]
        found.append(Slip(name[:-1], _BROKEN_OFF))
    return tuple(found)


def told(text: str, span: Span, name: str, way: int) -> tuple[Span, Message] | None:
    """Return the stretch of a slip that was found, and the difference in words; None where it is none after all."""
    if way == _SPELT_OUT:
        return span, OTHER(new=text[span.start : span.end - len(name) + 2], old=name[:2])
    if way == _REORDERED:
        return (span, ORDER()) if keeps_borders(text, span) else None
    after = text[span.end : span.end + 1]
    if after == name[-1]:
        return _running_on(text, Span(span.start, span.end + 1)) if name.endswith(_HEAD) else None
    is_person = text[span.end - 2 : span.end] in _PEOPLE and is_han(after or " ") and not _MEETS.match(text, span.end)
    if len(name) <= SHORTEST or name[-1] in _UNITS or is_person or not keeps_borders(text, span):
        return None
    return span, MISSING(old=name[-1])


def _running_on(text: str, span: Span) -> tuple[Span, Message] | None:
    """Return a name that ends in 大会 with the character too much behind it: 大会议|筹备委员会, not 大会|议程."""
    if not text.startswith(_MORE, span.end):
        return None
    first = words(text[span.end : span.end + 3])[0].text
    return (Span(span.start, span.end + 1), TOO_MUCH(new=_MORE)) if first == _MORE else None


def _reordered(name: str) -> frozenset[str]:
    """Return a name with one of its words elsewhere, the last one apart: 国际发展筹资会议 for 发展筹资问题国际会议."""
    found: set[str] = set()
    whole = tuple(name[start:end] for start, end in pairwise([0, *word_ends(name)]))
    for parts in {whole, tuple(word for word in whole if word not in _OPTIONAL)}:
        if len(parts) < _FEWEST or not _JOINED.isdisjoint(parts):
            continue
        *kept, last = parts
        for index, word in enumerate(kept):
            rest = kept[:index] + kept[index + 1 :]
            orders = ([*rest[:place], word, *rest[place:]] for place in range(len(kept)))
            found.update("".join([*order, last]) for order in orders if order != kept)
    return frozenset(found)


def keeps_borders(text: str, span: Span) -> bool:
    """Tell whether the words around the span stay whole."""
    left, right = max(0, span.start - 6), min(len(text), span.end + 6)
    borders = {left, *word_ends(text[left:right], left)}
    return span.start in borders and span.end in borders
