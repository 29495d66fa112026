"""The clause to the left of a place: its words, their classes, and where a name in it can begin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, repeat
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from termkit.extract.border_words import Traits, traits_of, traits_of_tagged
from termkit.extract.lexicon import WordClass
from termkit.text.words import cut

if TYPE_CHECKING:
    from collections.abc import Iterator


__all__ = ["Clause", "Context", "borders_of", "clause_before", "context_of", "cut_words"]

_WINDOW = 90
_WIDE_WINDOW = 240  # titles of conventions run to a hundred and fifty characters
_STOPS = "。！？；\n\t|"
_NUMBER = re.compile(
    r"\s*(?:(?:\d{1,3}[.．、])+(?:\d{1,2})?\s+|[(（][a-z\d]{1,3}[)）]\s*|[-•●▪–]\s+|[一二三四五六七八九十]{1,3}[.、．]\s*|[A-Z][.．]\s+"
    r"|\d{1,2}\s+(?:(?=国际|国家|次区域|多边|和平|项目|小岛|小组)|(?![年月日个名项次国天周届条款章段节件处份岁万亿多余至或和及种类小分号])(?=[^\x00-\xff]))"
    r"|第[一二三四五六七八九十百\d]{1,4}(?:章|节|部分|编)[.．、：:]?\s+)?"
)
_CLOSE_TO_OPEN = {"》": "《", "〉": "〈", "”": "“", "’": "‘", "）": "（", ")": "(", "」": "「", "』": "『"}
_YEAR = re.compile(r"\d{4}\s?$")
_SPAN_OF_YEARS = re.compile(r"[—–－～~](?<=\d{4}.)(?=\d{4}年)")
_IN_NUMBER = frozenset(".,+")
_APART = {"年": "m", "同": "c", "与": "c", "和": "c"}
"""What is cut from the words of names or numbers that it begins, with its tag."""
_OF_NAMES = frozenset({"ns", "nr", "nrt"})
_JOINED = {
    "间": (["政府", "间"], ["机构", "间"]),
    "区域": (["次", "区域"],),
    "盟": (["非", "盟"],),
    "十国集团": (["二", "十国集团"],),
    "名额": (["不", "限", "成员", "名额"],),
    "可": (["核", "可"],),
    "设": (["新", "设"],),
    "派": (["改", "派"],),
    "资": (["供", "资"],),
    "代表": (["特别", "代表"],),
    "报告员": (["特别", "报告员"],),
    "反应": (["立即", "反应"],),
    "响应": (["立即", "响应"],),
    "叙": (["改", "叙"],),
}
"""What is one word, though the dictionary has it not, by its last piece."""
_BY_COUNTRY = {"本国": "本", "该国": "该", "各国": "各", "每国": "每"}
"""Words whose 国 belongs to 国别 where 别 follows: 本|国别|战略计划."""
_APART_FIRST = frozenset(_APART).union((word[0] for word in _JOINED), "别")
"""First characters of the words that may be joined to those before or cut, beside digits."""
_OPENING = frozenset("《〈“‘（(「『")
_BRACKETS = str.maketrans("（）", "()")

_NEVER_FIRST = frozenset({
    WordClass.STOP, WordClass.PAUSE, WordClass.CLOSE, WordClass.DASH, WordClass.CONJUNCTION, WordClass.DE,
    WordClass.ASPECT, WordClass.EXAMPLE,
})  # fmt: skip


class Clause(NamedTuple):
    """What stands to the left of a mark: the text of its clause, and where that begins in the document."""

    text: str
    offset: int

    @property
    def end(self) -> int:
        """Return the offset of the mark, in the document."""
        return self.offset + len(self.text)


@dataclass(slots=True, eq=False)
class Context:
    """The words of a clause, and where a name in it can begin."""

    text: str
    words: list[str]
    starts: list[int]
    """Where each word begins in the clause."""
    classes: list[WordClass]
    """The class of each word."""
    traits: list[Traits]
    """What each word says by itself."""
    first: int
    """Index of the first word that a name may begin with: what lies before is out of reach."""


@lru_cache(maxsize=1 << 10)
def context_of(clause: str) -> Context:
    """Cut a clause into words: many marks are seen to introduce nothing, or nothing new, without them."""
    # The same clauses come again: in the second pass, in set phrases.
    traits = cut_words(clause)
    words, classes = list(map(_text, traits)), list(map(_class, traits))
    starts = list(accumulate(map(len, words), initial=0))
    starts.pop()
    return Context(clause, words, starts, classes, traits, _reach(words, classes))


_text, _class = attrgetter("text"), attrgetter("cls")


def clause_before(text: str, mark: int) -> Clause:
    """Return the clause that ends at a mark."""
    title = text[mark - 1 : mark] == "》"
    begin = max(0, mark - (_WIDE_WINDOW if title else _WINDOW))
    stop = max(begin, max(map(text.rfind, _STOPS, repeat(begin), repeat(mark))) + 1)
    if stop == 0 or text[stop - 1] == "\n":
        stop = _NUMBER.match(text, stop, mark).end()  # type: ignore[union-attr]  # it matches nothing too
    clause = _SPAN_OF_YEARS.sub("-", text[stop:mark].rstrip())
    return Clause(_curled(clause, text, stop) if '"' in clause else clause, stop)


def _curled(clause: str, text: str, start: int) -> str:
    """Return a clause with the straight quotation marks of its line told apart: they open and close in turn."""
    is_open = text.count('"', text.rfind("\n", 0, start) + 1, start) % 2
    pieces = clause.split('"')
    marks = ["“”"[(is_open + index) % 2] for index in range(len(pieces) - 1)]
    return "".join(chain.from_iterable(zip(pieces, [*marks, ""], strict=True)))


def cut_words(clause: str) -> list[Traits]:
    """Cut a clause into words, numbers whole, 政府间 too, a conjunction apart from its place: 同|亚非."""
    words = cut(clause)
    found = list(map(traits_of, words))
    looked_at = [index for index, text in enumerate(words) if text[0] in _APART_FIRST or text[0].isdigit()]
    for index in reversed(looked_at):
        text, tag, first = found[index].text, found[index].tag, found[index].text[0]
        before = "".join(words[max(index - 2, 0) : index])
        if first.isdigit():
            if index > 1 and words[index - 1] in _IN_NUMBER and words[index - 2][-1].isdigit():
                found[index - 2 : index + 1] = [traits_of_tagged((before + text, "m"))]  # 16.4.1, 5+5: one number
            elif index > 2 and words[index - 1] == "." and words[index - 3] == "/" and words[index - 2].isascii():
                found[index - 2 : index + 1] = [traits_of_tagged((before + text, "m"))]  # 第9/CP.19号决定
        elif text == "别" and index and (pronoun := _BY_COUNTRY.get(words[index - 1])):
            found[index - 1 : index + 1] = [traits_of_tagged((pronoun, "r")), traits_of_tagged(("国别", "n"))]
        elif whole := _pieces_to(words, index):
            found[index + 1 - len(whole) : index + 1] = [traits_of_tagged(("".join(whole), "n"))]
        elif len(text) > 2 and ((first == "年" and _YEAR.search(before)) or (first in "同与和" and tag in _OF_NAMES)):
            # 2018年|收入
            found[index : index + 1] = [traits_of_tagged((first, _APART[first])), traits_of_tagged((text[1:], tag))]
    return found


def _pieces_to(words: list[str], index: int) -> list[str]:
    """Return the pieces of the word of `_JOINED` that ends with the word of this index; none where there is none."""
    possible = _JOINED.get(words[index], ())
    return next((each for each in possible if words[max(index + 1 - len(each), 0) : index + 1] == each), [])


def _reach(cut: list[str], classes: list[WordClass]) -> int:
    """Return how far left a name can go: to the last mark that none contains, outside quotations."""
    closing: list[str] = []
    stop = WordClass.STOP
    for index in range(len(cut) - 1, -1, -1):
        mark = cut[index]
        if mark in _CLOSE_TO_OPEN:
            closing.append(_CLOSE_TO_OPEN[mark])
        elif mark in _OPENING:
            if not closing or closing[-1].translate(_BRACKETS) != mark.translate(_BRACKETS):
                return index + 1
            closing.pop()
        elif classes[index] is stop and not closing and not _is_inside(cut, classes, index):
            return index + 1
    return 0


def _is_inside(cut: list[str], classes: list[WordClass], index: int) -> bool:
    """Tell whether a colon may stand inside a name: 深海研究：承诺、行动与网络项目, nouns behind it.

    So it does behind the number of a goal, which its title follows.
    """
    if cut[index] in "：:" and cut[index - 1].isdigit() and "目标" in cut[max(index - 3, 0) : index]:
        return True
    return (
        cut[index] in "：:"
        and index > 1
        and classes[index - 1] in {WordClass.NOUN, WordClass.NAME_VERB, WordClass.HEAD}
        and WordClass.STOP not in classes[index + 1 :]
        and WordClass.CONJUNCTION in classes[index + 1 :]
        and WordClass.OPENER not in classes[index + 1 :]
    )


def borders_of(context: Context) -> Iterator[int]:
    """Yield the indices of words that a name can begin with, from right to left, marks balanced."""
    closing: list[str] = []
    words, classes = context.words, context.classes
    for index in range(len(words) - 1, context.first - 1, -1):
        mark = words[index]
        if mark in _CLOSE_TO_OPEN:
            closing.append(_CLOSE_TO_OPEN[mark])
        elif mark in _OPENING:
            if closing:
                closing.pop()
            if not closing and mark in "《“":
                yield index
                if mark == "《" and context.text.endswith("》"):
                    return  # a title is whole by its marks
        elif not closing and classes[index] not in _NEVER_FIRST and not mark.isspace():
            yield index
