"""The short forms that documents use and do not define, and what they stand for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from termkit.check.forms import is_plain_noun
from termkit.check.parts import is_part_of_name
from termkit.extract.heads import HEADS, head_of, kind_of
from termkit.extract.undefined import Names, guess_full_form, is_transparent
from termkit.terms.concept import FULL_TYPES, Kind, TermType
from termkit.terms.keys import form_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from termkit.check import Facts, Material
    from termkit.corpus.examined import Examined
    from termkit.extract.name_model import Found
    from termkit.extract.names import Name
    from termkit.terms.concept import Term
    from termkit.text.document import Document, Span

__all__ = ["Undefined", "find_undefined"]

_IN_GLOSSARY, _IN_OTHERS, _TOLD_APART, _FITS_HERE, _FITS_ELSEWHERE, _OPEN = 0.95, 0.85, 0.8, 0.85, 0.75, 0.6
# 减贫战略, 政府间进程: of these, what nothing stands for is rather a phrase than a short form.
_PLANS = frozenset({Kind.INSTRUMENT, Kind.PROGRAMME, Kind.INITIATIVE})
_SURE_NAME, _SURE_FORM = 0.6, 0.6
_REMEMBERED = 1 << 16
"""Forms and concepts for which what is known is looked up once."""


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
    known = _Known(material)
    for facts, shorts in zip(examined.facts(), examined.kept("short forms"), strict=True):
        names = examined.names(facts.document, facts.definitions)
        found = [*_owned(facts, known), *_shared(facts, known)]
        taken = {each.form for each in found}
        found += _unheard(facts, names, shorts, elsewhere, taken, known)
        yield facts, sorted(found, key=lambda each: (each.spans[0].start, each.form))


class _Form(NamedTuple):
    """Of which concepts a form is a short one, and whether it is a full one too."""

    owners: Sequence[str]
    is_full: bool


class _Known:
    """What all documents together say of forms, each looked up once."""

    def __init__(self, material: Material) -> None:
        self.material = material
        once = lru_cache(maxsize=_REMEMBERED)
        self.form = once(self._form)
        self.is_noun = once(self._is_noun)
        self.full_form = once(self._full_form)
        self.full_texts = once(self._full_texts)

    def _form(self, form: str) -> _Form:
        index = self.material.index
        return _Form(index.of_short(form), bool(index.of_full(form)))

    def _is_noun(self, form: str) -> bool:
        return _is_noun(form, self.material)

    def _full_texts(self, identifier: str) -> Sequence[str]:
        """Return the full forms and variants of a concept."""
        return [term.text for term in _full_terms(self.material, identifier)]

    def _full_form(self, identifier: str, year: int, form: str) -> str:
        """Return the full form of a concept in a year, or the one that the short form is made of (项目厅)."""
        full = self.material.full_form(identifier, year, form)
        if form[-1:] in head_of(full):
            return full
        others = self.full_texts(identifier)
        return next((each for each in others if form[-1:] in head_of(each) and set(form) <= set(each)), full)


def _owned(facts: Facts, known: _Known) -> Iterator[Undefined]:
    """Yield the forms that one concept has."""
    for form, mentions in facts.uses.items():
        owners, is_full = known.form(form)
        if len(owners) != 1 or is_full or _is_defined(form, facts) or known.is_noun(form):
            continue
        text = facts.document.text
        apart = (each for each in mentions if facts.is_definition(each) or not is_part_of_name(text, each))
        if spans := tuple(each.span for each in apart if not _in_symbol(facts.document, each.span)):
            in_glossary = owners[0] in known.material.curated
            source, score = ("glossary", _IN_GLOSSARY) if in_glossary else ("documents", _IN_OTHERS)
            yield Undefined(form, known.full_form(owners[0], facts.year, form), source, score, (), spans)


def _shared(facts: Facts, known: _Known) -> Iterator[Undefined]:
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


def _unheard(
    facts: Facts,
    names: Sequence[Name],
    shorts: Mapping[str, Sequence[Found]],
    elsewhere: Names,
    taken: set[str],
    known: _Known,
) -> Iterator[Undefined]:
    """Yield the forms that no concept has, held against the names of the document, then against those of the others."""
    here = {each.text for each in names if each.score >= _SURE_NAME}
    names_here = Names(here)
    heard = taken | {each.short for each in facts.definitions}
    for form, found in shorts.items():
        owners, is_full = known.form(form)
        if form in heard or form in here or owners or is_full or _is_defined(form, facts) or known.is_noun(form):
            continue
        # 货币基金|组织, where 货币基金组织 is known.
        places = [each for each in found if not facts.is_in_mention(each.span)]
        sure = max((each.score for each in places), default=0.0)
        if sure < _SURE_FORM or is_transparent(form) or any(form[start:] in heard for start in range(len(form))):
            continue  # 支助|非盟
        guess = guess_full_form(form, names_here)
        source, score = "document", _FITS_HERE
        if not guess.candidates:
            guess, source, score = guess_full_form(form, elsewhere), "documents", _FITS_ELSEWHERE
        spans = tuple(each.span for each in places)
        if guess.full:
            yield Undefined(form, guess.full, source, round(score * guess.score, 3), (), spans)
        elif kind_of(form) not in _PLANS or form[-1] == "》":
            yield Undefined(form, "", "open", round(_OPEN * sure, 3), guess.candidates, spans)


def _full_terms(material: Material, identifier: str) -> Sequence[Term]:
    return material.index.concepts[identifier].of("zh", *FULL_TYPES)


def _is_defined(form: str, facts: Facts) -> bool:
    return form_key(form) in facts.defined


def _is_noun(form: str, material: Material) -> bool:
    """Tell whether a form is used of whatever body was spoken of: 秘书处, 理事会, 本组织; 政治部 is not."""
    if is_plain_noun(form, material):
        return True
    bare = form.strip("《》“”")
    if bare not in HEADS:
        return False
    own = material.known.of_short(form)
    return any(
        concept.id not in own
        and any(term.text.strip("《》").endswith(bare) for term in _full_terms(material, concept.id))
        for concept in material.concepts
    )


def _in_symbol(document: Document, span: Span) -> bool:
    """Tell whether a place is part of a document symbol: PBC in WO/PBC/34/2."""
    around = document.text[max(span.start - 1, 0) : span.start] + document.text[span.end : span.end + 1]
    return "/" in around and document.text[span.start : span.end].isascii()
