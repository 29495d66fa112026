"""The short forms that documents use and do not define, and what they stand for."""

from __future__ import annotations

import re
from collections import defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from termkit.check.given import ends_a_list, is_any_of_its_kind, is_beside_name, is_given, is_told
from termkit.check.parts import is_part_of_name
from termkit.corpus.known import SENDER, KnownForms
from termkit.extract.heads import HEADS, kind_of
from termkit.extract.mentions import Mention
from termkit.extract.undefined import (
    Guess,
    Names,
    full_of_cut_noun,
    guess_full_form,
    is_phrase,
    is_transparent,
    with_its_ends,
)
from termkit.terms.concept import Kind, TermType
from termkit.terms.keys import form_key
from termkit.text.characters import is_han
from termkit.text.document import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from termkit.check import Facts
    from termkit.corpus.examined import Examined
    from termkit.extract.name_model import Found
    from termkit.extract.names import Name
    from termkit.text.document import Document

__all__ = ["Undefined", "find_undefined"]

_IN_GLOSSARY, _IN_OTHERS, _TOLD_APART, _FITS_HERE, _FITS_ELSEWHERE, _OPEN = 0.95, 0.85, 0.8, 0.85, 0.75, 0.6
_LIKELY = 0.7
_OFTEN = 3
"""Uses from which 全球联盟 is what the document calls 全球信息和通信技术与发展联盟."""
_LESS_SURE = 0.85  # 安理会, 应急基金, ILO: of the glossary, but not every reviser would want them defined
# 减贫战略, 政府间进程: of these, what nothing stands for is rather a phrase than a short form.
_PLANS = frozenset({Kind.INSTRUMENT, Kind.PROGRAMME, Kind.INITIATIVE})
_SURE_NAME, _SURE_FORM = 0.53, 0.6
_TITLES = frozenset(["女士", "先生", "博士", "大使", "阁下", "教授", "法官"])
_CODE_BEFORE = re.compile(r"/$|[A-Za-z0-9][-–.]$", re.ASCII)
_CODE_BEHIND = re.compile(r" ?/|[-–.][A-Za-z0-9]| ?\d", re.ASCII)


class Undefined(NamedTuple):
    """A short form without definition: where it is used, what it stands for (empty: open), and how that is known.

    `source`: glossary, documents (another one defines it), document (its full form stands in this one), or open;
    `candidates` are what it may stand for where that is open.
    """

    form: str
    full: str
    source: str
    score: float
    candidates: tuple[str, ...]
    spans: tuple[Span, ...]


def find_undefined(examined: Examined) -> Iterator[tuple[Facts, list[Undefined]]]:
    """Yield each document with the short forms that it does not define, in the order of their first uses."""
    material = examined.material
    spread: set[str] = set()
    for document, definitions in examined.definitions():
        names = examined.names(document, definitions)
        examined.read_words(document, names)
        spread.update(name.text for name in names if name.score >= _SURE_NAME)
    elsewhere = Names(spread.union(t.text for c in material.concepts for t in c.of("zh", TermType.FULL_FORM)))
    known = KnownForms(material)
    for facts, shorts in zip(examined.facts(), examined.kept("short forms"), strict=True):
        names = examined.names(facts.document, facts.definitions)
        found = [*_owned(facts, known), *_shared(facts, known)]
        found += _nouns(facts, names, shorts, {each.form for each in found}, known)
        taken = {each.form for each in found}
        found += _unheard(facts, names, shorts, elsewhere, taken, known)
        yield facts, sorted(found, key=lambda each: (each.spans[0].start, each.form))


