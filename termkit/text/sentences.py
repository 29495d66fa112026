"""Sentences of Chinese and English prose, as spans of the text.

The marks that end a Chinese sentence are those of GB/T 15834-2011 (。？！ and the ellipsis); a closing
quotation mark or bracket behind them belongs to the sentence. English follows the rules of Mikheev
(2002, Periods, capitalized words, etc.) in small: a full stop ends a sentence unless it belongs to an
abbreviation, a number, an initial or the number of a paragraph.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.text.characters import is_han
from termkit.text.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["split_sentences"]

_CLOSING = "”’」』）)》〉】〕'" + '"'
_QUOTES = "”’」』'" + '"'
_ZH_END = re.compile(
    f"(?:[。！？!?]+(?:……)?|(?<![“「『])……|…(?=[{_CLOSING}]|$)|(?<=[\\u3400-\\u9fff])\\.(?![\\w.])|\\n)[{_CLOSING}]*"
)
# A colon, semicolon or comma behind the quotation carries the sentence on: “……。”他说。is two in GB/T, one in use.
_ZH_CARRIES_ON = re.compile(r"\s*[，、；：,;:）)]")

_EN_END = re.compile(rf"(?:[.!?]+|…)[{_CLOSING}]*(?:\d{{1,2}}(?=\s+[A-Z]))?(?=\s|$)|\n")

# Abbreviations before a name or number: a capital behind them begins no sentence.
# Source: UN Editorial Manual, Abbreviations; Oxford Style Manual, chapter 3.
_BEFORE_NAME = frozenset(
    "mr mrs ms messrs mme dr prof gen lt col maj capt sgt brig adm rev hon rt st sr jr fr amb sen rep gov pres"
    " no nos para paras art arts chap chaps sect sects vol vols fig figs p pp op cit ed eds cf vs v viz approx"
    " res doc docs add corr suppl ser al i.e e.g".split()
)
# Abbreviations that may end a sentence: only a word that begins small carries on.
_MONTHS = frozenset("jan feb mar apr jun jul aug sept sep oct nov dec".split())
_ANYWHERE = _MONTHS | frozenset("etc inc ltd co corp bros a.m p.m u.n".split())

_LAST_WORD = re.compile(r"(\S+)$")
_LIST_MARK = re.compile(r"^[(\[]?(?:\d{1,3}|[a-z]{1,4}|[ivxIVX]{1,5}|[A-Z])[.)\]]+$")
_INITIALS = re.compile(r"^[(“\"]?(?:[A-Z]\.)*[A-Z]\.$")


def split_sentences(text: str, language: str) -> tuple[Span, ...]:
    """Return the sentences of a text in order, without outer white space; together they cover all else.

    `language` is "zh" (or "zh-Hant") or "en". A line end is a border: give one block at a time. The
    marks of lists (1., (a), 一、) stay with what they number.
    """
    cuts = _chinese_ends(text) if language.startswith("zh") else _english_ends(text)
    spans = []
    start = 0
    for end in [*cuts, len(text)]:
        piece = text[start:end]
        if piece.strip():
            left = start + len(piece) - len(piece.lstrip())
            spans.append(Span(left, left + len(piece.strip())))
        start = end
    return tuple(spans)


def _chinese_ends(text: str) -> Iterator[int]:
    for match in _ZH_END.finditer(text):
        mark, at, end = match.group(), match.start(), match.end()
        if mark == "\n":
            yield end
            continue
        if _ZH_CARRIES_ON.match(text, end):
            continue
        if mark[0] in "!?." and not _ends_mixed(text, at):
            continue
        if mark[0] == "." and _HAN_NUMBERED.match(text, text.rfind("\n", 0, at) + 1, end):
            continue
        # “好！好！”他说: inside a quotation that goes on in the same sentence.
        if mark[-1] in _QUOTES and mark[0] in "！？!?" and _SAYS.match(text, end) and not _introduced(text, at):
            continue
        # （……。）: a sentence inside brackets within another.
        if _open_bracket(text, at) and not mark.rstrip(_QUOTES).endswith(("）", ")")):
            continue
        yield end


_HAN_NUMBERED = re.compile(r"\s*[〇一二三四五六七八九十百]+\.$")
_SAYS = re.compile(r"\s*(?:[他她我它]们?|[\u3400-\u9fff]{1,8}?)[又也还便就]?(?:说|问|道|答|喊|叫|写|表示|指出)")


def _introduced(text: str, at: int) -> bool:
    """Tell whether the quotation that ends here has its speaker before it: 他问：“谁？”"""
    opening = max(text.rfind(mark, 0, at) for mark in "“「『")
    return opening > 0 and text[:opening].rstrip()[-1:] in {"：", ":"}


def _ends_mixed(text: str, at: int) -> bool:
    """Tell whether a half-width mark in Chinese text ends a sentence: not in URLs or English words."""
    before = text[at - 1 : at]
    return bool(before) and (is_han(before) or before in _CLOSING)


def _open_bracket(text: str, at: int) -> bool:
    """Tell whether a bracket within the same sentence, at most 200 characters back, is still open."""
    window = text[max(0, at - 200) : at]
    if "(" not in window and "（" not in window:
        return False
    window = window[max(window.rfind("\n"), -1) + 1 :]
    depth = 0
    for c in reversed(window):
        if c in "）)":
            depth += 1
        elif c in "（(":
            depth -= 1
            if depth < 0:
                # Only a bracket that is closed later counts; a lost one must not swallow the text.
                return re.search(r"[）)]", text[at : at + 200]) is not None
    return False


def _english_ends(text: str) -> Iterator[int]:
    for match in _EN_END.finditer(text):
        mark = match.group()
        if mark == "\n":
            yield match.end()
            continue
        behind = text[match.end() :].lstrip(" \t\u00a0")
        if not behind or behind[0] == "\n" or _ends_english(text, match, behind):
            yield match.end()


def _ends_english(text: str, match: re.Match[str], behind: str) -> bool:
    mark = match.group()
    opening = behind.lstrip("“‘\"'([").lstrip()[:1]
    if mark.startswith("...") or mark[0] == "…":
        return opening.isupper()
    if opening.islower() and not _LIST_ITEM.match(behind):
        return False
    if mark[0] != "." or len(mark.rstrip(_CLOSING)) > 1:
        # "Why?" asked the delegate; the closing quotation mark decides with what comes behind.
        return not opening.islower()
    word = _LAST_WORD.search(text, 0, match.start() + 1)
    last = word.group(1) if word else ""
    before = text[: word.start()].rstrip(" \t\u00a0") if word else ""
    if before[-1:] in {"", "\n"} and _LIST_MARK.match(last):
        return False
    bare = last.rstrip(".").lstrip("([“\"'").lower()
    if bare in _BEFORE_NAME and mark == ".":
        return False
    if _INITIALS.match(last) and mark == ".":
        # An initial of a name: J. Smith; but "… of the U.S. The Council …" and "vitamin C. The".
        return last.count(".") > 1 and behind.split(" ", 1)[0] in _STARTERS
    if bare in _ANYWHERE:
        # 3 Jan. 2008 is a date, "at 3 p.m. 12 people" two sentences.
        return opening.isupper() or (opening.isdigit() and bare not in _MONTHS)
    return True


_LIST_ITEM = re.compile(r"\((?:[a-z]|[ivx]{1,5}|\d{1,2})\)\s")
# Words that begin sentences far more often than they stand capitalised inside one.
_STARTERS = frozenset(
    "The This These Those It In On At He She They We However As For A An There Such But And If".split()
)
