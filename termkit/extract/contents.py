"""What stands in a bracket: one short form, several, or no short form at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from termkit.text.characters import HAN
from termkit.text.symbols import SYMBOL

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ShortForm", "short_forms", "told_forms"]


class ShortForm(NamedTuple):
    """A possible short form: its offsets in the content, and how it is introduced.

    `is_told` where words such as 以下简称 say that it is one; `english` is a full name beside it.
    """

    text: str
    start: int
    end: int
    is_told: bool = False
    english: str = ""

    @property
    def is_latin(self) -> bool:
        """Tell whether it has no Han character."""
        return _HAS_HAN.search(self.text) is None


_HAS_HAN = re.compile(f"[{HAN}]")
_QUOTE_OPEN, _QUOTE_CLOSE = '“"‘「『', '”"’」』'

_TOLD = re.compile(
    r"\s*(?:(?:以下|下文|下面|下|此后|后文|在下文中|本文)?(?:均|统|合|通)?(?:简称|称为|称作|称)"
    r"|(?:[\u4e00-\u9fff]{1,4}文)?(?:名称)?(?:的)?(?:首字母)?(?:缩写|缩略语?|简称|略语)(?:仍|现|也)?"
    r"|又称|亦称|也称|又名|亦名|也叫|俗称|通称|即)(?:为|作|是)?(?:其)?\s*[：:]?\s*"
)
# A Latin short form: at least two capitals or digits beside a capital; parts joined by signs.
_LATIN = re.compile(r"[A-Za-z0-9À-ɏ][A-Za-z0-9À-ɏ&/+.'’\-–‑]*(?: [A-Z0-9][A-Za-z0-9À-ɏ&/+.\-–]*){0,2}$")
_HAN_SHORT = re.compile(rf"[《〈“‘]*[{HAN}A-Za-z0-9][{HAN}A-Za-z0-9《》〈〉“”‘’·•・、+/()（）\-–— ]*$")
_ENGLISH_THEN_SHORT = re.compile(
    r"(?:英文[：:]?\s*)?([A-ZÀ-ɏ][A-Za-zÀ-ɏ0-9'’&/.()\- ]*[A-Za-zÀ-ɏ0-9)][A-Za-zÀ-ɏ0-9'’&/.,()\- ]*?)\s*(?:[,，;；]|——|[–—])\s*"
    r"(?:(?:以下)?(?:简称|缩写)为?\s*)?([A-Z0-9][A-Za-z0-9&/+.\-–]{1,17})$"
)
_SHORT_THEN_ENGLISH = re.compile(
    r"([A-Z][A-Z0-9&/+.\-–]{1,14})\s*[,，;；:：]\s*([A-ZÀ-ɏ][A-Za-zÀ-ɏ0-9'’&/.,()\- ]{8,})$"
)
_ENGLISH_WITH_SHORT = re.compile(
    r"([A-ZÀ-ɏ][A-Za-zÀ-ɏ0-9'’&/.,\- ]{6,}?)\s*[(（]\s*([A-Z][A-Za-z0-9&/+.\-–]{1,14})\s*[)）]$"
)
_SEPARATOR = re.compile(
    r"\s*(?:[,，;；、]|(?<![A-Za-z])/|/(?![A-Za-z])|或|和)\s*(?:(?:以下)?简称|又称|亦称|也称)?(?:为)?\s*"
)

# Numbers, dates, symbols, list letters, job grades, article and page references, amounts, ranges.
_NEVER = re.compile(
    rf"""(?x)
      [\d\s.,，、:：;；%％+±~～\-–—−/至和°′″'"()（）<>≤≥=×]+ $                # numbers and years
    | [a-zA-Z] $ | [ivxlcIVXLC]{{1,6}} $ | [一二三四五六七八九十]{{1,3}} $     # list letters
    | (?:[PDGL]|FS|GS|NO|USG|ASG|SC|NPO|IRRF|TRAC)?-?\d{{1,2}}(?:[至、/-][PD]?-?\d)? $
    | .*\d\s*(?:年|月|日|时|美元|欧元|英镑|瑞郎|万|亿|人|名|个|项|次|%|％|公里|公顷|吨|岁|页|段|条|款|票|天|周|小时|米|千米|公斤) .* $
    | 第?[\d.\-–、和至及,，\s()a-z]+(?:段|条|款|项|页|节|章|号|届|次|年|部分|卷|表|图|附件).* $
    | (?:续|完|略|同上|非正式译文|签名|草稿|未经编辑|空白|原件.*|原文.*|英文本?|只有.*|仅有.*|见.*|参见.*|参看.*|另见.*|可查阅.*|载于.*|https?:.*|www\..*) $
    | .*[。！？\n].* $
    | [A-Z]{1, 4}[a-z]?[.\-]?\d{(3,)} $ | (?:文件|编号|信贷号|项目).*\d.* $        # numbers of things
    """
)


def short_forms(content: str) -> list[ShortForm]:
    """Return the short forms that the content of a bracket may hold, in order; none where it is plainly no such thing."""
    told = _TOLD.match(content)
    start = told.end() if told else 0
    bare, start = _without_quotes(content.rstrip(), start)
    if not bare or len(bare) > 160:
        return []
    if match := _ENGLISH_THEN_SHORT.match(bare):
        return [ShortForm(match[2], start + match.start(2), start + match.end(2), bool(told), match[1])]
    if match := _SHORT_THEN_ENGLISH.match(bare):
        return [ShortForm(match[1], start + match.start(1), start + match.end(1), bool(told), match[2])]
    if match := _ENGLISH_WITH_SHORT.match(bare):
        return [ShortForm(match[2], start + match.start(2), start + match.end(2), bool(told), match[1])]
    several = _several(bare, start, is_told=bool(told))
    if several or not _is_short(bare):
        return several
    return [ShortForm(bare, start, start + len(bare), bool(told))]


# Outside brackets the wording must be one that introduces a form; 即 and 称为 alone say too many other things.
_TOLD_OUTSIDE = re.compile(
    r"[,，]?\s*(?:(?:以下|下文|下)(?:均|统|合)?(?:简称|称)|简称|缩写为|又称|亦称|也称)(?:为|作|是)?\s*"
    r"(?:[“\"「](?P<quoted>[^”\"」\n]{2,24})[”\"」]|(?P<title>《[^》\n]{2,30}》)|(?P<bare>[A-Za-z0-9\u4e00-\u9fff+-]{2,12})(?=[，。；、,)）]|$))",
    re.MULTILINE,
)


def told_forms(text: str) -> Iterator[tuple[int, int, ShortForm]]:
    """Yield the short forms that words such as 以下简称 introduce outside brackets.

    Gives the offset of the wording (its comma included), its end, and the form at offsets of the text.
    """
    for match in _TOLD_OUTSIDE.finditer(text):
        if match.start() == 0 or text[match.start() - 1] in "（(\n。":
            continue
        group = match.lastgroup or "bare"
        form = match[group]
        if _is_short(form):
            yield (
                match.start(),
                match.end(),
                ShortForm(form, match.start(group), match.end(group), is_told=True),
            )


def _without_quotes(content: str, start: int) -> tuple[str, int]:
    bare = content[start:]
    if (
        len(bare) > 2
        and bare[0] in _QUOTE_OPEN
        and bare[-1] in _QUOTE_CLOSE
        and not any(c in bare[1:-1] for c in _QUOTE_CLOSE)
    ):
        return bare[1:-1], start + 1
    lead = len(bare) - len(bare.lstrip())
    return bare.strip(), start + lead


def _several(bare: str, start: int, *, is_told: bool) -> list[ShortForm]:
    parts, position = [], 0
    for match in [*_SEPARATOR.finditer(bare), None]:
        end = match.start() if match else len(bare)
        text, offset = _without_quotes(bare[:end], position)
        parts.append(ShortForm(text, start + offset, start + offset + len(text), is_told))
        position = match.end() if match else end
    # Two forms of one name stand side by side; three or more, or two alike, are a list of things.
    if len(parts) != 2 or not all(_is_short(part.text) for part in parts):
        return []
    return parts if is_told or parts[0].is_latin != parts[1].is_latin else []


def _is_symbol(text: str) -> bool:
    match = SYMBOL.match(text)
    return match is not None and match.end() == len(text) and any(c.isdigit() for c in text)


def _is_short(text: str) -> bool:
    if not 1 < len(text) <= 24 or _NEVER.match(text) or _is_symbol(text):
        return False
    if _HAS_HAN.search(text) is None:
        capitals = sum(c.isupper() for c in text)
        return (_LATIN.match(text) is not None and capitals >= 2) or bool(re.fullmatch(r"[A-Z]\d{1,3}", text))
    if "、" in text.strip("《》") and "《" not in text:
        return False
    return len(text) <= 16 and _HAN_SHORT.match(text) is not None