def _owned(facts: Facts, known: KnownForms) -> Iterator[Undefined]:
    """Yield the forms that one concept has."""
    text = facts.document.text
    for (owner, _), places in _by_what_they_begin_with(facts, known).items():
        places.sort(key=attrgetter("span"))
        form = places[0].form
        full = known.full_form(owner, facts.year, form)
        if _is_defined(form, facts) or is_told(facts, form) or known.is_noun(form) or known.needs_none(form, full):
            continue
        mentions = [
            each
            for each in places
            if not _in_symbol(facts.document, each.span)
            and not ends_a_list(known.material, facts, each, full)
            and not is_any_of_its_kind(text, each)
        ]
        if not mentions or is_given(text, full, mentions[0].span):
            continue
        in_glossary = owner in known.material.curated
        usual = form in known.material.profile.needs_no_definition or form.startswith(SENDER)
        if in_glossary and (usual or is_transparent(form) or not is_han(form[-1])):
            score = _LESS_SURE
        else:
            score = _IN_GLOSSARY if in_glossary else _IN_OTHERS
        source = "glossary" if in_glossary else "documents"
        yield Undefined(form, full, source, score, (), tuple(each.span for each in mentions))


def _by_what_they_begin_with(facts: Facts, known: KnownForms) -> Mapping[tuple[str, str], list[Mention]]:
    """Return the mentions of each form, in whatever spelling, by its one concept and its key.

    Of 非盟委员会 it is 非盟 that is to be defined.
    """
    found: defaultdict[tuple[str, str], list[Mention]] = defaultdict(list)
    text = facts.document.text
    for form, mentions in facts.uses.items():
        owners, is_full = known.form(form)
        if (is_full or len(owners) != 1) and not (
            owners := known.behind_sender(form) or known.cut_variant(form)
        ):
            continue
        if _is_defined(form, facts):
            continue
        owner, part, offset = known.begins_with(owners[0], form)
        if offset and _is_defined(part, facts):
            part, offset = form, 0  # 妇女署 is defined, 联合国妇女署 is not
        apart = [each for each in mentions if facts.is_definition(each) or not _is_in_name(facts, each)]
        if part != form:
            starts = [each.span.start + offset for each in apart]
            apart = [Mention(part, Span(start, start + len(part)), in_title=False) for start in starts]
        if apart:
            found[owner, form_key(part)] += apart
    return found


def _is_in_name(facts: Facts, mention: Mention) -> bool:
    """Tell whether a form ends a longer name, and does not stand behind the short form of another body.

    教科文组织|海委会: that is whose it is.
    """
    start, text = mention.span.start, facts.document.text
    is_cut = not is_transparent(mention.form) and facts.is_in_mention(Span(start - 1, start))
    return not is_cut and is_part_of_name(text, mention)


def _shared(facts: Facts, known: KnownForms) -> Iterator[Undefined]:
    """Yield the forms that several concepts have: the one whose full form the document uses, if there is one."""
    for form, mentions in facts.uses.items():
        owners, is_full = known.form(form)
        if len(owners) < 2 or is_full or _is_defined(form, facts) or known.is_noun(form):
            continue
        spans = tuple(each.span for each in mentions if not _in_symbol(facts.document, each.span))
        if not spans:
            continue
        present = [each for each in owners if any(text in facts.uses for text in known.full_texts(each))]
        if len(present) == 1:
            yield Undefined(form, known.full_form(present[0], facts.year, form), "document", _TOLD_APART, (), spans)
        else:
            candidates = tuple(known.full_form(each, facts.year, form) for each in owners)
            yield Undefined(form, "", "open", _OPEN, candidates, spans)


def _nouns(
    facts: Facts, names: Sequence[Name], shorts: Mapping[str, Sequence[Found]], taken: set[str], known: KnownForms
) -> Iterator[Undefined]:
    """Yield the forms that would do for any body of their kind, where the document has the name that is meant."""
    text = facts.document.text
    fulls = {each.full for each in facts.definitions}
    here = {each.text for each in names if each.score >= _SURE_NAME}
    shorter = Names(here)
    for form, found in shorts.items():
        spans = tuple(each.span for each in found)
        if form in taken or _is_defined(form, facts) or is_beside_name(text, spans[0]):
            continue
        full = full_of_cut_noun(form, text, fulls)
        if not full and len(found) >= _OFTEN and min(each.score for each in found) >= _SURE_FORM:
            if known.form(form).owners or known.form(form).is_full or known.is_noun(form):
                continue
            full = next((each for each in with_its_ends(form, shorter) if 0 <= text.find(each) < spans[0].start), "")
        if full:
            yield Undefined(form, full, "document", _LIKELY, (), spans)


