"""TM02: a title without 《》."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from termkit.check.finding import Safety, Severity, Spot
from termkit.check.layout.prose import is_prose_at
from termkit.check.layout.quotations import quotations
from termkit.check.naming.forms import SURE
from termkit.check.phrases import times
from termkit.check.rule import Change, Issue, Papers, Rule, odd_ones
from termkit.check.titles.known_titles import known_titles, names_without_marks, years_of_titles
from termkit.check.titles.own_publications import of_a_year
from termkit.check.titles.own_titles import (
    announced,
    beside_titles,
    handbooks,
    marked_bodies,
    quoted_publications,
    repeated,
    resolutions,
    short_treaty,
    within_paragraph,
    years_otherwise,
)
from termkit.check.titles.short_titles import defined_bare, given
from termkit.terms.keys import form_key
from termkit.text.document import Span
from termkit.text.message import Wording

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from termkit.check.layout.quotations import Quotations
    from termkit.check.material import Facts, Material
    from termkit.extract.mentions import Mention
    from termkit.text.document import Document

__all__ = ["RULE"]

_QUOTED = Wording("a title stands in “”; write {title}", "标题用了引号；应写作{title}")
_TAKEN_UP = Wording("a title, as the marks of {short} behind it show", "后文用{short}指称，此处缺书名号")
_IS_TITLE = Wording("{bare}{times} is a title; write {title}", "“{bare}”{times}缺书名号；应写作{title}")

_NO_TITLE = Wording(
    "{text} is the name of a body and no title; take 《》 out", "{text}是机构名称，不是标题，不应加书名号"
)
_TWO_MARKS = Wording(
    "the title stands in {marks}{times}, others ({like}) do not; use one kind",
    "决议等的标题此处用{marks}{times}，他处({like})不同；应统一",
)

_YEARS = Wording(
    "the years {text}{times} stand on the other side of 》 than those of other titles; use one way",
    "标题的年份{text}{times}在书名号之外或之内，与其他标题不一；应统一",
)
_LONG = 10
_OPENING = "《"
_MARKS = frozenset("》《")
# A word in front or behind that makes the title part of another name: 反恐战略|实施工作组, 联合国|气候公约|秘书处.
_PART_OF_NAME = re.compile(
    r"(?:[^，。；、：（）()《》“”\s]{0,8}(?:委员会|工作组|专家组|信托基金|论坛|大会|会议|缔约[国方]集团)|组织|秘书处|缔约方|缔约国|机制|方案|项目|网|中心|办公室|基金|联盟|联合会"
    r"|(?:研究|培训|训练)?(?:研究所|研究院|学院|学会|协会|中心|理事会|法院|法庭|事务所|办事处))"
)
# The parties and the secretariat of a treaty bear its title with its marks, 《气候公约》缔约方会议, or are a name by
# themselves, 斯德哥尔摩公约缔约方大会: as the document has the title elsewhere, and for a secretariat its name.
_TREATY = ("公约", "条约", "协定", "议定书")
_SECRETARIAT = "秘书处"
_OF_TREATY = ("缔约方", "缔约国", _SECRETARIAT)
_MEETING = re.compile(r"缔约[方国](?:第[^，。；]{1,6}[届次])?(?:审议)?(?:大会|会议)")
# 有效执行|德班宣言和行动纲领|政府间工作组: what is carried out keeps its marks in the name of the body.
_CARRIED_OUT = re.compile(r"(?:执行|审查|落实|实施|通过|拟订|谈判)$")
_BETWEEN_STATES = re.compile("政府间|执行情况")
# As all agreements of the kind are called: 联合国同禁止化学武器组织间关系的协定.
_RELATIONS = re.compile(r"联合国[同与和][^，。；：《》“”()（）]{4,30}?(?:间关系的?|合作)协定")
_DRAFT = "草案"
_INTRODUCES = ("(《", "（《")
_IN_LONGER = frozenset("《会署")


def _find(material: Material) -> Iterator[Issue]:
    titles, matcher = material.once(known_titles)
    since = material.once(years_of_titles)
    for facts in material.documents:
        document = facts.document
        closed = quotations(document.text)
        longer = [
            mention
            for form, mentions in facts.mentions_by_form.items()
            if not _IN_LONGER.isdisjoint(form)
            for mention in mentions
        ]
        longer.sort(key=attrgetter("span"))
        starts = [mention.span.start for mention in longer]
        found: dict[str, list[Span]] = {}
        for match in matcher.find(document.text):
            if (
                form_key(match.form) in facts.defined  # its own short form
                or since.get(titles[match.form], 0) > facts.year > 0  # there was no such instrument yet
                or _is_quoted(document, match.span, closed)
                or not _stands_alone(document, match.span)
                or _is_inside(longer, starts, match.span)
            ):
                continue
            found.setdefault(match.form, []).append(match.span)
        plain = material.once(names_without_marks)
        own = _own_titles(facts, titles, plain) if "《" in document.text else {}
        bare = [*((titles[bare], spans) for bare, spans in found.items()), *own.items()]
        longest = list(_longest([(title, _unopened(document.text, spans)) for title, spans in bare]))
        yield from (_unmarked(document, title, spans) for title, spans in longest)
        yield from _own(document, titles, plain, [span for _, spans in longest for span in spans])


def _unopened(text: str, spans: Sequence[Span]) -> Sequence[Span]:
    """Return the spans without those behind 《, which is never closed there: ZH04 says so."""
    return [span for span in spans if not text.endswith(_OPENING, 0, span.start)]


def _longest(bare: Sequence[tuple[str, Sequence[Span]]]) -> Iterator[tuple[str, Sequence[Span]]]:
    """Yield the titles with the spans that are no part of a longer one: 公约 in 水俣公约."""
    kept: set[Span] = set()
    reach = 0
    for span in sorted(set(chain.from_iterable(spans for _, spans in bare)), key=lambda each: (each.start, -each.end)):
        if span.end > reach:
            kept.add(span)
            reach = span.end
    for title, spans in bare:
        if left := [span for span in spans if span in kept]:
            kept.difference_update(left)  # of two titles in the same words one
            yield title, left


def _unmarked(document: Document, title: str, spans: Sequence[Span]) -> Issue:
    first, *others = (Spot(document, span) for span in spans)
    message = _IS_TITLE(bare=title[1:-1], times=times(len(spans)), title=title)
    return Issue(first, message, tuple(others), tuple(Change(span, title) for span in spans))


def _own(
    document: Document, titles: Mapping[str, str], plain: Collection[str], told: Sequence[Span]
) -> Iterator[Issue]:
    """Yield what the marks of the document itself show to be wrong, but for the places that are told."""
    if "《" not in document.text:
        return
    yield from _wrong_marks(document)
    seen = set()
    for span, title, short in announced(document):
        is_told = title[1:-1] in titles or any(each.start < span.end and span.start < each.end for each in told)
        if is_prose_at(document, span.start) and title not in seen and not is_told:
            seen.add(title)
            yield Issue(Spot(document, span), _TAKEN_UP(short=short))
    for span, title, _ in quoted_publications(document, plain):
        # Other quotations are not to be touched; here the marks themselves are what is wrong.
        yield Issue(Spot(document, span), _QUOTED(title=title), (), (Change(span, title),))


def _own_titles(facts: Facts, titles: Mapping[str, str], plain: Collection[str]) -> Mapping[str, Sequence[Span]]:
    """Return the titles that the document itself shows to be some, and where they stand without their marks."""
    document, text = facts.document, facts.document.text

    def is_told(bare: str) -> bool:
        return bare in titles or form_key(bare) in facts.defined

    def is_used(span: Span) -> bool:
        return _stands_alone(document, span) and not text.startswith(_INTRODUCES, span.end)

    often: dict[str, list[Span]] = defaultdict(list)
    for span, title, _ in repeated(document, lambda bare: bare in plain or is_told(bare)):
        if is_used(span):
            often[title].append(span)
    here: dict[str, list[Span]] = defaultdict(list)
    sure = [each for each in facts.definitions if each.score >= SURE]
    for span, title, _ in (*given(text, sure), *within_paragraph(document, is_told)):
        if is_used(span):
            here[title].append(span)
    for span, title, _ in defined_bare(text, sure):
        here[title].append(span)
    for span, title, _ in (
        *beside_titles(document),
        *handbooks(document),
        *short_treaty(document),
        *of_a_year(document),
    ):
        if is_prose_at(document, span.start) and not facts.is_in_mention(span):
            here[title].append(span)
    for match in _RELATIONS.finditer(text):
        span = Span(*match.span())
        if is_prose_at(document, span.start) and not quotations(text).closes_in(span):
            here[f"《{match.group()}》"].append(span)
    return here | often


def _wrong_marks(document: Document) -> Iterator[Issue]:
    """Yield bodies in 《》, and titles of resolutions in marks of two kinds."""
    for span in marked_bodies(document):
        spot = Spot(document, span)
        yield Issue(spot, _NO_TITLE(text=spot.text))
    odd, usual = years_otherwise(document.text)
    if odd:
        yield odd_ones(_YEARS, [Spot(document, span) for span in odd], Spot(document, usual[0]))
    for spans, like in resolutions(document.text):
        first, *others = (Spot(document, span) for span in spans)
        other = Spot(document, like)
        message = _TWO_MARKS(marks=first.text[0] + first.text[-1], times=times(len(spans)), like=other.text)
        yield Issue(first, message, tuple(others), beside=(other,))


def _is_quoted(document: Document, span: Span, closed: Quotations) -> bool:
    """Tell whether a title stands in quotation marks, straight ones too, and so is marked as one."""
    return (
        closed.closes_in(span)
        or document.text.count('"', document.block_at(span.start).span.start, span.start) % 2 == 1
    )


def _stands_alone(document: Document, span: Span) -> bool:
    """Tell whether the title is used as one: in running text, and not as part of the name of a body."""
    if not is_prose_at(document, span.start):
        return False
    text = document.text
    if text.startswith(_OF_TREATY, span.end) and text.endswith(_TREATY, 0, span.end):
        marked = f"《{text[span.start : span.end]}》"
        if text.startswith(_SECRETARIAT, span.end):
            return marked + _SECRETARIAT in text
        return marked in text or _MEETING.match(text, span.end) is None
    if text[span.end : span.end + 1] in _MARKS:  # 裁军议程《保障我们共同的未来》 says what the title is of
        return False
    # 全球契约草案 is one that there may be more of.
    is_draft = text.startswith(_DRAFT, span.end) and span.end - span.start < _LONG
    is_part = is_draft or _PART_OF_NAME.match(text, span.end) is not None
    return not is_part or bool(
        _CARRIED_OUT.search(text, max(span.start - 2, 0), span.start) and _BETWEEN_STATES.match(text, span.end)
    )


def _is_inside(mentions: Sequence[Mention], starts: Sequence[int], span: Span) -> bool:
    # Mentions do not overlap: it can only be the last that begins where the title does or before.
    index = bisect_right(starts, span.start) - 1
    return index >= 0 and mentions[index].span.covers(span) and mentions[index].span != span


RULE = Rule(
    code="TM02",
    name="missing-title-marks",
    severity=Severity.WARNING,
    what=(
        "The title of a known instrument stands without 《》, or a title without the 《》 that it has elsewhere in the "
        "document, or that of a handbook, report or declaration in “”; a map or report of a year that is published; "
        "the years of a title inside its marks here and outside there; titles of resolutions in 《》 and in “”; a body "
        "in 《》."
    ),
    why="Titles of documents stand in 《》 (GB/T 15834-2011, 4.15; FAO editorial rules 6.1).",
    example="根据巴黎协定 — 根据《巴黎协定》",
    zh=Papers(
        title="缺书名号",
        what="已知文书的标题没有加书名号，同一标题在文件他处有书名号而此处没有，或手册、宣言等的标题用了引号；某年的地图、报告等出版物没有书名号；决议标题时用书名号、时用引号；机构名称加了书名号。",
        why="文件标题加书名号(GB/T 15834-2011，4.15；粮农组织编辑规则6.1)。",
        example="根据巴黎协定——根据《巴黎协定》",
    ),
    find=_find,
    measured=(
        "Read by its developer, and most by blind readers. Seed reports: 42 of 43 right, one doubtful. 262 other "
        "documents and passages: 11 of 12 right."
        " 262 documents of 2021-2023 at first sight: 89 of 113 right."
        " 54 passages of real documents at first sight: 1 of 1 right."
    ),
    fix=Safety.UNSAFE,
)
