"""What is done with one document: three pure functions, each from a document and what the others say to a record.

1. `define_alone`: the definitions that the document gives by itself, with the glossary.
2. `settle`: the definitions again, where names that other documents surely define stand in its text (the
   statistics of the corpus), and the candidates for concepts that they are.
3. `examine`: uses of all forms of all concepts, findings in the document, what it says to other documents.

Between the passes, and after the last, records are added up (`termkit.corpus.reduction`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from termkit.check import Facts
from termkit.check.across import Across, sighting_of
from termkit.check.dates import year_of
from termkit.check.engine import check_alone, in_order, rules_on, told_by
from termkit.corpus.forms import known_forms, short_forms_of
from termkit.corpus.introduced import SURE, evidence_at, introduced
from termkit.corpus.records import Defined, Examined, Head, Settled, Used, definition_row, finding_row
from termkit.extract.definitions import extract_again, extract_definitions
from termkit.extract.mentions import find_mentions
from termkit.lookup.concordance import sentences_of
from termkit.report.findings_json import render_one
from termkit.terms.keys import form_key
from termkit.text.document import BlockKind
from termkit.text.titles import title_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termkit.check import Material, Profile
    from termkit.check.finding import Spot
    from termkit.corpus.statistics import Names
    from termkit.extract.definition import Definition
    from termkit.extract.mentions import Mention
    from termkit.glossary.decided import Decided
    from termkit.terms.concept import Concept
    from termkit.terms.matcher import Matcher
    from termkit.text.document import Document

__all__ = ["Ground", "define_alone", "examine", "settle"]

_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE})


@dataclass(frozen=True, eq=False)
class Ground:
    """What every pass stands on: the glossary, the profile, what people decided."""

    curated: tuple[Concept, ...]
    profile: Profile
    decided: Decided

    @cached_property
    def known(self) -> frozenset[str]:
        """Return the names that are known before a document is read."""
        return known_forms(self.curated) | self.decided.full_forms

    @cached_property
    def forms(self) -> frozenset[str]:
        """Return the short forms of the glossary."""
        return short_forms_of(self.curated)


def define_alone(document: Document, ground: Ground) -> Defined:
    """Return the definitions of a document that stands alone."""
    definitions = extract_definitions(document, ground.known, ground.forms)
    digest = sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
    head = Head(
        list(document.symbols), document.date, document.language, digest, not document.text, document.doubt,
        document.encoding, title_of(document),
    )  # fmt: skip
    sure = sorted({each.full for each in definitions if each.score >= SURE})
    return Defined(list(head), [definition_row(each) for each in definitions], sure)


def settle(
    document: Document, alone: Sequence[Definition], sure: Sequence[str], ground: Ground, names: Names
) -> Settled:
    """Return the definitions of a document with the names that others surely define; decisions have the last word."""
    told = names.told(document.text, sure) - ground.known
    found = extract_again(document, alone, told, ground.known, ground.forms) if told else alone
    definitions = ground.decided.apply(document, found)
    return Settled([definition_row(d) for d in definitions], [list(introduced(document, d)) for d in definitions])


def examine(document: Document, definitions: Sequence[Definition], material: Material, matcher: Matcher) -> Examined:
    """Return what a document uses, contradicts and says to others.

    `material` holds the concepts of all documents and no document; `matcher` knows all their forms.
    """
    facts = Facts(document, tuple(definitions), find_mentions(document, matcher))
    alone = material.of(facts)
    # A rule whose finding depends on what other documents say finds here what holds if they say nothing.
    others = (rule for rule in rules_on(material.profile) if rule.across and not isinstance(rule.find, Across))
    findings = in_order([*check_alone(alone), *(each for rule in others for each in rule.findings(alone))])
    said = [
        [code, each.subject, each.form, _sighting_row(each.spot)]
        for code, told in told_by(alone).items()
        for each in told
    ]
    return Examined(
        year_of(document),
        _body(document),
        sorted({alone.concept_of(each).id for each in definitions}),
        [list(each) for each in _used(alone, facts)],
        said,
        json.dumps([[finding_row(each), render_one(replace(each, path=""))] for each in findings], ensure_ascii=False),
        json.dumps([[s.text, s.line, s.column, s.page] for s in sentences_of(document)], ensure_ascii=False),
    )


def _sighting_row(spot: Spot) -> list[object]:
    seen = sighting_of(spot)
    return [list(seen.place), seen.text, seen.sentence, list(seen.marked)]


def _body(document: Document) -> str:
    """Return whose document it is, by the first part of its symbol: A, S, E, DP, TD …; empty without a symbol."""
    return document.symbols[0].partition("/")[0] if document.symbols else ""


def _used(material: Material, facts: Facts) -> Iterator[Used]:
    """Yield every form that is plainly of one concept."""
    document = facts.document
    for form, mentions in facts.uses.items():
        key = form_key(form)
        definitions = facts.defined.get(key, ())
        owners = {material.concept_of(each).id for each in definitions} or set(material.index.of(form))
        if len(owners) != 1:
            continue
        shown = _shown_use(facts, mentions)
        place = evidence_at(document, shown.span, shown.span.start) if shown else (0, 0, 0, "")
        first = document.place(mentions[0].span)
        yield Used(owners.pop(), key, form, len(mentions), bool(definitions), f"{first.line}{first.page_note}", *place)


def _shown_use(facts: Facts, mentions: Sequence[Mention]) -> Mention | None:
    """Return the first use in running text, else the first of all; a heading shows a form without a sentence."""
    uses = [mention for mention in mentions if not facts.is_definition(mention)]
    in_prose = (mention for mention in uses if facts.document.block_at(mention.span.start).kind in _PROSE)
    return next(in_prose, uses[0] if uses else None)
