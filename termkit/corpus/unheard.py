"""Short forms of which no concept tells, held against the names of the document, then against those of the others."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from termkit.check.naming.given import is_beside_name
from termkit.extract.heads import HEADS, kind_of
from termkit.extract.undefined import (
    Guess,
    Names,
    full_of_cut_noun,
    guess_full_form,
    is_phrase,
    is_transparent,
    with_its_ends,
)
from termkit.terms.concept import Kind
from termkit.terms.keys import form_key
from termkit.text.context import sentence_around
from termkit.text.document import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from termkit.check import Facts
    from termkit.corpus.known import KnownForms
    from termkit.extract.name_model import Found
    from termkit.extract.names import Name

__all__ = ["OPEN", "Page", "Undefined", "find_unheard", "sure_names"]

OPEN = 0.6
_FITS_HERE, _FITS_ELSEWHERE, _LIKELY = 0.85, 0.75, 0.7
_OFTEN = 3
"""Uses from which 全球联盟 is what the document calls 全球信息和通信技术与发展联盟."""
_LITTLE = 4
"""Characters up to which the end of a title says so little that it is no title of its own: 《仲裁规则》."""
_SURE_NAME, _SURE_FORM = 0.53, 0.6
# 减贫战略, 政府间进程: of these, what nothing stands for is rather a phrase than a short form.
_PLANS = frozenset({Kind.INSTRUMENT, Kind.PROGRAMME, Kind.INITIATIVE})
_TITLES = frozenset(["女士", "先生", "博士", "大使", "阁下", "教授", "法官"])


class Undefined(NamedTuple):
    """A short form without definition: where it is used, what it stands for (empty: open), and how that is known.

    `source`: decisions (of people), glossary, documents (another one defines it), document (its full form stands in
    this one), or open;
    `candidates` are what it may stand for where that is open.
    """

    form: str
    full: str
    source: str
    score: float
    candidates: tuple[str, ...]
    spans: tuple[Span, ...]


class Page(NamedTuple):
    """A document with the names in it and what looks like short forms, by the form."""

    facts: Facts
    names: Sequence[Name]
    shorts: Mapping[str, Sequence[Found]]


def sure_names(names: Iterable[Name]) -> list[Name]:
    """Return the names that are rather right than wrong."""
    return [name for name in names if name.score >= _SURE_NAME]


def find_unheard(page: Page, taken: set[str], elsewhere: Names, known: KnownForms) -> Iterator[Undefined]:
    """Yield the short forms of a document that no concept has and that are not taken; `elsewhere` has all names."""
    here = Names({each.text for each in page.names})
    nouns = [*_nouns(page, here, taken, known)]
    yield from nouns
    yield from _cut(page, here, taken.union(each.form for each in nouns), elsewhere, known)


def _nouns(page: Page, names: Names, taken: set[str], known: KnownForms) -> Iterator[Undefined]:
    """Yield the forms that would do for any body of their kind, where the document has the name that is meant."""
    text = page.facts.document.text
    fulls = {each.full for each in page.facts.definitions}
    for form, found in page.shorts.items():
        spans = tuple(each.span for each in found)
        if form in taken or form_key(form) in page.facts.defined or is_beside_name(text, spans[0]):
            continue
        full = full_of_cut_noun(form, text, fulls)
        is_often = len(found) >= _OFTEN and min(each.score for each in found) >= _SURE_FORM
        if not full and is_often and not known.tells_of(form):
            full = next((each for each in with_its_ends(form, names) if 0 <= text.find(each) < spans[0].start), "")
        if full:
            yield Undefined(form, full, "document", _LIKELY, (), spans)


def _cut(page: Page, here: Names, taken: set[str], elsewhere: Names, known: KnownForms) -> Iterator[Undefined]:
    """Yield the forms that look like short forms or titles, with the one name that is cut to them, if there is one."""
    facts = page.facts
    heard = taken.union(each.short for each in facts.definitions)
    text = facts.document.text
    for form, found in _candidates(page):
        if form in heard or form_key(form) in facts.defined or known.tells_of(form):
            continue
        is_title = form[0] == "《"
        if form in here and not is_title:
            continue
        # 货币基金|组织, where 货币基金组织 is known.
        spans = tuple(each.span for each in found if not facts.is_in_mention(each.span))
        if not spans or is_beside_name(text, spans[0]) or _goes_on(form, heard) or _is_person(text, spans[0]):
            continue
        sure = max(each.score for each in found if each.span in spans)
        # What is a title, or hardly looks like a short form, is one where a name of the document is cut to it.
        is_doubtful = is_title or sure < _SURE_FORM
        if is_doubtful and is_transparent(form):
            continue
        guess = _settled(guess_full_form(form, here), text, spans[0].start)
        if is_title:
            guess = guess._replace(full=_title_given(page, form, guess.full, spans))
        source, score = "document", _FITS_HERE
        if not guess.full and any(form[start:] in heard for start in range(len(form))):
            continue  # 支助|非盟, not 黑海经合组织 beside 经合组织
        if is_doubtful and not guess.full:
            continue
        if not guess.candidates:
            guess, source, score = guess_full_form(form, elsewhere), "documents", _FITS_ELSEWHERE
        if guess.full:
            yield Undefined(form, guess.full, source, round(score * guess.score, 3), (), spans)
        elif not is_transparent(form) and not is_phrase(form) and kind_of(form) not in _PLANS:
            yield Undefined(form, "", "open", round(OPEN * sure, 3), guess.candidates, spans)


def _settled(guess: Guess, text: str, start: int) -> Guess:
    """Return a guess with the one name that stands before a place, where several fit and the others come later."""
    before = [name for name in guess.candidates if text.find(name.strip("《》"), 0, start) >= 0]
    return guess._replace(full=before[0]) if not guess.full and len(before) == 1 else guess


def _title_given(page: Page, form: str, full: str, spans: Sequence[Span]) -> str:
    """Return the title that one in a document is short for, out of another that may be it; nothing in doubt.

    The other is given before, and no sentence has both, as it has 《国际会计准则》 and 《国际公共部门会计准则》; whose
    title it is does not stand before it (伦敦国际仲裁院《仲裁规则》). The end of a title is short for it where it says
    little, 《全球契约》, and a title of its own where it says more: 《世界遗产名录》 beside 《濒危世界遗产名录》.
    """
    facts = page.facts
    text = facts.document.text
    is_own = full.endswith(form[1:]) and len(form.strip("《》")) > _LITTLE
    if not full or is_own or not 0 <= text.find(full) < spans[0].start:
        return ""
    ends = {name.span.end for name in page.names}
    for span in spans:
        sentence = sentence_around(text, span)
        before = span.start - (text[span.start - 1 : span.start] == "的")
        is_of_body = before in ends or facts.is_in_mention(Span(before - 1, before))
        if full in text[sentence.start : sentence.end] or is_of_body:
            return ""
    # 《贸易法委员会仲裁规则》 is a short form itself.
    fulls = {each.full for each in facts.defined.get(form_key(full), ())}
    return fulls.pop() if len(fulls) == 1 else full


def _candidates(page: Page) -> Iterator[tuple[str, Sequence[Found | Name]]]:
    """Yield what looks like a short form, then the titles: 《不扩散条约》 may be one."""
    yield from page.shorts.items()
    found: defaultdict[str, list[Name]] = defaultdict(list)
    for name in page.names:
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
