"""Where a text may introduce a short form: in brackets, by words such as 简称, behind a dash."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from termkit.extract.brackets import find_brackets
from termkit.extract.clause import clause_before
from termkit.extract.contents import ShortForm, short_forms, told_forms
from termkit.extract.dashes import dashed_forms
from termkit.extract.definition import Method
from termkit.extract.places import PLACES, formal_name
from termkit.extract.told_names import name_beside, names_told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termkit.extract.clause import Clause
    from termkit.extract.told_names import ToldName

__all__ = ["Candidate", "candidates_of", "end_of_name"]

_CLOSING = frozenset(")）")
_ASIDE = re.compile(r"[(（][^()（）\n]{1,40}[)）]$")
_LONGEST_ASIDE = 44
_DRAFT = "》草案"
_ORDINAL = "第"  # 第(CFSP)2022/1010号决定
_COUNTING = frozenset("名个家")
_COUNTED = re.compile(r"(?<=[\u4e00-\u9fff])\s?\d{1,4}\s?[名个家]$")  # 初级专业干事1名(JPO)
_LONGEST_COUNT = 8
_AT_ONCE = 8  # so near to the bracket stands a name that is told first, behind its wording
_BEHIND_SESSION = re.compile(r"(?:[-–]\d{4})?\s?号")
_AMENDED = ("修正", "修订")
_AS_AMENDED = re.compile(r"(?<=》)[，,]?\s?经[^》，。；\n]{0,20}修[正订]$")  # 《2006年海事劳工公约》，经修正
_IS = re.compile("(?<![但还凡只于可总若])是(?!否)|系(?![统列数])")


class Candidate(NamedTuple):
    """A place where a short form may be introduced: the mark, the end, the forms, their offset, what stands before.

    Or where the full name stands in the bracket: `told`.
    """

    mark: int
    end: int
    forms: Sequence[ShortForm]
    offset: int
    method: Method
    clause: Clause
    told: ToldName | None = None


def candidates_of(text: str) -> list[Candidate]:
    """Return the places of a text where a short form may be introduced, in text order."""
    bracketed = [each for each in _bracketed(text) if each.clause.text]
    told = [each for each in _told(text, bracketed) if each.clause.text]
    dashed = [each for each in _dashed(text) if each.clause.text]
    return sorted([*bracketed, *told, *dashed], key=lambda each: (each.mark, each.end))


def end_of_name(text: str, mark: int) -> int:
    """Return where the name before a mark ends, without what brackets, 经修正, 草案 or a count add: 人居署(UNH)."""
    if text.endswith(_DRAFT, 0, mark):
        mark -= len(_DRAFT) - 1
    if text.endswith(_AMENDED, 0, mark) and (amended := _AS_AMENDED.search(text, max(0, mark - _LONGEST_ASIDE), mark)):
        mark = amended.start()
    while text[mark - 1 : mark] in _CLOSING and (aside := _ASIDE.search(text, max(0, mark - _LONGEST_ASIDE), mark)):
        mark = aside.start()
    if text[mark - 1 : mark] in _COUNTING and (counted := _COUNTED.search(text, max(0, mark - _LONGEST_COUNT), mark)):
        mark = counted.start()
    return mark


def _bracketed(text: str) -> Iterator[Candidate]:
    taken = 0
    for start, end in find_brackets(text):
        if end - start > 200 or end < taken or text.startswith(_ORDINAL, start - 1):
            continue
        content = text[start + 1 : end]
        told_here = names_told(text, start, end) if "称" in content or "即" in content else []
        for told in told_here:
            yield Candidate(start, end + 1, (), start + 1, Method.WORDING, clause_before(text, start), told)
        if told_here and told_here[0].full.start - start < _AT_ONCE:
            continue  # what follows is of that name
        if beside := name_beside(text, start, end):
            yield Candidate(start, end + 1, (), start + 1, Method.BRACKET, clause_before(text, start), beside)
            continue
        forms = short_forms(content) if content not in PLACES else _short_for_state(content, text, start)
        if len(forms) == 2 and text.endswith(f"/{forms[1].text}", 0, start) and content.endswith(f"/{forms[1].text}"):
            forms = [ShortForm(content, 0, len(content))]  # 全球环境监测系统/水方案(GEMS/水方案)
        if forms and not _counts_session(text, start, end):
            if len(forms) > 1 and text[end - 1] in ")）":
                taken = end  # 世卫组织(WHO): both forms are read
            method = Method.WORDING if forms[0].is_told else Method.BRACKET
            yield Candidate(start, end + 1, forms, start + 1, method, clause_before(text, end_of_name(text, start)))


def _short_for_state(place: str, text: str, start: int) -> Sequence[ShortForm]:
    """Return the place in a bracket as the short name of the State whose formal name stands before it, if one does."""
    return [ShortForm(place, 0, len(place))] if formal_name(text, place, start) >= 0 else ()


def _counts_session(text: str, start: int, end: int) -> bool:
    """Tell whether a bracket holds the session or year of a numbered text: 第1503(XLVIII)号决议, 第99(LV)-2004号."""
    is_number = text[max(start - 2, 0) : start].rstrip()[-1:].isdecimal()
    return is_number and _BEHIND_SESSION.match(text, end + 1) is not None


def _told(text: str, bracketed: Sequence[Candidate]) -> Iterator[Candidate]:
    ends, index = 0, 0
    for mark, end, form in told_forms(text):
        while index < len(bracketed) and bracketed[index].mark < mark:
            ends = max(ends, bracketed[index].end)
            index += 1
        if mark >= ends:  # what a bracket holds was read with the bracket
            yield Candidate(mark, end, [form], 0, Method.WORDING, clause_before(text, _end_of_told(text, mark, form)))


def _end_of_told(text: str, mark: int, form: ShortForm) -> int:
    """Return where the name ends that a wording shortens: the subject, where it was said what it is.

    渔业委员会是大会设立的，简称“渔委会”: what ends in 的 is no name.
    """
    if form.is_shortened and text[mark - 1 : mark] == "的":
        sentence = max(text.rfind(stop, 0, mark) for stop in "。；\n") + 1
        if said := _IS.search(text, sentence, mark):
            return said.start()
    return end_of_name(text, mark)


def _dashed(text: str) -> Iterator[Candidate]:
    seen = set()
    for mark, end, form in dashed_forms(text):
        if form.text not in seen:  # many write the dash each time: the first place introduces
            seen.add(form.text)
            yield Candidate(mark, end, [form._replace(is_told=True)], 0, Method.DASH, clause_before(text, mark))
