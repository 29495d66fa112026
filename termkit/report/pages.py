"""The report on more documents than a table has columns for: an index, and pages of concepts and of findings.

A page holds as much as a browser opens at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from termkit.report.labels import TYPES, named
from termkit.report.template import render_page
from termkit.terms.concept import TermType
from termkit.terms.keys import form_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from termkit.check import Finding
    from termkit.terms.concept import Concept, Evidence
    from termkit.text.message import Message

__all__ = [
    "MOST_FINDINGS",
    "ROWS",
    "FormCount",
    "Page",
    "RulePages",
    "concepts_page",
    "findings_page",
    "index_page",
]

ROWS = 400
"""Concepts or findings on a page."""
MOST_FINDINGS = 4000
"""Findings of a rule that are shown; all of them are in findings.json."""


class FormCount(NamedTuple):
    """In how many documents a form is used and how often, by year (0 where it is not known)."""

    documents: int
    uses: int
    years: Mapping[int, int]


class _Form(NamedTuple):
    text: str
    type: Message
    counted: FormCount
    first: Evidence | None
    last: Evidence | None

    @property
    def years(self) -> str:
        known = sorted(year for year in self.counted.years if year)
        return "" if not known else f"{known[0]}" if len(known) == 1 else f"{known[0]}–{known[-1]}"


@dataclass(frozen=True)
class Page:
    """A page in the index: file name, what the first and the last row on it are, and how many there are."""

    name: str
    first: str
    last: str
    rows: int


@dataclass(frozen=True)
class RulePages:
    """A rule in the index: what it is called, how many findings it has, and the pages with the first of them."""

    name: str
    count: int
    pages: Sequence[Page]


def concepts_page(
    number: int, concepts: Sequence[tuple[Concept, Mapping[str, FormCount]]], language: str = "en"
) -> tuple[Page, str]:
    """Return a page of concepts as it stands in the index, and its HTML in a language.

    Beside each concept stand the counts of its forms, by the key of the form.
    """
    rows = [(concept, list(_forms(concept, counts))) for concept, counts in concepts]
    page = Page(f"concepts-{number:04}.html", _name(concepts[0][0]), _name(concepts[-1][0]), len(concepts))
    return page, render_page("page_concepts.html", language, rows=rows, number=number)


def findings_page(number: int, findings: Sequence[Finding], language: str = "en") -> tuple[str, Page, str]:
    """Return what a rule is called, a page of findings of it as it stands in the index, and its HTML."""
    first, last = findings[0], findings[-1]
    page = Page(f"{first.code}-{number:04}.html", first.path, last.path, len(findings))
    name = named(first, language)
    return name, page, render_page("page_findings.html", language, findings=findings, name=name, number=number)


def index_page(documents: int, concepts: Sequence[Page], rules: Sequence[RulePages], language: str = "en") -> str:
    """Return the index that belongs beside the folder of the pages, which is named `report`."""
    return render_page("index.html", language, documents=documents, pages=concepts, rules=rules, most=MOST_FINDINGS)


def _forms(concept: Concept, counts: Mapping[str, FormCount]) -> Iterator[_Form]:
    nothing = FormCount(0, 0, {})
    for term in concept.terms:
        count = counts.get(form_key(term.text), nothing)
        if not term.evidence and not count.uses:
            continue
        dated = sorted(term.evidence, key=lambda each: (each.date, each.document))
        first, last = (dated[0], dated[-1]) if dated else (None, None)
        yield _Form(term.text, TYPES[term.type], count, first, last if last != first else None)


def _name(concept: Concept) -> str:
    return (concept.of("zh", TermType.FULL_FORM) or concept.of("zh") or concept.terms)[0].text
