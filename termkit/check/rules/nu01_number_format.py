"""NU01: numbers written in one way here and in another there: thousands, sessions, centuries, anniversaries."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from termkit.check.finding import Safety, Severity, Spot
from termkit.check.layout.prose import in_prose
from termkit.check.layout.quotations import quotations
from termkit.check.phrases import times
from termkit.check.rule import Change, Issue, Papers, Rule, in_text, odd_ones
from termkit.text.document import Span
from termkit.text.message import NOTHING, Wording
from termkit.text.numerals import chinese_numbers, whole_number
from termkit.text.seeking import places_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from termkit.check.profile import Profile
    from termkit.text.document import Document
    from termkit.text.message import Message

__all__ = ["RULE"]

_WRITTEN = Wording("{number} written {kind}{rest}; write {grouped} here", "{number}{kind}{rest}；此处应写作“{grouped}”")
_NUMBERS = (Wording("1 number", "1个数字"), Wording("{count} numbers", "{count}个数字"))
_REST = Wording(", {count} {kind}", "，另有{count}个{kind}")

_SESSIONS = Wording(
    "{text}: counted in figures{times}, others in Chinese numerals ({like}); use one kind",
    "{text}：次第用了阿拉伯数字{times}，他处用汉字数字(如{like})；应统一",
)
_COUNTED = Wording(
    "{text}{times} beside {like}; use one kind of numerals", "“{text}”{times}与“{like}”混用；数字写法应统一"
)

_NO_NUMERAL = Wording(
    "{text}{times}: a letter or a figure among Chinese numerals; write {better}",
    "“{text}”{times}：汉字数字中夹有字母或阿拉伯数字；应写作“{better}”",
)

_NO_ORDINAL = Wording(
    "{text}{times} beside {like}; write 第 and 届 with each number",
    "“{text}”{times}与“{like}”并用；每个届次均应写“第……届”",
)

_SPACES = " \u00a0\u2009\u202f"
# A gap before more space is the one between two columns. Four digits without a gap may be a year, a resolution
# or a document: they count only before a unit.
_UNIT = (
    r"(?=[^\S\n]?(?:多|余)?[^\S\n]?(?:万|亿|名|人(?![权道类])|个|项(?!目)|次|美元|欧元|瑞郎|公里|公顷|吨|公吨"
    r"|户|平方|起|例|所|份|家|辆|台))"
)
_NUMBER = re.compile(
    # A class comes first: the scan runs over all else at once.
    rf"\d(?:(?P<space>\d{{0,2}}(?:[{_SPACES}]\d{{3}})+(?! {{2}}|\t))"
    rf"|(?P<comma>\d{{0,2}}(?:,\d{{3}})+)|(?P<none>\d{{3,}}){_UNIT})"
    r"(?![\d/-])"
)
_YEAR = re.compile(r"[12] ?\d{3} ?年")
# From a hundred on figures are shorter, and usual: 第139届大会. So they are for the meetings of a body: 第12次会议.
_SESSION = re.compile(
    r"(?P<before>[第和及至、](?:(?<=第)|(?<=届.)|(?<=届会议.)) ?)"
    r"(?:(?P<figures>\d{1,2})|(?P<han>[一二三四五六七八九十]{1,4})) ?"
    # What is counted is named behind: 第24次于 says nothing of sessions.
    r"(?P<unit>届|次(?! ?(?:全体)?会议|[于在由是，。；、)）]))"
)
_ENDS_OF_SESSIONS, _JOINTS = ("届", "届会议"), "和及至、"
_JOINED = re.compile("(?:会议|常会)?(?:以?及|[和至、])?")
_MEETING = re.compile(
    r"第 ?(?:(?P<figures>\d{2,3})|(?P<han>[〇○零一二三四五六七八九十百]{2,5})) ?(?P<unit>届|次)(?=会议|常会|特别会议)"
)
_LEAST_MEETING = {"次": 11, "届": 100}
_TWO_SESSIONS = re.compile("第[一二三四五六七八九十百]{1,6}届?[和及至](?P<second>第)?[一二三四五六七八九十百]{1,6}届")
# 第一O六届, 一九八0年: what looks like 〇. Of ○ and 零, which many write, nobody complains.
_LIKE_ZERO = "0０OoＯｏΟοОо"
_LOOKS_SO = re.compile(rf"[{_LIKE_ZERO}](?<=[〇○零一二三四五六七八九].)")
_ZERO = re.compile(rf"[〇○零一二三四五六七八九]+[{_LIKE_ZERO}][〇○零一二三四五六七八九{_LIKE_ZERO}]*(?=\s?[年届次号])")
# 二十1世纪, 7十一届: one figure in a number that is told by tens.
_TENS = re.compile(r"(?P<number>[一二三四五六七八九]?[十百][1-9]|(?<![\d.])[1-9][十百][一二三四五六七八九]?) ?$")
_BY_TENS = ("世纪", "届", "周年")
_IN_HAN = str.maketrans("123456789", "一二三四五六七八九") | dict.fromkeys(map(ord, _LIKE_ZERO), "〇")
_COUNTED_UNIT = re.compile(r"世纪|周年|年期|岁以[下上]")
_BEFORE_UNIT = re.compile(r"(?:(?P<han>[一二三四五六七八九十百]{1,5})|(?<!\d)(?P<figures>\d{1,3}) ?)$")
_SO_CALLED = "议程"
_REACH = 6
_LEAST_SESSIONS = 2
_LEAST_DIGITS = 4
_TOLD = {
    "space": Wording("with a gap ({like})", "以空格分节(如{like})"),
    "comma": Wording("with a comma ({like})", "以逗号分节(如{like})"),
    "none": Wording("without a mark ({like})", "不分节(如{like})"),
}
# What stands before the number of a resolution or the end of a range.
_IN_NUMBER = ("第", "第 ", "至", "-", "—")
_GAP = {"space": " ", "comma": ",", "none": ""}


def _find(document: Document, profile: Profile) -> Iterator[Issue]:
    yield from _thousands(document, profile)
    yield from _sessions(document)
    yield from _same_session(document)
    yield from _counted(document)
    yield from _two_sessions(document)
    yield from _no_numerals(document)


def _no_numerals(document: Document) -> Iterator[Issue]:
    """Yield 第一O六届, 一九八0年 and 二十1世纪, in headings too."""
    text = document.text
    found = [Span(*match.span()) for match in _ZERO.finditer(text)] if _LOOKS_SO.search(text) else []
    numbers = (_TENS.search(text, max(unit - _REACH, 0), unit) for unit in places_of(text, *_BY_TENS))
    found += [Span(*number.span("number")) for number in numbers if number]
    spots = [Spot(document, span) for span in sorted(found)]
    if spots:
        changes = tuple(Change(spot.span, spot.text.translate(_IN_HAN)) for spot in spots)
        yield Issue(spots[0], _no_numeral(spots), tuple(spots[1:]), changes, tell=_no_numeral)


def _no_numeral(spots: Sequence[Spot]) -> Message:
    text = spots[0].text
    return _NO_NUMERAL(text=text, times=times(len(spots)), better=text.translate(_IN_HAN))


def _two_sessions(document: Document) -> Iterator[Issue]:
    """Yield 第七十一和七十二届 where other sessions have their own 第 each."""
    closed = quotations(document.text)
    found: dict[bool, list[Spot]] = {True: [], False: []}
    for span, match in in_prose(document, _TWO_SESSIONS):
        if not closed.closes_in(span):
            found[match["second"] is not None].append(Spot(document, span))
    odd, usual = found[False], found[True]
    if odd and usual:
        yield odd_ones(_NO_ORDINAL, odd, usual[0])


def _sessions(document: Document) -> Iterator[Issue]:
    """Yield the sessions and summits in figures where most are counted in Chinese numerals."""
    found: dict[str, dict[str, list[Spot]]] = {unit: {"figures": [], "han": []} for unit in "届次"}
    closed = quotations(document.text)
    for span, match in in_prose(document, _SESSION, _session_places(document.text)):
        if not closed.closes_in(span):
            # 第六十九届和|70届: the conjunction is no part of it.
            shown = span if match["before"].startswith("第") else Span(match.end("before"), span.end)
            found[match["unit"]]["figures" if match["figures"] else "han"].append(Spot(document, shown))
    for kinds in found.values():
        odd, usual = kinds["figures"], kinds["han"]
        if len(usual) < max(_LEAST_SESSIONS, len(odd)):
            odd = [spot for spot in odd if any(_are_joined(spot, other) for other in usual)]
        if odd:
            yield odd_ones(_SESSIONS, odd, usual[0])._replace(beside=())


def _session_places(text: str) -> list[int]:
    """Return where the number of a session may begin: at 第, or at what joins it to the session before."""
    joints = (place + len(end) for end in _ENDS_OF_SESSIONS for place in places_of(text, *map(end.__add__, _JOINTS)))
    return sorted([*places_of(text, "第"), *joints])


def _are_joined(one: Spot, other: Spot) -> bool:
    """Tell whether two sessions are named in one breath: 第六十九届和第70届."""
    first, last = sorted((one.span, other.span))
    return first.end <= last.start and _JOINED.fullmatch(one.document.text, first.end, last.start) is not None


def _same_session(document: Document) -> Iterator[Issue]:
    """Yield the fewer of 第36次会议 and 第三十六次会议, of 第150届会议 and 第一五〇届会议: one number of one thing."""
    closed = quotations(document.text)
    found: dict[tuple[str, int], dict[str, list[Spot]]] = {}
    for span, match in in_prose(document, _MEETING):
        kind = "figures" if match["figures"] else "han"
        value = whole_number(match[kind])
        # Below that each body has one, and 届 is told of whatever its number: see _sessions.
        if value >= _LEAST_MEETING[match["unit"]] and not closed.closes_in(span):
            kinds = found.setdefault((match["unit"], value), {"figures": [], "han": []})
            kinds[kind].append(Spot(document, span))
    for kinds in found.values():
        odd, usual = sorted(kinds.values(), key=len)
        if odd:
            yield odd_ones(_COUNTED, odd, usual[0])


def _counted(document: Document) -> Iterator[Issue]:
    """Yield the fewer of 75周年 and 七十五周年, of 21世纪 and 二十一世纪: one number of one thing.

    What stands in a title counts, but is not told; and not at all in 《21世纪议程》, which is so called.
    """
    text = document.text
    units: dict[str, dict[str, list[tuple[str, Spot]]]] = {}
    for span, unit in in_prose(document, _COUNTED_UNIT, places_of(text, "世纪", "周年", "年期", "岁以")):
        number = _BEFORE_UNIT.search(text, max(span.start - _REACH, 0), span.start)
        if number and not text.startswith(_SO_CALLED, span.end):
            kinds = units.setdefault(unit.group(), {"figures": [], "han": []})
            kinds[number.lastgroup or "han"].append((number.group(), Spot(document, Span(number.start(), span.end))))
    for kinds in units.values():
        if all(kinds.values()):
            yield from _of_one_value(kinds)


def _of_one_value(kinds: Mapping[str, Sequence[tuple[str, Spot]]]) -> Iterator[Issue]:
    values: dict[str, dict[str, list[Spot]]] = {}
    for kind, numbers in kinds.items():
        for number, spot in numbers:
            values.setdefault(chinese_numbers(number)[0][-1], {each: [] for each in kinds})[kind].append(spot)
    for spots in values.values():
        fewer, usual = sorted(spots.values(), key=lambda each: (len(each), not _outside_titles(each)))
        if odd := _outside_titles(fewer):
            yield odd_ones(_COUNTED, odd, usual[0])


def _outside_titles(spots: Sequence[Spot]) -> Sequence[Spot]:
    return [spot for spot in spots if not quotations(spot.document.text).closes_in(spot.span)]


def _thousands(document: Document, profile: Profile) -> Iterator[Issue]:
    found: dict[str, list[Span]] = {kind: [] for kind in _TOLD}
    for span, match in in_prose(document, _NUMBER):
        before = document.text[span.start - 1 : span.start]
        if before and (before in ".,/-" or (before.isascii() and before.isalnum())):
            continue
        # 2 019 年 at the end of a line is a year that was cut, and so is any number that a line end cuts.
        if document.source_map.is_joined(span) or _YEAR.match(document.text, span.start):
            continue
        if match.lastgroup and not document.text.endswith(_IN_NUMBER, 0, span.start):
            found[match.lastgroup].append(span)
    used = [kind for kind in _TOLD if found[kind]]
    if not used:
        return
    if profile.thousands in _TOLD:
        wanted = profile.thousands
    elif _is_by_length(document.text, found):
        return
    else:
        wanted = max(used, key=lambda kind: len(found[kind]))
    for kind in used:
        if kind == wanted:
            continue
        spots = [Spot(document, span) for span in found[kind]]
        usual = [Spot(document, span) for span in found[wanted]]
        tell = partial(_written, kind=kind, wanted=wanted, usual=usual)
        changes = tuple(Change(spot.span, _grouped(spot.text, wanted)) for spot in spots)
        yield Issue(spots[0], tell(spots), tuple(spots[1:]), changes, tell=tell)


def _written(spots: Sequence[Spot], kind: str, wanted: str, usual: Sequence[Spot]) -> Message:
    number = _NUMBERS[len(spots) > 1](count=len(spots))
    rest = _REST(count=len(usual), kind=_TOLD[wanted](like=usual[0].text)) if usual else NOTHING
    told = _TOLD[kind](like=spots[0].text)
    return _WRITTEN(number=number, kind=told, rest=rest, grouped=_grouped(spots[0].text, wanted))


def _is_by_length(text: str, found: Mapping[str, Sequence[Span]]) -> bool:
    """Tell whether numbers of four digits alone are written without a mark: 1500 beside 10 000 is usual."""
    short, *others = (
        {sum(map(str.isdigit, text[span.start : span.end])) for span in found[kind]}
        for kind in ("none", "space", "comma")
    )
    return short == {_LEAST_DIGITS} and not any(_LEAST_DIGITS in lengths for lengths in others)


def _grouped(number: str, kind: str) -> str:
    digits = re.sub(r"\D", "", number)
    return f"{int(digits):,}".replace(",", _GAP[kind])


RULE = Rule(
    code="NU01",
    name="number-format",
    severity=Severity.INFO,
    what=(
        "Thousands are set apart by a gap here, by a comma there, or not at all; sessions, centuries or anniversaries "
        "are counted in figures here and in Chinese numerals there, two sessions with one 第; a letter or a figure "
        "stands among Chinese numerals. One finding a document and kind."
    ),
    why="One style for like cases (GB/T 15835-2011, 5.2). FAO writes 4000; the profile may ask for one kind.",
    example="1 500 个广播电台 beside 6480万美元; 第39届会议 beside 第四十一届会议",
    zh=Papers(
        title="数字写法不一",
        what=(
            "同一文件中四位以上的数字，有的以空格分节，有的以逗号分节，有的不分节；或届次、世纪、周年有的用阿拉伯数字，有的用汉字；或汉字数字中夹有字母或阿拉伯数字。"
            "每份文件每种写法只报一次。"
        ),
        why="同类数字写法一致(GB/T 15835-2011，5.2)。粮农组织写4000；体例可规定一种写法。",
        example="“1 500个广播电台”与“6480万美元”并用；“第39届会议”与“第四十一届会议”并用",
    ),
    find=in_text(_find),
    measured=(
        "Read by its developer, and most by blind readers. "
        "Seed reports: 6 of 7 right, one doubtful. 282 other documents and passages:"
        " 3 of 3 right."
        " 222 documents of 2021-2023 at first sight: 23 of 25 right."
    ),
    fix=Safety.UNSAFE,
)
