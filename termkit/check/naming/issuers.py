"""Whose document it is: the bodies that its masthead names, or that its symbol is of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.check.memo import once_a_document
from termkit.terms.concept import FULL_TYPES, TermType
from termkit.text.characters import is_han
from termkit.text.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termkit.check.material import Facts, Material
    from termkit.text.document import Document

__all__ = ["is_in_masthead", "is_of_state"]

_HEADS = frozenset({BlockKind.MASTHEAD, BlockKind.RUNNING})
# No footnotes: 215 EX/4 Part I is read as one.
_TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM})
# What stands beside a name in the line of a masthead: another name, the board of the bodies. A title has more.
_ORGAN = r"(?:执行局|执行理事会|执行委员会|理事会|委员会|(?:成员国)?大会|秘书处)"
_SESSION = r"[:：]?\s*(?:第[^，。；《》\n]{1,10}[届次](?:特别|常|例|系列)?(?:会议|会|大会)?)?"
_BEFORE = r"(?:第[^，。；《》\n]{1,10}[届次]\s*)?"
_AROUND = (
    re.compile(rf"{_BEFORE}(?:[^的《》\n]{{2,40}}[、和及])?"),
    re.compile(rf"(?:[、和及][^的《》\n]{{2,40}})?\s*{_ORGAN}?{_SESSION}"),
)
# Its own organ is named with its short form: 粮农组织理事会第一七〇届会议.
_AROUND_SHORT = (re.compile(_BEFORE), re.compile(rf"\s*{_ORGAN}{_SESSION}"))
# Whose mastheads need not name them (UN Editorial Manual, Document symbols; United Nations Document Series Symbols,
# ST/LIB/SER.B/5; the governing bodies in FAO's Basic Texts; and the bodies' own documents).
_BOARD = re.compile(r"DP/(?:[A-Z]+/)?\d{4}/")
_SERIES = {
    "ECA": re.compile(r"E/ECA/"),
    "ECE": re.compile(r"ECE/[A-Z]"),
    "ECLAC": re.compile(r"LC/[A-Z]"),
    "ESCAP": re.compile(r"E/ESCAP/"),
    "ESCWA": re.compile(r"E/ESCWA/"),
    "FAO": re.compile(
        r"(?:CL?|PC|FC|JM|CCLM|CCP|CFS|COAG|COFI|COFO|ARC|APRC|ERC|LARC|NERC)[ :/]\d{2,4}/(?:\d|(?:INF|LIM|REP|PV)\b)"
    ),
    "IAEA": re.compile(r"(?:GOV|GC\(\d{2}\))/[\dA-Z]"),
    "ICAO": re.compile(r"(?:A\d{2}|C|AN)-WP/\d"),
    "IMO": re.compile(r"(?:MSC|MEPC|LEG|III|NCSR) \d{1,3}/\d"),
    "INCB": re.compile(r"E/INCB/"),
    "ITU": re.compile(r"C\d{2}/\d"),
    "ILO": re.compile(r"(?:GB|ILC)\.\d{2,3}/"),
    "UNCTAD": re.compile(r"TD/"),
    "UNDP": _BOARD,
    "UNEP": re.compile(r"UNEP/(?:EA|GC|OECPR)"),
    "UN-Habitat": re.compile(r"HSP/"),
    "UN-Women": re.compile(r"UNW/"),
    "UNESCO": re.compile(r"\d{1,3} (?:EX|C)/\d"),
    "UNFPA": _BOARD,
    "UNHCR": re.compile(r"(?:A/AC\.96|EC/\d{2})/"),
    "UNICEF": re.compile(r"E/ICEF/"),
    "UNIDO": re.compile(r"(?:IDB|PBC|GC)\.\d{1,2}/"),
    "UNOPS": _BOARD,
    "WFP": re.compile(r"WFP/EB"),
    "WHO": re.compile(r"(?:A\d{2}|EB\d{2,3})/\d"),
    "WIPO": re.compile(r"(?:WO|PCT|WIPO|MM|CDIP|SCCR)/[A-Z]"),
}
# CEDAW/C/PHL/9, E/C.12/ITA/6, A/HRC/WG.6/41/IDN/1: ISO 3166 codes of the States.
_STATE_REPORT = re.compile(
    r"(?:(?:CEDAW|CRC|CCPR|CERD|CRPD|CAT|CMW|CED)/C(?:/OPAC|/OPSC|/OP)?|E/C\.12|A/HRC/WG\.6/\d+)/[A-Z]{3}(?:/|$)"
)
_COLUMN = re.compile(r"\t|\s{2,}")
# 贸 易 和 发 展 会 议
_SET_APART = re.compile(r"[\u4e00-\u9fff](?:[ \u3000][\u4e00-\u9fff])+")
_MOST_LINES = 3
"""How many lines of a masthead one name takes: 联合国 | 开发计划署、 | 人口基金和……."""


def is_in_masthead(material: Material, facts: Facts, identifier: str) -> bool:
    """Tell whether a name of a concept stands in the masthead as that of a body whose document it is.

    联合国贸易和发展会议 over a document of its board: its readers need no definition of 贸发会议.
    """
    lines = _lines(facts.document)
    concept = material.index.concepts[identifier]
    series = [_SERIES[term.text] for term in concept.of("en", TermType.ACRONYM) if term.text in _SERIES]
    if any(each.match(line) for each in series for line in lines):
        return True
    forms = ((_AROUND, concept.of("zh", *FULL_TYPES)), (_AROUND_SHORT, concept.of("zh", TermType.SHORT_FORM)))
    return any(
        _is_all_of(line, term.text, before, behind)
        for (before, behind), terms in forms
        for term in terms
        for line in lines
    )


def _is_all_of(line: str, name: str, before: re.Pattern[str], behind: re.Pattern[str]) -> bool:
    """Tell whether a line is a name with nothing but what two patterns match before and behind it."""
    start = line.find(name)
    while start >= 0:
        if before.fullmatch(line, 0, start) and behind.fullmatch(line, start + len(name)):
            return True
        start = line.find(name, start + 1)
    return False


@once_a_document
def _lines(document: Document) -> Sequence[str]:
    blocks = document.blocks
    first = next((index for index, block in enumerate(blocks) if block.kind in _TEXT), len(blocks))
    # 联合国贸易和发展会议 and Distr.: General stand side by side, with a tab or spaces between them or as cells.
    heads = [block for index, block in enumerate(blocks) if block.kind in _HEADS or index < first]
    parts = (part.strip() for block in heads for part in _COLUMN.split(document.text[slice(*block.span)]))
    lines = ["".join(part.split()) if _SET_APART.fullmatch(part) else part for part in parts if part]
    # A name goes on in the next line of Chinese: 联合国 | 贸易和发展会议, with the symbol or the date beside it.
    names = [line for line in lines if any(map(is_han, line))]
    over = {"".join(names[at : at + count]) for count in range(2, _MOST_LINES + 1) for at in range(len(names))}
    return sorted({*lines, *over})


def is_of_state(document: Document) -> bool:
    """Tell whether a document is the report of a State to a treaty body or the Human Rights Council, by its symbol."""
    return any(_STATE_REPORT.match(symbol) for symbol in document.symbols)
