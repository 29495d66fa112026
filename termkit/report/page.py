"""The page of a build: which report calls what by which name, and what contradicts itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from termkit.report.labels import TYPES, title_of
from termkit.report.template import render_page
from termkit.terms.concept import TermType
from termkit.terms.keys import form_key
from termkit.text.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from termkit.check import Finding
    from termkit.terms.concept import Concept

__all__ = ["Column", "FormUse", "render"]

_TITLE = Message("termkit report", "termkit 报告")
_SHORT = frozenset({TermType.SHORT_FORM, TermType.ACRONYM})


@dataclass(frozen=True, slots=True)
class FormUse:
    """A form that a document uses for a concept: its key, how often, whether it is defined there, and the line of
    its first use with the page, as people read it.
    """

    key: str
    form: str
    count: int
    is_defined: bool
    where: str


@dataclass(frozen=True, slots=True)
class Column:
    """A document and the forms that it uses, by the id of the concept."""

    path: str
    symbols: tuple[str, ...]
    date: str
    forms: Mapping[str, Sequence[FormUse]]


@dataclass(frozen=True, slots=True)
class _Form:
    text: str
    type: Message
    is_short: bool
    count: int
    is_defined: bool
    place: str


@dataclass(frozen=True, slots=True)
class _Row:
    id: str
    name: str
    english: str
    kind: str
    cells: tuple[tuple[_Form, ...], ...]
    findings: tuple[str, ...]
    has_short: bool


def render(
    concepts: Iterable[Concept], findings: Sequence[Finding], columns: Sequence[Column], language: str = "en"
) -> str:
    """Return the page as one self-contained HTML document: no script, style or font from elsewhere."""
    codes: dict[str, set[str]] = {}
    for finding in findings:
        for text in {finding.text, *(each.text for each in finding.related)}:
            codes.setdefault(text, set()).add(finding.code)
    rows = [_row(concept, columns, codes) for concept in concepts]
    rows.sort(key=lambda row: (not row.findings, not row.has_short, row.name))
    return render_page(
        "report.html",
        language,
        title=_TITLE.of(language),
        documents=columns,
        names=[PurePath(column.path).stem for column in columns],
        rows=rows,
        findings=findings,
        rules={finding.code: title_of(finding, language) for finding in findings},
    )


def _row(concept: Concept, columns: Sequence[Column], codes: Mapping[str, set[str]]) -> _Row:
    types = {form_key(term.text): term.type for term in concept.terms}
    cells = tuple(_cell(concept, column, types) for column in columns)
    forms = {form.text for cell in cells for form in cell}
    english = [term.text for term in concept.of("en", TermType.FULL_FORM, TermType.ACRONYM)]
    chinese = concept.of("zh", TermType.FULL_FORM) or concept.of("zh") or concept.terms
    has_short = any(form.is_short for cell in cells for form in cell)
    return _Row(
        concept.id,
        chinese[0].text,
        ", ".join(english[:2]),
        concept.kind.value,
        cells,
        tuple(sorted({code for form in forms for code in codes.get(form, ())})),
        has_short,
    )


def _cell(concept: Concept, column: Column, types: Mapping[str, TermType]) -> tuple[_Form, ...]:
    uses = [(types[use.key], use) for use in column.forms.get(concept.id, ()) if use.key in types]
    uses.sort(key=lambda each: (each[0] is not TermType.FULL_FORM, TYPES[each[0]].en, -each[1].count, each[1].form))
    return tuple(
        _Form(use.form, TYPES[type_], type_ in _SHORT, use.count, use.is_defined, f"{column.path}:{use.where}")
        for type_, use in uses
    )
