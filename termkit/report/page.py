"""The page of a build: which report calls what by which name, and what contradicts itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from termkit.terms.concept import TermType
from termkit.terms.keys import form_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from termkit.check import Facts, Finding, Material
    from termkit.terms.concept import Concept

__all__ = ["render"]

_NAMED = {
    TermType.FULL_FORM: "full form",
    TermType.SHORT_FORM: "short form",
    TermType.ACRONYM: "acronym",
    TermType.VARIANT: "variant",
}


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


def render(concepts: Sequence[Concept], findings: Sequence[Finding], material: Material, title: str) -> str:
    """Return the page as one self-contained HTML document: no script, style or font from elsewhere."""
    # Start-up: only the commands that make a page need the template engine.
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        loader=PackageLoader("termkit.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    rows = [_row(concept, material, findings) for concept in concepts]
    rows.sort(key=lambda row: (not row.findings, not row.has_short, row.name))
    return environment.get_template("report.html").render(
        title=title,
        documents=[facts.document for facts in material.documents],
        labels=[PurePath(facts.document.path).stem for facts in material.documents],
        rows=rows,
        findings=findings,
        rules={finding.code: finding.name for finding in findings},
    )


def _row(concept: Concept, material: Material, findings: Sequence[Finding]) -> _Row:
    types = {form_key(term.text): _NAMED[term.type] for term in concept.terms}
    cells = tuple(_cell(concept, facts, material, types) for facts in material.documents)
    forms = {form.text for cell in cells for form in cell}
    english = [term.text for term in concept.of("en", TermType.FULL_FORM, TermType.ACRONYM)]
    codes = sorted({f.code for f in findings if f.text in forms or any(r.text in forms for r in f.related)})
    chinese = concept.of("zh", TermType.FULL_FORM) or concept.of("zh") or concept.terms
    has_short = any(form.type in {"short form", "acronym"} for cell in cells for form in cell)
    return _Row(
        concept.id,
        chinese[0].text,
        ", ".join(english[:2]),
        concept.kind.value,
        cells,
        tuple(codes),
        has_short,
    )


def _cell(concept: Concept, facts: Facts, material: Material, types: Mapping[str, str]) -> tuple[_Form, ...]:
    found = []
    for form, mentions in facts.uses.items():
        if form_key(form) not in types:
            continue
        definitions = facts.defined.get(form_key(form), ())
        owners = {material.concept_of(each).id for each in definitions} or set(material.index.of(form))
        if owners == {concept.id}:
            place = facts.document.place(mentions[0].span)
            found.append(
                _Form(
                    form,
                    types[form_key(form)],
                    len(mentions),
                    bool(definitions),
                    f"{facts.document.path}:{place.line}{place.page_note}",
                )
            )
    return tuple(sorted(found, key=lambda form: (form.type != "full form", form.type, -form.count, form.text)))
