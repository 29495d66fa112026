"""What speaks for and against a definition at all, whatever the border of its full form."""

from __future__ import annotations

import re
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING

from termkit.extract.border_words import BODIES, COUNTED
from termkit.extract.contents import is_place
from termkit.extract.heads import head_of, kind_of
from termkit.extract.lexicon import WordClass, classes_of
from termkit.extract.places import PLACES
from termkit.extract.sounds import is_transcribed, sounds_like
from termkit.terms.concept import Kind
from termkit.text.characters import is_han
from termkit.text.numerals import chinese_numbers
from termkit.text.words import last_word, words

if TYPE_CHECKING:
    from termkit.extract.alignment import Alignment
    from termkit.extract.clause import Context
    from termkit.extract.contents import ShortForm
    from termkit.extract.evidence import Surroundings
    from termkit.extract.model import Features

__all__ = ["MIXED", "form_features", "is_anniversary", "is_remark"]

_MARKS = "”》"
MIXED = re.compile(r"(?P<latin>[A-Z][A-Za-z0-9+-]*[A-Z0-9+])(?=[- ]?[\u4e00-\u9fff])")  # CVR方案
# A short form that ends in one of these has it from its name: of 2,860 labelled definitions not one is otherwise.
_BRANCHES = ("分会", "支会", "分社", "分行", "分部")
_KEPT_ENDINGS = frozenset("部司厅处科股局院所校学")
_NEVER_LAST = frozenset({WordClass.PRONOUN, WordClass.PREPOSITION, WordClass.DE})
_ROLES = frozenset({WordClass.PERSON, WordClass.GOVERNING, WordClass.VERB, WordClass.NAME_VERB})
_SAYING = _ROLES.union({
    WordClass.TIME, WordClass.ADJECTIVE, WordClass.NUMBER, WordClass.MEASURE, WordClass.ADVERB, WordClass.OPENER,
})  # fmt: skip
_SESSIONS = ("届会议", "次会议")
_TITLES = re.compile("》(?:[和与及、]|以及)《")
# 第2001/55/EC号指令(《临时保护指令》)
_NUMBERED = re.compile(r"号\s?(?:法律|法令|法|决议|指令|条例|命令|公约|议定书|建议书|建议|总统令|政令|令|决定)$")
_NUMBERED_TITLES = frozenset("公约 建议书 议定书".split())
_LATIN_NAME = re.compile(r"[A-Z][a-zà-ɏ]+(?:[ -][A-Z]?[a-zà-ɏ]+)*")
_CODE = re.compile(r"[A-Z]{1,4}-?(\d{1,4})(?:-\d+(?:\.\d+)?)?")  # SSP1-1.9
_CAPITALS = re.compile("[A-Z]{2}")
_JOINED = re.compile(r"(?:[A-Z][a-z]+){3,}$")  # ShareTheMeal
_DECISION = re.compile(r"(?:号(?:决议|决定|建议|建议书)|(?:决议|决定|建议|建议书)\s?\d+)$")
_ACTION_LINE = re.compile(r"[A-Z](\d{1,2})$")
_SESSION = re.compile(r"(?:-[IVXLC]+|(\d+))$")
_DECISIONS = ("号决议", "号决定")
_BUILDINGS = tuple("学校 中学 小学 医院 诊所 机场 港口 监狱 营地 水厂 电厂 电站 市场 基地 教堂".split())
# 一家网络安全公司(Chainalysis): the name of one of a kind; that of its kind is no full form of it.
_SOME_COMPANY = re.compile("一[家款艘架][^，、。；]*$")
_PROVISIONS = "条款项段节章"
# (h)项(“身份管理系统”)
_PROVISION = re.compile(rf"(?:第\s?[\d一二三四五六七八九十百]+|[(（][a-z]+[)）])\s?[{_PROVISIONS}]$")
_LAST_NUMBER = re.compile(r"[\u4e00-\u9fff] ?(\d+)$")
_SHORTEST_PLACE = 2
_NEAR = 12  # characters in which a name shows that the short form is its own: 伊朗伊斯兰共和国(伊朗)
_HALF = 0.5
_SHORTEST = 2  # a short form whose last character alone says little
# 委内瑞拉国民人口流动问题国际技术会议(基多进程): what is called after a place.
_WAYS = frozenset({Kind.CONFERENCE, Kind.INITIATIVE, Kind.INSTRUMENT, Kind.PROGRAMME})
_DISEASES = ("病", "炎", "症", "综合征", "病毒", "热")
# What kind of body one is: 保护国际基金会(非政府组织).
_KIND_OF_BODY = re.compile(
    "(?:非政府|政府间|民间社?会?|国际|区域|次区域|私营|国有|公共|地方|非营利|慈善|学术|研究|宗教|专业|政府|监管|执法|司法|行政|主管|独立|官方)+"
    "(?:组织|机构|部门|当局|企业|公司|团体|智库|媒体|协会|学会)$"
)
_SUBSTANCES = frozenset("胺酮酸酚醇酯烷烯苯醚素碱酐钠钾")


