"""Titles in 《》 that come near to a title of the glossary or to one that the document has more often.

《生物多样化公约》 is one character away from 《生物多样性公约》, and so may be a title without its
marks from the one that the document has with them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from termkit.check.layout.quotations import quotations
from termkit.check.naming.near import NearNames, difference, is_telling
from termkit.check.naming.slips import MISSING, ORDER, OTHER, TOO_MUCH
from termkit.text.document import Span
from termkit.text.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from termkit.text.message import Message

__all__ = ["NearTitle", "near_titles", "titles_of"]

_TITLE = re.compile(r"《((?:[^《》\n]|《[^《》\n]*》){4,100})》")
_SHORTEST = 6
"""Of a title that comes near to any but one that the text itself gives a short title for, or as one."""
_SPACES = re.compile(r"\s")
_MARKS = re.compile(r"[\s：:，,]")
_DASHES = re.compile("[—–]")
_YEAR = re.compile(r"[12]\d{3}年")
_YEARS = re.compile(r"(?P<years>[12]\d{3}(?:-[12]\d{3})?年)(?P<rest>[^年]{6,})")
_SHORTEST_BARE = 10
_MORE_OFTEN = 2
_SHORTEST_TURNED = 8
_HEAD, _WORD = 2, 2
_INTERNATIONAL = "国际"
_KINDS_OF_TREATIES = ("公约", "条约", "议定书", "协定")
_LONG_TREATY = 10


class NearTitle(NamedTuple):
    """A title that is spelt otherwise than the one it comes near to, marks included, and the difference in words."""

    span: Span
    title: str
    what: Message


@lru_cache(maxsize=2)
def titles_of(text: str) -> Mapping[str, Sequence[Span]]:
    """Return where the titles of a text stand, by what is between their marks, spaces left out; in text order."""
    own: dict[str, list[Span]] = defaultdict(list)
    for match in _TITLE.finditer(text):
        if title := _SPACES.sub("", match[1]):
            own[title].append(Span(*match.span()))
    return own


def near_titles(
    text: str, known: Iterable[str], is_known: Callable[[str], bool], defined: Collection[str] = ()
) -> Iterator[NearTitle]:
    """Yield the near misses of titles in a text: in marks, and of its own titles also without them.

    `known` are the titles that the glossary settles on, `is_known` tells of a title whether it has it at all; `defined`
    are those that the text gives short titles for, and these.
    """
    own = titles_of(text)
    if not own:
        return
    settled, orders = _by_edges(tuple(known)), _by_characters(tuple(known))
    often = _by_edges(tuple(title for title, spans in own.items() if len(spans) >= _MORE_OFTEN))
    international = _treaties(tuple(known))
    whole = {**_of_years(tuple(known)), **_of_years(tuple(own))}
    for title, spans in own.items():
        if is_known(f"《{title}》"):
            continue
        if len(title) < _SHORTEST:
            slips = ((other, _slip_of(title, other)) for other in defined)
            yield from (NearTitle(span, f"《{other}》", what) for other, what in slips if what for span in spans)
            continue
        alike = [other for other in often.get(_edges(title), ()) if len(own[other]) >= _MORE_OFTEN * len(spans)]
        if len(title) >= _SHORTEST_TURNED and (turned := orders.get("".join(sorted(title)), title)) != title:
            yield from (NearTitle(span, f"《{turned}》", ORDER()) for span in spans)
            continue
        if better := _years_misplaced(title, whole):
            yield from (NearTitle(span, f"《{better}》", ORDER()) for span in spans)
            continue
        if better := international.get(_not_international(title), ""):
            way = MISSING if len(better) > len(title) else TOO_MUCH
            yield from (NearTitle(span, f"《{better}》", way(old=_INTERNATIONAL, new=_INTERNATIONAL)) for span in spans)
            continue
        others = ((other, difference(title, other)) for other in settled.get(_edges(title), ()))
        own_ones = ((other, difference(title, other, is_meant=True)) for other in alike)
        given = ((other, _slip_of(title, other)) for other in defined)
        for other, what in chain(others, own_ones, given):
            if what is not None:
                right = text[slice(*own[other][0])] if other in own else f"《{other}》"  # with its spaces
                yield from (NearTitle(span, right, what) for span in spans)
                break
    yield from _bare(text, own)


def _slip_of(title: str, defined: str) -> Message | None:
    """Return the one word in which a title of the same length differs from one given here: 《振兴协议》, 重振."""
    if len(title) != len(defined) or title[-_HEAD:] != defined[-_HEAD:] or title == defined:
        return None
    places = [at for at, pair in enumerate(zip(title, defined, strict=True)) if pair[0] != pair[1]]
    new, old = (each[places[0] : places[-1] + 1] for each in (title, defined))
    if len(new) > _WORD or (len(new) == _WORD and set(new).isdisjoint(old)) or is_telling(new) or is_telling(old):
        return None
    # Names and nouns tell one title from another: 《白河公约》, 《黑河公约》.
    cut = (word for each in (title, defined) for word in words(each) if word.start <= places[0] < word.end)
    tags = {word.tag[:1] for word in cut}
    return OTHER(new=new, old=old) if "v" in tags and "n" not in tags else None


def _bare(text: str, own: Iterable[str]) -> Iterator[NearTitle]:
    """Yield what comes near to a title of the text without any marks; those between the words do not count.

    With one 的 more it says what the title does: 麻管局|发表的|2019年报告, 《麻管局2019年报告》.
    """
    titles = {bare: title for title in own if len(bare := _MARKS.sub("", title)) >= _SHORTEST_BARE}
    if not titles:
        return
    closed = quotations(text)
    for miss in NearNames(titles, are_meant=True).find(text):
        found = text[miss.span.start : miss.span.end]
        if not closed.closes_in(miss.span) and found != miss.name[:-1] and found.count("的") <= miss.name.count("的"):
            yield NearTitle(miss.span, f"《{titles[miss.name]}》", miss.what)


@lru_cache(maxsize=4)
def _treaties(titles: tuple[str, ...]) -> Mapping[str, str]:
    """Return the long titles of treaties by what they are without 国际: 《消除一切形式种族歧视公约》."""
    found: dict[str, list[str]] = defaultdict(list)
    for title in titles:
        if title.endswith(_KINDS_OF_TREATIES) and len(plain := _not_international(title)) >= _LONG_TREATY:
            found[plain].append(title)
    return {plain: each[0] for plain, each in found.items() if len(each) == 1}


def _not_international(title: str) -> str:
    return title.replace(_INTERNATIONAL, "")


def _edges(title: str) -> str:
    """Return the first and the last character: a difference is never there."""
    return title[0] + title[-1]


@lru_cache(maxsize=4)
def _by_characters(titles: tuple[str, ...]) -> Mapping[str, str]:
    """Return titles by their characters, in whatever order: 《突尼斯信息社会议程》 is 《信息社会突尼斯议程》."""
    return {"".join(sorted(title)): title for title in titles}


@lru_cache(maxsize=4)
def _of_years(titles: tuple[str, ...]) -> Mapping[str, str]:
    """Return the titles that begin with years, by those with the years behind them."""
    found = (_YEARS.fullmatch(_DASHES.sub("-", _SPACES.sub("", title))) for title in titles)
    return {match["rest"] + match["years"]: match.group() for match in found if match}


def _years_misplaced(title: str, whole: Mapping[str, str]) -> str:
    """Return a title with the years of another one that it has in it where that has them; or nothing.

    《执行仙台减少灾害风险框架2015-2030年美洲区域行动计划》 beside 《2015-2030年仙台减少灾害风险框架》.
    """
    if not _YEAR.search(title):
        return ""
    dashed = _DASHES.sub("-", title)
    return next((dashed.replace(turned, right) for turned, right in whole.items() if turned in dashed), "")


@lru_cache(maxsize=4)
def _by_edges(titles: tuple[str, ...]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for title in titles:
        found[_edges(title)].append(title)
    return found
