"""Where the full form before a short form begins, and whether there is one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache, lru_cache
from math import log
from typing import TYPE_CHECKING

from termkit.extract.alignment import Matching, align_short_form, letters_of
from termkit.extract.border_features import BODIES, COUNTED, GENERIC, VERBS, border_features, opens_name
from termkit.extract.heads import head_of, kind_of
from termkit.extract.lexicon import WordClass, class_of, classes_of
from termkit.extract.model import NONE, Ranking, rank, rows_of
from termkit.extract.places import PLACES
from termkit.terms.concept import Kind
from termkit.text.characters import is_han
from termkit.text.words import Word, words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from termkit.extract.alignment import Alignment
    from termkit.extract.clause import Context
    from termkit.extract.contents import ShortForm
    from termkit.extract.evidence import Surroundings
    from termkit.extract.model import Features

__all__ = ["WEIGHTS", "features_of", "ranking_of"]

WEIGHTS = "definition_weights.tsv"

_MIXED = re.compile(r"(?P<latin>[A-Z][A-Za-z0-9+-]*[A-Z0-9+])(?=-?[\u4e00-\u9fff])")  # CVR方案
_NUMBER = re.compile(r"\d{2,}")
_MARKS = "“”《》"
_SUBSTANCES = frozenset("胺酮酸酚醇酯烷烯苯醚素碱酐钠钾")
_STATES = ("nothing before", "words before", "verb before")
_KNOWN = frozenset({"known", "known length"})
_EMPTY = frozenset({
    WordClass.CONJUNCTION, WordClass.DE, WordClass.PAUSE, WordClass.OPEN, WordClass.CLOSE, WordClass.DASH,
    WordClass.OTHER,
})  # fmt: skip


def features_of(
    context: Context, short: ShortForm, surroundings: Surroundings, reuse: int = 0, after: str = ""
) -> dict[int, Features]:
    """Return the features of every border, and of the answer that this is no definition.

    `reuse` is how often the short form occurs elsewhere in the document, `after` what stands behind the pattern.
    """
    alignment = align_short_form("" if short.is_latin else short.text, context.text)
    without_number = not any(map(str.isdigit, short.text)) and kind_of(context.text) in BODIES
    found = {NONE: _plain_features(context, short, surroundings, reuse, alignment)}
    align = _aligner(context, short, alignment)
    numbers = _NUMBER.findall(short.text)
    before = _before_borders(context)
    follower = _class_after(after)
    sides = {state: f"after {follower}, {state}" for state in _STATES}
    bare = short.text.strip(_MARKS)
    is_repeated = context.text.rstrip(_MARKS).endswith(bare)
    for border, features in border_features(context, surroundings):
        if is_repeated and context.text[context.words[border].start :].strip(_MARKS) == bare:
            continue  # no short form of itself: the name goes on to the left
        aligned = align(border)
        # 第28次|加勒比共同体（加共体）政府首脑会议: the ordinal counts the meeting.
        if not ("lead ordinal" in aligned and "covered whole" in aligned):
            features.update(aligned)
            if numbers:
                features.update(_numbers(context.text[context.words[border].start :], numbers))
            if without_number and context.classes[border] is WordClass.NUMBER:
                features["number of a body not in the form"] = 1.0
            features[sides[before[border]]] = 1.0
            found[border] = features
    return found


def ranking_of(found: Mapping[int, Features], weights: Mapping[str, float]) -> Ranking:
    """Return the probabilities of the borders and of the answer that this is no definition.

    That a name is known says where it begins, and not that what stands behind it is its short form (世界银行(总部)),
    unless that is known too: then the answer that there is none is judged as though the name were not known.
    """
    ranking = rank(found, weights)
    if "none:known form" in found[NONE] or not any("known" in features for features in found.values()):
        return ranking
    unaided = {
        border: {key: value for key, value in features.items() if key not in _KNOWN}
        for border, features in found.items()
    }
    none = rank(unaided, weights).all[NONE]
    share = (1 - none) / max(1 - ranking.all[NONE], 1e-12)
    probabilities = {border: none if border == NONE else share * each for border, each in ranking.all.items()}
    best = max(probabilities, key=lambda border: (probabilities[border], border))
    return Ranking(best, probabilities[best], probabilities)


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


def _numbers(name: str, numbers: list[str]) -> Features:
    """Return whether the numbers of a short form stand in the name: WRC-19, 1540委员会, COD-2020."""
    if name[:1] == "《":
        return {}
    kept = sum(number in name for number in numbers)
    return {"numbers kept": float(kept == len(numbers)), "numbers lost": float(kept < len(numbers))}


def _aligner(context: Context, short: ShortForm, alignment: Alignment) -> Callable[[int], Features]:
    if short.is_latin:
        return _latin_aligner(context, short.text, short.english, len(context.text))
    mixed = _MIXED.match(short.text)
    if mixed and mixed["latin"] not in context.text:
        return _mixed_aligner(context, mixed["latin"], alignment)
    begins = [word.start for word in context.words]
    is_longer = len(short.text) > 4 and head_of(short.text) == head_of(context.text) != ""
    found = [position for position in alignment.positions if position >= 0]  # in their order
    whole_from = min(map(context.text.rfind, short.text))  # from here to the left, all characters stand behind it

    def han(border: int) -> Features:
        start = begins[border]
        behind = bisect_left(found, start)
        if behind == len(found):
            return {}
        covered, first = (len(found) - behind) / len(alignment.positions), found[behind]
        features: Features = {"covered": covered}
        if covered == 1.0:
            features["covered whole"] = 1.0
        features["begins with it"] = float(alignment.positions[0] == start)
        if (
            is_longer
            and len(short.text) > len(context.text) - start + 1
            and align_short_form(context.text[start:], short.text).covered(0) == 1.0
        ):
            features["full form in the bracket"] = 1.0
        if covered < 1.0 and start <= whole_from:
            features["covered in another order"] = 1.0
        lead = range(border, bisect_right(begins, first) - 1)  # the words before the one that holds its first character
        if not lead:
            return features
        features.update(_lead_features(context, border, lead))
        return features

    return han


def _lead_features(context: Context, border: int, lead: range) -> Features:
    """Return what the words of a name say that stand before the one with the short form's first character."""
    features: Features = {}
    features["lead"] = float(min(len(lead), 4))
    features[f"lead ends in {context.classes[lead[-1]]}"] = 1.0
    opener = context.words[border].text
    opens = opens_name(opener)
    if not VERBS.isdisjoint(context.classes[border : lead[-1] + 1]):
        features["lead has verb"] = 1.0
        if not opens:
            features["lead has verb, no opener"] = 1.0
    if any(context.words[index].text in GENERIC for index in lead):
        features["lead has generic"] = 1.0
    if opener[0] == "第":
        features["lead ordinal"] = 1.0
    features["lead opener" if opens else "lead plain"] = 1.0
    if opens and len(lead) == 1:
        features["lead by one opener"] = 1.0
    if opener == "联合国":
        features["lead united nations"] = 1.0
    return features


