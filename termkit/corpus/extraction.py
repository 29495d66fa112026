"""What `extract` lists, as rows: definitions, undefined short forms, mentions, names, abbreviations."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from daachorse import CharwiseDoubleArrayAhoCorasick as Automaton

from termkit.check.naming.parts import is_noun_of_another, is_of_plain_words
from termkit.corpus.examined import Examined
from termkit.extract.abbreviations import list_abbreviations
from termkit.extract.definitions import SURE
from termkit.terms.concept import FULL_TYPES, Kind
from termkit.terms.keys import form_key
from termkit.text.document import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from termkit.check import Facts
    from termkit.corpus.undefined import Undefined
    from termkit.extract.definition import Definition
    from termkit.glossary.decided import Decided
    from termkit.report.rows import Row
    from termkit.terms.concept import Concept
    from termkit.text.document import Document

__all__ = ["LISTS", "list_finds"]


def definition_rows(examined: Examined) -> Iterator[Row]:
    """Yield the definitions; line and column (from 1) are of the opening bracket."""
    known = _kinds(examined.curated)
    for document, definitions in examined.definitions():
        for each in definitions:
            kind = known.get(form_key(each.full), each.kind)
            row = {**_place(document, each.mark), "full": each.full, "short": each.short, "kind": kind.value}
            yield {**row, "score": each.score, "method": each.method.value, "sentence": each.sentence}


def undefined_rows(examined: Examined, also: Callable[[Facts], None] | None = None) -> Iterator[Row]:
    """Yield the short forms that are used and not defined: what they stand for, how that is known, how often.

    `candidates` has what a form may stand for where that is open. `also` is given each document with its mentions.
    """
    from termkit.corpus.undefined import find_undefined  # noqa: PLC0415  start-up: it takes numpy

    elsewhere: set[str] = set()
    for facts, found in find_undefined(examined):
        rows: list[Row] = []
        for each in found:
            row = {**_place(facts.document, each.spans[0].start), "form": each.form, "full": each.full}
            row |= {"source": each.source, "score": each.score, "count": len(each.spans)}
            evidence = _evidence(each, facts)
            rows.append({**row, "candidates": "|".join(each.candidates), "evidence": evidence})
            if each.full and not evidence:
                elsewhere.add(each.full)
        examined.keep(facts.document, "undefined", rows)
        if also:
            also(facts)
    places = _first_places(examined.documents(), elsewhere)
    for rows in examined.kept("undefined"):
        yield from ({**row, "evidence": row["evidence"] or places.get(str(row["full"]), "")} for row in rows)


def mention_rows(examined: Examined) -> Iterator[Row]:
    """Yield each known form once a document, with its first place, its concept and the number of its uses."""
    owned = _Owned(examined)
    for facts in examined.facts():
        yield from _mentions_in(owned, facts)


def _mentions_in(owned: _Owned, facts: Facts) -> Iterator[Row]:
    text = facts.document.text
    for form, found in facts.uses.items():
        definitions = facts.defined.get(form_key(form))
        mentions = found
        if not definitions and is_of_plain_words(form):
            mentions = [each for each in found if not is_noun_of_another(text, each)]
            if not mentions:
                continue
        row = _place(facts.document, mentions[0].span.start)
        row["form"] = form
        if owners := owned.by_definitions(definitions) if definitions else owned[form]:
            yield {**row, **owners, "count": len(mentions)}


class _Owned(dict[str, "Row"]):
    """For each form, the concepts that have it, as a part of a row: their ids, and the full form where it is one.

    Nothing of a form that people rejected for all that have it.
    """

    def __init__(self, examined: Examined) -> None:
        super().__init__()
        self._examined = examined

    def __missing__(self, form: str) -> Row:
        owners = [each for each in self._examined.material.index.of(form) if not self._is_rejected(each, form)]
        self[form] = row = self._row(owners) if owners else {}
        return row

    def _is_rejected(self, identifier: str, form: str) -> bool:
        texts = [term.text for term in self._examined.material.index.concepts[identifier].of("zh", *FULL_TYPES)]
        return form not in texts and any(self._examined.decided.rejects(text, form) for text in texts)

    def by_definitions(self, definitions: Iterable[Definition]) -> Row:
        """Return the same where a document says what it means by a form."""
        return self._row(sorted({self._examined.material.concept_of(each).id for each in definitions}))

    def _row(self, owners: Sequence[str]) -> Row:
        full = self._examined.material.full_form(owners[0]) if len(owners) == 1 else ""
        return {"full": full, "concept": "|".join(owners)}


def name_rows(examined: Examined) -> Iterator[Row]:
    """Yield each name in full once a document, with its first place, kind, score and the number of its uses.

    Spellings that differ in spaces and the like are one name, written as where it stands first. `variant_of` has the
    form that the documents use most for what seems to be the same name: an offer.
    """
    from termkit.extract.names import tie_variants  # noqa: PLC0415  start-up: it takes numpy

    uses: Counter[str] = Counter()
    known = _kinds(examined.curated)
    for document, definitions in examined.definitions():
        names = examined.names(document, definitions)
        kind_by_name = {**{form_key(each.full): each.kind for each in definitions}, **known}
        rows: dict[str, Row] = {}
        for name in names:
            key = form_key(name.text)
            if (row := rows.get(key)) is None:
                row = rows[key] = _place(document, name.span.start)
                kind = kind_by_name.get(key, name.kind)
                row |= {"name": name.text, "kind": kind.value, "score": name.score, "count": 1}
            else:
                row |= {"score": max(name.score, float(row["score"])), "count": int(row["count"]) + 1}
        for row in rows.values():
            uses[str(row["name"])] += int(row["count"])
        examined.keep(document, "named", list(rows.values()))
    variants = tie_variants(uses)
    for kept in examined.kept("named"):
        yield from ({**row, "variant_of": variants.get(row["name"], "")} for row in kept)


def _kinds(concepts: Iterable[Concept]) -> Mapping[str, Kind]:
    """Return of what kind a name is by the glossary: 太平洋岛屿论坛 is a body, though it ends as conferences do.

    Of what the glossary does not know, a definition and a name say the same by their form (`kind_of`).
    """
    kinds: dict[str, Kind] = {}
    for concept in concepts:
        if concept.kind is not Kind.OTHER:
            for term in concept.of("zh", *FULL_TYPES):
                kinds.setdefault(form_key(term.text), concept.kind)
    return kinds


def abbreviation_rows(examined: Examined) -> Iterator[Row]:
    """Yield the list of abbreviations of the documents taken together: what they define and use again."""
    uses: Counter[str] = Counter()
    for facts in examined.facts():
        for form, mentions in facts.uses.items():
            uses[form] += sum(not facts.is_definition(mention) for mention in mentions)
    # What is no body and no instrument by its words (西非省, COVID-19) is listed where it is sure.
    definitions = (
        each
        for _, found in examined.definitions()
        for each in found
        if each.kind is not Kind.OTHER or each.score >= SURE
    )
    for row in list_abbreviations(definitions, uses):
        yield {"short": row.short, "full": row.full, "english": row.english, "count": row.uses}


_ROWS: Mapping[str, Callable[[Examined], Iterator[Row]]] = {
    "definitions": definition_rows,
    "undefined": undefined_rows,
    "mentions": mention_rows,
    "names": name_rows,
    "abbreviations": abbreviation_rows,
}
LISTS = tuple(_ROWS)
"""What may be listed."""


def list_finds(what: str, documents: Iterable[Document], curated: Sequence[Concept], decided: Decided) -> Iterator[Row]:
    """Yield the rows of one of LISTS, or of all where `what` is "all": then each row says of which it is.

    Abbreviations are not among them, which are made of definitions and mentions.
    """
    with Examined(documents, curated, decided) as examined:
        if what != "all":
            yield from _ROWS[what](examined)
            return

        owned = _Owned(examined)

        def keep_mentions(facts: Facts) -> None:
            examined.keep(facts.document, "mentions", [*_mentions_in(owned, facts)])

        rows = {
            "definitions": definition_rows(examined),
            "undefined": undefined_rows(examined, keep_mentions),
            "mentions": chain.from_iterable(examined.kept("mentions")),
            "names": name_rows(examined),
        }
        for each, found in rows.items():
            yield from ({"what": each, **row} for row in found)


def _evidence(undefined: Undefined, facts: Facts) -> str:
    """Return where the full form stands: decisions, glossary, its first place in the document; nothing for others."""
    if undefined.source in {"decisions", "glossary"}:
        return undefined.source
    if uses := facts.uses_of_key(form_key(undefined.full)):
        return _first_place(facts.document, uses[0].span.start)
    start = facts.document.text.find(undefined.full) if undefined.full else -1
    return _first_place(facts.document, start) if start >= 0 else ""


def _first_places(documents: Iterable[Document], fulls: Collection[str]) -> dict[str, str]:
    """Return the first place of each of some full forms in the first of the documents that has it."""
    wanted = sorted(fulls)
    places: dict[str, str] = {}
    if wanted:
        automaton = Automaton(wanted)
        for document in documents:
            for start, _, index in automaton.find_overlapping(document.text):
                if wanted[index] not in places:
                    places[wanted[index]] = _first_place(document, start)
            if len(places) == len(wanted):
                break
    return places


def _first_place(document: Document, start: int) -> str:
    return f"{document.path}:{document.place(Span(start, start)).line}"


def _place(document: Document, offset: int) -> Row:
    line, column, page = document.start(offset)
    row: Row = {"document": document.path, "line": line, "column": column}
    return row if page is None else {**row, "page": page}
