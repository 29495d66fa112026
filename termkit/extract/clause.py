"""The clause to the left of a place: its words, their classes, and where a name in it can begin."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from termkit.extract.lexicon import WordClass, classes_of
from termkit.text.words import Word, words

if TYPE_CHECKING:
    from collections.abc import Iterator


__all__ = ["Context", "borders_of", "clause_before", "clause_of", "clause_text", "cut_words"]

_WINDOW = 90
_WIDE_WINDOW = 240  # titles of conventions run to a hundred and fifty characters
_STOPS = re.compile(r"[。！？；\n\t|]")
_NUMBER = re.compile(
    r"\s*(?:(?:\d{1,3}[.．、])+(?:\d{1,2})?\s+|[(（][a-z\d]{1,3}[)）]\s*|[-•●▪–]\s+|[一二三四五六七八九十]{1,3}[.、．]\s*|[A-Z][.．]\s+)?"
)
_CLOSE_TO_OPEN = {"》": "《", "〉": "〈", "”": "“", "’": "‘", "）": "（", ")": "(", "」": "「", "』": "『"}
_IN_NUMBER = frozenset(".,+")
_APART = re.compile(r"[.,+]|[同与和]..", re.DOTALL)
_OPENING = frozenset("《〈“‘（(「『")
_BRACKETS = str.maketrans("（）", "()")

_NEVER_FIRST = frozenset({
    WordClass.STOP, WordClass.PAUSE, WordClass.CLOSE, WordClass.DASH, WordClass.CONJUNCTION, WordClass.DE,
    WordClass.ASPECT, WordClass.EXAMPLE,
})  # fmt: skip


class Context(NamedTuple):
    """What stands to the left of a mark: the words of its clause and where the clause begins."""

    text: str
    offset: int
    """Offset of `text` in the document."""
    words: list[Word]
    classes: list[WordClass]
    first: int
    """Index of the first word that a name may begin with: what lies before is out of reach."""

    @property
    def end(self) -> int:
        """Return the offset of the mark, in the document."""
        return self.offset + len(self.text)


def clause_before(text: str, mark: int) -> Context:
    """Return the clause that ends at a mark, cut into words."""
    clause, stop = clause_text(text, mark)
    return _read(clause)._replace(offset=stop)


@lru_cache(maxsize=1 << 10)
def _read(clause: str) -> Context:
    """Return a clause as its own context: what is read again is the same clause in the second pass, and set phrases."""
    cut = cut_words(clause)
    return clause_of(clause, 0, cut, classes_of(cut))


def clause_text(text: str, mark: int) -> tuple[str, int]:
    """Return the clause that ends at a mark, and its offset."""
    title = text[mark - 1 : mark] == "》"
    begin = max(0, mark - (_WIDE_WINDOW if title else _WINDOW))
    stop = max((m.end() for m in _STOPS.finditer(text, begin, mark)), default=begin)
    if stop == 0 or text[stop - 1] == "\n":
        stop = _NUMBER.match(text, stop, mark).end()  # type: ignore[union-attr]  # it matches nothing too
    return text[stop:mark].rstrip(), stop


def cut_words(clause: str) -> list[Word]:
    """Cut a clause into words, numbers whole, a conjunction apart from the place that it is joined to: 同|亚非."""
    found: list[Word] = []
    cut = words(clause)
    if not _APART.search(clause):
        return cut
    for word in cut:
        if word.text[0].isdigit() and len(found) > 1 and found[-1].text in _IN_NUMBER and found[-2].text[-1].isdigit():
            start = found[-2].start  # 16.4.1, 5+5: one number
            found[-2:] = [Word(clause[start : word.end], start, word.end, "m")]
        elif len(word.text) > 2 and word.text[0] in "同与和" and word.tag in {"ns", "nr", "nrt"}:
            found += [Word(word.text[0], word.start, word.start + 1, "c")]
            found += [Word(word.text[1:], word.start + 1, word.end, word.tag)]
        else:
            found.append(word)
    return found


def clause_of(clause: str, offset: int, cut: list[Word], classes: list[WordClass]) -> Context:
    """Return the context that ends with the last of some words of a clause; `offset` is where the clause begins."""
    return Context(clause[: cut[-1].end] if cut else "", offset, cut, classes, _reach(cut, classes))


def _reach(cut: list[Word], classes: list[WordClass]) -> int:
    """Return how far left a name can go: to the last mark that none contains, outside quotations."""
    closing: list[str] = []
    for index in range(len(cut) - 1, -1, -1):
        mark = cut[index].text
        if mark in _CLOSE_TO_OPEN:
            closing.append(_CLOSE_TO_OPEN[mark])
        elif mark in _OPENING:
            if not closing or closing[-1].translate(_BRACKETS) != mark.translate(_BRACKETS):
                return index + 1
            closing.pop()
        elif classes[index] is WordClass.STOP and not closing and not _is_inside(cut, classes, index):
            return index + 1
    return 0


def _is_inside(cut: list[Word], classes: list[WordClass], index: int) -> bool:
    """Tell whether a colon may stand inside a name: 深海研究：承诺、行动与网络项目, nouns behind it."""
    return (
        cut[index].text in "：:"
        and index > 1
        and classes[index - 1] in {WordClass.NOUN, WordClass.NAME_VERB, WordClass.HEAD}
        and WordClass.STOP not in classes[index + 1 :]
        and WordClass.CONJUNCTION in classes[index + 1 :]
        and WordClass.OPENER not in classes[index + 1 :]
    )


def borders_of(context: Context) -> Iterator[int]:
    """Yield the indices of words that a name can begin with, from right to left, marks balanced."""
    closing: list[str] = []
    for index in range(len(context.words) - 1, context.first - 1, -1):
        mark = context.words[index].text
        if mark in _CLOSE_TO_OPEN:
            closing.append(_CLOSE_TO_OPEN[mark])
        elif mark in _OPENING:
            if closing:
                closing.pop()
            if not closing and mark in "《“":
                yield index
                if mark == "《" and context.text.endswith("》"):
                    return  # a title is whole by its marks
        elif not closing and context.classes[index] not in _NEVER_FIRST and not mark.isspace():
            yield index