def _mixed_aligner(context: Context, letters: str, alignment: Alignment) -> Callable[[int], Features]:
    """Hold the words before those that a form such as CVR方案 keeps against its letters."""
    tail = alignment.positions[0] if alignment.positions[0] >= 0 else len(context.text)
    latin = _latin_aligner(context, letters, "", tail)

    def mixed(border: int) -> Features:
        return {"covered": alignment.covered(context.words[border].start), **latin(border)}

    return mixed


def _latin_aligner(context: Context, short: str, english: str, end: int) -> Callable[[int], Features]:
    """Hold the words up to an offset against the letters of an acronym, in whatever order English has them."""
    letters = letters_of(short)
    expected = len(re.findall(r"\b(?!of\b|the\b|and\b|for\b|in\b|on\b|to\b)[A-Za-z]", english)) or letters
    kind = "english" if english else "latin"
    acronym = [c for c in (english or short) if c.isupper()]
    units = [
        _units(word.text) if cls not in _EMPTY and word.start < end else ()
        for word, cls in zip(context.words, context.classes, strict=True)
    ]

    matching = Matching(acronym)
    initials: list[str] = []  # of the words from the last border on, the last word first
    taken = len(units)

    def latin(border: int) -> Features:
        nonlocal taken
        for word in reversed(units[border:taken]):
            for unit in reversed(word):
                initials.append(unit)
                matching.add(unit)
        taken = border
        met = matching.met()
        unexplained = len(acronym) - len(met)
        first = units[border][0] if units[border] else ""
        second = initials[-2] if units[border] and len(initials) > 1 else ""
        difference = len(initials) - expected
        features: Features = {
            f"{kind} words": float(min(abs(difference), 5)),
            f"{kind} too few": float(min(max(-difference, 0), 4)),
            "letters explained": 1 - unexplained / max(len(acronym), 1),
            "letters unexplained": float(min(unexplained, 4)),
            "letters all explained": float(not unexplained),
            "words at odds": float(min(len(initials) - initials.count("") - len(met), 4)),
            "words at odds first": float(min(len(initials) - 1 - max(met, default=-1), 3)),
            "first word fits": float(any(letter in acronym for letter in first)),
            "first word first letter": float(bool(acronym) and acronym[0] in first),
            "second word first letter": float(bool(acronym) and acronym[0] in second and acronym[0] not in first),
            "first word expected": float(_expected(acronym, initials) in first),
            "first word at odds": float(bool(first) and not any(letter in acronym for letter in first)),
        }
        return {key: value for key, value in features.items() if value}

    return latin