def form_features(
    context: Context, short: ShortForm, surroundings: Surroundings, reuse: int, alignment: Alignment
) -> Features:
    """Return what speaks for and against a definition at all, whatever its border."""
    features: Features = {
        "none": 1.0,
        "none:told": float(short.is_told),
        "none:shortened": float(short.is_shortened),
        "none:english": float(bool(short.english)),
    }
    if short.is_quoted:
        features["none:quoted"] = 1.0
        features["none:told and quoted"] = float(short.is_told)
    if short.beside:
        features[f"none:beside {short.beside}"] = 1.0
        features[f"none:beside {short.beside}, {'latin' if short.is_latin else 'han'}"] = 1.0
    features["none:known form"] = float(surroundings.is_form(short.text))
    features["none:reuse"] = min(log(1 + reuse), 2.0)
    features["none:no reuse"] = float(reuse == 0)
    if context.first and context.words[context.first - 1] in {"“", "《"}:
        features["none:in quotation"] = 1.0
    features["none:no head before"] = float(not (context.text.endswith("》") or head_of(context.text)))
    if context.words:
        features[f"none:before {context.classes[-1]}"] = 1.0
    if short.is_latin:
        features.update(_latin_form(context, short.text, reuse))
    elif short.text.startswith("《") and context.text.endswith("》"):
        features.update(_title_form(context, short.text, alignment))
    else:
        features.update(_han_form(context, short, reuse, alignment))
    return {key: value for key, value in features.items() if value}


def is_remark(context: Context, short: ShortForm, *, is_known: bool = False) -> bool:
    """Tell whether what a bracket holds says something of a name rather than shortens it.

    A part or a seat of the body (海洋水产部(海洋司), 东部非洲中心(坎帕拉)), what it does or is (工发组织(牵头),
    委员会(观察员)), how a foreign name is written (塔尔胡纳(Tarhuna)), or a person's party (德利·塞桑加(远景党)).
    One that is known may sound like a place: 石油输出国组织(欧佩克).
    """
    if short.is_told:
        return False
    # 性别规范在所有(性别)差异中: of 3,000 labelled names none ends so.
    is_no_name = bool(context.words) and context.classes[-1] in _NEVER_LAST
    if short.is_latin:
        is_of_what = not short.is_quoted and context.text.endswith(_DECISIONS)  # A40-19号决议(CORSIA)
        return is_no_name or is_of_what or _is_latin_remark(context.text, short.text)
    name, form = context.text.rstrip(_MARKS), short.text.rstrip(_MARKS)
    if is_no_name or _is_part(name, form) or _is_reference(name, form):
        return True
    if context.text.endswith("》") and (
        short.beside == "marked" or _lists_titles(form, context.text) or _says_whose(short, name)
    ):
        return True  # 《…自愿准则》(世界粮食安全委员会；《自愿准则》)
    is_end = name.endswith(form[-2:])  # 苏丹解放军-米尼·米纳维派(苏解-米纳维派)
    if "·" in name and name[-1] not in _MARKS and not is_end and is_transcribed(name.rpartition("·")[2]):
        return True
    near = name[-_NEAR:]
    is_its_place = not short.is_marked and name.endswith(_BUILDINGS) and set(form).isdisjoint(near)  # 二级医院(戈马)
    # 朱巴: what is short and only sounds stands for no body.
    is_some_place = is_place(form) or (len(form) == _SHORTEST_PLACE and is_transcribed(form))
    is_place_of = not short.is_quoted and not is_known and is_some_place
    if is_its_place or (is_place_of and sum(c in near for c in form) * 2 < len(form)):
        return True
    if name[-3:] in _SESSIONS and (form == "续会" or (kind_of(form) is Kind.CONFERENCE and _says_how(form))):
        return True
    said = _ROLES if short.is_quoted else _SAYING
    return (_class_of_one(form) in said or _KIND_OF_BODY.match(form) is not None) and not set(form) <= set(name)


