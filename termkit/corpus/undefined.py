"""The short forms that documents use and do not define, and what they stand for."""

from __future__ import annotations

import re
from collections import defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING

from termkit.check.naming.given import ends_a_list, is_any_of_its_kind, is_given, is_told
from termkit.check.naming.parts import is_part_of_name
from termkit.corpus.known import SENDER, KnownForms
from termkit.corpus.unheard import OPEN, Page, Undefined, find_unheard, sure_names
from termkit.extract.alignment import align_short_form
from termkit.extract.mentions import Mention
from termkit.extract.undefined import Names, is_qualified_noun, is_transparent
from termkit.terms.concept import TermType
from termkit.terms.keys import form_key
from termkit.text.characters import is_han
from termkit.text.document import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from termkit.check import Facts
    from termkit.corpus.examined import Examined
    from termkit.glossary.decided import Decided
    from termkit.text.document import Document

__all__ = ["Undefined", "find_undefined"]

_IN_GLOSSARY, _IN_OTHERS, _TOLD_APART = 0.95, 0.85, 0.8
_LESS_SURE = 0.85  # 安理会, 应急基金, ILO: of the glossary, but not every reviser would want them defined
_CODE_BEFORE = re.compile(r"/$|[A-Za-z0-9][-–.]$", re.ASCII)
_CODE_BEHIND = re.compile(r" ?/|[-–.][A-Za-z0-9]| ?\d| [A-Z]\.\d", re.ASCII)  # ITU-T Y.4903


def find_undefined(examined: Examined) -> Iterator[tuple[Facts, list[Undefined]]]:
    """Yield each document with the short forms that it does not define, in the order of their first uses."""
    material = examined.material
    spread: set[str] = set()
    for document, definitions in examined.definitions():
        names = examined.names(document, definitions)
        examined.read_words(document, names)
        spread.update(name.text for name in sure_names(names))
    elsewhere = Names(spread.union(t.text for c in material.concepts for t in c.of("zh", TermType.FULL_FORM)))
    known = KnownForms(material)
    for facts, shorts in zip(examined.facts(), examined.kept("short forms"), strict=True):
        names = examined.names(facts.document, facts.definitions)
        found = [*_owned(facts, shorts, spread, known), *_shared(facts, known)]
        found += find_unheard(Page(facts, sure_names(names), shorts), {each.form for each in found}, elsewhere, known)
        found = [each for one in found if (each := _as_decided(_placed(one, spread, known), examined.decided))]
        yield facts, sorted(found, key=lambda each: (each.spans[0].start, each.form))


def _placed(found: Undefined, spread: Collection[str], known: KnownForms) -> Undefined:
    """Return a find with the glossary as its source where no other document, but the glossary has the full form."""
    is_elsewhere = found.source != "documents" or found.full in spread
    return found if is_elsewhere or not known.is_in_glossary(found.full) else found._replace(source="glossary")


def _as_decided(found: Undefined, decided: Decided) -> Undefined | None:
    """Return what people left of a find: nothing of a pair that they rejected, and no doubt of one they accepted."""
    fulls = (found.full, *found.candidates) if found.full else found.candidates
    if accepted := next((full for full in fulls if decided.accepts(full, found.form)), ""):
        return found._replace(full=accepted, source="decisions", score=1.0, candidates=())
    if decided.rejects(found.full, found.form):
        return None
    return found._replace(candidates=tuple(each for each in found.candidates if not decided.rejects(each, found.form)))


def _owned(facts: Facts, shorts: Collection[str], spread: Collection[str], known: KnownForms) -> Iterator[Undefined]:
    """Yield the forms that one concept has; `shorts` look like short forms, `spread` are the names in all documents.

    Where its full form stands says most: in this document, in another one, in the glossary alone.
    """
    text = facts.document.text
    for (owner, _), places in _by_what_they_begin_with(facts, known).items():
        places.sort(key=attrgetter("span"))
        form = places[0].form
        full = known.name_here(facts, owner, form)
        if (
            form_key(form) in facts.defined
            or is_told(facts, form)
            or known.is_noun(form)
            or known.needs_none(form, full)
        ):
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
        in_glossary = known.is_in_glossary(form)
        stands = form_key(full) in facts.uses_by_key
        if not in_glossary and not (form in shorts if stands else _is_likely(form, full, shorts)):
            continue
        usual = form in known.material.profile.needs_no_definition or form.startswith(SENDER)
        if in_glossary and (usual or is_transparent(form) or not is_han(form[-1])):
            score = _LESS_SURE
        else:
            score = _IN_GLOSSARY if in_glossary else _IN_OTHERS
        elsewhere = "documents" if full in spread or not in_glossary else "glossary"
        source = "document" if stands else elsewhere
        yield Undefined(form, full, source, score, (), tuple(each.span for each in mentions))


def _is_likely(form: str, full: str, shorts: Collection[str]) -> bool:
    """Tell whether what another document calls a short form is one here too: not 各方, 牵头, 协调委员会, CO2."""
    if form in shorts and not is_transparent(form):
        return True
    return align_short_form(form, full).covered(0) == 1.0 and not is_qualified_noun(form)


def _by_what_they_begin_with(facts: Facts, known: KnownForms) -> Mapping[tuple[str, str], list[Mention]]:
    """Return the mentions of each form, in whatever spelling, by its one concept and its key.

    Of 非盟委员会 it is 非盟 that is to be defined.
    """
    found: defaultdict[tuple[str, str], list[Mention]] = defaultdict(list)
    for form, mentions in facts.uses.items():
        owners, is_full, _ = known.form(form)
        if (is_full or len(owners) != 1) and not (owners := known.behind_sender(form) or known.cut_variant(form)):
            continue
        if form_key(form) in facts.defined:
            continue
        owner, part, offset = known.begins_with(owners[0], form)
        if offset and form_key(part) in facts.defined:
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
    """Yield the forms that several concepts have: of the one whose full form the document uses, or that is meant."""
    for form, mentions in facts.uses.items():
        owners, is_full, _ = known.form(form)
        if len(owners) < 2 or is_full or form_key(form) in facts.defined or known.is_noun(form):
            continue
        spans = tuple(each.span for each in mentions if not _in_symbol(facts.document, each.span))
        if not spans:
            continue
        present = [each for each in owners if known.is_named(facts, each, form)]
        likely = present or [each for each in known.material.owners_of(facts, form) if each in owners]
        if len(likely) == 1:
            source = "document" if present else "glossary"
            yield Undefined(form, known.name_here(facts, likely[0], form), source, _TOLD_APART, (), spans)
        elif not is_qualified_noun(form):
            candidates = tuple(known.full_form(each, facts.year, form) for each in owners)
            yield Undefined(form, "", "open", OPEN, candidates, spans)


def _in_symbol(document: Document, span: Span) -> bool:
    """Tell whether a place is part of a symbol or code: PBC in WO/PBC/34/2, ISO 22301, ITU-T, ADB-BUTINACA."""
    text = document.text
    if not text[span.start : span.end].isascii():
        return False
    return _CODE_BEFORE.search(text, max(span.start - 2, 0), span.start) is not None or (
        _CODE_BEHIND.match(text, span.end) is not None
    )
