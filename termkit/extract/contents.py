"""What stands in a bracket: one short form, several, or no short form at all."""

from __future__ import annotations

import re
from functools import lru_cache
from string import ascii_letters, digits
from typing import TYPE_CHECKING, NamedTuple

from termkit.extract.heads import kind_of
from termkit.extract.lexicon import WordClass, classes_of
from termkit.extract.places import PLACES
from termkit.extract.remarks import is_date, is_number, is_numbered_text, is_reference, is_symbol, says_more
from termkit.extract.sounds import is_transcribed
from termkit.terms.concept import Kind
from termkit.text.characters import HAN, is_han
from termkit.text.seeking import beginning_at, places_of
from termkit.text.symbols import SYMBOL
from termkit.text.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["ShortForm", "begins_told", "is_place", "short_forms", "told_forms"]


class ShortForm(NamedTuple):
    """A possible short form: its offsets in the content, and how it is introduced.

    `is_told` where words such as 即 say that it is one, `is_shortened` where they say that it is short, as 以下简称
    does; `is_quoted` where it stands in quotation marks of its own; `english` is a full name beside it; `beside` says
    what else the bracket holds: another form that is told or quoted ("marked"), remarks, or nothing that matters.
    """

    text: str
    start: int
    end: int
    is_told: bool = False
    english: str = ""
    is_shortened: bool = False
    is_quoted: bool = False
    beside: str = ""

    @property
    def is_marked(self) -> bool:
        """Tell whether words, quotation marks or title marks set it apart from a remark."""
        return self.is_told or self.is_quoted or self.text.startswith("《")

    @property
    def is_latin(self) -> bool:
        """Tell whether it has no Han character, but for a country at the end: AWAZ-巴基斯坦."""
        return _is_latin(self.text)


@lru_cache(maxsize=1 << 12)
def _is_latin(text: str) -> bool:
    return not any(map(is_han, _without_place(text)))


def _without_place(text: str) -> str:
    """Return an acronym without the country that sets it apart from others of the same name."""
    acronym, dash, place = text.rpartition("-")
    return acronym if dash and place in PLACES else text


_QUOTES = {"“": "”", '"': '"', "‘": "’", "「": "」", "『": "』"}

_TOLD_WORDS = (
    r"(?:[\u4e00-\u9fff]{2,4}的(?=简称为))?(?:以下|下文|下面|下|此后|后文?|在下文中|本文|分别|在?(?:本|以下)[\u4e00-\u9fff]{1,4}?[中内]?)?(?:均|统|合|通常?|一般)?"
    r"(?:简称|称(?:之?为|作)?)"
    r"|(?:[\u4e00-\u9fff]{1,5}(?:文字|[文语]))?(?:名称)?(?:的)?(?:首字母)?(?:缩写|缩略语?|简称|略语)(?:仍|现|也)?"
    r"|(?:英|法|俄|西|阿|葡|德|西班牙|葡萄牙|阿拉伯)[文语](?=(?:名称)?[为作是：:]?\s*[A-Z][A-Za-z]*[A-Z][A-Za-z0-9-]*$)(?:名称)?|[又亦也]简?称|或称|又名|亦名|也叫|俗称(?=\s*《)|通称|一译|即(?:所称|所谓的?)?(?![时将可使便刻席])"
)
_TOLD = re.compile(rf"\s*(?:{_TOLD_WORDS})(?:为|作|是)?(?:其)?\s*[：:]?\s*")
# 即 and 称为 by themselves say too many other things: outside brackets they need quotation or title marks.
_TOLD_OUTSIDE = re.compile(
    r"(?P<cue>以下(?:均|统|合)?(?:简称|称)|下文(?:均|统|合)?(?:简称|称)|下(?:均|统|合)?(?:简称|称)|简称|缩写为|又称|亦称|也称|称(?<=[，,]称)(?:为|作)|即(?![时将可使便刻席]))"
    r"(?:为|作|是)?[ \t\u3000]*"
    r"(?:[“\"「](?P<quoted>[^”\"」\n]{2,24})[”\"」]|(?P<title>《[^》\n]{2,30}》)"
    rf"|(?P<bare>[A-Z]{{2,}}(?: [A-Z]{{2,}}){{1,2}}|[A-Za-z0-9{HAN}+-]{{2,12}})(?=[，。；、,(（)）]|——|$))",
    re.MULTILINE,
)

