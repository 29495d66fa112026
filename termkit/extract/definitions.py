"""Definitions of a document: brackets and wordings found, the full form's border decided."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from termkit.extract.alignment import align_short_form
from termkit.extract.boundary import WEIGHTS, features_of, ranking_of
from termkit.extract.brackets import find_brackets
from termkit.extract.clause import clause_before, context_of
from termkit.extract.contents import ShortForm, short_forms, told_forms
from termkit.extract.dashes import dashed_forms
from termkit.extract.definition import Definition, Method
from termkit.extract.evidence import Surroundings
from termkit.extract.heads import head_of, kind_of
from termkit.extract.lexicon import WordClass
from termkit.extract.lists import find_rows
from termkit.extract.model import NONE, weights_of
from termkit.extract.places import PLACES, formal_name
from termkit.extract.told_names import name_told
from termkit.terms.concept import Kind
from termkit.text.context import sentence_around
from termkit.text.document import Span
from termkit.text.garbage import uncollected

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from termkit.extract.clause import Clause, Context
    from termkit.extract.evidence import Elsewhere
    from termkit.extract.lists import Row
    from termkit.extract.model import Features, Ranking
    from termkit.extract.told_names import ToldName
    from termkit.text.document import Document

__all__ = [
    "SURE",
    "Candidate",
    "candidates_of",
    "clauses_of",
    "evidence_for",
    "extract_again",
    "extract_definitions",
    "surroundings_of",
]

SURE = 0.9
"""Score from which a definition is evidence for the borders of names in other documents."""

_UNLIKELY = 0.4  # a border less likely than this is more often wrong than right (tests/training, folders left out)
_REACH = 64
_LISTED = 0.97
_SAID = 0.95
_AFTER = 6  # characters behind a pattern that are looked at
_CLOSING = frozenset(")）")
_ASIDE = re.compile(r"[(（][^()（）\n]{1,40}[)）]$")
_LONGEST_ASIDE = 44
_BEHIND_SESSION = re.compile(r"(?:[-–]\d{4})?\s?号")
_AMENDED = ("修正", "修订")
_AS_AMENDED = re.compile(r"(?<=》)[，,]?\s?经[^》，。；\n]{0,20}修[正订]$")  # 《2006年海事劳工公约》，经修正
_IS = re.compile("(?<![但还凡只于可总若])是(?!否)|系(?![统列数])")
_SPACE = re.compile(r"\s+")
_QUOTES = {"“": "”", "「": "」", '"': '"'}


class Candidate(NamedTuple):
    """A place where a short form may be introduced: the mark, the end, the forms, their offset, what stands before.

    Or where the full name stands in the bracket: `told`.
    """

    mark: int
    end: int
    forms: Sequence[ShortForm]
    offset: int
    method: Method
    clause: Clause
    told: ToldName | None = None


@uncollected
def extract_definitions(
    document: Document,
    known: Collection[str] = (),
    forms: Collection[str] = (),
    candidates: Sequence[Candidate] | None = None,
) -> tuple[Definition, ...]:
    """Return the definitions of a document in text order.

    `known` are full forms, `forms` short forms from a glossary or from other documents: evidence for a
    border, no more. `candidates` are those of the text, if they are at hand.
    """
    text = document.text
    candidates = candidates_of(text) if candidates is None else candidates
    surroundings = surroundings_of(text, candidates, known, forms)
    found = [definition for candidate in candidates for definition in _define(text, candidate, surroundings)]
    found += [_listed(document, row) for row in find_rows(document)]
    return _in_order(found)


@uncollected
def extract_again(
    document: Document,
    alone: Sequence[Definition],
    told: Collection[str],
    known: Collection[str] = (),
    forms: Collection[str] = (),
    elsewhere: Elsewhere | None = None,
    candidates: Sequence[Candidate] | None = None,
) -> tuple[Definition, ...]:
    """Return the definitions of a document as with the `told` names known too, and with what stands `elsewhere`.

    `alone` are those that `extract_definitions` found with `known` and `forms`. A name says something of the clauses
    that contain it and of no other (`Surroundings.add_to`, `Surroundings.form_before`), and what stands elsewhere
    something of names that are not sure: only these are looked at again.
    """
    text = document.text
    candidates = candidates_of(text) if candidates is None else candidates
    clauses = "\n".join([each.clause.text for each in candidates])
    standing = frozenset(name for name in told if name in clauses)
    unsure = {
        (each.mark, each.span.end)
        for each in alone
        if elsewhere and each.score < SURE and each.method is not Method.LIST and elsewhere.knows(each.full)
    }
    again = unsure | {(c.mark, c.end) for c in candidates if any(name in c.clause.text for name in standing)}
    if not again:
        return tuple(alone)
    surroundings = surroundings_of(text, candidates, known, forms, standing, elsewhere)
    found = [each for each in alone if each.method is Method.LIST or (each.mark, each.span.end) not in again]
    for each in candidates:
        if (each.mark, each.end) in again:
            found += _define(text, each, surroundings)
    return _in_order(found)


def _in_order(found: Iterable[Definition]) -> tuple[Definition, ...]:
    # Of one place, a bracket comes before a row of a list.
    ordered = sorted(found, key=lambda each: (each.span, each.short_span, each.method is Method.LIST))
    firsts: dict[str, Definition] = {}
    for each in ordered:
        firsts.setdefault(each.short, each)
    return tuple(each for each in ordered if not _is_said_of(each, firsts[each.short]))


def _is_said_of(definition: Definition, first: Definition) -> bool:
    """Tell whether a short form that a document has given a name is none of something else: 谅解备忘录(RATS).

    Within a document a word has one sense (Gale, Church and Yarowsky 1992); of two bodies with one short form both are
    sure. An acronym says whose something is that is no body's name: 首次试点评估(CASSOA).
    """
    full, known = definition.full, first.full
    if full in known or known in full:
        return False
    if definition.score < SURE:
        return first.score > definition.score
    return definition.short.isascii() and kind_of(full) is Kind.OTHER and first.score >= SURE


def candidates_of(text: str) -> list[Candidate]:
    """Return the places of a text where a short form may be introduced, in text order."""
    bracketed = [each for each in _bracketed(text) if each.clause.text]
    told = [each for each in _told(text, bracketed) if each.clause.text]
    dashed = [each for each in _dashed(text) if each.clause.text]
    return sorted([*bracketed, *told, *dashed], key=lambda each: (each.mark, each.end))


def surroundings_of(
    text: str,
    candidates: Collection[Candidate],
    known: Collection[str] = (),
    forms: Collection[str] = (),
    told: Collection[str] = (),
    elsewhere: Elsewhere | None = None,
) -> Surroundings:
    """Return what the whole text, what is known, what is told and what stands elsewhere say for the names before the
    candidates.
    """
    return Surroundings(
        text,
        known,
        forms,
        told=told,
        clauses=(each.clause.text for each in candidates),
        short_forms=(form.text for each in candidates for form in each.forms),
        elsewhere=elsewhere,
    )


def clauses_of(text: str, definitions: Iterable[Definition]) -> set[str]:
    """Return the clauses that definitions end, as far back as a name reaches: what other documents may learn from."""
    return {clause_before(text, d.mark).text[-_REACH:] for d in definitions if d.method is not Method.LIST}


def evidence_for(text: str, candidate: Candidate, form: ShortForm, surroundings: Surroundings) -> dict[int, Features]:
    """Return the features of every border for one of the forms of a candidate."""
    after = text[candidate.end : candidate.end + _AFTER]
    found = features_of(context_of(candidate.clause.text), form, surroundings, surroundings.uses(form.text) - 1, after)
    if candidate.method is Method.DASH:
        found[NONE]["none:behind a dash"] = 1.0
    return found


def _bracketed(text: str) -> Iterator[Candidate]:
    taken = 0
    for start, end in find_brackets(text):
        if end - start > 200 or end < taken:
            continue
        if told := name_told(text, start, end):
            yield Candidate(start, end + 1, (), start + 1, Method.WORDING, clause_before(text, start), told)
        if (forms := _forms_in(text, start, end)) and not _counts_session(text, start, end):
            if len(forms) > 1 and text[end - 1] in ")）":
                taken = end  # 世卫组织(WHO): both forms are read
            method = Method.WORDING if forms[0].is_told else Method.BRACKET
            yield Candidate(start, end + 1, forms, start + 1, method, clause_before(text, _end_of_name(text, start)))


def _forms_in(text: str, start: int, end: int) -> Sequence[ShortForm]:
    """Return the short forms in a bracket, or the short name of the State whose formal name stands before it."""
    content = text[start + 1 : end]
    if content in PLACES:
        return [ShortForm(content, 0, len(content))] if formal_name(text, content, start) >= 0 else ()
    return short_forms(content)


def _end_of_name(text: str, mark: int) -> int:
    """Return where the name before a mark ends, without what brackets or 经修正 add to it: 人居署(UN-Habitat)."""
    if text.endswith(_AMENDED, 0, mark) and (amended := _AS_AMENDED.search(text, max(0, mark - _LONGEST_ASIDE), mark)):
        mark = amended.start()
    while text[mark - 1 : mark] in _CLOSING and (aside := _ASIDE.search(text, max(0, mark - _LONGEST_ASIDE), mark)):
        mark = aside.start()
    return mark


def _counts_session(text: str, start: int, end: int) -> bool:
    """Tell whether a bracket holds the session or year of a numbered text: 第1503(XLVIII)号决议, 第99(LV)-2004号."""
    is_number = text[max(start - 2, 0) : start].rstrip()[-1:].isdecimal()
    return is_number and _BEHIND_SESSION.match(text, end + 1) is not None


def _told(text: str, bracketed: Sequence[Candidate]) -> Iterator[Candidate]:
    ends, index = 0, 0
    for mark, end, form in told_forms(text):
        while index < len(bracketed) and bracketed[index].mark < mark:
            ends = max(ends, bracketed[index].end)
            index += 1
        if mark >= ends:  # what a bracket holds was read with the bracket
            yield Candidate(mark, end, [form], 0, Method.WORDING, clause_before(text, _end_of_told(text, mark, form)))


def _end_of_told(text: str, mark: int, form: ShortForm) -> int:
    """Return where the name ends that a wording shortens: the subject, where it was said what it is.

    渔业委员会是大会设立的，简称“渔委会”: what ends in 的 is no name.
    """
    if form.is_shortened and text[mark - 1 : mark] == "的":
        sentence = max(text.rfind(stop, 0, mark) for stop in "。；\n") + 1
        if said := _IS.search(text, sentence, mark):
            return said.start()
    return _end_of_name(text, mark)


def _dashed(text: str) -> Iterator[Candidate]:
    seen = set()
    for mark, end, form in dashed_forms(text):
        if form.text not in seen:  # many write the dash each time: the first place introduces
            seen.add(form.text)
            yield Candidate(mark, end, [form._replace(is_told=True)], 0, Method.DASH, clause_before(text, mark))


def _define(text: str, candidate: Candidate, surroundings: Surroundings) -> Iterator[Definition]:
    if candidate.told:
        yield _definition(text, candidate, *candidate.told, _SAID)
    weights = weights_of(WEIGHTS)
    context = context_of(candidate.clause.text)
    ranked = []
    for form in candidate.forms:
        ranking = ranking_of(evidence_for(text, candidate, form, surroundings), weights)
        ranked.append((ranking, form))
    if all(ranking.best == NONE for ranking, _ in ranked):
        return
    # Two short forms in one bracket are of one name: the surer one says where it begins.
    best = max((ranking for ranking, _ in ranked if ranking.best != NONE), key=lambda ranking: ranking.probability)
    if best.probability < _UNLIKELY:
        return
    if candidate.method is Method.DASH and WordClass.DE in context.classes[max(best.best - 1, 0) :]:
        return  # 各国议会的世界组织——议会联盟: a description
    for ranking, form in ranked:
        if ranking.best == NONE and not form.is_told:
            continue
        yield _bordered(text, candidate, context, best, min(1 - ranking.all[NONE], best.probability), form)


def _listed(document: Document, row: Row) -> Definition:
    """Return the definition that a row of a list of abbreviations gives."""
    text = document.text
    start, end = row.full
    if head_of(text[start : (bare := _end_of_name(text, end))]):
        end = bare  # 服务地点差价调整数问题咨询委员会(1976年设立)
    full = text[start:end]
    span = Span(min(row.full.start, row.short.start), max(row.full.end, row.short.end))
    return Definition(
        full=full,
        short=text[row.short.start : row.short.end],
        kind=kind_of(full),
        method=Method.LIST,
        score=_LISTED,
        span=span,
        mark=span.start,
        full_span=Span(start, end),
        short_span=row.short,
        sentence=text[span.start : span.end],
    )


def _is_reversed(before: str, form: ShortForm) -> bool:
    """Tell whether the full form stands in the bracket: 儿童基金会(联合国儿童基金会), 免疫联盟(即全球疫苗…联盟)."""
    inside = form.text
    return (
        not form.is_shortened
        and len(inside) > len(before) + 1
        and head_of(before) == head_of(inside) != ""
        and align_short_form(before, inside).covered(0) == 1.0
    )


def _bordered(
    text: str, candidate: Candidate, context: Context, ranking: Ranking, score: float, form: ShortForm
) -> Definition:
    """Return the definition of a form by the border that was found for its name."""
    start = candidate.clause.offset + context.starts[ranking.best]
    end = candidate.clause.end
    full = Span(start, end)
    if _QUOTES.get(text[start]) == text[end - 1] and end - start > 2:
        full = Span(start + 1, end - 1)
    short = Span(candidate.offset + form.start, candidate.offset + form.end)
    if _is_reversed(text[full.start : full.end], form):
        full, short = short, full
    return _definition(text, candidate, full, short, score, form.english)


def _definition(
    text: str, candidate: Candidate, full: Span, short: Span, score: float, english: str = ""
) -> Definition:
    span = Span(min(full.start, short.start), candidate.end)
    sentence = sentence_around(text, span)
    name, form = text[full.start : full.end], text[short.start : short.end]
    is_title = name.startswith("《") and form.startswith("《")
    kind = kind_of(name)
    return Definition(
        full=_SPACE.sub(" ", name),
        short=form,
        kind=kind if kind is not Kind.OTHER else kind_of(form),
        method=Method.TITLE if is_title and candidate.method is Method.BRACKET else candidate.method,
        score=round(score, 3),
        span=span,
        mark=candidate.mark,
        full_span=full,
        short_span=short,
        sentence=text[sentence.start : sentence.end],
        english=english,
    )
