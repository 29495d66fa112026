"""Findings as comments in a Word document, and fixes as tracked changes.

    annotated = annotate(data, document, findings, track=True)

A draft in Word keeps all its formatting; a draft in another format becomes a new Word document.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from termkit.check.finding import Safety
from termkit.check.fixing import fixed_findings
from termkit.read.office import as_docx
from termkit.read.word.fresh import fresh_word
from termkit.read.word.patch import Remark, Stamp, is_original, patch_word
from termkit.text.context import sentence_around
from termkit.text.document import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from termkit.check.finding import Finding, Fix, Related
    from termkit.text.document import Document, Place
    from termkit.text.edit import Edit

__all__ = ["Annotated", "annotate", "out_ending", "stamp_now"]

_PLACES = 6
_AROUND = 12
"""Code points of the sentence that are shown on either side of another place."""
_WORD = frozenset({"docx", "doc", "odt", "rtf", "fodt"})
"""Formats that are Word documents, or become one through LibreOffice with their formatting."""

_FIXES = {Safety.SAFE: "Safe fix", Safety.UNSAFE: "Unsafe fix", Safety.DISPLAY: "What may be meant"}


class Annotated(NamedTuple):
    """A Word document with comments, the findings whose fixes stand in it as tracked changes, how many those are."""

    data: bytes
    changed: tuple[Finding, ...] = ()
    changes: int = 0


def stamp_now() -> Stamp:
    """Return who makes the comments and changes; their date is SOURCE_DATE_EPOCH where that is set, else none."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    date = datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if epoch.isdecimal() else ""
    return Stamp(date=date)


def annotate(
    data: bytes,
    document: Document,
    findings: Iterable[Finding],
    *,
    track: bool = False,
    unsafe: bool = False,
    stamp: Stamp = Stamp(),  # noqa: B008  it is frozen
) -> Annotated:
    """Return a draft as a .docx with a comment at each of its findings.

    `data` are the bytes that `document` was read from. With `track`, safe fixes (and with `unsafe` the others)
    are tracked changes. The same input gives the same bytes. Raises InputError where the draft cannot be patched.
    """
    own = [finding for finding in findings if finding.path == document.path]
    package, target = _target(data, document)
    fixed = fixed_findings(own, unsafe=unsafe) if track else []
    edits = {edit: edit._replace(span=target(_text_span(document, edit.place, edit.span.end - edit.span.start)))
             for finding in fixed if finding.fix for edit in finding.fix.edits}  # fmt: skip
    patched = patch_word(
        package,
        document.path,
        remarks=[_remark(document, finding, target, fixed) for finding in own],
        edits=edits.values(),
        track=True,
        stamp=stamp,
        original=document.format in _WORD and is_original(package, document),
    )
    made = set(patched.made)
    changed = (each for each in fixed if each.fix and all(edits[edit] in made for edit in each.fix.edits))
    return Annotated(patched.data, tuple(changed), len(made))


def out_ending(document: Document) -> str:
    """Return the ending that the Word file of a draft must have: macros and templates keep theirs."""
    ending = PurePath(document.path).suffix.lower()
    return ending if document.format == "docx" and ending in {".docm", ".dotx"} else ".docx"


def _target(data: bytes, document: Document) -> tuple[bytes, Callable[[Span], Span]]:
    """Return the package to patch, and what makes a span of its text of one of the document's text."""
    if document.format in _WORD:
        package = data if document.format == "docx" else as_docx(data, document.path)
        return package, lambda span: span
    fresh = fresh_word(document)
    return fresh.data, fresh.span


def _text_span(document: Document, place: Place, length: int) -> Span:
    """Return where a place and so many characters stand in the text."""
    start = document.source_map.to_text(document.lines.offset(place.line, place.column, place.page))
    return Span(start, start + length)


# What a comment says


def _remark(document: Document, finding: Finding, target: Callable[[Span], Span], fixed: Sequence[Finding]) -> Remark:
    span = _text_span(document, finding.place, len(finding.text))
    is_tracked = any(each is finding for each in fixed)
    text = "\n".join(_lines(document, finding, is_tracked=is_tracked))
    block = document.block_at(span.start)
    where = "In a header or footer" if block.kind is BlockKind.RUNNING else f"In note {block.number}".rstrip()
    return Remark(target(span), text, f"{where}: {_excerpt(document, span)}\n{text}")


def _lines(document: Document, finding: Finding, *, is_tracked: bool) -> Iterator[str]:
    yield f"{finding.code} {finding.name}"
    yield finding.message
    if finding.related:
        yield "Also:"
        yield from (_other_place(document, each) for each in finding.related[:_PLACES])
        if (more := len(finding.related) - _PLACES) > 0:
            yield f"and {more} more"
    if finding.fix is not None:
        yield _fix_line(document, finding.fix, is_tracked=is_tracked)


def _other_place(document: Document, related: Related) -> str:
    if related.path != document.path:
        page = f", page {related.place.page}" if related.place.page else ""
        return f"{related.path}{page}, line {related.place.line}: {related.text}"
    span = _text_span(document, related.place, len(related.text))
    excerpt, number = _excerpt(document, span), document.block_at(span.start).number
    return excerpt if excerpt.startswith(number) else f"{number} {excerpt}"


def _excerpt(document: Document, span: Span) -> str:
    """Return a span in its sentence, marked."""
    text, sentence = document.text, sentence_around(document.text, span)
    start, end = max(sentence.start, span.start - _AROUND), min(sentence.end, span.end + _AROUND)
    before = ("…" if start > sentence.start else "") + text[start : span.start]
    after = text[span.end : end] + ("…" if end < sentence.end else "")
    return " ".join(f"{before}【{text[span.start : span.end]}】{after}".split())


def _fix_line(document: Document, fix: Fix, *, is_tracked: bool) -> str:
    shown = list(dict.fromkeys(_change(document, edit) for edit in fix.edits))
    more = f" and {len(shown) - _PLACES} more" if len(shown) > _PLACES else ""
    return (
        f"{_FIXES[fix.safety]}{', made as a tracked change' if is_tracked else ''}: {', '.join(shown[:_PLACES])}{more}"
    )


def _change(document: Document, edit: Edit) -> str:
    span = _text_span(document, edit.place, edit.span.end - edit.span.start)
    return f"{document.text[span.start : span.end] or '∅'} → {edit.text or '∅'}"
