"""ZH07: a space or the end of a page inside a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.check.finding import Safety, Severity, Spot
from termkit.check.layout.breaks import cut_words
from termkit.check.layout.spaces import cut_word, spaces
from termkit.check.phrases import times
from termkit.check.rule import Change, Issue, Papers, Rule
from termkit.text.document import Span
from termkit.text.message import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.check.material import Facts, Material
    from termkit.text.document import Document

__all__ = ["RULE"]

_SPACE = Wording("a space inside {word}", "“{word}”中间有空格，应删去")
_CUT = Wording(
    "a blank line or a footnote cuts {word}{times}; join the paragraph",
    "空行或脚注把“{word}”断为两截{times}；应将段落接上",
)


def _find(material: Material) -> Iterator[Issue]:
    for facts in material.documents:
        if facts.document.path not in material.earlier:
            yield from _spaces(facts.document)
            yield from _breaks(facts)


def _spaces(document: Document) -> Iterator[Issue]:
    for span in spaces(document):
        if word := cut_word(document.text, span):
            spot = Spot(document, Span(span.start - 1, span.end + 1))
            yield Issue(spot, _SPACE(word=word), (), (Change(span, ""),))


def _breaks(facts: Facts) -> Iterator[Issue]:
    """Yield the words that the ends of pages cut, as one issue: they are of one making."""
    document = facts.document
    cut = cut_words(facts)
    if cut:
        first, offset = cut[0]
        shown = f"{document.text[first.start : offset].rstrip()}|{document.text[offset : first.end]}"
        # What is behind the break stands elsewhere in the source: the spot is the piece before it.
        spots = [Spot(document, Span(span.start, at - (document.text[at - 1] == " "))) for span, at in cut]
        yield Issue(spots[0], _CUT(word=shown, times=times(len(spots))), tuple(spots[1:]))


RULE = Rule(
    code="ZH07",
    name="broken-word",
    severity=Severity.WARNING,
    what="A space stands inside a Chinese word, or a blank line or footnote cuts one; the latter once a document.",
    why="Chinese is written without spaces; a broken word is found by no search and splits a segment.",
    example="可持续发 展目标 — 可持续发展目标",
    zh=Papers(
        title="词语断开",
        what="正文中的一个词被空格断开，或被空行、脚注断为两截；后者每份文件只报一次。",
        why="中文词内不空格；词被断开，检索不到，翻译软件断句也会出错。",
        example="可持续发 展目标——可持续发展目标",
    ),
    find=_find,
    measured=(
        "Read by its developer and by blind readers. Seed reports: 2 of 5 right, three doubtful. 262 other documents"
        " and passages: none found."
        " 144 documents of 2021-2023 at first sight: 7 of 8 right."
    ),
    fix=Safety.SAFE,
    each_place=True,
)
