"""Where the full form before a short form begins, and whether there is one."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from termkit.extract.alignment import align_short_form
from termkit.extract.alignment_features import alignment_features
from termkit.extract.border_features import border_features
from termkit.extract.border_words import ABOUT, BODIES, VERBS
from termkit.extract.clause import borders_of
from termkit.extract.form_features import form_features, is_anniversary, is_remark
from termkit.extract.heads import head_of, kind_of
from termkit.extract.latin_names import latin_name
from termkit.extract.lexicon import WordClass, class_of
from termkit.extract.model import NONE, Ranking, chances_by, ranking_by, score
from termkit.extract.no_begin import barred_borders, begins_no_name, begins_none_with, is_verb_of_clause
from termkit.extract.places import formal_name
from termkit.extract.remarks import is_numbered_text
from termkit.extract.sentence_words import first_possible
from termkit.extract.titles import titles_counted
from termkit.terms.concept import Kind
from termkit.text.characters import is_han
from termkit.text.numerals import whole_number
from termkit.text.words import Word, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from termkit.extract.clause import Context
    from termkit.extract.contents import ShortForm
    from termkit.extract.evidence import Surroundings
    from termkit.extract.model import Features

__all__ = ["WEIGHTS", "features_of", "ranking_of"]

WEIGHTS = "definition_weights.tsv"

_NUMBER = re.compile(r"\d{2,}")
_ORDINAL = re.compile(r"第\s?([一二三四五六七八九十百]+|\d+)\s?[届次]")
_YEAR_OF_TITLE = re.compile(r"(?:19|20)\d\d\s?年\s?(?=《)")  # 1970年《公约》: of no other title
_SESSION = re.compile(r"第\s?[\d一二三四五六七八九十百]++\s?+(?![条款项章号(（])")
_MARKS = "“”《》"
_COUNTING = ("届", "次")
_AT = frozenset("在 于 设在 位于".split())
_PLAIN, _SURE = "said plainly", 0.97
_DOUBT = 0.2  # 又称“…”, 即“…”: of 14 labelled forms 11
_DOUBT_OF_DASHES = 0.4  # two bodies, the second one short: too few to learn from
_COUNTED = 3
_UNITED_NATIONS = "联合国"
_SHORTEST_LED = 4
_LENGTH_OF_KIND = 2  # 检察院(MP): longer ones are bodies
_STATES = ("nothing before", "words before", "verb before")


def features_of(
    context: Context, short: ShortForm, surroundings: Surroundings, reuse: int = 0, after: str = ""
) -> dict[int, Features]:
    """Return the features of every border, and of the answer that this is no definition.

    `reuse` is how often the short form occurs elsewhere in the document, `after` what stands behind the pattern.
    """
    if context.text.endswith("》"):
        short = short._replace(text=_YEAR_OF_TITLE.sub("", short.text))
    alignment = align_short_form("" if short.is_latin else short.text, context.text)
    without_number = not any(map(str.isdigit, short.text)) and kind_of(context.text) in BODIES
    found = {NONE: form_features(context, short, surroundings, reuse, alignment)}
    if is_remark(context, short, is_known=surroundings.is_form(short.text)):
        return found
    align = alignment_features(context, short, alignment)
    numbers = [] if is_anniversary(short.text) else _NUMBER.findall(short.text)  # 里约+20: no name has its years
    if not numbers and (last := _last_figure(short.text)) and _has_number(context.text, last):
        numbers = [last]
    before = _clause(context).before
    sides = _sides(_class_after(after))
    for border, features in border_features(context, surroundings, _possible(context, short, numbers)):
        aligned = align(border)
        # 第28次|加勒比共同体（加共体）政府首脑会议: the ordinal counts the meeting.
        counts = "lead ordinal" in aligned and "covered whole" in aligned
        if not (counts and _SESSION.match(context.text, context.starts[border])):
            features.update(aligned)
            if numbers:
                features.update(_numbers(context.text[context.starts[border] :], numbers))
            if without_number and context.classes[border] is WordClass.NUMBER:
                features["number of a body not in the form"] = 1.0
            features[sides[before[border]]] = 1.0
            found[border] = features
            if "known" in features and (_stands_behind_body(context, border) or _stands_behind_seat(context, border)):
                break
            if context.words[border] == _UNITED_NATIONS and _stands_behind_body(context, border):
                break  # 联合国人类住区规划署|联合国人居大会(人居大会)
    if (named := _plain(context, short)) is not None:
        found[NONE][_PLAIN] = 1.0
        found.setdefault(named, {})[_PLAIN] = 1.0
    return found


def _stands_behind_body(context: Context, border: int) -> bool:
    """Tell whether what stands before a name may say what it is: 联合国专门机构|世界卫生组织(世卫组织)."""
    if border == 0 or not context.traits[border].opens:
        return False
    before = context.words[border - 1]
    return kind_of(before) in BODIES or before.endswith("署")  # 规划署 is of a programme


def _stands_behind_seat(context: Context, border: int) -> bool:
    """Tell whether what stands before a name says where the body has its seat: 在日内瓦|世界卫生组织(世卫组织)总部."""
    where = context.words[max(border - 2, 0)]
    return where in _AT and context.classes[border - 1] is WordClass.PLACE and context.traits[border].opens


def _plain(context: Context, short: ShortForm) -> int | None:
    """Return the border of a name in Latin letters whose words an acronym is made of, of titles counted, of a State."""
    text = context.text
    first = latin_name(text, short.text) if short.is_latin else titles_counted(text, short.text)
    if first < 0:
        first = formal_name(text, short.text, len(text))
    return context.starts.index(first) if first in context.starts else None


def _possible(context: Context, short: ShortForm, numbers: list[str]) -> Iterator[int]:
    """Yield the borders from right to left that a name with a short form may begin at."""
    bare = short.text.strip(_MARKS)
    is_repeated = context.text.rstrip(_MARKS).endswith(bare)
    is_plain = short.is_latin and kind_of(context.text) is Kind.OTHER
    is_chinese = bare[0] == short.text[0] and is_han(bare[0])  # letters say nothing of length: MEDEVAC机制
    least = len(context.text) - len(bare) - len(_MARKS)  # names that begin before it are longer than the short form
    is_word = short.is_latin and bare.isalpha() and bare[1:].islower()
    clause, last = _clause(context), len(context.words) - 1
    for border in clause.borders:
        start = context.starts[border]
        if border in clause.led and not _keeps_word(context, border, short.text):
            continue
        if start >= least and (is_repeated or is_chinese):
            name = context.text[start:].strip(_MARKS)
            if is_repeated and name == bare:
                continue  # no short form of itself: the name goes on to the left
            if is_chinese and _is_shorter(name, bare) and not is_numbered_text(bare):
                continue  # 《渔业工作公约》(第188号公约)
        if is_word and 2 * len(context.text[start:].strip(_MARKS)) < len(bare):
            continue  # “公开(Public)”文件: a translation; a name is longer than the word that is short for it
        if short.is_latin and border == last and _is_one_of_kind(context.words[border]):
            continue  # 由难民主导的|组织(RLO): one of a kind
        if is_plain and context.words[border] == ABOUT:
            continue  # 关于|猴痘病毒病(MPOX)的意见: that is about what follows; bodies and texts may be called so
        if numbers and context.text[max(start - 2, 0) : start].rstrip()[-1:] in _COUNTING:
            counted = _ordinals(context.text[:start])
            if counted and counted[-1] in numbers:
                continue  # 第三次|联合国住房和城市可持续发展大会(人居三)
        if not ((short.english or numbers) and begins_none_with(context, border, short.english, numbers)):
            yield border


class _Clause(NamedTuple):
    """What a clause says of names in it, whatever their short form.

    The borders from right to left that a name may begin at; those of them where it does only if its short form does, at
    the verb of a relative clause or before words of the sentence; for each word what its clause has before it.
    """

    borders: list[int]
    led: frozenset[int]
    before: list[str]


@lru_cache(maxsize=1 << 10)
def _clause(context: Context) -> _Clause:
    # The same clauses come again, as they do in termkit.extract.clause.
    begin, barred = first_possible(context), barred_borders(context)
    borders = [b for b in borders_of(context) if b not in barred and not begins_no_name(context, b)]
    led = frozenset(
        border
        for border in borders
        if (border < begin and context.words[border] != ABOUT) or is_verb_of_clause(context, border)
    )
    return _Clause(borders, led, _before_borders(context))


def _is_one_of_kind(word: str) -> bool:
    """Tell whether a word says what sort of thing a name is of, and no more: 组织, 方案."""
    return len(word) == _LENGTH_OF_KIND and head_of(word) == word


def _keeps_word(context: Context, border: int, short: str) -> bool:
    """Tell whether a short form begins with the word of a border: 重组的联合委员会(重组联委). Many have a place."""
    is_own = context.classes[border] is not WordClass.PLACE and len(short) >= _SHORTEST_LED
    return is_own and short.startswith(context.words[border])


def _is_shorter(name: str, bare: str) -> bool:
    """Tell whether what a bracket holds is longer than the name, a remark: 政治机遇(缺少政治培训).

    儿童基金会(联合国儿童基金会) has the full form in the bracket.
    """
    return len(name) < len(bare) and not _is_whole_name(bare, name)


def _is_whole_name(bracketed: str, name: str) -> bool:
    """Tell whether what a bracket holds may be the full form of the name before it."""
    return head_of(bracketed) == head_of(name) != "" and align_short_form(name, bracketed).covered(0) == 1.0


@cache
def _sides(follower: str) -> Mapping[str, str]:
    """Return the features of what stands before a name with what stands behind it."""
    return {state: f"after {follower}, {state}" for state in _STATES}


def ranking_of(found: Mapping[int, Features], weights: Mapping[str, float]) -> Ranking:
    """Return the probabilities of the borders and of the answer that this is no definition.

    That a name is known says where it begins, and not that what stands behind it is its short form (世界银行(总部)):
    the answer that there is none is judged as though the name were not known. Where both are known, they belong
    together (石油输出国组织(欧佩克)). The words that an acronym is made of are its name.
    """
    if _PLAIN in found[NONE]:
        for border, features in found.items():
            if border != NONE and _PLAIN in features:
                return Ranking(border, _SURE, {**dict.fromkeys(found, 0.0), border: _SURE, NONE: 1 - _SURE})
    scores = {border: score(features, weights) for border, features in found.items()}
    chances = chances_by(scores)
    if most := _most_doubt(found[NONE]):
        chances = _with_none(chances, min(chances[NONE], most))
    if known := [border for border, features in found.items() if "known" in features]:
        if "none:known form" in found[NONE]:
            none = min(chances[NONE], 1 - _SURE)
        else:
            for border in known:
                aid = {key: value for key, value in found[border].items() if key.startswith("known")}
                scores[border] -= score(aid, weights)
            none = chances_by(scores)[NONE]
        chances = _with_none(chances, none)
    return ranking_by(chances)


def _most_doubt(features: Features) -> float:
    """Return the most that may be doubted of a short form that words say is one; 0 where none say so."""
    if "none:shortened" in features:
        return 1 - _SURE  # of 107 labelled forms behind 简称, 下称 all but one
    if "none:behind a dash" in features:
        return _DOUBT_OF_DASHES
    return _DOUBT if "none:told and quoted" in features else 0.0


def _with_none(chances: dict[int, float], none: float) -> dict[int, float]:
    """Return probabilities with another one for the answer that this is no definition."""
    share = (1 - none) / max(1 - chances[NONE], 1e-12)
    return {border: share * each for border, each in chances.items()} | {NONE: none}


@lru_cache(maxsize=1 << 12)
def _class_after(after: str) -> str:
    """Return the class of the first word behind a pattern."""
    after = after.lstrip(" ")
    if not after:
        return "end"
    first = after[0]  # most often a mark, which no word goes on from
    return class_of(words(after)[0] if first.isalnum() else Word(first, 0, 1, "x"))


def _before_borders(context: Context) -> list[str]:
    """Return for each word what its clause has before it: nothing, a verb, or other words only.

    What stands before a name and what stands behind it make a sentence: 警察局设有|被害人支助股(VSU)， has its verb
    before the name, 支持洪都拉斯反腐败特派团(MACCIH)的任期届满 behind it.
    """
    nothing, words_only, verb = _STATES
    states, state, stop = [], nothing, WordClass.STOP
    for cls in context.classes:
        states.append(state)
        if cls is stop:
            state = nothing
        elif cls in VERBS:
            state = verb
        elif state is nothing:
            state = words_only
    return states


def _last_figure(form: str) -> str:
    """Return the figure that a short form ends in, of three characters in Han too: WPV1, 人居三."""
    last = form[-1]
    if last.isdecimal():
        return last
    return str(whole_number(last)) if len(form) == _COUNTED and last in "一二三四五六七八九十" else ""


def _has_number(text: str, digit: str) -> bool:
    """Tell whether the last figure of a short form counts: 1型野生脊灰病毒（WPV1）, 第六届联合国环境大会(UNEA-6)."""
    return f"{digit}型" in text or digit in _ordinals(text)


def _ordinals(text: str) -> list[str]:
    """Return the sessions that a text counts, in figures: 第七十六届世界卫生大会 has 76."""
    return [str(whole_number(ordinal)) for ordinal in _ORDINAL.findall(text)] if "第" in text else []


def _numbers(name: str, numbers: list[str]) -> Features:
    """Return whether the numbers of a short form stand in the name: WRC-19, 1540委员会, COD-2020."""
    if name.startswith("《") and name.endswith("》"):
        return {}
    ordinals = set(_ordinals(name))
    kept = sum(number in name or number in ordinals for number in numbers)
    return {"numbers kept": float(kept == len(numbers)), "numbers lost": float(kept < len(numbers))}