def _expected(acronym: list[str], initials: list[str]) -> str:
    """Return the letter of a name's first word: the second one where the head, its last word, has the first.

    `initials` has the last word first.
    """
    head_leads = len(acronym) > 1 and len(initials) > 1 and acronym[0] in initials[0]
    return acronym[1 if head_leads else 0] if acronym else "-"


@cache
def _units(word: str) -> tuple[str, ...]:
    """Return the initials of a word, or of its parts where it is a compound: 管理系统 is a management system."""
    table = _initials()
    if len(word) > 3 or (len(word) == 3 and word not in table):
        for size in (2, 3, 4):
            if word[:size] in table and (rest := _units(word[size:])) and all(rest):
                return (table[word[:size]], *rest)
    if word in table or len(word) < 5:
        return (table.get(word, ""),)
    return ("", "")


@cache
def _initials() -> Mapping[str, str]:
    """Return the letters with which the English for a word begins, likeliest first."""
    return dict(rows_of("initials.tsv"))


def _plain_features(
    context: Context, short: ShortForm, surroundings: Surroundings, reuse: int, alignment: Alignment
) -> Features:
    """Return what speaks for and against a definition at all, whatever its border."""
    features: Features = {
        "none": 1.0,
        "none:told": float(short.is_told),
        "none:english": float(bool(short.english)),
    }
    features["none:known form"] = float(surroundings.is_form(short.text))
    features["none:reuse"] = min(log(1 + reuse), 2.0)
    features["none:no reuse"] = float(reuse == 0)
    last = context.words[-1] if context.words else None
    if context.first and context.words[context.first - 1].text in {"“", "《"}:
        features["none:in quotation"] = 1.0
    features["none:no head before"] = float(last is None or not head_of(context.text))
    if last is not None:
        features[f"none:before {context.classes[-1]}"] = 1.0
    if short.is_latin:
        features.update(_latin_form(context, short.text, reuse))
    elif short.text.startswith("《") and context.text.endswith("》"):
        features.update(_title_form(context, short.text, alignment))
    else:
        features.update(_han_form(context, short.text, reuse, alignment))
    return {key: value for key, value in features.items() if value}