def _is_latin_remark(name: str, form: str) -> bool:
    """Tell whether Latin letters are how a name is written, what one of a kind is called, or the session of a text.

    One letter and a number belong to a list, unless the name has the number: 电子卫生(C7), 七国集团(G7).
    """
    if (line := _ACTION_LINE.match(form)) and not _holds_number(name, line[1]):
        return True
    return sounds_like(name, form) or _SOME_COMPANY.search(name) is not None or _is_session(name, form)


def _is_part(name: str, form: str) -> bool:
    """Tell whether a form names a part of a body by an ending that the body itself has not: 海洋水产部(海洋司)."""
    if form.endswith(_BRANCHES) and form[-2] not in name:
        return True  # 利比亚红新月会(纳卢特分会)
    return form[-1] in _KEPT_ENDINGS and form[-1] not in last_word(name)  # 自然科学部门(自然科学部)


def _is_reference(name: str, form: str) -> bool:
    """Tell whether a provision is spoken of, or a form is a number in a list: 工业、创新和基础设施(目标9)."""
    number = _LAST_NUMBER.search(form)
    if number and not _holds_number(name, number[1]):
        return True
    return name[-1:] in _PROVISIONS and _PROVISION.search(name) is not None


def _lists_titles(form: str, name: str) -> bool:
    """Tell whether a bracket lists titles of other words, what one consists of: 《规则》(《电信规则》和《无线电规则》).

    The short titles of two texts are of the words of theirs: 《…公约》和《…议定书》(《公约》和《议定书》).
    """
    return _TITLES.search(form) is not None and not set(form) <= set(name)


def _says_whose(short: ShortForm, title: str) -> bool:
    """Tell whether a form is the body whose title stands before it: 《贸易便利化协定》(世贸组织)."""
    return not short.is_quoted and kind_of(short.text) in BODIES and set(short.text).isdisjoint(title)


def _is_session(name: str, form: str) -> bool:
    """Tell whether a form names the session of a decision, no decision: 第35号决议(WRC-19), 决议 35(Cg-18)."""
    code = _SESSION.search(form)
    if code is None or _DECISION.search(name) is None:
        return False
    own = name[max(map(name.rfind, ")）")) + 1 :]  # without what stands behind another decision
    return code[1] is None or not _holds_number(own, code[1])


@lru_cache(maxsize=1 << 12)
def _class_of_one(form: str) -> WordClass | None:
    """Return the class of a form that is one word: what somebody does or is, when, how many or of what kind."""
    cut = words(form)
    return classes_of(cut)[0] if len(cut) == 1 else None


def _says_how(form: str) -> bool:
    """Tell whether the name of a meeting says how it was held, and neither where nor which one: 网络会议."""
    cut = words(form)
    return classes_of(cut)[0] is not WordClass.PLACE and all(map(is_han, form)) and "第" not in form


def _latin_form(context: Context, text: str, reuse: int) -> Features:
    features: Features = {}
    features["none:latin"] = 1.0
    features["none:latin of substance"] = float(context.text[-1:] in _SUBSTANCES)
    features["none:latin of disease"] = float(context.text.endswith(_DISEASES))
    features["none:latin capitals"] = float(text.isupper())
    features["none:latin space"] = float(" " in text)
    features["none:latin name"] = float(_LATIN_NAME.fullmatch(text) is not None)
    features["none:latin words in one"] = float(_JOINED.match(text) is not None)
    features["none:latin short"] = float(len(text) == 2)
    features["none:latin digit"] = float(any(c.isdigit() for c in text))
    code = _CODE.fullmatch(text)
    if code and not _holds_number(context.text, code[1]):  # a reference, unless it is used like a name
        features[f"none:latin code, {'used again' if reuse else 'once'}"] = 1.0
    return features


def _holds_number(text: str, digits: str) -> bool:
    """Tell whether a text holds a number, in figures or in Han numerals: 七国集团 (G7)."""
    return digits in text or any(value == f"#{int(digits)}" for _, _, value in chinese_numbers(text))


