"""DS01: a document symbol or the number of a resolution that is not well formed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.check.finding import Safety, Severity, Spot
from termkit.check.layout.quotations import quotations
from termkit.check.rule import Change, Issue, Papers, Rule, in_text
from termkit.check.titles.citations import adopted_otherwise, cited_by_symbol, cited_together, misdated, misnumbered
from termkit.check.titles.misspelt_numbers import misspelt_numbers, without_ordinal
from termkit.text.document import Span
from termkit.text.message import Message, Wording
from termkit.text.seeking import ending_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termkit.check.profile import Profile
    from termkit.text.document import Document

__all__ = ["RULE"]

_HAS = Wording("the symbol has {told}; write {better}", "文号中有{told}；应写作“{better}”")
_SPELL = Wording("the symbol is misspelt; write {better}", "文号拼写有误；应为“{better}”")
_UNNUMBERED = Wording("the symbol lacks the number behind {word}.", "文号“{word}.”之后缺编号")
_LACKS = Wording("{number} lacks 号", "“{number}”后缺“号”字")
_BARE = Wording("{number}号{what} lacks 第", "“{number}号{what}”缺“第”字")
_BARE_YEARLESS = Wording(
    "{number}号{what} lacks 第 and the year in brackets", "“{number}号{what}”缺“第”字和括号内的年份"
)
_GAP = Wording(
    "other resolution numbers have no space here; write {better}", "其他决议编号此处无空格；应写作“{better}”"
)
_WIDTH = Wording(
    "other resolution numbers have half-width brackets; write {better}", "其他决议编号用半角括号；应写作“{better}”"
)
_YEARLESS = Wording("the year is missing; {like} elsewhere", "缺括号内的年份；他处写作“{like}”")
_LETTERLESS = Wording("the letter is missing; {like} elsewhere", "缺字母；他处写作“{like}”")
_SMALL = Wording("paragraphs have small letters; write {better}", "段次用小写字母；应写作“{better}”")
_EACH = Wording(
    "each resolution has its own 第 and 号 elsewhere ({like})", "他处每个决议编号均有“第”和“号”(如“{like}”)"
)
_SYMBOL_HERE = Wording(
    "a resolution by its symbol here, by its number elsewhere ({like}); write {better}",
    "此处用决议的文号，他处用编号(如“{like}”)；应写作“{better}”",
)
_MISNUMBERED = Wording(
    "the Council numbers resolutions from 1 and decisions from 201; check number and kind",
    "经社理事会决议自1号起、决定自201号起编号；请核对编号和“决议”“决定”",
)
_MISDATED = Wording("another year than elsewhere ({like}); check it", "括号内的年份与他处(“{like}”)不同；请核对")
_ADOPTED = Wording(
    "the number has another year or session than that of the adoption before it; check both",
    "编号中的年份或届次与前文通过的年份或届次不符；请核对",
)
_WRITE = Wording("write {better}", "应写作“{better}”")

_WIDE = str.maketrans({i: i - 0xFEE0 for i in range(0xFF01, 0xFF5F)})
_OF_TREATIES = "CEDAW|CCPR|CRC|CAT|CERD|CRPD|CMW|CED"
_SYMBOL = rf"(?:A|E|S|ST|DP|TD|ID|{_OF_TREATIES}|HRI|ICCD|FCCC|UNEP|JIU|GOV|DC|CD|NPT)"
_PIECE = r"(?:[A-Z][A-Za-z]*\.[ \u00a0]?\d+|[A-Za-z0-9]+(?:\.[A-Za-z0-9]+)*)"
_GAPPED = Message("a space inside", "空格")
_CASES = (
    (
        re.compile(rf"(?<![A-Za-z]){_SYMBOL}(?:[/／] ?[A-Z0-9][A-Za-z0-9.]*)*／(?:[A-Z0-9][A-Za-z0-9.]*[/／]?)+"),
        Message("a full-width slash", "全角斜线"),
    ),
    (
        re.compile(r"[Ａ-Ｚ][Ａ-Ｚ０-９A-Z0-9.．]*[/／][Ａ-Ｚ０-９A-Z0-9/／．.]*[0-9０-９]"),
        Message("full-width letters", "全角字母"),
    ),
    (
        re.compile(
            rf"(?<![A-Za-z/]){_SYMBOL}(?: /|/ |/(?:[A-Z]+[.0-9A-Z]*/)*[A-Z0-9.]+ /|(?:/{_PIECE})+/ )"
            r"(?:[A-Z][A-Za-z]*\.)?\d{1,4}(?:/\d+|/[A-Z][A-Za-z]*\.\d+)*(?![\d/])"
        ),
        _GAPPED,
    ),
    (
        re.compile(rf"(?<![A-Za-z/=.]){_SYMBOL}/(?:{_PIECE}/)*[A-Z][A-Za-z]*\.[ \u00a0]\d+(?:/{_PIECE})*(?![\d/])"),
        _GAPPED,
    ),
    (
        # The State behind the gap: CCPR/C/ SDN/5.
        re.compile(
            rf"(?<![A-Za-z/=.])(?:{_OF_TREATIES})/(?:{_PIECE}/)* (?!{_SYMBOL}/)"
            rf"(?:[A-Z]+/)+(?:[A-Z][A-Za-z]*\.)?\d+(?:/{_PIECE})*"
        ),
        _GAPPED,
    ),
    (
        re.compile(
            rf"(?<![A-Za-z/=.:\\]){_SYMBOL}(?:/{_PIECE})*(?:\\(?=[A-Z0-9][A-Za-z]*[\d.\\/]){_PIECE}(?:/{_PIECE})*)+"
        ),
        Message("a backslash", "反斜线"),
    ),
)
# The words that a symbol's parts begin with, as they are spelt (UN Editorial Manual, Document symbols).
_SPELT = {word.lower(): word for word in "Add Rev Corr Amend L WP CRP INF CONF RES DEC PV SR PRST NGO PET".split()}
_SPELT_SMALL = frozenset(["Res", "Dec"])
_NUMBERED = frozenset(["Add", "Rev", "Corr", "Amend"])
# A slash is missing: A/HRC 49/3, A/76/100 Add.1, A/76/100Add.1.
_UNJOINED = re.compile(
    rf"(?<![A-Za-z/=.]){_SYMBOL}/(?:(?:[A-Z]+(?:\.\d+)?/)*[A-Z]+(?:\.\d+)?(?P<gap> )(?=\d{{1,4}}/(?:[A-Z][a-z]*\.)?\d)"
    rf"|(?:{_PIECE}/)*(?:[A-Z]+\.)?\d+(?P<part>[ \u00a0]?)(?=(?:{'|'.join(sorted(_NUMBERED))})\.\d))"
    rf"{_PIECE}(?:/{_PIECE})*"
)
_PART = re.compile(rf"/(?P<word>(?i:{'|'.join(_SPELT)}))(?P<number>\.? ?\d+)?(?![A-Za-z])")
_HEAD = re.compile(rf"(?<![A-Za-z/=.]){_SYMBOL}(?:/[A-Za-z0-9.()-]+)*$")
_LONGEST = 40
_LONGEST_LIST = 1200
"""Characters of a list of resolutions: those of the Security Council recall up to a hundred."""
# Series that are told by a number behind a dot: committees, commissions, conferences, working groups.
_SERIES = re.compile(
    rf"(?<![A-Za-z/=.])(?:A|E|S|ST|TD|DP|ID)/(?:{_PIECE}/)*?(?P<word>CN|AC|CONF|WG|SC|C)(?=\d{{1,3}}/)(?:\d+/{_PIECE})(?:/{_PIECE})*"
)
# What a faulty symbol has in it: blocks without that are not looked at.
_SIGNS = dict(
    zip(
        (*(pattern for pattern, _ in _CASES), _SERIES, _UNJOINED),
        (
            [re.compile(sign) for sign in signs]
            for signs in (
                ("／",),
                ("/", "／"),
                (" /", "/ "),
                (r"\.[ \u00a0]\d",),
                ("/ [A-Z]",),
                (r"\\",),
                (r"/(?:CN|AC|CONF|WG|SC|C)\d",),
                (r" (?<=[A-Z\d] )\d{1,4}/", *(rf"{word}\.(?<=[\d \u00a0]{word}.)" for word in sorted(_NUMBERED))),
            )
        ),
        strict=True,
    )
)
_RESOLUTION = re.compile(
    r"第 ?\d{1,3}/\d{1,4}(?: ?[A-Z])?(?:(?=[、，和及]\s?第 ?\d|决议|决定)| (?=决议|决定))"
    r"|第 ?\d{3,4} ?[(（]\d{4}[)）](?=(?:决议|[、和及]第))"
)
_RESOLUTIONS = re.compile("号决议")
_BARE_NUMBER = re.compile(
    r"(?P<number>\d(?<![\d/／.第A-Za-z(（-]\d)(?<!第 \d)\d{2,3}(?P<year>[ ]?[(（](?:\d{4}|[IVXL]+)[)）])?)"
    " ?号(?P<what>决议)"
)
# 第4(I)段: subparagraphs are lettered (a), (b) or (i), (ii) (UN Editorial Manual, Numbering of paragraphs).
_PARAGRAPH = re.compile(r"第 ?\d{1,3} ?[(（](?P<letter>[A-Z])[)）] ?段")
_LISTED = re.compile(r"第[\d\s、，,和及与至/()（）IVXLA-Z号-]*$")
_REST_OF_LIST = re.compile(r"(?:[、和及]|以及)\s?第[\d\s、和及以第/()（）A-Z号]*号")
_SPACED = re.compile(r"第(?P<lead> ?)\d{3,4}(?P<gap> ?)[(（]\d{4}[)）](?P<tail> ?)号")
_LEAST_WITHOUT = 2
_WIDE_YEAR = re.compile(r"第 ?\d{3,4}(?P<year> ?（\d{4}） ?)号")
_NUMBER = re.compile(r"第 ?(?P<number>\d{3,4}|\d{1,3}/\d{1,4})(?P<rest> ?[(（]\d{4}[)）]| ?[A-Z])? ?号(?P<what>决议)?")
# What stands behind a symbol that was told in full: A/63/150 和 Corr. 1.
_GAPPED_NUMBER = re.compile(r"\.[ \u00a0]\d+")
_GAPPED_PART = re.compile(r"(?:Add|Rev|Corr|Amend)\.(?P<gap>[ \u00a0])\d+")
_LONGEST_PART = 5
_JOINED_TO = re.compile(
    rf"(?<![A-Za-z/=.]){_SYMBOL}(?:/{_PIECE})+(?:[、，,]? ?(?:和|及|以及|、) ?(?:Add|Rev|Corr|Amend)\.\d+)*"
    r"[、，,]? ?(?:和|及|以及|、) ?$"
)


def _find(document: Document, profile: Profile) -> Iterator[Issue]:  # noqa: ARG001
    yield from sorted(_faults(document), key=lambda issue: issue.spot.span)


def _faults(document: Document) -> Iterator[Issue]:
    text = document.text
    seen: list[Span] = []
    for pattern, told in _CASES:
        for match in _matches(document, pattern):
            span = Span(*match.span())
            if any(span.overlaps(each) for each in seen):
                continue
            seen.append(span)
            better = re.sub(r"\s", "", match.group().translate(_WIDE)).replace("\\", "/")
            message = _HAS(told=told, better=better)
            yield Issue(Spot(document, span), message, (), (Change(span, better),))
    for match in _matches(document, _SERIES):
        span = Span(*match.span())
        if not any(span.overlaps(each) for each in seen):
            seen.append(span)
            better = f"{text[span.start : match.end('word')]}.{text[match.end('word') : span.end]}"
            yield Issue(Spot(document, span), _SPELL(better=better), (), (Change(span, better),))
    yield from _unjoined(document, seen)
    yield from _parts(document, seen)
    for match in ending_in(_GAPPED_NUMBER.finditer(text), _GAPPED_PART, text, _LONGEST_PART):
        if not _JOINED_TO.search(text, max(match.start() - 2 * _LONGEST, 0), match.start()):
            continue
        span, gap = Span(*match.span()), Span(*match.span("gap"))
        better = match.group().replace(match["gap"], "")
        yield Issue(Spot(document, span), _HAS(told=_GAPPED, better=better), (), (Change(gap, ""),))
    for match in _RESOLUTION.finditer(text):
        span = Span(*match.span())
        if _shares_its_word(text, match):
            continue
        changes = (Change(Span(span.end, span.end), "号"),)
        yield Issue(Spot(document, span), _LACKS(number=match.group().rstrip()), (), changes)
    yield from _resolutions(document)


def _unjoined(document: Document, seen: list[Span]) -> Iterator[Issue]:
    """Yield the symbols in which a slash is missing, but where a line ends."""
    for match in _matches(document, _UNJOINED):
        span, gap = Span(*match.span()), Span(*match.span("part" if match["gap"] is None else "gap"))
        if not any(span.overlaps(each) for each in seen) and not _is_broken(document, gap):
            seen.append(span)
            better = f"{document.text[span.start : gap.start]}/{document.text[gap.end : span.end]}"
            yield Issue(Spot(document, span), _SPELL(better=better), (), (Change(gap, "/"),))


def _shares_its_word(text: str, number: re.Match[str]) -> bool:
    """Tell whether a number stands in a list that has one 号 for all: 第2014(2011)、第2051(2012)号决议."""
    behind = _REST_OF_LIST.match(text, number.end())
    before = _LISTED.search(text, max(number.start() - _LONGEST, 0), number.start())
    listed = (before.group() if before else "") + (behind.group() if behind else "")
    return behind is not None and listed.count("号") == 1


def _resolutions(document: Document) -> Iterator[Issue]:
    """Yield the numbers of resolutions with 号 inside the brackets, without 第, or with a gap that no other one has."""
    text = document.text
    for span, better in misspelt_numbers(text):
        # The line ends of a print are no spaces.
        if "／" in text[span.start : span.end] or not _is_broken(document, span):
            yield Issue(Spot(document, span), _WRITE(better=better), (), (Change(span, better),))
    closed = quotations(text)
    bare = ending_in(_RESOLUTIONS.finditer(text), _BARE_NUMBER, text, _LONGEST)
    for match in (*bare, *without_ordinal(text)):
        # 第1325(2000)、1820(2008)和1888号决议: one 第 is enough for all.
        if closed.holds(Span(*match.span())):
            continue
        if _LISTED.search(text, max(match.start() - _LONGEST_LIST, 0), match.start()):
            continue
        is_whole = not match["number"].isdigit()
        told = _BARE if is_whole else _BARE_YEARLESS
        # 在 72/278 号决议: the space belongs behind 第.
        start = match.start() - (text[match.start() - 1 : match.start()] == " ")
        better = f"第{text[start : match.start()]}"
        changes = (Change(Span(start, match.start()), better),) if is_whole else ()
        yield Issue(Spot(document, Span(*match.span())), told(number=match["number"], what=match["what"]), (), changes)
    for match in _PARAGRAPH.finditer(text):
        # No fix: I may be the letter or a number.
        better = match.group().replace(match["letter"], match["letter"].lower())
        yield Issue(Spot(document, Span(*match.span())), _SMALL(better=better))
    yield from _gaps(document)
    yield from _otherwise(document)
    yield from _cited(document)


def _otherwise(document: Document) -> Iterator[Issue]:
    """Yield the numbers with full-width brackets, without a year or without a letter where others have it."""
    text = document.text
    closed = quotations(text)
    numbers = [match for match in _NUMBER.finditer(text) if not closed.closes_in(Span(*match.span()))]
    rests = [(match["rest"] or "").strip() for match in numbers]
    wide = [rest for rest in rests if rest.startswith("（")]
    if sum(rest.startswith("(") for rest in rests) > len(wide) > 0:
        for match in _WIDE_YEAR.finditer(text):
            year = match["year"].translate(_WIDE)
            span, better = Span(*match.span()), match.group().replace(match["year"], year)
            yield Issue(Spot(document, span), _WIDTH(better=better), (), (Change(Span(*match.span("year")), year),))
    # 第1540(2004)号决议(第1540号决议): a short form.
    defined = {m["number"] for m in numbers if text[m.start() - 1 : m.start()] in {"(", "（"} and not m["rest"]}
    whole: dict[str, dict[str, str]] = {}
    for match, rest in zip(numbers, rests, strict=True):
        if rest:
            whole.setdefault(match["number"], {})[rest] = match.group().removesuffix("决议")
    for match, rest in zip(numbers, rests, strict=True):
        like = whole.get(match["number"], {})
        # Of 第61/105 A号 and 第61/105 B号 the one without a letter may be both.
        if not rest and match["what"] and len(like) == 1 and match["number"] not in defined:
            told = _LETTERLESS if "/" in match["number"] else _YEARLESS
            yield Issue(Spot(document, Span(*match.span())), told(like=next(iter(like.values()))))


def _cited(document: Document) -> Iterator[Issue]:
    """Yield the resolutions that others are cited otherwise than."""
    for span, like in cited_by_symbol(document):
        # No fix: 大会 or 号决议 may stand beside it.
        yield Issue(Spot(document, span), _SYMBOL_HERE(like=like, better=f"大会{like}"))
    for span, like in cited_together(document.text):
        yield Issue(Spot(document, span), _EACH(like=like))
    yield from (Issue(Spot(document, span), _MISDATED(like=like)) for span, like in misdated(document.text))
    yield from (Issue(Spot(document, span), _MISNUMBERED()) for span in misnumbered(document.text))
    yield from (Issue(Spot(document, span), _ADOPTED()) for span in adopted_otherwise(document.text))


def _gaps(document: Document) -> Iterator[Issue]:
    text = document.text
    numbers = list(_SPACED.finditer(text))
    # A line break in the draft is no space.
    spaced = [match for match in numbers if match["gap"] and not _is_broken(document, Span(*match.span("gap")))]
    if len(numbers) - len(spaced) >= max(_LEAST_WITHOUT, 2 * len(spaced)):
        for match in spaced:
            gaps = [Span(*match.span("gap"))]
            if not any(each["tail"] for each in numbers if not each["gap"]) and match["tail"]:
                gaps.append(Span(*match.span("tail")))
            better = re.sub(r" ?([(（]\d{4}[)）])" + (" ?" if len(gaps) > 1 else ""), r"\1", match.group())
            yield Issue(
                Spot(document, Span(*match.span())), _GAP(better=better), (), tuple(Change(gap, "") for gap in gaps)
            )


def _is_broken(document: Document, gap: Span) -> bool:
    around = document.place(Span(gap.start - 1, gap.end + 1))
    return around.end_line > around.line


def _parts(document: Document, seen: Sequence[Span]) -> Iterator[Issue]:
    """Yield the symbols with a part that is spelt otherwise or lacks its number: A/78/l.12, S/2024/420/Add."""
    text = document.text
    for match in _PART.finditer(text):
        head = _HEAD.search(text, max(0, match.start() - _LONGEST), match.start())
        if head is None:
            continue
        word, number = _SPELT[match["word"].lower()], match["number"] or ""
        span = Span(head.start(), match.end())
        # UNEP/EA.5/Res.14: resolutions and decisions of some bodies are spelt so.
        if any(span.overlaps(each) for each in seen) or match["word"] in _SPELT_SMALL:
            continue
        digits = number.strip(". ")
        better = f"{text[span.start : match.start()]}/{word}" + (f".{digits}" if digits else "")
        if not digits and word in _NUMBERED:
            yield Issue(Spot(document, span), _UNNUMBERED(word=word))
        elif better != text[span.start : span.end]:
            yield Issue(Spot(document, span), _SPELL(better=better), (), (Change(span, better),))


def _matches(document: Document, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    text = document.text
    looked = -1
    for offset in sorted(each.start() for sign in _SIGNS[pattern] for each in sign.finditer(text)):
        block = document.block_at(offset)
        if looked < offset < block.span.end:
            looked = block.span.end
            yield from pattern.finditer(text, *block.span)


RULE = Rule(
    code="DS01",
    name="malformed-symbol",
    severity=Severity.WARNING,
    what=(
        "A document symbol with a full-width slash, a backslash or a space in it, without a slash, or with a part that "
        "is spelt otherwise or lacks its dot or number; a resolution number without 第 or 号, with a slash or a year "
        "that is misspelt or misplaced, or with a space or brackets that others lack, or without the year or letter "
        "that it has elsewhere, or cited otherwise than others, or with another year than elsewhere or than that of "
        "its adoption; 第4(I)段."
    ),
    why="A symbol is a key: no system finds A／63／150 (UN Editorial Manual, Document symbols).",
    example="A／63／150 — A/63/150; 第 52/12 B、第 57/270 B 号决议 — 第 52/12 B 号、",
    zh=Papers(
        title="文号有误",
        what="文号中有全角斜线、反斜线或空格，或缺斜线，或某一部分拼写有误、缺圆点或编号，或决议编号缺“第”字、“号”字、年份或字母，或斜线、年份的写法或位置有误，或空格、括号与他处不一，或所含年份与他处或通过的年份不符。",
        why="文号是检索的依据：写成A／63／150，任何系统都查不到(《联合国编辑手册》，“文件编号”部分)。",
        example="A／63／150——A/63/150；第52/12 B、第57/270 B号决议——第52/12 B号、",
    ),
    find=in_text(_find),
    measured=(
        "Read by its developer, and most by blind readers. Seed reports: 12 of 12 right. 262 other documents and "
        "passages: 11 of 11 right."
    ),
    fix=Safety.SAFE,
    each_place=True,
)
