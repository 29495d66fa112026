"""A concept of the glossary as a card of Markdown: what hovering over one of its forms shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.terms.concept import Status, TermType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termkit.terms.concept import Concept, Term

__all__ = ["card", "summary"]

_STATUSES = {
    Status.PREFERRED: "preferred",
    Status.ADMITTED: "admitted",
    Status.DEPRECATED: "deprecated: do not use",
    Status.SUPERSEDED: "superseded: a former name",
    None: "not yet decided",
}
_TYPES = {
    TermType.FULL_FORM: "full form",
    TermType.SHORT_FORM: "short form",
    TermType.ACRONYM: "acronym",
    TermType.VARIANT: "variant",
}
_LANGUAGES = {"zh": 0, "zh-Hant": 1, "en": 2}
_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+!|~-])")


def card(concepts: Sequence[Concept], form: str) -> str:
    """Return the entries of the concepts that a form may stand for, one below the other."""
    return "\n\n---\n\n".join("\n".join(_entry(concept, form)) for concept in concepts)


def summary(concept: Concept) -> str:
    """Return what a concept is in one line: its Chinese full form, its English name and acronym."""
    terms = [t for t in concept.terms if t.status in {None, Status.PREFERRED, Status.ADMITTED}]
    full = next((t.text for t in terms if t.language == "zh" and t.type is TermType.FULL_FORM), "")
    english = next((t.text for t in terms if t.language == "en" and t.type is TermType.FULL_FORM), "")
    acronym = next((t.text for t in terms if t.language == "en" and t.type is TermType.ACRONYM), "")
    return " · ".join(filter(None, (full, english, acronym)))


def _entry(concept: Concept, form: str) -> Iterator[str]:
    yield f"**{_plain(summary(concept) or concept.terms[0].text)}** ({concept.kind.value})"
    yield ""
    for term in sorted(concept.terms, key=_order):
        text = f"**{_plain(term.text)}**" if term.text == form else _plain(term.text)
        yield f"- {text} — {', '.join(_told(term))}"
    for label, value in (("Subject field", concept.subject_field), ("Note", concept.note)):
        if value:
            yield f"\n{label}: {_plain(value)}"


def _order(term: Term) -> tuple[int, int]:
    return _LANGUAGES.get(term.language, 9), list(_TYPES).index(term.type)


def _told(term: Term) -> Iterator[str]:
    yield _TYPES[term.type] + ("" if term.language == "zh" else f" ({term.language})")
    yield _STATUSES[term.status]
    if term.since or term.until:
        yield f"{term.since or '…'}–{term.until or 'today'}"
    if term.note:
        yield _plain(term.note)
    source = term.source or next((f"{e.document}, line {e.line}" for e in term.evidence), "")
    if source:
        yield f"source: {_plain(source)}"


def _plain(text: str) -> str:
    """Return a text that Markdown shows as it is."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
