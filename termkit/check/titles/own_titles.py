"""Titles that a document itself shows to be titles, and writes without 《》 elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from daachorse import CharwiseDoubleArrayAhoCorasick as Automaton

from termkit.check.layout.quotations import quotations
from termkit.text.characters import HAN_DIGITS
from termkit.text.document import Span
from termkit.text.seeking import beginning_at, ending_in, places_of
from termkit.text.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from termkit.text.document import Document

__all__ = [
    "BareTitle",
    "announced",
    "beside_titles",
    "handbooks",
    "is_apart",
    "marked_bodies",
    "quoted_publications",
    "repeated",
    "resolutions",
    "short_treaty",
    "within_paragraph",
    "years_otherwise",
]


class BareTitle(NamedTuple):
    """A title without its marks: where it stands, how it is written with them, the short title that shows it is one."""

    span: Span
    title: str
    short: str = ""


_TITLE = re.compile(r"《([^《》\n]{5,60})》")
_OTHERS = frozenset(["国家", "各国", "国别", "区域", "次区域", "分区域", "地区", "全国", "省级", "地方", "年度"])
# What a short title need end in to be one of its own and no words that describe: 《蒙特雷共识》, not 《国家战略》.
_INSTRUMENT = ("公约", "条约", "议定书", "宣言", "宪章", "共识", "规约", "公报", "协定")
_LONG_TITLE = 8
# Texts that stand in 《》 wherever they are meant, and are called by few words: 转运自愿|准则.
_RULES, _LONG_RULES = ("准则", "守则", "指南", "手册"), 6
# A publication of every year goes without the year elsewhere: 开发署|人类发展报告.
_OF_YEAR = re.compile(r"[12]\d{3}(?:[-/—–]\d{2,4})? ?年(?P<title>[^年]{4,}(?:报告|年鉴|展望|概览|调查|状况|图))")
_WINDOW = 12


def repeated(document: Document, is_settled: Callable[[str], bool]) -> Iterator[BareTitle]:
    """Yield the places where a title stands without the 《》 that it mostly has in the document, in text order.

    `is_settled` tells of a title without its marks that somebody else answers for it.
    """
    text = document.text
    marked = Counter(_TITLE.findall(text))
    of_year = {match["title"] for title in marked if (match := _OF_YEAR.fullmatch(title))} - marked.keys()
    marked.update(sorted(of_year))
    own = (t for t in marked if _is_one(t) or t in of_year)
    titles = sorted(title for title in own if not is_settled(title))
    if not titles:
        return
    closed = quotations(text)
    found: dict[str, list[Span]] = {}
    for start, end, index in sorted(Automaton(titles, use_prefilter=False).find_overlapping(text)):
        span = Span(start, end)
        if not closed.closes_in(span) and is_apart(text, span, is_of_year=titles[index] in of_year):
            found.setdefault(titles[index], []).append(span)
    for title, spans in found.items():
        # 《千年发展目标》 once and 千年发展目标 all over: the marks are the slip, but not where a year stands in them.
        if len(spans) <= marked[title] * (1 + (title in of_year)):
            yield from (BareTitle(span, f"《{title}》") for span in spans)


def _is_one(title: str) -> bool:
    return (
        len(title) >= _LONG_TITLE
        or title.endswith(_INSTRUMENT)
        or (len(title) >= _LONG_RULES and title.endswith(_RULES))
    )


_SHORT_INSTRUMENT = re.compile(f"《([^《》\\n]{{2,20}}(?:{'|'.join(_INSTRUMENT)}))》")


def within_paragraph(document: Document, is_settled: Callable[[str], bool]) -> Iterator[BareTitle]:
    """Yield the places where a title stands without the 《》 that it has in the same paragraph: one thing is meant."""
    text = document.text
    closed = quotations(text)
    for match in _SHORT_INSTRUMENT.finditer(text):
        title, block = match[1], document.block_at(match.start()).span
        at = text.find(title, block.start, block.end)
        while at >= 0 and not is_settled(title):
            span = Span(at, at + len(title))
            if not closed.closes_in(span) and is_apart(text, span):
                yield BareTitle(span, f"《{title}》")
            at = text.find(title, span.end, block.end)


def is_apart(text: str, span: Span, *, is_of_year: bool = False) -> bool:
    """Tell whether a title neither begins nor ends inside a word, nor goes on from a noun before it.

    `is_of_year`: whoever publishes it may stand before it, but a country has one of its own (国家|人类发展报告).
    """
    start, end = max(span.start - _WINDOW, 0), span.end + _WINDOW
    cut = words(text[start:end], start)
    before = next((word for word in cut if word.end == span.start), None)
    ends = any(word.end == span.end for word in cut)
    begins = span.start == 0 or before is not None
    if before is not None and is_of_year:
        return begins and ends and before.text not in _OTHERS
    # 本公约|任择议定书 is the protocol to this convention.
    return (
        begins
        and ends
        and (before is None or (before.tag[:1] not in {"n", "a", "b", "j", "l"} and before.text != "本"))
    )


_KIND = (
    "行动计划|行动纲领|公约|宣言|手册|战略|契约|框架|准则|纲领|议定书|协定|章程|条例|指南|规约|条约|纲要|共识|议程|承诺"
)
_SHORT_TITLE = re.compile(f"《({_KIND})》")
# 联络组由|保护臭氧层公约: 由 is in no title but for 自由.
_SPOKEN_OF = re.compile(r"(?:(?<=自)由|[^，。；：、（）()《》“”‘’\s了的由]){3,24}$")
# 里约各公约, 相关公约, 八项公约: some of a kind, and no title.
_OF_A_KIND = re.compile(
    rf"各(?![国级方])|一些|若干|(?:[本该此某诸]|相关|有关|其[他它]|[{HAN_DIGITS}两几数多各每这那\d][个项份部种类])$"
)
_REACH = 400


def announced(document: Document) -> Iterator[BareTitle]:
    """Yield titles without 《》 that a short title with them takes up: …非洲工业发展行动计划。……《行动计划》…….

    Between the two there is no other title of the kind, and they stand in one paragraph.
    """
    text = document.text
    for match in _SHORT_TITLE.finditer(text):
        kind = match[1]
        start = max(document.block_at(match.start()).span.start, match.start() - _REACH)
        at = text.rfind(kind, start, match.start())
        if at < 0 or "(" in text[at : match.start()] or "（" in text[at : match.start()]:
            continue
        whole = _SPOKEN_OF.search(text, start, at)
        span = Span(whole.start(), at + len(kind)) if whole and not _OF_A_KIND.search(whole.group()) else None
        if span and text[span.end] not in "》”" and not quotations(text).closes_in(span):
            yield BareTitle(span, f"《{text[span.start : span.end]}》", match.group())


_QUOTED = re.compile("“([^“”《》\n]{2,60})”")
_PUBLICATION = ("手册", "指南", "年鉴")
_AGREED = ("公报", "宣言", "公约", "条约", "议定书", "协定", "宪章", "行动计划", "行动纲领")
_KINDS_ALONE = frozenset({*_PUBLICATION, *_AGREED})
_SPOKEN = re.compile("题为|名为|主题|议题|所谓|[(（]|[下简又统合]称[为作]?$")
_OF_BOOK = re.compile("的(?:出版物|手册|指南|刊物|小册子|专著|图书)")
_OF_REPORT = re.compile("的?报告(?!员)")
_CALLED = ("题为", "名为", "称为")
_PUBLISHED = ("手册", "指南", "刊物", "出版物", "简报", "小册子", "期刊", "杂志")
_COLONS = ":："
_NEAR = 4
_COUNTING = frozenset(f"{HAN_DIGITS}两各该本此数")


def quoted_publications(document: Document, plain: Collection[str]) -> Iterator[BareTitle]:
    """Yield the titles of handbooks, guides and agreed texts in “” and not in 《》; the marks are part of the span.

    `plain` are names that go without 《》: agreements of one kind, “附加议定书”.
    """
    text = document.text
    if "《" not in text:  # the document has no such marks
        return
    for match in _QUOTED.finditer(text):
        if match[1] in _KINDS_ALONE:
            continue  # “年鉴”是指《…年鉴》: a word that is spoken of
        is_own = match[1].endswith(_PUBLICATION) and not text.endswith(_CALLED, 0, match.start())
        is_own = is_own or (match[1] not in plain and _is_agreed(text, match)) or _is_report(text, match)
        before = match.start() - (text[match.start() - 1 : match.start()] in set(_COLONS))
        if is_own or text.endswith(_PUBLISHED, 0, before) or _OF_BOOK.match(text, match.end()):
            yield BareTitle(Span(*match.span()), f"《{match[1]}》")


def _is_agreed(text: str, quoted: re.Match[str]) -> bool:
    """Tell whether “国家灾害风险管理行动计划” or the like is named, and not “三项协定”, a short form or a theme."""
    return quoted[1].endswith(_AGREED) and quoted[1][0] not in _COUNTING and not _is_spoken_of(text, quoted)


def _is_spoken_of(text: str, quoted: re.Match[str]) -> bool:
    """Tell whether the words before a quotation call for its marks: 题为“…”, 以下统称“…”."""
    return _SPOKEN.search(text, max(quoted.start() - _NEAR, 0), quoted.start()) is not None


def _is_report(text: str, quoted: re.Match[str]) -> bool:
    """Tell whether it is “2015年倒计时”报告; of 题为“…”的报告 the marks are usual, “伙伴关系”倡议 may report too."""
    if _OF_REPORT.match(text, quoted.end()) is None or _is_spoken_of(text, quoted):
        return False
    return all(_OF_REPORT.match(text, again.end()) for again in re.finditer(re.escape(quoted[0]), text))


_BEFORE_TITLE = re.compile("《(?<=[和及与、]《)")
_BESIDE = re.compile(
    "(?:[、：，]|包括)((?:(?:全球|世界|人类)[\u4e00-\u9fff]{2,12}?报告|[\u4e00-\u9fff]{4,14}?(?:手册|指南|工具包|年鉴)))"
    "(?=(?:和|及|与|以及|、)《)"
)
_LONGEST_BESIDE = 25


def beside_titles(document: Document) -> Iterator[BareTitle]:
    """Yield the publications that stand without 《》 right before one with them in a list: 全球议会报告和《原则》."""
    text = document.text
    for match in ending_in(_BEFORE_TITLE.finditer(text), _BESIDE, text, _LONGEST_BESIDE):
        span = Span(*match.span(1))
        if not _NO_NAME.search(match[1]) and not quotations(text).closes_in(span):
            yield BareTitle(span, f"《{match[1]}》")


_KINDS_OF_HANDBOOKS = ("手册", "指南", "工具包")
_HANDBOOK = re.compile(
    "(?:出版|发布|推出|更新|编写|印发|翻译)了(?![一两])(?:[^，。；《》“”（）()\n]{0,12}[的本])?"
    "(?P<title>(?!新|一|该|培训|有关|相关)[\u4e00-\u9fff]{4,16}(?P<kind>"
    + "|".join(_KINDS_OF_HANDBOOKS)
    + "))(?![\u4e00-\u9fff]{0,2}[(（])"
)


def handbooks(document: Document) -> Iterator[BareTitle]:
    """Yield the handbooks that are published without 《》 in a text that has them with 《》: 更新了人权问题议员手册."""
    text = document.text
    titles = _TITLE.findall(text)
    marked = {kind for kind in _KINDS_OF_HANDBOOKS if any(title.endswith(kind) for title in titles)}
    for match in _HANDBOOK.finditer(text) if marked else ():
        span = Span(*match.span("title"))
        if match["kind"] in marked and "的" not in match["title"] and not quotations(text).closes_in(span):
            yield BareTitle(span, f"《{match['title']}》")


_YEARS_OUTSIDE = re.compile(r"》[(（][12]\d{3} ?[-—–至] ?[12]\d{3} ?年?[)）]")
_YEARS_INSIDE = re.compile(r"[(（][12]\d{3} ?[-—–至] ?[12]\d{3} ?年?[)）](?=》)")


def years_otherwise(text: str) -> tuple[Sequence[Span], Sequence[Span]]:
    """Return the years that stand outside the marks of titles and those inside, the fewer first; nothing if one is."""
    outside = [Span(match.start() + 1, match.end()) for match in _YEARS_OUTSIDE.finditer(text)]
    inside = [Span(*match.span()) for match in _YEARS_INSIDE.finditer(text)] if outside else []
    fewer, others = sorted((outside, inside), key=len)
    return (fewer, others) if fewer and len(others) > len(fewer) else ((), ())


_TREATY = re.compile(
    "公约(?=缔约[国方])"
    "|(?:(?<=执行|履行|实施|落实|遵守|违反|根据|按照|依照|依据|符合)|(?<=与))公约(?!草案|机构|体系|制度|数|之间|[和与及、])"
)


def short_treaty(document: Document) -> Iterator[BareTitle]:
    """Yield 公约 for a treaty that the text has as 《公约》: 说明公约缔约国…, 执行公约, not 框架公约缔约方."""
    text = document.text
    treaties = places_of(text, "公约") if "《公约》" in text else ()
    for match in beginning_at(treaties, _TREATY, text):
        span = Span(*match.span())
        before = words(text[max(span.start - _WINDOW, 0) : span.start])
        is_object = not before or before[-1].tag in _NO_NOUN
        if is_object and not quotations(text).closes_in(span):
            yield BareTitle(span, "《公约》")


_NO_NOUN = frozenset(["v", "p", "c", "x", "ul"])
_NO_NAME = re.compile("[的了各该本其这那]|拟订|制定|编写|出版|发布|更新|相关|有关|提交|审议")
_MARKED_BODY = re.compile(
    "《(?!关于)[^《》\n：:]{2,30}(?:交易所|办事处|办公室|公署|理事会|委员会|银行|协会|联合会|研究所|基金会|法院"
    "|〉缔约[方国](?:会议|大会)|〉秘书处)》"
)
_TEXTS = ("题为", "名为", "称为", "文章", "论文", "报告", "出版物", "影片", "节目")


def marked_bodies(document: Document) -> Iterator[Span]:
    """Yield the names of bodies that stand in 《》 as if they were titles, marks included."""
    for match in _MARKED_BODY.finditer(document.text):
        if not document.text.endswith(_TEXTS, 0, match.start()):
            yield Span(*match.span())


_RESOLUTION = re.compile(
    r"题为(?:《[^《》\n]{2,80}》|“[^“”\n]{2,120}”)(?=的[^，。；《“]{0,8}(?P<kind>决议|决定|宣言|公报))"
)


def resolutions(text: str) -> Iterator[tuple[Sequence[Span], Span]]:
    """Yield the titles of resolutions in marks of one kind where others are in the other: the fewer, and one other."""
    found: dict[str, dict[str, list[Span]]] = {}
    for match in _RESOLUTION.finditer(text):
        span = Span(match.start() + 2, match.end())
        found.setdefault(match["kind"], {}).setdefault(text[span.start], []).append(span)
    for kinds in found.values():
        if len(kinds) > 1:
            fewer, others = sorted(kinds.values(), key=lambda spans: (len(spans), spans[0].start))
            yield fewer, others[0]
