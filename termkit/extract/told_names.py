"""Full names that stand in a bracket behind the short form: 全球SMART方案(即全球合成毒品监测：分析、报告和趋势方案)."""

from __future__ import annotations

import re
from typing import NamedTuple

from termkit.extract.alignment import align_short_form
from termkit.extract.contents import short_forms
from termkit.extract.heads import head_of
from termkit.text.characters import is_han
from termkit.text.document import Span
from termkit.text.words import words

__all__ = ["ToldName", "name_beside", "names_told"]

_ALSO = frozenset(["即", "又称"])
_TELLS = re.compile(
    r"(?:(?<=[(（，,])|(?<=[，,] ))(?P<cue>全称|全名|正式名称|即|又称)[为是]?\s?[：:]?\s?"
    r"(?:[“\"](?P<quoted>[^“”\"()（）。；;\n]+)[”\"]|(?P<title>《[^“”()（）\n]+》)|(?P<bare>[^“”\"()（）。；;，,\n]+))"
    r"(?:\s?\Z|(?=[，；,;]))"
)
_TITLE = re.compile(r"(?P<title>《[^《》()（）\n]+》)[，,]\s?(?:以?下[文]?)?(?:简称|称)")
_LONG = 16  # behind these words shorter names are read as forms (termkit.extract.contents)
_LONGEST, _REACH = 60, 16
_MARKS = ' ：:“”"'
# Two capitals at least, and no word of the sentence joined to them: SMART方案 is read by its end.
_ACRONYM = re.compile(r"(?<![A-Za-z0-9.&/+-])(?=[a-z]*[A-Z][A-Za-z0-9-]*[A-Z])[A-Za-z][A-Za-z0-9-]+(?=\s?$)")
_RUN = re.compile(r"[^，。；：、“”《》()（） \n]*\Z")


# What says of an acronym what it is, and not its name: TMT(挪威非政府组织).
_SORTS = ("非政府组织", "民间组织", "国际组织", "民间社会组织", "政党", "智库", "媒体", "公司")
_DROPPED = ("联合国", "世界", "国际")  # from the beginning of a short form
_LEAST_MORE = 2  # characters that a full form has and its short form has not
_SHORTEST_BESIDE, _SHORTEST_OF_ACRONYM = 4, 6


class ToldName(NamedTuple):
    """A full name in a bracket, and the short form before it."""

    full: Span
    short: Span


def names_told(text: str, start: int, end: int) -> list[ToldName]:
    """Return the full name that the bracket between two marks tells, with each short form that can be of it.

    That before the bracket, or an acronym that stands before the wording is that of the words before the bracket:
    基础设施委员会(INFCOM，全称“观测、基础设施与信息系统委员会”). Those that are told behind the name are of it:
    监测团(全称为联合国支助荷台达协议特派团，简称荷台达协议支助团), 第29785号法(《事先协商权法》，简称《事先协商法》).
    """
    title = None if text[start - 1] == "》" else _TITLE.match(text, start + 1, end)
    if title is not None and align_short_form(title["title"], text[max(start - _LONGEST, 0) : start]).covered(0) < 1:
        return _told_behind(text, Span(*title.span("title")), end)
    told = _TELLS.search(text, start + 1, end)
    if told is None or not text[start + 1 : told.start()].rstrip("，").isascii():
        return []
    name = (told["quoted"] or told["title"] or told["bare"]).strip(_MARKS)
    is_full = told["cue"] not in _ALSO
    if not name or len(name) > _LONGEST or not (is_full or told.end() == end):
        return []
    short = _acronym_before(text, start, name)
    if short is None and (is_full or len(name) > _LONG):
        short = _short_before(text, start, name)
    at = text.index(name, told.start())
    full = Span(at, at + len(name))
    first = [ToldName(full, short)] if short else []
    same = [text[each.short.start : each.short.end] for each in first]
    behind = _told_behind(text, full, end) if is_full else []
    return [*first, *(each for each in behind if text[each.short.start : each.short.end] not in same)]


def _told_behind(text: str, full: Span, end: int) -> list[ToldName]:
    """Return the short forms that are told behind a name in the same bracket."""
    begin = full.end + (text[full.end] == "”") + 1
    forms = short_forms(text[begin:end]) if begin < end else ()
    return [
        ToldName(full, Span(begin + form.start, begin + form.end)) for form in forms if form.is_told or form.is_latin
    ]


def name_beside(text: str, start: int, end: int) -> ToldName | None:
    """Return the full name that is all that the bracket between two marks holds, if it is that of a form before it.

    中非经共体(中部非洲国家经济共同体), UNEP(联合国环境规划署): a form with
    the first and the last character of the name, or an acronym.
    """
    name, last = text[start + 1 : end], text[start - 1 : start]
    if len(name) < _SHORTEST_BESIDE or not (last == name[-1] or last.isascii()) or not all(map(is_han, name)):
        return None
    if last != name[-1]:
        is_name = len(name) >= _SHORTEST_OF_ACRONYM and head_of(name) and not name.endswith(_SORTS)
        short = _acronym_before(text, start, name) if is_name else None
    else:
        # 国家安全和国防理事会(国防安全理事会) is made of what stands before it.
        more = set(name).difference(text[_run_before(text, start) : start])
        short = _letters_before(text, start, name) if len(more) >= _LEAST_MORE and head_of(name) else None
    return None if short is None else ToldName(Span(start + 1, end), short)


def _letters_before(text: str, end: int, name: str) -> Span | None:
    """Return the longest form that ends at an offset, is made of letters of a name and begins as the name does."""
    start = _run_before(text, end)
    firsts = {name[0], *(name[len(word)] for word in _DROPPED if name.startswith(word))}
    for word in words(text[start:end], start):
        short = text[word.start : end]
        if short[0] not in firsts or len(name) < len(short) + _LEAST_MORE or head_of(short) == short:
            continue
        if len(short) > 1 and align_short_form(short, name).covered(0) == 1.0:
            return Span(word.start, end)
    return None


def _acronym_before(text: str, end: int, name: str) -> Span | None:
    """Return the acronym that ends at an offset, where the name is a Chinese one: EvalPartners(即全球评价伙伴关系)."""
    acronym = _ACRONYM.search(text, max(end - _REACH, 0), end)
    if acronym is None or not (head_of(name) and is_han(name[0])):
        return None
    return Span(*acronym.span())


def _short_before(text: str, end: int, name: str) -> Span | None:
    """Return the short form that ends at an offset and has the last word of a name: in marks, or the letters of it."""
    if text[end - 1] == "》" == name[-1]:
        start = text.rfind("《", max(end - _LONG, 0), end)
        return Span(start, end) if start >= 0 and end - start < len(name) else None
    if not (head := head_of(name) or name[-2:]):
        return None
    if text[end - 1] == "”":
        start = text.rfind("“", max(end - _REACH, 0), end) + 1
        return Span(start, end - 1) if start and head_of(text[start : end - 1]) == head else None
    start = _run_before(text, end)
    for word in words(text[start:end], start):
        short = text[word.start : end]
        if not short.endswith(head) or len(short) <= len(head):
            break
        if align_short_form(short, name).covered(0) == 1.0:
            return Span(word.start, end)
    return None


def _run_before(text: str, end: int) -> int:
    """Return where the words begin, as far as a short form reaches, that end at an offset with no mark among them."""
    return _RUN.search(text, max(end - _REACH, 0), end).start()  # type: ignore[union-attr]  # it matches nothing too
