"""Forms that stand between a short form and its full form: 乍得湖流域委 beside 乍得湖流域委员会(乍得湖委)."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from termkit.check.layout.prose import is_prose_at
from termkit.check.layout.quotations import quotations
from termkit.check.memo import once_a_document
from termkit.check.naming.forms import TRANSPARENT, without_prefix
from termkit.check.naming.parts import is_part_of_name
from termkit.check.naming.slips import keeps_borders, stretch_more
from termkit.extract.border_words import BODIES
from termkit.extract.evidence import occurrences
from termkit.extract.heads import HEADS, kind_of
from termkit.extract.mentions import Mention
from termkit.extract.undefined import is_transparent
from termkit.text.characters import is_han
from termkit.text.document import Span
from termkit.text.words import last_word, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from termkit.check.material import Facts
    from termkit.extract.definition import Definition

__all__ = [
    "forms_between",
    "forms_contracted",
    "forms_cut_short",
    "forms_spelt_out",
    "forms_without_first_word",
    "is_within",
]

_SHORTEST = 3
_GAP, _SMALL_GAP = 4, 2
_REACH = 8
_STEM = 2
_CONTRACTED = 4
_CUT_SHORT = ("委员会", "办公室", "办事处")
_COMMITTEE, _ENDS = "委员会", {"会": "委", "委": "会"}
_OFFICES = frozenset("所处署办厅司局院")
_CLIPPED = frozenset("委办署厅处司")
_JOINING, _SESSIONS = frozenset("和及与、的"), frozenset("议期")


def forms_between(facts: Facts, definition: Definition) -> Iterator[Span]:
    """Yield where a form stands that has all of the short form and less than the full form, in text order.

    Its characters are those of the full form in their order, or it has a word more of it; it is no part of another
    form, title or quotation. The end of the full form is none where it is short, others may be called so, or where the
    short form is its end too: 审议机制 of an 实施情况审议机制.
    """
    short, full, text = definition.short, without_prefix(definition.full), facts.document.text
    if len(short) < _SHORTEST or not all(map(is_han, short)):
        return
    last = 0
    for stretch in _with_gaps(text, short, _places(facts)[short[:2]]):
        span = _widened(text, stretch, full)
        form = text[span.start : span.end]
        is_end = full.endswith(form) and (full.endswith(short) or len(form) < TRANSPARENT)
        is_between = len(short) < len(form) < len(full) and not is_end
        if not is_between or span.start < last or not (is_within(form, full) or _has_word_more(form, short, full)):
            continue
        last = span.end
        if _is_form(facts, span) and not _is_of_body(text, span.start):
            yield span


def forms_spelt_out(facts: Facts, definition: Definition) -> Iterator[Span]:
    """Yield where a form has the last word of the full form whole, and is no part of it: 救国阵线, 拯救阵线(救阵)."""
    short, full, text = definition.short, definition.full, facts.document.text
    last = last_word(full)
    if not all(map(is_han, short + last)) or len(last) < 2 or short[-1] not in last or last in short:
        return
    for at in _places(facts)[last]:
        start, end = at, at + len(last)
        for character in reversed(short[:-1]):
            if start < 0:
                break
            start = text.rfind(character, start - 1 - _SMALL_GAP if start > _SMALL_GAP else 0, start)
        if start >= 0 and all(map(is_han, text[start:end])) and text[start:end] not in full:
            span = Span(start, end)
            if _is_form(facts, span):
                yield span


def forms_cut_short(facts: Facts, definition: Definition) -> Iterator[Span]:
    """Yield where a form has the last word of the short form in one character, or another character of that word.

    贸易法委 for 贸易法委员会, 方案协调委 for 方案和协调委员会(方案协调会).
    """
    text, form = facts.document.text, _cut_short(definition)
    for start in _places(facts)[form] if form else ():
        span = Span(start, start + len(form))
        is_whole = text.startswith(definition.short[len(form) :] or _COMMITTEE[1:], span.end)
        if not is_whole and _is_form(facts, span):
            yield span


def _cut_short(definition: Definition) -> str:
    """Return a short form with one character for its last word, or another one of that word, or nothing."""
    short = definition.short
    if not all(map(is_han, short)):
        return ""
    whole = next((word for word in _CUT_SHORT if short.endswith(word) and len(short) - len(word) >= _STEM), "")
    if whole:
        return short[: 1 - len(whole)]
    has_other = len(short) > _CONTRACTED and short[-1] in _ENDS and definition.full.endswith(_COMMITTEE)
    return short[:-1] + _ENDS[short[-1]] if has_other else ""


def forms_contracted(facts: Facts, definition: Definition) -> Iterator[Span]:
    """Yield where a form is a long short form with parts of its words left out: 联苏综援团 for 联苏综合援助团.

    Without a whole word it may be anything, 国际组织 of 国际刑警组织, but for an office by its first word and its last
    character.
    """
    short, text = definition.short, facts.document.text
    if len(short) <= _CONTRACTED or not all(map(is_han, short)):
        return
    for start in _places(facts)[short[:2]]:
        for size in range(len(short) - 1, _STEM, -1):
            span = Span(start, start + size)
            form = text[start : start + size]
            if form[-1:] != short[-1] or not is_within(form, short):
                continue
            # 统计所 of 统计研究所 has a word less.
            if (len(stretch_more(short, form)) > 1 or size < _CONTRACTED) and form[_STEM:] not in _OFFICES:
                continue
            if _is_form(facts, span):
                yield span
                break


def forms_without_first_word(facts: Facts, definition: Definition) -> Iterator[Span]:
    """Yield where a form is a short form without its first word: 选举委 for 独立选举委.

    What consists of words may be another body: 选举委员会.
    """
    form = _without_first_word(definition.short)
    for start in _places(facts)[form] if form else ():
        span = Span(start, start + len(form))
        if _is_form(facts, span):
            yield span


def _without_first_word(short: str) -> str:
    """Return a short form of an office without its first word where that makes no words, or nothing."""
    if len(short) <= _CONTRACTED or short[-1] not in _CLIPPED or not all(map(is_han, short)):
        return ""
    rest = short[len(words(short)[0].text) :]
    is_clipped = rest not in HEADS and not is_transparent(rest)
    return rest if _SHORTEST <= len(rest) < len(short) - 1 and is_clipped else ""


@once_a_document
def _places(facts: Facts) -> Mapping[str, Sequence[int]]:
    """Return where the first two characters of the short forms stand, these cut short, and last words of full forms."""
    forms = (
        (each.short[:2], _cut_short(each), _without_first_word(each.short), last_word(each.full))
        for each in facts.definitions
    )
    sought = chain.from_iterable(forms)
    return occurrences(facts.document.text, sought)


def _with_gaps(text: str, short: str, starts: Iterable[int]) -> Iterator[Span]:
    """Yield where the characters of a form stand in a text, with few others between them but for the first two.

    The form is Chinese, and so is what stands between.
    """
    for start in starts:
        end = start + 2
        for character in short[2:]:
            end = text.find(character, end, end + 1 + _GAP) + 1
            if not end:
                break
        else:
            if end - start == len(short) or all(map(is_han, text[start:end])):
                yield Span(start, end)


def _is_form(facts: Facts, span: Span) -> bool:
    """Tell whether a stretch may be a form: whole words of running text, no part of a definition, name or quotation."""
    text = facts.document.text
    mention = Mention(text[span.start : span.end], span, in_title=False)
    return (
        facts.mention_around(span) is None
        and is_prose_at(facts.document, span.start)
        and not facts.is_definition(mention)
        and not quotations(text).holds(span)
        and not is_part_of_name(text, mention)
        and keeps_borders(text, span)
        and not _breaks_session(text, span.end)
    )


def _is_of_body(text: str, start: int) -> bool:
    """Tell whether a body is named right before a place: 中国国家原子能机构|核安保示范中心."""
    return kind_of(text[max(start - _REACH, 0) : start]) in BODIES


def _has_word_more(form: str, short: str, full: str) -> bool:
    """Tell whether a form has one word of the full form more than the short form, in whatever place: 监评|联合|委."""
    more = stretch_more(form, short)
    return len(more) > 1 and more in full


def _breaks_session(text: str, end: int) -> bool:
    """Tell whether a form ends in the 会 of 会议: 粮安委|会议."""
    return text[end - 1] == "会" and text[end : end + 1] in _SESSIONS


def _widened(text: str, span: Span, full: str) -> Span:
    """Return a stretch with what stands around it in the full form too; before it at least a word."""
    start, end = span
    # Around nearly all stands what the full form has nowhere.
    while span.start - start < _REACH and start > 0 and text[start - 1] in full and is_han(text[start - 1]):
        if not is_within(text[start - 1 : end], full):
            break
        start -= 1
    while end - span.end < _REACH and end < len(text) and text[end] in full and is_han(text[end]):
        if not is_within(text[start : end + 1], full):
            break
        end += 1
    while start < span.start and text[start] in _JOINING:
        start += 1
    if start == span.start and end == span.end:
        return span
    return Span(start if span.start - start > 1 else span.start, end)


def is_within(form: str, full: str) -> bool:
    """Tell whether all characters of a form stand in another one in their order."""
    rest = iter(full)
    return all(character in rest for character in form)