def _latin_form(context: Context, text: str, reuse: int) -> Features:
    features: Features = {}
    features["none:latin"] = 1.0
    features["none:latin of substance"] = float(context.text[-1:] in _SUBSTANCES)
    features["none:latin capitals"] = float(text.isupper())
    features["none:latin space"] = float(" " in text)
    features["none:latin name"] = float(re.fullmatch(r"[A-Z][a-zà-ɏ]+(?:[ -][A-Z]?[a-zà-ɏ]+)*", text) is not None)
    features["none:latin short"] = float(len(text) == 2)
    features["none:latin digit"] = float(any(c.isdigit() for c in text))
    code = re.fullmatch(r"[A-Z]{1,4}-?(\d{1,4})", text)
    if code and code[1] not in context.text:  # a reference, unless it is used like a name
        features[f"none:latin code, {'used again' if reuse else 'once'}"] = 1.0
    return features


def _title_form(context: Context, text: str, alignment: Alignment) -> Features:
    features: Features = {}
    # 《南太平洋无核区条约》（《拉罗通加条约》）: what one title says of another, whatever is in it.
    covered = alignment.covered(context.words[context.first].start if context.first < len(context.words) else 0)
    features["none:title both"] = 1.0
    features["none:title covered"] = covered
    features["none:title same head"] = float(head_of(text) == head_of(context.text) != "")
    features["none:title longer"] = float(len(text) > len(context.text[context.text.rfind("《") :]))
    return features


def _han_form(context: Context, text: str, reuse: int, alignment: Alignment) -> Features:
    by_itself = _form_by_itself(text)
    features: Features = dict(by_itself)
    reach = context.words[context.first].start if context.first < len(context.words) else 0
    covered, head, kind = alignment.covered(reach), head_of(context.text), kind_of(context.text)
    is_kind = kind is not Kind.OTHER and kind is kind_of(text)
    features["none:covered"] = covered
    features["none:covered whole"] = float(covered == 1.0)
    if covered < 0.3:
        features["none:covered none"] = 1.0
        features["none:covered none, used again"] = float(reuse > 0)
        features["none:covered none, head before"] = float(bool(head))
    features["none:last kept"] = float(bool(alignment.positions) and alignment.positions[-1] >= 0)
    features["none:same kind"] = float(is_kind)
    features["none:covered in another order"] = float(covered < 1.0 and set(text) <= set(context.text[reach:]))
    features["none:nickname"] = float(
        "none:anniversary" in by_itself
        or ("none:counted" in by_itself and kind is Kind.CONFERENCE)
        or (covered < 0.6 and is_kind and "none:place then head" in by_itself)
    )
    features["none:same head"] = float(head != "" and head_of(text) == head)
    features["none:title mismatch"] = float(text.startswith("《") != context.text.endswith("》"))
    return features


def _is_anniversary(text: str) -> bool:
    """Tell whether a form is a place and the years since: 北京+20."""
    place, plus, years = text.rpartition("+")
    return plus == "+" and years.isdecimal() and is_han(place[-1:])


@lru_cache(maxsize=1 << 12)
def _form_by_itself(text: str) -> Features:
    """Return what a short form says for and against a definition, whatever stands before it."""
    cut = words(text)
    classes = classes_of(cut)
    features: Features = {
        "none:mixed": float(any(c.isascii() and c.isalnum() for c in text)),
        "none:mixed acronym": float(re.search("[A-Z]{2}", text) is not None),
        "none:ends in head": float(bool(head_of(text))),
        "none:place then head": float(classes[0] is WordClass.PLACE and bool(head_of(text))),
        "none:anniversary": float(_is_anniversary(text)),
        "none:counted": float(len(text) == 3 and text[-1] in "一二三四五六七八九十"),
        "none:place": float(text in PLACES or all(c is WordClass.PLACE for c in classes)),
        "none:last place": float(classes[-1] is WordClass.PLACE and not _MIXED.match(text)),
        "none:title": float(text.startswith("《")),
        "none:length": log(len(text)),
        "none:one word": float(len(cut) == 1),
        f"none:first {classes[0]}": 1.0,
        "none:middle dot": float("·" in text or "•" in text),
    }
    features.update((f"none:has {cls}", 1.0) for cls in COUNTED if cls in classes)
    return {key: value for key, value in features.items() if value}
