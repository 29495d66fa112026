"""The page of a build: which report calls what by which name, and what contradicts itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from termkit.terms.concept import TermType
from termkit.terms.keys import form_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jinja2 import Environment

    from termkit.check import Finding
    from termkit.terms.concept import Concept

__all__ = ["NAMED", "Column", "FormUse", "environment", "render"]

NAMED = {
    TermType.FULL_FORM: "full form",
    TermType.SHORT_FORM: "short form",
    TermType.ACRONYM: "acronym",
    TermType.VARIANT: "variant",
}


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
    type: str
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


def render(concepts: Iterable[Concept], findings: Sequence[Finding], columns: Sequence[Column], title: str) -> str:
    """Return the page as one self-contained HTML document: no script, style or font from elsewhere."""
    codes: dict[str, set[str]] = {}
    for finding in findings:
        for text in {finding.text, *(each.text for each in finding.related)}:
            codes.setdefault(text, set()).add(finding.code)
    rows = [_row(concept, columns, codes) for concept in concepts]
    rows.sort(key=lambda row: (not row.findings, not row.has_short, row.name))
    return (
        environment()
        .get_template("report.html")
        .render(
            title=title,
            documents=columns,
            labels=[PurePath(column.path).stem for column in columns],
            rows=rows,
            findings=findings,
            rules={finding.code: finding.name for finding in findings},
        )
    )


@cache
def environment() -> Environment:
    """Return the template engine, with the templates of this room."""
    # Start-up: only the commands that make a page need the template engine.
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415

    return Environment(
        loader=PackageLoader("termkit.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _row(concept: Concept, columns: Sequence[Column], codes: Mapping[str, set[str]]) -> _Row:
    types = {form_key(term.text): NAMED[term.type] for term in concept.terms}
    cells = tuple(_cell(concept, column, types) for column in columns)
    forms = {form.text for cell in cells for form in cell}
    english = [term.text for term in concept.of("en", TermType.FULL_FORM, TermType.ACRONYM)]
    chinese = concept.of("zh", TermType.FULL_FORM) or concept.of("zh") or concept.terms
    has_short = any(form.type in {"short form", "acronym"} for cell in cells for form in cell)
    return _Row(
        concept.id,
        chinese[0].text,
        ", ".join(english[:2]),
        concept.kind.value,
        cells,
        tuple(sorted({code for form in forms for code in codes.get(form, ())})),
        has_short,
    )


def _cell(concept: Concept, column: Column, types: Mapping[str, str]) -> tuple[_Form, ...]:
    found = [
        _Form(use.form, types[use.key], use.count, use.is_defined, f"{column.path}:{use.where}")
        for use in column.forms.get(concept.id, ())
        if use.key in types
    ]
    return tuple(sorted(found, key=lambda form: (form.type != "full form", form.type, -form.count, form.text)))
