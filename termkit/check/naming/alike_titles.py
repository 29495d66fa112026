"""Titles that a document has in two ways: with other years, without 年, in another order, or with a word missing.

《连通2030议程》 beside 《连通2030年议程》, 《战略计划2022-2025》 beside 《2022-2025年战略计划》, and 《过渡框架》
where the text gives 《过渡期框架》 as the short title.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from termkit.check.layout.quotations import quotations
from termkit.check.naming.near import is_telling
from termkit.check.naming.near_titles import NearTitle, titles_of
from termkit.check.naming.slips import MISSING, ORDER, TOO_MUCH, stretch_more
from termkit.text.document import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from termkit.text.message import Message

__all__ = ["alike_titles", "years_without_mark"]

_LOOSE = re.compile(r"[年的和与及、，：:,\s]")
_PARTS = re.compile(r"\d+|[一二三四五六七八九十百]+|.")  # 第12号 is not 第21号
_DASH = re.compile("[—–－]")
_SHORTEST = 6
_YEAR = "年"
_YEARLESS = re.compile(r"(?P<year>20(?<!\d20)\d\d) ?(?P<what>议程|愿景|路线图|战略)")
_FEWEST = 4
_MOST_MISSING = 3
_HEAD = 2


def alike_titles(text: str, is_known: Callable[[str], bool], defined: Collection[str]) -> Iterator[NearTitle]:
    """Yield the titles of a text that it has in another way too; `defined` are its short titles, without marks.

    `is_known` tells of a title in marks whether the glossary or a definition has it: it stands.
    """
    own = {title: spans for title, spans in titles_of(text).items() if len(title) >= _FEWEST}
    told = {**_in_two_ways(own, is_known), **_shortened(own, defined)}
    for title, (right, what) in told.items():
        if not is_known(f"《{title}》"):
            better = text[slice(*own[right][0])] if right in own else f"《{right}》"  # with its spaces
            yield from (NearTitle(span, better, what) for span in own[title])


def years_without_mark(text: str) -> Iterator[NearTitle]:
    """Yield 2030议程 in a text that has 2030年议程; what a title has in it is of the title."""
    for match in _YEARLESS.finditer(text):
        span, right = Span(*match.span()), f"{match['year']}{_YEAR}{match['what']}"
        if right in text and not quotations(text).holds(span):
            yield NearTitle(span, right, MISSING(old=_YEAR))


def _in_two_ways(
    own: Mapping[str, Sequence[Span]], is_known: Callable[[str], bool]
) -> Mapping[str, tuple[str, Message]]:
    """Return the titles that have the characters and numbers of another one, joints and 年 left out, with that one.

    Of titles that are alike the one that is known or stands more often, or else first, is right.
    """
    alike: dict[str, list[str]] = defaultdict(list)
    for title in own:
        key = "".join(sorted(_PARTS.findall(_LOOSE.sub("", _dashed(title)))))
        if len(key) >= _SHORTEST:
            alike[key].append(title)
    found = {}
    for titles in alike.values():
        right = min(titles, key=lambda title: (not is_known(f"《{title}》"), -len(own[title]), own[title][0]))
        found.update({title: (right, _told(title, right)) for title in titles if _dashed(title) != _dashed(right)})
    return found


def _dashed(title: str) -> str:
    return _DASH.sub("-", title)


def _told(title: str, right: str) -> Message:
    if title == right.replace(_YEAR, ""):
        return MISSING(old=_YEAR)
    return TOO_MUCH(new=_YEAR) if right == title.replace(_YEAR, "") else ORDER()


def _shortened(own: Collection[str], defined: Collection[str]) -> Mapping[str, tuple[str, Message]]:
    """Return the titles that lack a word of one short title that the text gives, each with that one."""
    found = {}
    for title in own:
        longer = [(each, missing) for each in defined if (missing := _missing(title, each))]
        if len(longer) == 1 and not is_telling(longer[0][1]):
            found[title] = longer[0][0], MISSING(old=longer[0][1])
    return found


def _missing(title: str, longer: str) -> str:
    """Return the one stretch that a title lacks of a longer one with the same end, or nothing."""
    is_near = 0 < len(longer) - len(title) <= _MOST_MISSING and title[-_HEAD:] == longer[-_HEAD:]
    return stretch_more(longer, title) if is_near else ""