# A Latin short form: letters and digits, joined by signs, up to three words.
_LATIN = re.compile(
    r"[A-Za-z0-9À-ɏ][A-Za-z0-9À-ɏ&/+.'’\-–‑]*(?:: ?[A-Z][a-z]+)?(?: [A-Z0-9][A-Za-z0-9À-ɏ&/+.\-–]*){0,2}$"
)
_ALNUM = frozenset(ascii_letters + digits)
_IN_HAN_SHORT = _ALNUM | set("《》〈〉“”‘’·•・、.+/&()（）-–—－ ") | set(map(chr, range(0xC0, 0x250)))
_ENGLISH = re.compile(r"(?:英文|法文|西班牙文|原文)?(?:全称|名称)?为?[：:]?\s*[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9'’&/.()\- ]{5,}$")
_ENGLISH_WITH_SHORT = re.compile(
    r"(?P<english>[A-ZÀ-ɏ][A-Za-zÀ-ɏ0-9'’&/.,\- ]{6,}?)\s*[(（]\s*(?P<short>[A-Z][A-Za-z0-9&/+.\-–]{1,14})\s*[)）]$"
)
# A short form with its acronym: 世卫组织(WHO).
_TWO = re.compile(r"(?P<han>[^\s(（]{2,12})\s*[(（](?P<latin>[A-Z][A-Za-z0-9&/+.\-–]{1,14})[)）]$")
_MEETING = re.compile(r"[A-Z][A-Za-z-]{2,9}/\d{1,2}$")  # CAAF/2: a meeting and its number, if the name counts it
_MEETING_OF_BOTH = re.compile("《[^》]+》/《[^》]+》缔约[方国](?:会议|大会)$")  # 《议定书》/《公约》缔约方会议
_BEHIND = "，。；、,;(（)）:： \n—"
_LANGUAGES = frozenset("中文 英文 法文 俄文 西文".split())
_SHORTENS = re.compile("简称|缩写|略|下称|下文称")
# Mercado Común del Sur – MERCOSUR; 1,000 is one number.
_COMMA = re.compile(r"\s*(?:[，;；]|(?<!\d),|,(?!\d))\s*|(?<=\w)\s+[-–—]{1,2}\s+(?=[A-Z])")
# 和 stands inside names too: where a stroke parts two forms, it does not.
_ALTERNATIVES = (re.compile(r"\s*(?:(?<![A-Za-z])/|/(?![A-Za-z])|或)\s*"), re.compile(r"\s*[、和]\s*"))
_QUOTED = r"(?:“[^”]{2,24}”|「[^」]{2,24}」|\"[^\"]{2,24}\")"
_ANY_OF = re.compile(rf"{_QUOTED}(?:\s*[、/]\s*{_QUOTED})*\s*[或/]\s*{_QUOTED}$")  # “联委会”、“委员会”或“JEC”
_NEXT = re.compile(r"(?<=[”」\"])\s*[、或/]\s*(?=[“「\"])")

_AND = re.compile("[和与及]")  # 欧洲和中亚
_SHORTEST = 2
_SENTENCE = re.compile(r"[。！？\n]")


@lru_cache(maxsize=1 << 12)
def short_forms(content: str) -> Sequence[ShortForm]:
    """Return the short forms that the content of a bracket may hold, in order; none where it plainly has none."""
    # Brackets with the same content stand in every document: (a), (2020年), (开发署).
    if len(content) > 180 or is_number(content) or _SENTENCE.search(content):
        return []
    bare = content.rstrip()
    if bare[-1:] in ")）":
        if (match := _ENGLISH_WITH_SHORT.match(bare)) and is_symbol(match["english"].strip()):
            return []  # INFCIRC/540 (Corrected)
        if match:
            return [ShortForm(match["short"], *match.span("short"), is_told=False, english=match["english"])]
        if (match := _TWO.match(bare)) and all(map(is_han, match["han"])) and not says_more(match["han"]):
            return [ShortForm(match[group], *match.span(group)) for group in ("han", "latin")]
    # When, where and for how much says nothing of the form: COP28，2023年，迪拜.
    given = list(_parts(content))
    parts = [part for part in given if not _is_aside(part)] if len(given) > 1 else given
    if len(parts) > 2:  # 灾害信息中心，APDIM，德黑兰
        parts = [part for index, part in enumerate(parts) if not index or part.is_marked or not is_place(part.text)]
    marked = sum(part.is_marked for part in parts)
    forms: list[ShortForm] = []
    english = ""
    for part in parts:
        if _is_english(part):
            english = english or part.text
        elif part.is_marked or len(parts) == 2 or not forms or part.is_latin != forms[-1].is_latin:
            # Behind two parts stands another kind of form, or one that is told; places and remarks are neither.
            forms += [each for each in _alternatives(part) if _is_short(each)]
    if len(parts) > 2 and not english and not marked:
        return []  # a list of things
    return [
        form._replace(
            english=english if form.is_latin else "",
            beside="marked" if marked and not form.is_marked else "remarks" if len(parts) < len(given) else "",
        )
        for form in forms
    ]