def _title_form(context: Context, text: str, alignment: Alignment) -> Features:
    features: Features = {}
    # 《南太平洋无核区条约》（《拉罗通加条约》）: what one title says of another, whatever is in it.
    covered = alignment.covered(context.starts[context.first] if context.first < len(context.words) else 0)
    features["none:title both"] = 1.0
    features["none:title covered"] = covered
    features["none:title same head"] = float(head_of(text) == head_of(context.text) != "")
    features["none:title longer"] = float(len(text) > len(context.text[context.text.rfind("《") :]))
    return features


def _han_form(context: Context, short: ShortForm, reuse: int, alignment: Alignment) -> Features:
    text = short.text
    by_itself = _form_by_itself(text)
    features: Features = dict(by_itself)
    reach = context.starts[context.first] if context.first < len(context.words) else 0
    covered, head, kind = alignment.covered(reach), head_of(context.text), kind_of(context.text)
    is_kind = kind is not Kind.OTHER and kind is kind_of(text)
    features["none:covered"] = covered
    features["none:covered whole"] = float(covered == 1.0)
    if covered < 0.3:
        features["none:covered none"] = 1.0
        features["none:covered none, used again"] = float(reuse > 0)
        features["none:covered none, head before"] = float(bool(head))
    at_odds = Kind.OTHER not in {kind, kind_of(text)} and not is_kind
    features["none:kinds at odds"] = float(at_odds and covered < _HALF)  # 全球农业监测倡议(地球观测组织)
    if "none:one word" in by_itself and covered < 1.0:
        features["none:one word, not covered"] = 1.0
    if mixed := MIXED.match(text):
        features[f"none:letters {'kept' if mixed['latin'] in context.text else 'lost'}"] = 1.0
    features["none:last kept"] = float(bool(alignment.positions) and alignment.positions[-1] >= 0)
    features["none:same kind"] = float(is_kind)
    features["none:covered in another order"] = float(covered < 1.0 and set(text) <= set(context.text[reach:]))
    features["none:nickname"] = float(
        "none:anniversary" in by_itself
        or ("none:counted" in by_itself and kind is Kind.CONFERENCE)
        or (covered < 0.6 and is_kind and "none:place then head" in by_itself)
    )
    features["none:same head"] = float(head != "" and head_of(text) == head)
    if text.startswith("第") and head_of(text) in _NUMBERED_TITLES and context.text.endswith(head_of(text) + "》"):
        features["none:number of a title"] = 1.0  # 《1930年强迫劳动公约》(第29号公约)
    is_title = text.startswith("《")
    if is_title and _NUMBERED.search(context.text):
        features["none:title of a numbered text"] = 1.0
    else:
        features["none:title mismatch"] = float(is_title != context.text.endswith("》"))
    if len(text) > _SHORTEST and context.text.rstrip(_MARKS).endswith(last_word(text)):
        features["none:same last word"] = 1.0
        features["none:same last word, marked"] = float(short.is_marked)
    if kind in _WAYS and "none:place then head" in by_itself:
        features["none:place then way"] = float(kind_of(text) in _WAYS)
    if short.is_quoted:
        features["none:quoted, no head before"] = float(not head)
        features["none:quoted, covered none"] = float(covered < 0.3)
    if short.beside and not short.is_told:
        features["none:beside, covered whole"] = float(covered == 1.0)
        features["none:beside, covered none"] = float(covered < 0.3)
    return features


def is_anniversary(text: str) -> bool:
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
        "none:mixed acronym": float(_CAPITALS.search(text) is not None),
        "none:ends in head": float(bool(head_of(text))),
        "none:place then head": float(classes[0] is WordClass.PLACE and bool(head_of(text))),
        "none:anniversary": float(is_anniversary(text)),
        "none:counted": float(len(text) == 3 and text[-1] in "一二三四五六七八九十"),
        "none:place": float(text in PLACES or all(c is WordClass.PLACE for c in classes)),
        "none:last place": float(classes[-1] is WordClass.PLACE and not MIXED.match(text)),
        "none:transcribed": float(is_transcribed(text)),
        "none:title": float(text.startswith("《")),
        "none:length": log(len(text)),
        "none:one word": float(len(cut) == 1),
        f"none:first {classes[0]}": 1.0,
        "none:middle dot": float("·" in text or "•" in text),
    }
    features.update((f"none:has {cls}", 1.0) for cls in COUNTED if cls in classes)
    return {key: value for key, value in features.items() if value}
