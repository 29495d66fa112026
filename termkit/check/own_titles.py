"""Titles that a document itself shows to be titles, and writes without 《》 elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from daachorse import CharwiseDoubleArrayAhoCorasick as Automaton

from termkit.check.quotations import quotations
from termkit.text.document import Span
from termkit.text.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from termkit.text.document import Document

__all__ = ["BareTitle", "announced", "quoted_publications", "repeated"]


class BareTitle(NamedTuple):
    """A title without its marks: where it stands, how it is written with them, the short title that shows it is one."""

    span: Span
    title: str
    short: str = ""


_TITLE = re.compile(r"《([^《》\n]{5,60})》")
# What a short title need end in to be one of its own and no words that describe: 《蒙特雷共识》, not 《国家战略》.
_INSTRUMENT = ("公约", "条约", "议定书", "宣言", "宪章", "共识", "规约", "公报", "协定")
_LONG_TITLE = 8
_WINDOW = 12


def repeated(document: Document, is_settled: Callable[[str], bool]) -> Iterator[BareTitle]:
    """Yield the places where a title stands without the 《》 that it mostly has in the document, in text order.

    `is_settled` tells of a title without its marks that somebody else answers for it.
    """
    text = document.text
    marked = Counter(_TITLE.findall(text))
    own = (title for title in marked if len(title) >= _LONG_TITLE or title.endswith(_INSTRUMENT))
    titles = sorted(title for title in own if not is_settled(title))
    if not titles:
        return
    closed = quotations(text)
    found: dict[str, list[Span]] = {}
    for start, end, index in sorted(Automaton(titles).find_overlapping(text)):
        span = Span(start, end)
        if not closed.closes_in(span) and _is_apart(text, span):
            found.setdefault(titles[index], []).append(span)
    for title, spans in found.items():
        # 《千年发展目标》 once and 千年发展目标 all over: the marks are the slip.
        if len(spans) <= marked[title]:
            yield from (BareTitle(span, f"《{title}》") for span in spans)


def _is_apart(text: str, span: Span) -> bool:
    """Tell whether a title neither begins nor ends inside a word, nor goes on from a noun before it."""
    start, end = max(span.start - _WINDOW, 0), span.end + _WINDOW
    cut = words(text[start:end], start)
    before = next((word for word in cut if word.end == span.start), None)
    ends = any(word.end == span.end for word in cut)
    begins = span.start == 0 or before is not None
    return begins and ends and (before is None or before.tag[:1] not in {"n", "a", "b", "j", "l"})


_KIND = (
    "行动计划|行动纲领|公约|宣言|手册|战略|契约|框架|准则|纲领|议定书|协定|章程|条例|指南|规约|条约|纲要|共识|议程|承诺"
)
_SHORT_TITLE = re.compile(f"《({_KIND})》")
_SPOKEN_OF = re.compile(r"[^，。；：、（）()《》“”‘’\s了的]{3,24}$")
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
        span = Span(whole.start(), at + len(kind)) if whole else None
        if span and text[span.end] not in "》”" and not quotations(text).closes_in(span):
            yield BareTitle(span, f"《{text[span.start : span.end]}》", match.group())


_QUOTED = re.compile("“([^“”《》\n]{2,40})”")
_PUBLICATION = ("手册", "指南", "年鉴")
_CALLED = ("题为", "名为", "称为")
_PUBLISHED = ("手册", "指南", "刊物", "出版物")


def quoted_publications(document: Document) -> Iterator[BareTitle]:
    """Yield the titles of handbooks and guides that stand in “” and not in 《》; the marks are part of the span."""
    text = document.text
    if "《" not in text:  # the document has no such marks
        return
    for match in _QUOTED.finditer(text):
        is_own = match[1].endswith(_PUBLICATION) and not text.endswith(_CALLED, 0, match.start())
        if is_own or text.endswith(_PUBLISHED, 0, match.start()):
            yield BareTitle(Span(*match.span()), f"《{match[1]}》")
