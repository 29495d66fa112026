"""Checking a draft for the page: its text, the terms in it, the findings and their fixes, all as offsets of that text.

The text is what the page shows and edits. For plain text and Markdown it is the source itself; for all other formats
it is the text of the document, block by block. Offsets are code points. Runs in the worker process.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from termkit.check import check, load_profile
from termkit.check.engine import all_rules
from termkit.check.finding import Safety
from termkit.check.outcome import sift
from termkit.check.suppress import COMMENTED, comments_in
from termkit.corpus.pipeline import analyse
from termkit.read.contract import Options
from termkit.read.decode import decode
from termkit.read.detect import detect_format
from termkit.report.findings_word import annotate, stamp_now
from termkit.serve.chinese import in_chinese
from termkit.terms.concept import TermType
from termkit.terms.keys import form_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termkit.check import Finding, Material
    from termkit.check.finding import Related
    from termkit.terms.concept import Concept
    from termkit.text.document import Document, Place

__all__ = ["Checked", "Draft", "check_draft", "commented", "safe_name"]

_SOURCE = frozenset({"txt", "md"})
_MOST_RELATED = 50


class Draft(NamedTuple):
    """A draft as it was sent: the bytes of a file, its name, the profile to check it by."""

    data: bytes
    name: str
    profile: str = ""
    fixed: frozenset[int] = frozenset()
    """Which findings, from 0, were fixed on the page."""
    language: str = "en"
    """Language of the comments in a Word file."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft that was checked: what the page shows of it, and what a Word file with comments is made of."""

    shown: dict[str, Any]
    document: Document
    findings: tuple[Finding, ...]


def safe_name(name: str) -> str:
    """Return the last part of a name that a client sent, without what no file name should have.

    It is shown and its ending hints at the format; no file is ever opened by it.
    """
    last = PurePath(name.replace("\\", "/")).name
    clean = "".join(each for each in last if each.isprintable() and each not in '<>:"|?*').strip(" .")
    return clean[-100:] or "draft.txt"


def check_draft(draft: Draft, curated: Sequence[Concept]) -> Checked:
    """Check a draft against a glossary; raise InputError where it cannot be read."""
    form = detect_format(draft.data, draft.name)
    document = form.reader(draft.data, draft.name, Options())
    profile = load_profile(draft.profile)
    source = decode(draft.data, draft.name, document.encoding).text if form.name in _SOURCE else None
    material = analyse([document], curated, profile)
    comments = {draft.name: comments_in(source or "")} if form.name in COMMENTED else {}
    findings = sift(check(replace(material, comments=comments)), profile, files=1).shown
    text = _Text(document, source)
    terms = list(_terms(material, text))
    rules = {
        rule.code: {"name": rule.name, "what": rule.what, "title_zh": rule.zh.title, "what_zh": rule.zh.what}
        for rule in all_rules()
    }
    shown = {
        "name": draft.name,
        "format": form.name,
        "text": text.text,
        "doubt": document.doubt,
        "doubt_zh": in_chinese(document.doubt),
        "terms": terms,
        "concepts": {each: _entry(material.index.concepts[each]) for term in terms for each in term["concepts"]},
        "findings": [_finding(each, text) for each in findings],
        "rules": {code: rules[code] for code in sorted({each.code for each in findings})},
    }
    return Checked(shown, document, findings)


def commented(draft: Draft, curated: Sequence[Concept]) -> bytes:
    """Return a draft as a Word file with the findings as comments; those of `draft.fixed` as tracked changes.

    A draft in another format than Word becomes a new Word file. Raise InputError where it cannot be read.
    """
    checked = check_draft(draft, curated)
    # What was fixed on the page is what is tracked, be its fix a safe one or not.
    findings = [
        each._replace(fix=each.fix._replace(safety=Safety.SAFE if index in draft.fixed else Safety.DISPLAY))
        if each.fix
        else each
        for index, each in enumerate(checked.findings)
    ]
    return annotate(
        draft.data, checked.document, findings, track=bool(draft.fixed), language=draft.language, stamp=stamp_now()
    ).data


class _Text:
    """The text that the page shows, and the way to it from the offsets of a document and its source."""

    def __init__(self, document: Document, source: str | None) -> None:
        self._document, self._is_source = document, source is not None
        self.text = document.text if source is None else source

    def of_document(self, start: int, end: int) -> tuple[int, int]:
        """Return a span of the document's text as one of the shown text."""
        if not self._is_source:
            return start, end
        source = self._document.source_map.to_source
        return source(start), source(end - 1) + 1 if end > start else source(start)

    def of_source(self, start: int, end: int) -> tuple[int, int]:
        """Return a span of the source as one of the shown text."""
        if self._is_source:
            return start, end
        text = self._document.source_map.to_text
        return text(start), text(end - 1) + 1 if end > start else text(start)

    def of_place(self, place: Place) -> tuple[int, int]:
        """Return a place as a span of the shown text."""
        lines = self._document.lines
        start = lines.offset(place.line, place.column, place.page)
        end = lines.offset(place.end_line, place.end_column, place.page)
        return self.of_source(start, max(start, end))


def _terms(material: Material, text: _Text) -> Iterator[dict[str, Any]]:
    (facts,) = material.documents
    for mention in facts.mentions:
        defined = facts.defined.get(form_key(mention.form), ())
        owners = sorted({material.concept_of(each).id for each in defined}) or material.index.of(mention.form)
        if owners:
            start, end = text.of_document(*mention.span)
            yield {"start": start, "end": end, "form": mention.form, "concepts": owners}


def _entry(concept: Concept) -> dict[str, Any]:
    terms = [
        {"text": t.text, "language": t.language, "type": t.type.value, "status": t.status.value if t.status else ""}
        for t in concept.terms
    ]
    full = concept.of("zh", TermType.FULL_FORM) or concept.of("zh") or concept.terms
    return {"name": full[0].text, "kind": concept.kind.value, "note": concept.note, "terms": terms}


def _finding(finding: Finding, text: _Text) -> dict[str, Any]:
    start, end = text.of_place(finding.place)
    fix = finding.fix
    edits = [
        {"start": span[0], "end": span[1], "text": edit.text}
        for edit in (fix.edits if fix else ())
        for span in (text.of_source(*edit.span),)
    ]
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message.en,
        "message_zh": finding.message.zh,
        "text": finding.text,
        "start": start,
        "end": end,
        "place": _place(finding.place),
        "related": [_related(each, text) for each in finding.related[:_MOST_RELATED] if each.path == finding.path],
        "fix": {"safety": fix.safety.value, "complete": fix.complete, "edits": edits} if fix else None,
    }


def _related(related: Related, text: _Text) -> dict[str, Any]:
    start, end = text.of_place(related.place)
    return {"start": start, "end": end, "text": related.text}


def _place(place: Place) -> dict[str, int]:
    """Return line and column of a place, from 1, and the page where there is one."""
    found = {"line": place.line, "column": place.column}
    return found if place.page is None else {**found, "page": place.page}
