"""Names of bodies and instruments that a document uses in full, with or without a short form.

A name ends in a noun that names end in (委员会, 公约) or is a title in 《》; where it begins is decided as for
definitions. Countries, persons and parliaments are no names here.
"""

from __future__ import annotations

import re
from functools import partial
from math import exp, log
from typing import TYPE_CHECKING, NamedTuple

from termkit.extract.heads import HEADS, head_of, kind_of
from termkit.extract.name_model import ALWAYS, NAMES, SHORT_FORMS, Found, borders_in, find
from termkit.extract.name_words import NUMBERED
from termkit.terms.concept import Kind
from termkit.text.document import Span
from termkit.text.garbage import uncollected
from termkit.text.kept import kept

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from termkit.extract.definition import Definition
    from termkit.extract.name_model import Model
    from termkit.text.document import Document

__all__ = ["ORDINAL", "Name", "find_names", "find_short_forms", "takes_ordinal", "tie_variants", "word_borders_of"]

_SURE = 0.6
_LEAST = 0.527
"""Of finds in documents that the weights were not fitted on, 87 in 100 that reach this score are in a list of names."""
_LEAST_ODDS = -2.0
"""Log odds from which what looks like a short form is held against the names of the documents."""
_SLOPE, _OFFSET = 0.62, -0.15
"""From what the weights give to the share of finds that are right in documents that they were not fitted on.

Platt 1999, Probabilistic Outputs for Support Vector Machines; `fit_names.py --crossed` prints whether they still hold.
"""
# Parliaments, meetings that are held once, and seats of bodies: not names of the kind that a glossary lists.
_NO_NAMES = (
    "议会", "国会", "参议院", "众议院", "国民大会", "研讨会", "讲习班", "讨论会", "座谈会", "培训班", "圆桌会议",
    "圆桌会", "圆桌讨论", "吹风会", "说明会", "发布会", "总部",
)  # fmt: skip
_SPACE = re.compile(r"\s+")
_JOINTS = tuple("和与及、")

_TITLE = re.compile(r"《[^《》\n]*(?:[《〈][^《》\n]*[》〉][^《》\n]*)*》")
_NUMBERED_KINDS = (
    "(?:决议|决定|(?:政府|内阁)决议|(?:组织|框架)?法(?:令|律|案)?(?![院庭官规定])|(?:总统|行政|皇家)?(?:法令|条例|令))"
)
_RESOLUTION = re.compile(NUMBERED + _NUMBERED_KINDS, re.ASCII)
_OF_WHOM = re.compile(
    "(?:联合国大会|(?<![方国境居生织工业信会])大会|安全理事会|安理会|人权理事会|经济及社会理事会|经社理事会|缔约[方国](?:大会|会议)"
    r"|(?:联合国)?(?:环境|人居)大会|(?:世界)?卫生大会|国际劳工大会)\Z"
)
_LONGEST_OF_WHOM = 8
# “清洁海洋”运动: in marks what it is called by, behind them what it is.
_QUOTED = re.compile(
    r"“[^“”\n。，；]{2,40}”[^\W\d的了是于在对和与及为并等一题入第次系]{0,6}?"
    "(?:运动|计划|方案|倡议|战略|平台|网络|联盟|论坛|基金|中心|十年|小组|工作队|伙伴关系|会议)(?![会署处书组员室])"
)
# 契约的八个工作组, 七项全球行动倡议: so many of a kind. 第三个发展十年, “同一个健康”小组 are names.
_COUNTED = re.compile(r"(?<![第同何\d])(?:[二两三四五六七八九十]|\d+\s?)[个项家](?!人)")
_SHORT_TITLE = 8  # with its marks
_SHORT_OR_FULL = 0.7
_IN_QUOTATION = 0.75  # of 23 labelled ones 10 so, 8 within their marks or with a body before them
ORDINAL = re.compile(r"(?:第[一二三四五六七八九十百\d]+|首)[届次]\s?")
_ORDINAL_BEFORE = re.compile(ORDINAL.pattern + "$")
# Words that documents put for one another in one name: the seed reports and un.csv.
_SAME = {
    "办公室": "办事处", "公署": "办事处", "艾滋病病毒": "艾滋病毒", "以及": "和", "及": "和", "与": "和", "暨": "和",
    "人口活动基金": "人口基金", "“": "", "”": "", " ": "",
}  # fmt: skip
_EXCHANGED = re.compile("|".join(map(re.escape, _SAME)))


class Name(NamedTuple):
    """A use of a full name, with the kind of thing that it names and the probability that it is whole."""

    text: str
    kind: Kind
    span: Span
    score: float


_made: Callable[[tuple[str, Kind, Span, float]], Name] = partial(tuple.__new__, Name)  # Name._make, at half its time


