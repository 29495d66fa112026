"""The report on more documents than a table has columns for: an index, and pages of concepts and of findings.

A page holds as much as a browser opens at once, and is written when it is full.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from termkit.report.labels import TYPES, named
from termkit.report.template import render_page
from termkit.terms.concept import TermType
from termkit.terms.keys import form_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from termkit.check import Finding
    from termkit.terms.concept import Concept, Evidence
    from termkit.text.message import Message

__all__ = ["FormCount", "write_pages"]

_CONCEPTS, _FINDINGS = 400, 400
_MOST_FINDINGS = 4000
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


@dataclass
class _Page:
    """A page in the index: file name, what the first and the last row on it are, and how many there are."""

    name: str
    first: str
    last: str
    rows: int


@dataclass
class _Rule:
    code: str
    name: str
    count: int = 0
    waiting: list[Finding] = field(default_factory=list)
    pages: list[_Page] = field(default_factory=list)


def write_pages(
    folder: Path,
    concepts: Iterable[Concept],
    counts: Callable[[str], Mapping[str, FormCount]],
    findings: Iterable[Finding],
    documents: int,
    language: str = "en",
) -> str:
    """Write the pages to a folder named `report`, and return the index that belongs beside it.

    `counts` gives the counts of the forms of a concept, by the key of the form.
    """
    folder.mkdir()
    rules: dict[str, _Rule] = {}
    for finding in findings:
        rule = rules.setdefault(finding.code, _Rule(finding.code, named(finding, language)))
        rule.count += 1
        if rule.count <= _MOST_FINDINGS:
            rule.waiting.append(finding)
        if len(rule.waiting) == _FINDINGS:
            _write_findings(folder, rule, language)
    for rule in rules.values():
        _write_findings(folder, rule, language)
    pages = list(_write_concepts(folder, iter(concepts), counts, language))
    shown = [rules[code] for code in sorted(rules)]
    return render_page("index.html", language, documents=documents, pages=pages, rules=shown, most=_MOST_FINDINGS)


def _write_findings(folder: Path, rule: _Rule, language: str) -> None:
    if rule.waiting:
        name = f"{rule.code}-{len(rule.pages) + 1:04}.html"
        html = render_page("page_findings.html", language, rule=rule, number=len(rule.pages) + 1)
        _write(folder / name, html)
        rule.pages.append(_Page(name, rule.waiting[0].path, rule.waiting[-1].path, len(rule.waiting)))
        rule.waiting = []


def _write_concepts(
    folder: Path, concepts: Iterator[Concept], counts: Callable[[str], Mapping[str, FormCount]], language: str
) -> Iterator[_Page]:
    number = 0
    while part := list(islice(concepts, _CONCEPTS)):
        number += 1
        rows = [(concept, list(_forms(concept, counts(concept.id)))) for concept in part]
        name = f"concepts-{number:04}.html"
        _write(folder / name, render_page("page_concepts.html", language, rows=rows, number=number))
        yield _Page(name, _name(part[0]), _name(part[-1]), len(part))


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


def _write(path: Path, html: str) -> None:
    path.write_text(html, encoding="utf-8", errors="replace", newline="\n")
