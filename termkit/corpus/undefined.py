"""The short forms that documents use and do not define, and what they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from termkit.check.forms import is_plain_noun
from termkit.extract.heads import HEADS, head_of, kind_of
from termkit.extract.names import find_short_forms
from termkit.extract.undefined import Names, guess_full_form, is_transparent
from termkit.terms.concept import FULL_TYPES, Kind, TermType
from termkit.terms.keys import form_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from termkit.check import Facts, Material
    from termkit.corpus.examined import Examined
    from termkit.extract.mentions import Mention
    from termkit.extract.name_model import Found
    from termkit.extract.names import Name
    from termkit.terms.concept import Term
    from termkit.text.document import Document, Span

__all__ = ["Undefined", "find_undefined"]

_IN_GLOSSARY, _IN_OTHERS, _TOLD_APART, _FITS_HERE, _FITS_ELSEWHERE, _OPEN = 0.95, 0.85, 0.8, 0.85, 0.75, 0.6
# 减贫战略, 政府间进程: of these, what nothing stands for is rather a phrase than a short form.
_PLANS = frozenset({Kind.INSTRUMENT, Kind.PROGRAMME, Kind.INITIATIVE})
_SURE_NAME, _SURE_FORM = 0.6, 0.6


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
        # Right behind the names: what both read in a text is remembered for the last one.
        examined.keep(document, "short forms", find_short_forms(document, names))
        spread.update(name.text for name in names if name.score >= _SURE_NAME)
    elsewhere = Names(spread.union(t.text for c in material.concepts for t in c.of("zh", TermType.FULL_FORM)))
    nouns = _Nouns(material)
    for facts, shorts in zip(examined.facts(), examined.kept("short forms"), strict=True):
        names = examined.names(facts.document, facts.definitions)
        (uses,) = material.of(facts).short_uses
        found = [*_owned(facts, uses, material, nouns), *_shared(facts, material, nouns)]
        taken = {each.form for each in found}
        found += _unheard(facts, names, shorts, elsewhere, taken, material, nouns)
        yield facts, sorted(found, key=lambda each: (each.spans[0].start, each.form))


def _owned(
    facts: Facts, uses: Mapping[str, Mapping[str, Sequence[Mention]]], material: Material, nouns: _Nouns
) -> Iterator[Undefined]:
    """Yield the forms that one concept has."""
    for identifier, forms in uses.items():
        for form, mentions in forms.items():
            spans = tuple(each.span for each in mentions if not _in_symbol(facts.document, each.span))
            if spans and not _is_defined(form, facts) and not nouns[form]:
                known = identifier in material.curated
                full = _full_form(material, identifier, facts.year, form)
                source, score = ("glossary", _IN_GLOSSARY) if known else ("documents", _IN_OTHERS)
                yield Undefined(form, full, source, score, (), spans)


def _shared(facts: Facts, material: Material, nouns: _Nouns) -> Iterator[Undefined]:
    """Yield the forms that several concepts have: the one whose full form the document uses, if there is one."""
    for form, mentions in facts.uses.items():
        owners = material.index.of_short(form)
        if len(owners) < 2 or _is_defined(form, facts) or material.index.of_full(form) or nouns[form]:
            continue
        spans = tuple(each.span for each in mentions if not _in_symbol(facts.document, each.span))
        if not spans:
            continue
        present = [each for each in owners if any(t.text in facts.uses for t in _full_terms(material, each))]
        if len(present) == 1:
            full = _full_form(material, present[0], facts.year, form)
            yield Undefined(form, full, "document", _TOLD_APART, (), spans)
        else:
            candidates = tuple(_full_form(material, each, facts.year, form) for each in owners)
            yield Undefined(form, "", "open", _OPEN, candidates, spans)


def _unheard(
    facts: Facts,
    names: Sequence[Name],
    shorts: Mapping[str, Sequence[Found]],
    elsewhere: Names,
    taken: set[str],
    material: Material,
    nouns: _Nouns,
) -> Iterator[Undefined]:
    """Yield the forms that no concept has, held against the names of the document, then against those of the others."""
    here = {each.text for each in names if each.score >= _SURE_NAME}
    names_here = Names(here)
    heard = taken | {each.short for each in facts.definitions}
    for form, found in shorts.items():
        # 货币基金|组织, where 货币基金组织 is known.
        places = [each for each in found if not facts.is_in_mention(each.span)]
        sure = max((each.score for each in places), default=0.0)
        if form in heard or form in here or material.index.of(form) or _is_defined(form, facts) or sure < _SURE_FORM:
            continue
        if nouns[form] or is_transparent(form) or any(form[start:] in heard for start in range(len(form))):
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


def _full_form(material: Material, identifier: str, year: int, form: str) -> str:
    """Return the full form of a concept in a year, or the one that the short form is made of (项目厅)."""
    full = material.full_form(identifier, year, form)
    if form[-1:] in head_of(full):
        return full
    others = (term.text for term in _full_terms(material, identifier))
    return next((each for each in others if form[-1:] in head_of(each) and set(form) <= set(each)), full)


def _full_terms(material: Material, identifier: str) -> Sequence[Term]:
    return material.index.concepts[identifier].of("zh", *FULL_TYPES)


def _is_defined(form: str, facts: Facts) -> bool:
    return form_key(form) in facts.defined


class _Nouns(dict[str, bool]):
    """For a form, whether it is used of whatever body was spoken of."""

    def __init__(self, material: Material) -> None:
        super().__init__()
        self._material = material

    def __missing__(self, form: str) -> bool:
        self[form] = found = _is_noun(form, self._material)
        return found


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