def _is_aside(part: ShortForm) -> bool:
    """Tell whether one of several parts of a bracket says when, where or for how much, or where that is written."""
    text = part.text
    return not part.is_marked and (
        text in PLACES or is_number(text) or is_date(text) or is_symbol(text) or is_reference(text)
    )


@lru_cache(maxsize=1 << 12)
def is_place(form: str) -> bool:
    """Tell whether a form is the name of a place: words for places only, or the sounds of one, 伊图里省."""
    cut = words(form)
    if all(each is WordClass.PLACE and len(word.text) > 1 for word, each in zip(cut, classes_of(cut), strict=True)):
        return True
    return form[-1] in "省州市县区" and is_transcribed(form[:-1])


def begins_told(text: str) -> bool:
    """Tell whether a text begins with words that tell a short form: 又称欧佩克基金."""
    return _TOLD.match(text) is not None


def told_forms(text: str) -> Iterator[tuple[int, int, ShortForm]]:
    """Yield the short forms that words such as 以下简称 introduce outside brackets.

    Gives the offset of the wording (its comma included), its end, and the form at offsets of the text.
    """
    for match in beginning_at(_cues(text), _TOLD_OUTSIDE, text):
        start = match.start()
        if text[start - 2 : start] in _LANGUAGES:
            start -= 2
        while start and text[start - 1] in ",，、 —":
            start -= 1
        goes_on = text[match.end() : match.end() + 1]
        if start == 0 or text[start - 1] in "（(\n。":
            continue
        if goes_on and goes_on not in _BEHIND and not (match["quoted"] and _SHORTENS.search(match["cue"])):
            continue
        group = match.lastgroup or "bare"
        # 三个机构，即粮农组织…; 联合国环境管理集团，即环管集团，…: by itself 即 tells nothing, the letters must.
        is_told = not (match["bare"] and match["cue"][0] in "即称" and text[match.start() - 1] != "—")
        is_shortened = _SHORTENS.search(match["cue"]) is not None
        form = ShortForm(match[group], *match.span(group), is_told=is_told, is_shortened=is_shortened)
        form = form._replace(is_quoted=match["quoted"] is not None)
        if _is_short(form) and not (match["bare"] and (is_reference(match["bare"]) or _is_verb(match["bare"]))):
            yield start, match.end(), form


def _is_verb(form: str) -> bool:
    """Tell whether a form is a verb, which goes on with the sentence: 与环境署的英文简称|混淆."""
    cut = words(form)
    return len(cut) == 1 and classes_of(cut)[0] is WordClass.VERB


def _cues(text: str) -> list[int]:
    """Return where a wording that tells a form may begin: up to four characters before 称, or with 即 or 缩写."""
    places = {place - before for place in places_of(text, "称") for before in range(min(place, 4) + 1)}
    return sorted(places.union(places_of(text, "即", "缩写")))


def _parts(content: str) -> Iterator[ShortForm]:
    """Cut at commas outside quotation marks; take off the words that introduce a form, and its quotation marks."""
    position = 0
    for match in [*_COMMA.finditer(content), None]:
        end = match.start() if match else len(content)
        told = _TOLD.match(content, position, end)
        form = _unquoted(content, told.end() if told else position, end, is_told=told is not None)
        yield form._replace(is_shortened=_SHORTENS.search(told[0]) is not None) if told else form
        position = match.end() if match else end


def _unquoted(content: str, start: int, end: int, *, is_told: bool) -> ShortForm:
    while start < end and content[start].isspace():
        start += 1
    while end > start and content[end - 1].isspace():
        end -= 1
    closing = _QUOTES.get(content[start : start + 1])
    if end - start > 2 and closing and content.find(closing, start + 1) == end - 1:
        return ShortForm(content[start + 1 : end - 1], start + 1, end - 1, is_told, is_quoted=True)
    return ShortForm(content[start:end], start, end, is_told)


