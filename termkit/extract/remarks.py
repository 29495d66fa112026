"""What brackets hold that is no short form: numbers, dates, symbols, references and remarks."""

from __future__ import annotations

import re

from termkit.extract.heads import kind_of
from termkit.terms.concept import Kind
from termkit.text.symbols import SYMBOL

__all__ = ["is_date", "is_number", "is_numbered_text", "is_reference", "is_symbol", "says_more"]

_SAYING_MORE = re.compile(
    r"(?:包括|包含|含有?|除|特别是|尤其是|例如|不包括|不含|尚未|未经|仅|见|详见|载|下设|设于|设在|位于|截至|根据|按|俗称|或(?!称))..|全称|全名|正式名称|常?驻(?:该|本|当)|(?:前(?![南线期沿景提瞻])|原(?!子|住|油|产|则|料|木|始)|现(?![代金场实役])|今(?![后天年])|原为|前身)...|.*(?:除外|在内|以下|以上|为限|不详|主管|辖区|部分|牵头|方面|主持|赞助)$|..+[承主协举]办$|.*[署金会行织国方府局厅盟]等?(?:供资|出资|资助|管理|执行|实施)$"
)
# What no short form is, whatever words introduce it: numbers, symbols, list letters, job grades, references.
_NUMBER = re.compile(r"""[\d\s.,，、:：;；%％+±~～\-–—−/至和°′″'"()（）<>≤≥=×]+$|[a-zA-Z]$|[ivxlc]{1,6}$|[IVX]{1,5}$""")
_REFERENCE = re.compile(
    r"""[一二三四五六七八九十]{1,3}$
    | (?:[PDL]|G-|FS|GS|NO|USG|ASG|SC|NPO)?-?\d{1,2}(?:[至、/-][PD]?-?\d)?$
    | [^《]*\d\s*(?:年|月|日|时|美元|欧元|英镑|瑞郎|万|亿|人|名|个|处|项(?!目)|次|[%％]|公里|公顷|吨|岁|页|段|条|款|票|天|周|小时|米|千米|公斤).*$
    | [共计约][一二三四五六七八九十百\d]+[^\d、，].*$
    | 第[一二三四五六七八九十百]+(?:段|条|款|项|章|节|届|次|号).*$ | \d+\s?国$ | (?:WP|CRP|L|INF|DEC|CONF|Doc)\.\d.*$
    | [A-Z][A-Za-z\d]*[-/.](?:WP|CRP|INF|CONF|RES|REP|DEC|Doc)[-/.]\d.*$
    | 第?[\d./\-–、和至及,，\s()a-zA-Z]+(?:段|条(?![例约])|款|项(?!目)|页|节|章(?!程)|号|届|次|年|部分|卷|表|图|附件).*$
    | [\u4e00-\u9fff]{2,12}第\s?\d+/\d+\s?号(?:决议|决定)$
    | (?:续|完|略|同上|非正式译文|签名|草稿|(?:线上|线下|在线|虚拟|远程|混合)(?:[和与、及](?:线上|线下))?(?:会议|形式|方式)?|(?:决定|决议|宣言|公约|建议)草案|未经编辑|空白|原件.*|原文.*|英文本?|只有.*|仅有.*|另?见.*|参[见看].*|可查阅.*|载于.*|https?:.*|www\..*)$
    | (?:[A-Z]{1,2}|[A-Z]{3,4}(?=\d{4}))[a-z]?[.\-]?(?!(?:19|20)\d\d$)\d{3,}$ | (?:[A-Z][a-z]?\d+){3,}[A-Z]?$ | [A-Z]\d{1,2}[-–~/][A-Z]?\d{1,4}$ | (?:Part|Vol\.?|Rev\.?|Add\.?|Corr\.?)\s*[IVX\d]+$
    | (?:[A-Z]\.)*[A-Z]{1,2}\.\d{1,3}(?:\.\d+)*$ | (?:PM|RCP|SSP\d?-?)\s?\d{1,2}(?:\.\d+)?$ | [A-Z]{3,6}-\d{3}$ | [A-Z]{2,4}\d{2,4}(?:[-/]\d+){2,}$ | [A-Z]{2,4}\d{1,2}-[A-Z]{2,4}\d{1,2}$
    | (?:文件|编号|信贷号|项目).*\d.*$ | .*\bNo\.?\s?\d+$
    | (?:ISO|IEC|IEEE|IPSAS|IFRS)(?:/[A-Z]+)*[ -]?\d+(?:[-:]\d+)*$ | [A-Z]{2,4}\s\d+-(?:19|20)\d\d$
    | .*第\s?[\d一二三四五六七八九十百A-Z至和、-]+\s?[条款项段节章]$
    """,
    re.VERBOSE,
)
# 第1540号决议 for 安全理事会第1540(2004)号决议: a short form, if the number stands in the name.
_NUMBERED = re.compile(r"第\s?\d{2,}\s?号(?:决议|公约|议定书|建议书|法令?)$")
# 第三次外空会议: a name, where more than 第三次会议 is said.
_COUNTED = re.compile(
    r"第\s?[\d一二三四五六七八九十百]+\s?[次届](?!全体|特别|年度|届会|常会)(?P<name>[^\s\d、，]{3,})$"
)
_OF_PROVISION = ("缔约方", "缔约国", "国家", "会议", "委员会")  # 第5条缔约方
_COUNTED_KINDS = frozenset({Kind.CONFERENCE, Kind.ORGANIZATION})
# 2030年议程, 10年方案框架: a name, and no date.
_DATED = re.compile(r"\d{2,4}\s?年(?:(?P<day>\s?\d{1,2}\s?月\s?\d{1,2}\s?日)[^\d第月日]{2,4}|[^\d第月日]{2,})$")
_DAY_KINDS = frozenset({Kind.INSTRUMENT})
_DATED_KINDS = frozenset({Kind.INSTRUMENT, Kind.PROGRAMME, Kind.INITIATIVE, Kind.FUND})
_LONGEST_OF_PROVISION = 8
_DATE = re.compile(r"(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?(?:至.*日)?$")
_SPACED_SYMBOL = re.compile(r"[A-Z]{1,4} \d{1,4}/[A-Z\d][A-Za-z\d/.-]*$")  # CL 170/10


