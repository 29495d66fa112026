"""What is done with one document: three pure functions, each from a document and what the others say to a record.

1. `define_alone`: the definitions that the document gives by itself, with the glossary.
2. `settle`: the definitions again, where names that other documents surely define stand in its text, and where
   other documents show what stands to the left of a name that is not sure (the statistics of the corpus).
3. `examine`: uses of all forms of all concepts, findings in the document, what it says to other documents.

Between the passes, and after the last, records are added up (`termkit.corpus.reduction`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from termkit.check import Facts
from termkit.check.across import sighting_of
from termkit.check.engine import check_alone, in_order, told_by
from termkit.check.wording.dates import year_of
from termkit.corpus.families import family_of
from termkit.corpus.introduced import evidence_at
from termkit.corpus.records import Examined, Head, Used
from termkit.extract.definitions import SURE, clauses_of, extract_again, extract_definitions
from termkit.extract.mentions import find_mentions
from termkit.glossary.forms import known_forms, short_forms_of
from termkit.terms.keys import form_key
from termkit.text.document import BlockKind
from termkit.text.titles import title_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termkit.check import Finding, Material, Profile
    from termkit.check.across import Said
    from termkit.corpus.statistics import Statistics
    from termkit.extract.candidates import Candidate
    from termkit.extract.definition import Definition
    from termkit.extract.mentions import Mention
    from termkit.glossary.decided import Decided
    from termkit.terms.concept import Concept
    from termkit.terms.matcher import Matcher
    from termkit.text.document import Document

__all__ = ["Ground", "define_alone", "examine", "settle", "sure_names"]

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


def define_alone(document: Document, ground: Ground) -> tuple[Head, tuple[Definition, ...]]:
    """Return what a document says of itself, and its definitions where it stands alone."""
    digest = sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
    family, rank = family_of(document.symbols)
    head = Head(
        list(document.symbols), document.date, document.language, digest, not document.text, document.doubt,
        document.encoding, family, rank, title_of(document),
    )  # fmt: skip
    return head, extract_definitions(document, ground.known, ground.forms)


def sure_names(definitions: Sequence[Definition]) -> list[str]:
    """Return the names that definitions surely define."""
    return sorted({each.full for each in definitions if each.score >= SURE})


def settle(
    document: Document,
    alone: Sequence[Definition],
    ground: Ground,
    statistics: Statistics,
    candidates: Sequence[Candidate] | None = None,
) -> tuple[Definition, ...]:
    """Return the definitions of a document with what the corpus says of names; decisions have the last word.

    `candidates` are those of its text, if they are at hand.
    """
    told = statistics.told(document.text, sure_names(alone)) - ground.known
    unsure = (each.full for each in alone if each.score < SURE)
    elsewhere = statistics.without(clauses_of(document.text, alone), unsure)
    found = extract_again(document, alone, told, ground.known, ground.forms, elsewhere, candidates)
    return ground.decided.apply(document, found)


def examine(
    document: Document, definitions: Sequence[Definition], material: Material, matcher: Matcher
) -> tuple[Examined, list[Finding]]:
    """Return what a document uses, contradicts and says to others, and the findings in it.

    `material` holds the concepts of all documents and no document; `matcher` knows all their forms.
    """
    facts = Facts(document, tuple(definitions), find_mentions(document, matcher))
    alone = material.of(facts)
    findings = in_order(check_alone(alone))
    said = [
        [code, each.subject, each.form, _sighting_row(each)] for code, told in told_by(alone).items() for each in told
    ]
    concepts = sorted({alone.concept_of(each).id for each in definitions})
    used = [list(each) for each in _used(alone, facts)]
    return Examined(year_of(document), _body(document), concepts, used, said), findings


def _sighting_row(said: Said) -> list[object]:
    seen = sighting_of(said)
    return [list(seen.place), seen.text, seen.sentence, list(seen.marked), seen.year]


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
