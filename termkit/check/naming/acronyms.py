"""Acronyms with the letters of a defined one in another order, and such as nobody defines beside a Chinese name.

CLVM in a text that gives (CLMV); UNITAR in one that speaks of 训研所.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from termkit.check.layout.prose import is_prose_at
from termkit.check.layout.quotations import quotations
from termkit.extract.border_words import BODIES
from termkit.terms.concept import Kind
from termkit.terms.keys import form_key
from termkit.text.characters import is_han
from termkit.text.document import Span
from termkit.text.message import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from termkit.check.material import Facts, Material
    from termkit.extract.mentions import Mention

    _Uses = Mapping[str, Sequence[Mention]]

__all__ = ["LETTERS", "AcronymBeside", "TurnedAcronym", "acronyms_beside", "turned_acronyms"]

LETTERS = Wording("the order of the letters", "字母次序有误")
# What may not stand before comes behind: a pattern that begins with letters is looked for at once.
_ACRONYM = re.compile("[A-Z]{4}(?<![A-Za-z0-9].{4})[A-Z]{0,8}(?![A-Za-z0-9])")
_UNDEFINED = re.compile("[A-Z]{3,12}(?![A-Za-z0-9])")
_MARKS = frozenset("，。；：、“”")
_BODIES = BODIES | {Kind.PROGRAMME}


class TurnedAcronym(NamedTuple):
    """Where an acronym has two letters the other way round, and how it is defined."""

    span: Span
    right: str


def turned_acronyms(material: Material, facts: Facts) -> Iterator[TurnedAcronym]:
    """Yield the acronyms that nobody has, with the letters of one that the document defines."""
    defined = {"".join(sorted(short)): short for short in sorted(facts.shorts) if _ACRONYM.fullmatch(short)}
    if not defined:
        return
    text = facts.document.text
    closed = quotations(text)
    for match in _ACRONYM.finditer(text):
        right = defined.get("".join(sorted(match.group())), match.group())
        span = Span(*match.span())
        if right != match.group() and not material.index.of(match.group()) and not closed.holds(span):
            yield TurnedAcronym(span, right)


class AcronymBeside(NamedTuple):
    """An acronym and where it stands, and the Chinese name of the same body that the document uses, with its uses."""

    acronym: str
    spans: Sequence[Span]
    name: str
    mentions: Sequence[Mention]


def acronyms_beside(material: Material, facts: Facts, short_uses: Mapping[str, _Uses]) -> Iterator[AcronymBeside]:
    """Yield the acronyms of the glossary that a document has amid Chinese words for a body that it names in Chinese.

    One that the document defines is announced, and stands as its definition has it.
    """
    text = facts.document.text
    found: dict[str, list[Span]] = {}
    closed = quotations(text)
    for match in _UNDEFINED.finditer(text):
        span = Span(*match.span())
        if form_key(match.group()) not in facts.defined and _is_amid_chinese(text, span) and not closed.holds(span):
            found.setdefault(match.group(), []).append(span)
    if not found:
        return
    full_uses = {concept.id: (term.text, uses) for concept, term, uses in material.full_terms_in(facts)}
    for acronym, spans in found.items():
        owners = material.known.of_short(acronym)
        places = [span for span in spans if is_prose_at(facts.document, span.start)]
        if len(owners) != 1 or not places or material.known.concepts[owners[0]].kind not in _BODIES:
            continue
        shorts = {form: uses for form, uses in short_uses.get(owners[0], {}).items() if is_han(form[-1])}
        if any(acronym in form for form in shorts):
            continue  # COVAX机制
        if shorts:
            name = max(shorts, key=lambda form: (len(shorts[form]), form))
            yield AcronymBeside(acronym, places, name, shorts[name])
        elif owners[0] in full_uses:
            yield AcronymBeside(acronym, places, *full_uses[owners[0]])


def _is_amid_chinese(text: str, span: Span) -> bool:
    """Tell whether Chinese words or marks stand around letters, which are no part of a symbol or an English name."""
    before, after = text[max(span.start - 2, 0) : span.start].rstrip(" "), text[span.end : span.end + 2].lstrip(" ")
    return _is_chinese(before[-1:]) and _is_chinese(after[:1])


def _is_chinese(character: str) -> bool:
    return character in _MARKS or character in {"", "\n"} or is_han(character)