def is_number(text: str) -> bool:
    """Tell whether a text is a number, a sum without words, or the letter or number of an item."""
    return _NUMBER.match(text) is not None


def is_date(text: str) -> bool:
    """Tell whether a text is a year, a month or a day, or a span of them."""
    return _DATE.match(text) is not None


def says_more(text: str) -> bool:
    """Tell whether a text begins with words that say more of what stands before: 包括……, 设在……, 全称……."""
    return _SAYING_MORE.match(text) is not None


def is_reference(text: str) -> bool:
    """Tell whether a text refers to a paragraph, a document or an amount, and is no name with a number in it."""
    return _REFERENCE.match(text) is not None and not _is_dated(text) and not _is_counted(text)


def is_numbered_text(text: str) -> bool:
    """Tell whether a text is the number of a resolution or treaty, which is its short form too."""
    return _NUMBERED.match(text) is not None


def _is_dated(text: str) -> bool:
    """Tell whether a form that begins with a date, or a number of years, is a name by its end: 2030年议程."""
    match = _DATED.match(text)
    return match is not None and kind_of(text) in (_DAY_KINDS if match["day"] else _DATED_KINDS)


def _is_counted(text: str) -> bool:
    """Tell whether a form that begins with an ordinal is a name by its end: 第三次外空会议, 第5条缔约方."""
    if (match := _COUNTED.match(text)) is not None:
        return kind_of(match["name"]) in _COUNTED_KINDS
    provision, _, name = text.partition("条")
    return provision.startswith("第") and 1 < len(name) < _LONGEST_OF_PROVISION and name.endswith(_OF_PROVISION)


def is_symbol(text: str) -> bool:
    """Tell whether a text is the symbol of a document: SCCR/43/7, CL 170/10."""
    if (text.count("/") > 1 and any(c.isdigit() for c in text)) or _SPACED_SYMBOL.match(text):
        return True
    match = SYMBOL.match(text)
    return match is not None and match.end() == len(text) and any(c.isdigit() for c in text)