def _alternatives(part: ShortForm) -> list[ShortForm]:
    """Return the forms of a part: 人口基金/UNFPA and IGC或“委员会” hold two of different kinds."""
    if (symbol := SYMBOL.match(part.text)) and any(map(str.isdigit, symbol[0])) and not _MEETING.match(part.text):
        return []  # CD/1299和香农任务规定
    is_any = _ANY_OF.match(part.text) is not None
    parting = _NEXT if is_any else next((each for each in _ALTERNATIVES if each.search(part.text)), None)
    if parting is None:
        return [part]
    pieces, position = [], 0
    for match in [*parting.finditer(part.text), None]:
        end = match.start() if match else len(part.text)
        told = _TOLD.match(part.text, position, end)
        piece = _unquoted(part.text, told.end() if told else position, end, is_told=part.is_told)
        pieces.append(piece._replace(is_shortened=True) if part.is_shortened else piece)
        position = match.end() if match else end
    if min(len(piece.text) for piece in pieces) < _SHORTEST or _MEETING_OF_BOTH.match(part.text):
        return [part]  # “羲和号”
    if len(pieces) == 2 and part.is_told and not pieces[0].is_latin and not pieces[1].is_latin and "和" in part.text:
        # 下称公约和议定书 shortens two names, 下称毒品和犯罪问题办公室 one.
        first, second = (kind_of(piece.text) for piece in pieces)
        return [] if first is second or part.text[0] in _QUOTES else [part]
    is_pair = len(pieces) == 2 and (part.is_told or pieces[0].is_latin != pieces[1].is_latin)
    if len(pieces) == 2 and part.text.startswith("《") and pieces[1].text[0].isascii():
        is_pair = True  # 《流感防范框架》或PIP框架
    if is_pair and "和" in part.text and pieces[0].is_latin and pieces[1].text[:1] in _ALNUM:
        return []  # BE和BH信托基金
    if (is_any or is_pair) and all(map(_is_short, pieces)):
        return [piece._replace(start=part.start + piece.start, end=part.start + piece.end) for piece in pieces]
    return [part]


def _is_english(part: ShortForm) -> bool:
    """Tell whether a part is a name in English rather than a short form of two words: CTBTO PrepCom, Africa CDC."""
    first, *others = part.text.split(" ")
    if (
        part.is_told
        or not others
        or "".join(others).isdecimal()
        or part.text.isupper()
        or _ENGLISH.match(part.text) is None
    ):
        return False
    return len(others) > 1 or not any(_is_acronym(word) for word in (first, *others))


def _is_acronym(word: str) -> bool:
    """Tell whether a word is made of capitals, or has more than one: G5, PrepCom, but not Bio-Bridge."""
    parts = word.split("-")
    return any((len(part) > 1 and part.isupper()) or sum(map(str.isupper, part)) > 1 for part in parts)


def _is_short(form: ShortForm) -> bool:
    """Tell whether a form has the shape of a short form at all."""
    text = form.text
    if not 1 < len(text) <= 24 or is_number(text) or (is_symbol(text) and not _MEETING.match(text)):
        return False
    if ((closing := _QUOTES.get(text[0])) and (closing + "的" in text or text.endswith("之意"))) or "》的" in text:
        return False  # 法文简称为“PPA”的做法已停用, 即“阿拉伯统计”之意, 《全球湿地展望》的首份特刊
    if not form.is_told and (says_more(text) or PLACES.issuperset(_AND.split(text))):
        return False
    if not form.is_told and is_reference(text) and not is_numbered_text(text) and not _is_quoted_name(form):
        return False
    if form.is_latin:
        capitals = sum(map(str.isupper, text))
        # planetGOLD
        ends = text[0].islower() and text[-capitals:].isupper()
        is_capital = any(map(str.isupper, text[:3])) or (capitals > 1 and (form.is_marked or ends))
        return is_capital and _LATIN.match(_without_place(text)) is not None
    if "、" in text and "《" not in text:
        return False
    return len(text) - text.count(" ") <= 16 and _is_han_short(text.lstrip("《〈“‘"))


def _is_quoted_name(form: ShortForm) -> bool:
    """Tell whether a form in quotation marks has the end of a name, whatever is counted in it: “15项原则”."""
    return form.is_quoted and kind_of(form.text) is not Kind.OTHER


def _is_han_short(text: str) -> bool:
    # No pattern: to compile a class of Han characters takes longer than to look at every form of a report.
    return (text[:1] in _ALNUM or is_han(text[:1])) and all(c in _IN_HAN_SHORT or is_han(c) for c in text)
