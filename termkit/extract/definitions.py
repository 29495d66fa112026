"""Definitions of a document: brackets and wordings found, the full form's border decided."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.extract.alignment import align_short_form
from termkit.extract.boundary import WEIGHTS, features_of, ranking_of
from termkit.extract.candidates import candidates_of, end_of_name
from termkit.extract.clause import clause_before, context_of
from termkit.extract.definition import Definition, Method
from termkit.extract.evidence import Surroundings
from termkit.extract.heads import head_of, kind_of
from termkit.extract.lexicon import WordClass
from termkit.extract.lists import find_rows
from termkit.extract.model import NONE, weights_of
from termkit.extract.places import PLACES
from termkit.extract.remarks import is_date
from termkit.terms.concept import Kind
from termkit.text.context import sentence_around
from termkit.text.document import Span
from termkit.text.garbage import uncollected

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from termkit.extract.candidates import Candidate
    from termkit.extract.clause import Context
    from termkit.extract.contents import ShortForm
    from termkit.extract.evidence import Elsewhere
    from termkit.extract.lists import Row
    from termkit.extract.model import Features, Ranking
    from termkit.text.document import Document

__all__ = [
    "SURE",
    "UNLIKELY",
    "clauses_of",
    "evidence_for",
    "extract_again",
    "extract_definitions",
    "surroundings_of",
]

SURE = 0.9
"""Score from which a definition is evidence for the borders of names in other documents."""

UNLIKELY = 0.4  # a border less likely than this is more often wrong than right (tests/training, folders left out)
_REACH = 64
_LISTED = 0.97
_SAID = 0.95
_AFTER = 6  # characters behind a pattern that are looked at
_SPACE = re.compile(r"\s+")
_SINCE = re.compile(r"(?:(?:19|20)\d\d\s?年)?(?:\d{1,2}\s?月)?(?:\d{1,2}\s?日)?[至到]$")
_LONGEST_CODE = 3  # 大不列颠及北爱尔兰联合王国(UK)
_QUOTES = {"“": "”", "「": "」", '"': '"'}


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
    if definition.short.isascii() and full.startswith(known) and full != known:
        return True  # 简化批准程序(SAP) …… 简化批准程序项目(SAP)
    if full in known or known in full:
        return False
    if definition.score < SURE:
        return first.score > definition.score
    return definition.short.isascii() and kind_of(full) is Kind.OTHER and first.score >= SURE


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
    if best.probability < UNLIKELY:
        return
    if candidate.method is Method.DASH and WordClass.DE in context.classes[max(best.best - 1, 0) :]:
        return  # 各国议会的世界组织——议会联盟: a description
    for ranking, form in ranked:
        if (ranking.best == NONE and not form.is_told) or _is_of_state(context.text[context.starts[best.best] :], form):
            continue
        found = _bordered(text, candidate, context, best, min(1 - ranking.all[NONE], best.probability), form)
        if found.full != found.short:  # 《示范法》(简称“《示范法》”或MLETR)
            yield found


def _is_of_state(name: str, form: ShortForm) -> bool:
    """Tell whether an acronym is longer than the code of a State that stands before it: 印度(ISRO)."""
    return form.is_latin and not form.is_marked and name in PLACES and len(form.text) > _LONGEST_CODE


def _listed(document: Document, row: Row) -> Definition:
    """Return the definition that a row of a list of abbreviations gives."""
    text = document.text
    start, end = row.full
    if head_of(text[start : (bare := end_of_name(text, end))]):
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
    """Tell whether the full form stands in the bracket: 儿童基金会(联合国儿童基金会), 免疫联盟(即全球疫苗…联盟).

    What has an acronym more is no full form: 数据缺口倡议(G20数据缺口倡议).
    """
    inside = form.text
    return (
        not form.is_shortened
        and (not any(map(str.isupper, inside)) or any(map(str.isupper, before)))
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
    if is_date(text[start:end]) and (since := _SINCE.search(text, candidate.clause.offset, start)):
        start = since.start()  # 2021年7月1日至|2022年6月30日(下称“报告期”)
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
