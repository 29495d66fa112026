"""What a short form stands for that nobody defines, held against the full names at hand.

A short form is made of characters of its full form in their order (see `alignment`). Where two bodies fit alike, the
answer is left open.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from termkit.extract.clause import cut_words
from termkit.extract.heads import HEADS, head_of
from termkit.extract.lexicon import OPENERS, WordClass, class_of
from termkit.extract.places import PLACES
from termkit.text.kept import kept
from termkit.text.words import words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from termkit.text.words import Word

__all__ = [
    "Guess",
    "Names",
    "full_of_cut_noun",
    "guess_full_form",
    "is_phrase",
    "is_qualified_noun",
    "is_short_for",
    "is_transparent",
    "with_its_ends",
]

_MARGIN = 0.1
_LEAST = 0.85
_PLAIN_HEADS = frozenset({"组织", "基金"})  # short forms keep them whole: 气象组织, 人口基金
_NATIONAL_HEADS = "部局厅司科处股团队"  # what a ministry or a part of a body ends in; its name is no clipped one
_NEVER_LAST = ("议会", "发布会", "研讨会", "讨论会", "座谈会")
_CUT_HEADS = ("委会", "高专办", "疾控中心")  # cut themselves: 欧洲经委会
_CUT_NOUN = re.compile(r"\w委会")
_MISSIONS = frozenset({"特派团", "稳定团", "援助团", "支助团", "观察团", "核查团"})
_NEVER_FIRST = frozenset({
    WordClass.VERB, WordClass.GOVERNING, WordClass.ADVERB, WordClass.PRONOUN, WordClass.ADJECTIVE, WordClass.NUMBER,
    WordClass.PREPOSITION,
})  # fmt: skip
_SPEAKERS = frozenset("本该我贵你他她它此这那其各每")  # 我办
_QUALIFYING = _NEVER_FIRST | {WordClass.NAME_VERB, WordClass.OPENER, WordClass.PERSON}
_NOT_CONTENT = {WordClass.CONJUNCTION, WordClass.PAUSE, WordClass.DE}


class Guess(NamedTuple):
    """What a short form stands for (empty: a toss-up, or nothing fits), how well it fits, and all that fit as well."""

    full: str
    score: float
    candidates: tuple[str, ...]


@kept(1 << 14)
def is_transparent(form: str) -> bool:
    """Tell whether a form is no clipped name but a phrase of whole words: 标准机构, 讨论会, 各国议会."""
    cut = words(form.strip("《》“”"))
    if len(cut) < 2 or "《" in form:
        return len(form) == 3 and form[-1] == "会" and len(words(form[:-1])) == 1 and cut[0].tag in {"n", "v", "l"}
    first, last = class_of(cut[0]), cut[-1].text
    if form.endswith(_NEVER_LAST) or cut[0].text in _SPEAKERS:
        return True
    if last.endswith(_CUT_HEADS) or _is_mission_of_place(cut):
        return False
    if first in _NEVER_FIRST and len(cut[0].text) > 1:
        return True
    if len(cut) == 2 and len(last) > 1 and first in {WordClass.OPENER, WordClass.NAME_VERB}:
        return True
    clipped = any(len(word.text) == 1 and class_of(word) not in _NOT_CONTENT for word in cut[:-1])
    if last == "会":
        return not clipped
    return not clipped and len(last) > 1 and last in HEADS and last not in _PLAIN_HEADS


def _is_mission_of_place(cut: Sequence[Word]) -> bool:
    """Tell whether words are a place and a mission, short for a longer name of it: 马里|特派团."""
    return len(cut) == 2 and class_of(cut[0]) is WordClass.PLACE and cut[1].text in _MISSIONS


def is_qualified_noun(form: str) -> bool:
    """Tell whether a form is a noun of kind that a verb or the like qualifies, of which there are many: 协调委员会."""
    cut = words(form)
    is_whole = len(cut) > 1 and all(len(word.text) > 1 for word in cut)
    return is_whole and cut[-1].text in HEADS and class_of(cut[0]) in _QUALIFYING


def is_phrase(form: str) -> bool:
    """Tell whether a form of which nothing is known is rather a name or noun in full: 住房部, 需求评估团, 国民议会."""
    cut = words(form)
    if _is_mission_of_place(cut):
        return False
    if form.endswith(("议会", "国会")) or form[-2:-1].isdigit():
        return True  # 巴西2处
    if cut[-1].text in _PLAIN_HEADS:  # 在巴厘|组织, 议会|组织, 居民自发|组织
        is_done = len(cut) > 2 and len(cut[-2].text) > 1 and class_of(cut[-2]) in _NEVER_FIRST
        return is_done or class_of(cut[0]) is WordClass.PLACE or cut[0].text in HEADS
    rest = words(form[:-1])
    return form[-1] in _NATIONAL_HEADS and all(len(word.text) > 1 for word in rest)


class Names:
    """Names that a short form may stand for, by their characters."""

    def __init__(self, names: Collection[str]) -> None:
        self._names = names

    def __contains__(self, name: str) -> bool:
        return name in self._names

    @cached_property
    def _holding(self) -> Mapping[str, set[str]]:
        holding: defaultdict[str, set[str]] = defaultdict(set)
        for name in self._names:
            for character in name:
                holding[character].add(name)
        return holding

    def with_all(self, characters: str) -> set[str]:
        """Return the names that have all of some characters."""
        found = sorted((self._holding.get(character, set()) for character in characters), key=len)
        return found[0].intersection(*found[1:]) if found else set()


def guess_full_form(form: str, names: Names) -> Guess:
    """Return the one name of which a form is a short form; nothing where several bodies fit.

    Every character of the form stands in the name in order, the first one at the beginning of the name
    or behind 联合国 and the like, the last one in the noun that ends it.
    """
    fitting: dict[str, float] = {}
    for name in names.with_all(form):
        if (score := _fit(form.strip("《》"), name.strip("《》"))) >= _LEAST:
            fitting[name] = score
        elif form[0] == "《" and name.endswith(form[1:]) and name not in {form, f"《联合国{form[1:]}"}:
            fitting[name] = 1.0  # 《全球契约》 of 《安全、有序和正常移民全球契约》
    if not fitting:
        return Guess("", 0.0, ())
    best = max(fitting.values())
    top = sorted(
        (name for name, score in fitting.items() if score > best - _MARGIN), key=lambda name: (len(name), name)
    )
    shortest = top[0]
    # 人权事务高级专员办事处 and 联合国人权事务高级专员办事处 are one body.
    if all(name.strip("《》").endswith(shortest.strip("《》")) for name in top):
        return Guess(shortest, round(best, 3), tuple(top))
    return Guess("", round(best, 3), tuple(top))


def with_its_ends(form: str, names: Names) -> list[str]:
    """Return the names that begin and end with the two words of a form: 全球|信息和通信技术与发展|联盟."""
    ends = [word.text for word in words(form)]
    found = []
    if len(ends) == 2 and ends[1] in HEADS:
        for name in names.with_all(form):
            cut = words(name)
            if len(cut) > 3 and [cut[0].text, cut[-1].text] == ends:
                found.append(name)
    return sorted(found)


def full_of_cut_noun(form: str, text: str, names: Collection[str]) -> str:
    """Return what 执委会 and its like stand for: the name that ends in 执行委员会, or that noun if a text has it."""
    if not (_CUT_NOUN.fullmatch(form) and (noun := re.search(f"{form[0]}\\w委员会", text))):
        return ""
    fitting = [name for name in names if name.endswith(noun[0])]
    return fitting[0] if len(fitting) == 1 else noun[0]


def is_short_for(form: str, name: str) -> bool:
    """Tell whether a form may be a short form of a name."""
    return _fit(form.strip("《》"), name.strip("《》")) >= _LEAST


def _fit(form: str, name: str) -> float:
    """Return which part of the words of a name a form takes up, from 0.5; 0 where it is no short form of it."""
    if len(form) < 2 or len(name) < len(form) + 2 or form in name or form[-1] not in (head_of(name) or name[-1]):
        return 0.0
    content, begins, lead = _content(name)
    if form[0] not in begins:
        # 政府间|气候变化专门委员会 → 气候专委会: one word before the first may be left out.
        if lead + 1 >= len(content) or form[0] != name[content[lead + 1][0]]:
            return 0.0
        lead += 1
    position, touched = 0, set()
    for character in form:
        position = name.find(character, position)
        if position < 0:
            return 0.0
        touched.add(next((i for i, (start, end) in enumerate(content) if start <= position < end), -1))
        position += 1
    return 0.5 + 0.5 * min(1.0, len(touched - {-1}) / max(len(content) - lead, 1))


@lru_cache(maxsize=10_000)
def _content(name: str) -> tuple[tuple[tuple[int, int], ...], frozenset[str], int]:
    """Return where the words of a name stand that mean something, what may begin its short form, what may lead it."""
    cut, spans, end = [], [], 0
    for word in cut_words(name):  # 政府间 is one word
        start, end = end, end + len(word.text)
        if word.cls not in _NOT_CONTENT:
            cut.append(word)
            spans.append((start, end))
    lead = 0
    while lead < len(cut) - 1 and (cut[lead].text in OPENERS or cut[lead].text in PLACES):
        lead += 1
    begins = frozenset(cut[index].text[0] for index in range(lead + 1) if index < len(cut))
    return tuple(spans), begins, lead
