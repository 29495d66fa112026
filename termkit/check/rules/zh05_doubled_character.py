"""ZH05: a character that was typed twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.check.finding import Safety, Severity, Spot
from termkit.check.layout.prose import in_prose, is_prose_at
from termkit.check.layout.quotations import quotations
from termkit.check.phrases import times
from termkit.check.rule import Change, Issue, Papers, Rule, in_text
from termkit.check.wording.characters_twice import is_typed_twice
from termkit.check.wording.listed_twice import listed_twice
from termkit.check.wording.repeats import doubled, han_around, repeats
from termkit.check.wording.words_twice import words_twice
from termkit.text.characters import is_han
from termkit.text.document import BlockKind, Span
from termkit.text.message import NOTHING, Wording
from termkit.text.seeking import beginning_at, places_of
from termkit.text.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.check.profile import Profile
    from termkit.text.document import Document

__all__ = ["RULE"]

_TWICE = Wording("{text} stands twice; write it once", "“{text}”字重复，应删去一个")
_UNIT_TWICE = Wording("{text} stands twice; write it once", "“{text}”重复，应删去一处")
_OFTEN = Wording("{text} stands {count} times in a row; write it once", "“{text}”连写了{count}遍，应只保留一处")
_TWO_MARKS = Wording("{text}: two marks in a row; keep one", "“{text}”：两个标点相连，应只留一个")
_APART = Wording(
    "{text} stands twice in one clause{times}; once is enough", "“{text}”在一个分句中重复{times}，应删去一处"
)

_LISTED_TWICE = Wording(
    "{text} stands twice in one enumeration", "“{text}”在同一列举中出现两次，应删去一处或改为另一地"
)
_ONE_THING = Wording("two words say one thing; one is enough", "前后两词同义重复，应删去一个")

# Adverbs of time, a verb that helps another, 在 before a date and behind it: one clause has one of them. 能 and 在 may
# begin a word: 不能再|能源, 在2008年|在任. Each pattern with what it begins with: there is little to look at.
_ADVERBS = ("最近", "目前", "已经", "正在", "曾经", "现已", "一直", "仍然", "尚未")
_ONCE = (
    *((each, re.compile(rf"{each}[^，。；：、“”《》()（）\n]{{1,40}}?(?P<again>{each})")) for each in _ADVERBS),
    ("不能", re.compile("不能(?:总|都|还|也|再|只|就|完全|充分|及时|真正)(?P<again>能)(?![力源量见动级效耗手人否])")),
    (
        "在",
        re.compile(
            r"在 ?(?:(?:[12]\d{3} ?|今|去)年 ?|\d{1,2} ?月 ?|\d{1,2} ?日 ?)+(?P<again>在)"
            "(?![职任案线校编册位押逃建场座即世岗途内于])"
        ),
    ),
)
# 大约 and 左右 say the same of a number, as do 超过 and 以上 (现代汉语词典).
# A class comes first: the scan runs over all else at once.
_SAID_TWICE = re.compile(
    r"[世全大约超多至](?:(?<=世)界全球|(?<=全)球世界"
    r"|(?:(?<=大)约|(?<=约)) ?[\d一二三四五六七八九十百千万亿]+[^，。；、《》“”\n]{0,4}(?:左右|上下)"
    r"|(?:(?<=超)过|(?<=多)达|(?<=至)少) ?\d[\d ,.]*[^，。；《》“”\n]{0,4}以上)"
)
# 临时议程* 议程项目: the call of a footnote stands between.
_CALL = re.compile(r"\*\**")  # begins with one, for which alone is looked
_OVER_CALL = re.compile(r"(?P<word>[\u4e00-\u9fff]{2,6})\*{1,3}\s?(?P<again>(?P=word))")
_LONGEST_WORD = 6
_WINDOW = 10
_HABIT = 2
_MARKS = frozenset("，。；：、？！")
_OTHER_MARK = re.compile("(?P<mark>[，。；：、])(?!(?P=mark))[，。；：、？！]|[？！][，。；：、]")


def _find(document: Document, profile: Profile) -> Iterator[Issue]:  # noqa: ARG001
    text = document.text
    for start in doubled(text):
        character, span = text[start], Span(start, start + 2)
        if character in _MARKS and is_prose_at(document, start):
            yield Issue(Spot(document, span), _TWICE(text=character), (), (Change(span, character),))
        if not is_han(character) or document.block_at(start).kind is BlockKind.RUNNING:
            continue
        if is_typed_twice(text, span):
            yield Issue(Spot(document, span), _TWICE(text=character), (), (Change(span, character),))
    for span, match in in_prose(document, _OTHER_MARK):
        yield Issue(Spot(document, span), _TWO_MARKS(text=match.group()))
    yield from _apart(document)
    yield from _over_calls(document)
    for span in listed_twice(text):
        if _is_own_prose(document, span):
            yield Issue(Spot(document, span), _LISTED_TWICE(text=text[span.start : span.end]))
    for span in words_twice(text):
        if _is_own_prose(document, span):
            word = text[span.start : (span.start + span.end) // 2]
            yield Issue(Spot(document, span), _UNIT_TWICE(text=word), (), (Change(span, word),))
    for match in repeats(text):
        span, unit = Span(*match.span()), match[1]
        if len(set(unit)) > 1 and all(map(is_han, unit)) and not _cuts_word(text, span):
            count = (span.end - span.start) // len(unit)
            told = _UNIT_TWICE(text=unit) if count == 2 else _OFTEN(text=unit, count=count)
            shown = Span(span.start, span.start + 2 * len(unit))
            yield Issue(Spot(document, shown), told, (), (Change(span, unit),))


def _is_own_prose(document: Document, span: Span) -> bool:
    return is_prose_at(document, span.start) and not quotations(document.text).closes_in(span)


def _over_calls(document: Document) -> Iterator[Issue]:
    """Yield the words that stand twice with the call of a footnote between them."""
    last = 0
    for call in _CALL.finditer(document.text):
        if match := _OVER_CALL.search(document.text, max(call.start() - _LONGEST_WORD, last), call.end() + _WINDOW):
            last = match.end()
            change = Change(Span(*match.span("again")), "")
            yield Issue(Spot(document, Span(*match.span())), _UNIT_TWICE(text=match["word"]), (), (change,))


def _apart(document: Document) -> Iterator[Issue]:
    """Yield the words that stand twice in a clause, with others between them."""
    text = document.text
    at: list[Spot] = []
    for begin, pattern in _ONCE:
        for match in beginning_at(places_of(text, begin), pattern, text):
            span, again = Span(*match.span()), Span(*match.span("again"))
            is_whole = again.end - again.start == 1 or not _cuts_word(text, again)
            if is_whole and _is_own_prose(document, span):
                if match["again"] == "在":
                    at.append(Spot(document, span))
                else:
                    yield Issue(Spot(document, span), _APART(text=match["again"], times=NOTHING))
    for match in _SAID_TWICE.finditer(text):
        span = Span(*match.span())
        if is_prose_at(document, span.start):
            yield Issue(Spot(document, span), _ONE_THING())
    if len(at) >= _HABIT:  # of the writer, and one finding; a single one no reviser marks
        yield Issue(at[0], _APART(text="在", times=times(len(at))), tuple(at[1:]))


def _cuts_word(text: str, span: Span) -> bool:
    """Tell whether a repetition begins or ends inside a word: 非洲联盟和|非洲联盟和平与安全理事会."""
    start, end = han_around(text, span)
    return any(word.start < border < word.end for word in words(text[start:end], start) for border in span)


RULE = Rule(
    code="ZH05",
    name="doubled-character",
    severity=Severity.ERROR,
    what=(
        "A character, a word, or a stretch of four and more, stands twice in a row where that makes no words, a word on "
        "both sides of the call of a footnote, a place twice in one enumeration, two words that say one thing, an adverb "
        "of time twice in one clause, or two marks in a row."
    ),
    why="It was typed twice. Words that meet (目的|的, 和|和平, 次|次区域, 法|法庭) are told apart by segmentation.",
    example="统筹协协调 — 统筹协调; 第四次次会议 — 第四次会议",
    zh=Papers(
        title="字词重复",
        what="一个字、一个词或四字以上的一段文字连写了两遍，而不成词，在脚注标记前后重复，一个地名在同一列举中出现两次，前后两词同义，或同一时间副词在一个分句中重复；两个标点相连。",
        why="系误打。前后两词相接的情况(目的|的、和|和平、次|次区域、法|法庭)靠分词辨别，不会误报。",
        example="统筹协协调——统筹协调；第四次次会议——第四次会议",
    ),
    find=in_text(_find),
    measured=(
        "Read by its developer, and most by blind readers. Seed reports: 9 of 9 right. 68 excerpts, "
        "each alone: none found."
        " 238 documents of 2021-2023 at first sight: 56 of 62 right."
    ),
    fix=Safety.UNSAFE,
    each_place=True,
)