@uncollected
def find_names(
    document: Document,
    known: Collection[str] = (),
    definitions: Iterable[Definition] = (),
    forms: Collection[str] = (),
    model: Model | None = None,
) -> tuple[Name, ...]:
    """Return the names in a document in text order; a name inside a longer one is left out.

    `known` are full names, `forms` short forms of a glossary: evidence, no more. The full forms of the document's
    definitions are known to be names, and their short forms to be none. `model` is other than the one that termkit
    comes with.
    """
    text = document.text
    defined = [each for each in definitions if each.score >= _SURE]
    fulls = frozenset(each.full for each in defined)
    known, forms = frozenset(known), frozenset(forms)
    short = frozenset(each.short for each in defined) - known - fulls
    names, bodies = _Any(known, fulls), _Any(known, fulls, forms, short, ALWAYS)
    # 《2030年议程》 is short for a longer one
    marked = [
        each._replace(score=_SHORT_OR_FULL) if each.text in forms and each.text not in names else each
        for each in _marked(text)
    ]
    # 第1540(2004)号决议|和第8634号法: two, and no name goes over both.
    numbered = (name.span.end for name in marked if name.text[0] not in "《“")
    joints = {end for end in numbered if text[end : end + 1] in _JOINTS}
    running = [_name(text, *found) for found in find(text, NAMES, [known, fulls], [forms, short | ALWAYS], model)]
    apart = [name for name in running if joints.isdisjoint(range(*name.span))] if joints else running
    found = sorted([*marked, *apart], key=lambda name: (name.span.start, -name.span.end))
    chosen: list[Name] = []
    last = 0
    best: dict[str, float] = {}
    for name in found:
        if name.span.start < last:
            continue
        if name.text in short or name.text.strip("《》") in HEADS:
            continue  # 《公约》: whichever was spoken of
        if (name.text.endswith(_NO_NAMES) or _COUNTED.search(name.text)) and name.text not in names:
            continue
        if "-" in name.text and name.text not in names and all(part in bodies for part in name.text.split("-")):
            continue  # 难民署-欧洲委员会: two that do something together
        chosen.append(name)
        last = name.span.end
        best[name.text] = max(name.score, best.get(name.text, 0.0))
    return tuple(name for name in chosen if best[name.text] >= _LEAST)


class _Any:
    """Sets taken together, without a copy of them all for each document."""

    def __init__(self, *sets: frozenset[str]) -> None:
        self._sets = sets

    def __contains__(self, text: str) -> bool:
        return any(text in each for each in self._sets)


@uncollected
def find_short_forms(document: Document, names: Iterable[Name] = ()) -> dict[str, list[Found]]:
    """Return what looks like short forms of bodies and instruments, with the places; nothing inside the names.

    What a form stands for is not asked; those that the document defines are among them.
    """
    text, taken = document.text, {name.span.end: name.span.start for name in names}
    forms: dict[str, list[Found]] = {}
    for found in find(text, SHORT_FORMS, forms=[ALWAYS], least=_LEAST_ODDS):
        form = text[found.span.start : found.span.end]
        if taken.get(found.span.end, found.span.start) >= found.span.start and form not in HEADS:
            forms.setdefault(form, []).append(found)
    return forms


def word_borders_of(document: Document) -> bytes:
    """Return what `termkit.text.words.word_borders` does, for nothing right behind `find_names`."""
    return borders_in(document.text)


def tie_variants(uses: Mapping[str, int]) -> dict[str, str]:
    """Return variant → the most used form of what seems to be the same name, for names and their numbers of uses.

    联合国人权事务高级专员办事处 and 人权事务高级专员公署 are offered as one: the opening 联合国 and words that
    documents exchange make no other name.
    """
    groups: dict[str, list[str]] = {}
    for name in uses:
        key = _EXCHANGED.sub(lambda match: _SAME[match.group()], name.strip("《》"))
        groups.setdefault(key.removeprefix("联合国"), []).append(name)
    tied: dict[str, str] = {}
    for names in groups.values():
        best = min(names, key=lambda name: (-uses[name], -len(name), name))
        tied.update((name, best) for name in names if name != best)
    return tied


def takes_ordinal(name: str) -> bool:
    """Tell whether the ordinal before a name is part of it: 第五次|世界议长大会."""
    return name not in HEADS and name[0] != "“" and (kind_of(name) is Kind.CONFERENCE or name.endswith("大会"))


def _name(text: str, span: Span, score: float) -> Name:
    before = text[span.start - 1 : span.start]
    if (before in "届次" or before.isspace()) and takes_ordinal(text[span.start : span.end]):
        ordinal = _ORDINAL_BEFORE.search(text, max(span.start - 8, 0), span.start)
        span = Span(ordinal.start(), span.end) if ordinal else span
    name = text[span.start : span.end]
    if not name.isalnum():
        name = _SPACE.sub(" ", name)
    return _made((name, kind_of(name), span, _calibrated(score)))


@kept(1 << 10)
def _calibrated(probability: float) -> float:
    inner = min(max(probability, 0.001), 0.999)
    return round(1 / (1 + exp(_SLOPE * log((1 - inner) / inner) - _OFFSET)), 3)


def _marked(text: str) -> Iterator[Name]:
    """Yield what its marks make plain: titles, resolutions, and names with a part in quotation marks."""
    spans = [match.span() for match in _TITLE.finditer(text)]
    for match in _RESOLUTION.finditer(text):
        start, end = match.span()
        body = _OF_WHOM.search(text, max(start - _LONGEST_OF_WHOM, 0), start)
        spans.append((body.start() if body else start, end))
    spans.extend(match.span() for match in _QUOTED.finditer(text))
    for start, end in spans:
        if end - start > 4:
            name = text[start:end]
            yield Name(name, kind_of(name), Span(start, end), _surety(name))


def _surety(name: str) -> float:
    """Return the share of such names that are listed: of resolutions, of titles by their ends and lengths.

    A short title may be a short form that nobody has defined (《特装手册》), one without a head any publication.
    """
    if name[0] == "“":
        return _IN_QUOTATION
    if name[0] != "《":
        return 0.99 if name.endswith(("决议", "决定")) else 0.6  # 《选举法》(2016年第35号法) has a name
    is_short = len(name) <= _SHORT_TITLE
    if head_of(name):
        return 0.88 if is_short else 0.97
    return 0.65 if is_short else 0.8
