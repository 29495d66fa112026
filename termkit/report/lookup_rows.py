"""Hits of look-ups as blocks for reading, as objects for JSON, as rows, and as bare forms for copying."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from termkit.terms.concept import TermType
from termkit.text.characters import cells, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termkit.lookup.concordance import Passage
    from termkit.lookup.entry import Entry, Form
    from termkit.lookup.query import Hit
    from termkit.terms.concept import Evidence
    from termkit.text.document import Span

__all__ = ["Shown", "as_object", "as_row", "block", "place_of", "plain_line"]

_TYPES = {
    TermType.FULL_FORM: "full form",
    TermType.SHORT_FORM: "short form",
    TermType.ACRONYM: "acronym",
    TermType.VARIANT: "variant",
}
_WIDEST = 48
"""Cells of the widest form that the others are filled up to."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A hit with what is shown of it."""

    hit: Hit
    entry: Entry
    passages: tuple[Passage, ...] = ()

    @property
    def status(self) -> str:
        """Return the status of the term that was found, in words."""
        matching = (f.status for f in self.entry.forms if (f.text, f.language) == (self.hit.term, self.hit.language))
        return next(matching, str(self.hit.status or "no status"))


def block(shown: Shown) -> Iterator[str]:
    """Yield the lines of an entry: the term that was found, the forms of its concept, where it comes from."""
    hit, entry = shown.hit, shown.entry
    yield f"{hit.term}  [{hit.match}, {shown.status}]  {entry.kind} {entry.concept}, {hit.glossary}"
    width = max((cells(form.text) for form in entry.forms if cells(form.text) <= _WIDEST), default=0)
    for form in entry.forms:
        years = ", ".join(year if count == 1 else f"{year} ({count} documents)" for year, count in form.years)
        filled = form.text + " " * (width - cells(form.text))
        yield _line(_label(form), "  ".join(filter(None, (filled, form.status, years))))
    for name, text in (("subject", entry.subject_field), ("note", entry.note)):
        if text:
            yield _line(name, _one_line(text))
    if entry.definition:
        name = "first used" if entry.definition.method == "use" else "defined"
        yield _line(name, f"{place_of(entry.definition)}: {_one_line(entry.definition.sentence)}")
    for passage in shown.passages:
        yield _line("context", f"{place_of(passage)}: {_one_line(_marked(passage.sentence, passage.spans))}")


def _label(form: Form) -> str:
    if form.type is TermType.ACRONYM or form.language == "zh":
        return _TYPES[form.type]
    return "English" if form.language == "en" else form.language


def _line(name: str, text: str) -> str:
    return f"  {name:<11} {text}"


def place_of(where: Evidence | Passage) -> str:
    """Return where a sentence stands: date and symbol where they are known, then path, line and column."""
    return " ".join(filter(None, (where.date, where.symbol, f"{where.document}:{where.line}:{where.column}")))


def _one_line(text: str) -> str:
    return visible(" ".join(text.split()))


def _marked(text: str, spans: Sequence[Span]) -> str:
    """Return a text with 【】 around the spans."""
    for span in reversed(spans):
        text = f"{text[: span.start]}【{text[span.start : span.end]}】{text[span.end :]}"
    return text


def as_object(shown: Shown) -> dict[str, Any]:
    """Return a hit as an object for JSON."""
    entry = asdict(shown.entry)
    head = {"term": shown.hit.term, "language": shown.hit.language, "match": shown.hit.match, "score": shown.hit.score}
    for form in entry["forms"]:
        form["years"] = dict(form["years"])
    return {**head, "status": shown.status, **entry, "passages": [asdict(each) for each in shown.passages]}


def as_row(shown: Shown) -> dict[str, str | float]:
    """Return a hit as a row of plain values."""
    hit, entry = shown.hit, shown.entry
    forms = (f"{form.text} {' '.join(year for year, _ in form.years)}".strip() for form in entry.forms)
    return {
        "term": hit.term, "match": hit.match, "score": hit.score, "status": shown.status, "kind": entry.kind,
        "full_form": entry.full_form, "short_form": entry.short_form, "english": entry.english,
        "acronym": entry.acronym, "concept": entry.concept, "glossary": hit.glossary, "forms": "; ".join(forms),
        "defined": place_of(entry.definition) if entry.definition else "",
    }  # fmt: skip


def plain_line(entry: Entry) -> str:
    """Return the forms of an entry and nothing else, tabs between them: for copying."""
    return "\t".join(_one_line(each) for each in (entry.full_form, entry.short_form, entry.english, entry.acronym))