def _unheard(
    facts: Facts,
    names: Sequence[Name],
    shorts: Mapping[str, Sequence[Found]],
    elsewhere: Names,
    taken: set[str],
    known: KnownForms,
) -> Iterator[Undefined]:
    """Yield the forms that no concept has, held against the names of the document, then against those of the others."""
    here = {each.text for each in names if each.score >= _SURE_NAME}
    names_here = Names(here)
    heard = taken | {each.short for each in facts.definitions}
    text = facts.document.text
    for form, found in _candidates(shorts, names):
        owners, is_full = known.form(form)
        if form in heard or owners or is_full or _is_defined(form, facts) or known.is_noun(form):
            continue
        # 货币基金|组织, where 货币基金组织 is known.
        places = [each for each in found if not facts.is_in_mention(each.span)]
        if not places or is_beside_name(text, places[0].span) or _goes_on(form, heard) or _is_person(text, places[0].span):
            continue
        sure = max(each.score for each in places)
        guess = _settled(guess_full_form(form, names_here), text, places[0].span.start)
        source, score = "document", _FITS_HERE
        if form[0] != "《" and form in here:
            continue
        if not guess.full and any(form[start:] in heard for start in range(len(form))):
            continue  # 支助|非盟, not 黑海经合组织 beside 经合组织
        if form[0] == "《" or sure < _SURE_FORM:
            # What is a title, or hardly looks like a short form, is one where a name of the document is cut to it.
            if not guess.full or is_transparent(form):
                continue
        elif not guess.candidates:
            guess, source, score = guess_full_form(form, elsewhere), "documents", _FITS_ELSEWHERE
        spans = tuple(each.span for each in places)
        if is_transparent(form) and not guess.full:
            continue
        if guess.full:
            yield Undefined(form, guess.full, source, round(score * guess.score, 3), (), spans)
        elif (kind_of(form) not in _PLANS or form[-1] == "》") and not is_phrase(form):
            yield Undefined(form, "", "open", round(_OPEN * sure, 3), guess.candidates, spans)


def _settled(guess: Guess, text: str, start: int) -> Guess:
    """Return a guess with the one name that stands before a place, where several fit and the others come later."""
    before = [name for name in guess.candidates if text.find(name.strip("《》"), 0, start) >= 0]
    return guess._replace(full=before[0]) if not guess.full and len(before) == 1 else guess


def _candidates(
    shorts: Mapping[str, Sequence[Found | Name]], names: Sequence[Name]
) -> Iterator[tuple[str, Sequence[Found | Name]]]:
    """Yield what looks like a short form, then the titles: 《不扩散条约》 may be one."""
    yield from shorts.items()
    found: defaultdict[str, list[Name]] = defaultdict(list)
    for name in names:
        if name.text[0] == "《":
            found[name.text].append(name)
    yield from found.items()


def _is_person(text: str, span: Span) -> bool:
    """Tell whether a form is the name of a person: 丛军|女士."""
    return text[span.end : span.end + 2] in _TITLES


def _goes_on(form: str, heard: Collection[str]) -> bool:
    """Tell whether plain words follow a form that is known: 伙伴基金|董事会, not 非索特派团|支助办."""
    rests = (form[end:] for end in range(2, len(form)) if form[:end] in heard)
    return any(rest in HEADS or is_transparent(rest) for rest in rests)


def _is_defined(form: str, facts: Facts) -> bool:
    return form_key(form) in facts.defined


def _in_symbol(document: Document, span: Span) -> bool:
    """Tell whether a place is part of a symbol or code: PBC in WO/PBC/34/2, ISO 22301, ITU-T, ADB-BUTINACA."""
    text = document.text
    if not text[span.start : span.end].isascii():
        return False
    return _CODE_BEFORE.search(text, max(span.start - 2, 0), span.start) is not None or (
        _CODE_BEHIND.match(text, span.end) is not None
    )
