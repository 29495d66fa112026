"""Countries by the names of everyday use, in documents that call countries by their official names.

In 伊朗核问题 and 英国皇家学会 such a name is part of a longer one or says where something is from; it stands for the
country where nothing but a mark, a conjunction or a verb follows.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from itertools import dropwhile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from termkit.check.layout.quotations import quotations
from termkit.text.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["EverydayName", "everyday_names"]

# 白俄罗斯, 大韩国, 阿拉伯叙利亚, 东密克罗尼西亚 are others.
_APART = re.compile(r"(?<![白大东南北])(?<!阿拉伯)(?<!法属)")
_BEHIND = (
    r"(?=[，。；：、”》)）\s]|等|[和与及](?!其)|(?:以及|举行|召开|主办|举办|开展|访问|首都|代表在|境内|为|均|都|已|分别|[东南西北中]部)"
    r"|[(（]\d)"
)
_LONGEST_END = 8
_END_OF_LIST = re.compile(r"、[^，。；：、()（）\s]{2,6}[和与及]\Z")
# 也门、叙利亚和…… and 叙利亚境内: said so in UN documents too; only a list of countries is one of names.
_LISTED_ONLY = frozenset(["叙利亚", "英国", "韩国"])


class EverydayName(NamedTuple):
    """Where a country is called by the name of everyday use, and its official name with the year since when it is."""

    span: Span
    name: str
    since: int


def everyday_names(text: str, year: int) -> Iterator[EverydayName]:
    """Yield the everyday names in a text that has official ones too, of a year (0 where it is not known)."""
    names = _names()
    if not any(name in text for name, _ in names.values()):
        return
    closed = quotations(text)

    @cache
    def is_defined(everyday: str) -> bool:
        """Tell whether the text gives an everyday name as a short form: 伊朗伊斯兰共和国(伊朗)."""
        name = re.escape(names[everyday][0])
        return re.search(rf"{name}[(（][^)）]{{0,6}}{re.escape(everyday)}", text) is not None

    for match in _pattern().finditer(text):
        span = Span(*match.span())
        if not _APART.match(text, span.start):
            continue
        name, since = names[match.group()]
        if is_defined(match.group()):
            continue
        is_name = match.group() not in _LISTED_ONLY or _is_listed(text, span)
        if (not year or year >= since) and not closed.holds(span) and is_name:
            yield EverydayName(span, name, since)


def _is_listed(text: str, span: Span) -> bool:
    """Tell whether a name stands in a list, also at its end behind 和, or alone in brackets."""
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    is_alone = before in {"(", "（"} and after in {")", "）"}
    return (
        "、" in {before, after}
        or is_alone
        or _END_OF_LIST.search(text, max(span.start - _LONGEST_END, 0), span.start) is not None
    )


@cache
def _names() -> Mapping[str, tuple[str, int]]:
    with Path(__file__).with_name("countries.tsv").open(encoding="utf-8", newline="") as file:
        lines = dropwhile(lambda line: line.startswith("#"), file)
        return {row["everyday"]: (row["name"], int(row["since"])) for row in csv.DictReader(lines, delimiter="\t")}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(map(re.escape, _names()))}){_BEHIND}")
