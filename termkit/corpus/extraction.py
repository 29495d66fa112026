"""What `extract` lists, as rows: definitions, undefined short forms, mentions, names, abbreviations."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from termkit.corpus.pipeline import analyse, define, known_forms, short_forms_of
from termkit.corpus.undefined import find_undefined
from termkit.extract.abbreviations import list_abbreviations
from termkit.extract.names import find_names, tie_variants
from termkit.terms.concept import Kind
from termkit.terms.keys import form_key
from termkit.text.document import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from termkit.check import Facts, Material
    from termkit.corpus.undefined import Undefined
    from termkit.extract.names import Name
    from termkit.glossary.decided import Decided
    from termkit.report.rows import Row
    from termkit.terms.concept import Concept
    from termkit.text.document import Document

__all__ = ["LISTINGS", "definition_rows"]


def definition_rows(documents: Sequence[Document], curated: Sequence[Concept], decided: Decided) -> Iterator[Row]:
    """Yield the definitions; line and column (from 1) are of the opening bracket."""
    for document, definitions in define(documents, curated, decided=decided):
        for each in definitions:
            row = {**_place(document, each.mark), "full": each.full, "short": each.short, "kind": each.kind.value}
            yield {**row, "score": each.score, "method": each.method.value, "sentence": each.sentence}


def undefined_rows(documents: Sequence[Document], curated: Sequence[Concept], decided: Decided) -> Iterator[Row]:
    """Yield the short forms that are used and not defined: what they stand for, how that is known, how often.

    `candidates` has what a form may stand for where that is open.
    """
    for document, found in find_undefined(documents, curated, decided):
        for each in found:
            row = {**_place(document, each.spans[0].start), "form": each.form, "full": each.full}
            row |= {"source": each.source, "score": each.score, "count": len(each.spans)}
            yield {**row, "candidates": "|".join(each.candidates), "evidence": _evidence(each, document, documents)}


def mention_rows(documents: Sequence[Document], curated: Sequence[Concept], decided: Decided) -> Iterator[Row]:
    """Yield each known form once a document, with its first place, its concept and the number of its uses."""
    material = analyse(documents, curated, decided=decided)
    for facts in material.documents:
        for form, mentions in facts.uses.items():
            owners = _owners(material, facts, form)
            full = material.full_form(owners[0]) if len(owners) == 1 else ""
            place = _place(facts.document, mentions[0].span.start)
            yield {**place, "form": form, "full": full, "concept": "|".join(owners), "count": len(mentions)}


def name_rows(documents: Sequence[Document], curated: Sequence[Concept], decided: Decided) -> Iterator[Row]:
    """Yield each name in full once a document, with its first place, kind, score and the number of its uses.

    `variant_of` has the form that the documents use most for what seems to be the same name: an offer.
    """
    known, forms = known_forms(curated), short_forms_of(curated)
    found = [
        (document, find_names(document, known, definitions, forms))
        for document, definitions in define(documents, curated, decided=decided)
    ]
    variants = tie_variants(Counter(name.text for _, names in found for name in names))
    for document, names in found:
        counts = Counter(name.text for name in names)
        first: dict[str, Name] = {}
        best: dict[str, float] = {}
        for name in names:
            first.setdefault(name.text, name)
            best[name.text] = max(name.score, best.get(name.text, 0.0))
        for text, count in counts.items():
            place = _place(document, first[text].span.start)
            row = {**place, "name": text, "kind": first[text].kind.value, "score": best[text], "count": count}
            yield {**row, "variant_of": variants.get(text, "")}


def abbreviation_rows(documents: Sequence[Document], curated: Sequence[Concept], decided: Decided) -> Iterator[Row]:
    """Yield the list of abbreviations of the documents taken together: what they define and use again."""
    material = analyse(documents, curated, decided=decided)
    uses: Counter[str] = Counter()
    for facts in material.documents:
        for form, mentions in facts.uses.items():
            uses[form] += sum(not facts.is_definition(mention) for mention in mentions)
    definitions = [each for facts in material.documents for each in facts.definitions if each.kind is not Kind.OTHER]
    for row in list_abbreviations(definitions, uses):
        yield {"short": row.short, "full": row.full, "english": row.english, "count": row.uses}


LISTINGS: Mapping[str, Callable[[Sequence[Document], Sequence[Concept], Decided], Iterator[Row]]] = {
    "definitions": definition_rows,
    "undefined": undefined_rows,
    "mentions": mention_rows,
    "names": name_rows,
    "abbreviations": abbreviation_rows,
}


def _evidence(undefined: Undefined, document: Document, documents: Sequence[Document]) -> str:
    """Return where the full form stands: the glossary, or its first place in the document or in another one."""
    if undefined.source == "glossary":
        return "glossary"
    others = sorted(documents, key=lambda each: (each.path != document.path, each.path))
    for each in others if undefined.full else ():
        if (start := each.text.find(undefined.full)) >= 0:
            return f"{each.path}:{each.place(Span(start, start)).line}"
    return ""


def _place(document: Document, offset: int) -> Row:
    place = document.place(Span(offset, offset))
    row: Row = {"document": document.path, "line": place.line, "column": place.column}
    return row if place.page is None else {**row, "page": place.page}


def _owners(material: Material, facts: Facts, form: str) -> list[str]:
    if definitions := facts.defined.get(form_key(form)):
        return sorted({material.concept_of(each).id for each in definitions})
    return material.index.of(form)
