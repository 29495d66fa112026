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
from termkit.report.labels import COMMA, named
from termkit.text.context import sentence_around
from termkit.text.document import BlockKind, Span
from termkit.text.message import NOTHING, Message, Wording, joined

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

_FIXES = {
    Safety.SAFE: Wording("Safe fix{tracked}: {changes}", "可放心改正{tracked}：{changes}"),
    Safety.UNSAFE: Wording("Unsafe fix{tracked}: {changes}", "须核对后改正{tracked}：{changes}"),
    Safety.DISPLAY: Wording("What may be meant{tracked}: {changes}", "建议{tracked}：{changes}"),
}
_TRACKED = Message(", made as a tracked change", "(已作修订标记)")
_ALSO = Message("Also:", "另见：")
_MORE = Wording("and {count} more", "另有{count}处")
_MORE_CHANGES = Wording("{changes} and {count} more", "{changes}，另有{count}处")
_HEADER = Wording("In a header or footer: {excerpt}", "页眉或页脚：{excerpt}")
_NOTE = Wording("In note: {excerpt}", "脚注：{excerpt}")
_NUMBERED_NOTE = Wording("In note {number}: {excerpt}", "脚注{number}：{excerpt}")
_LINE = Wording("{path}, line {line}: {text}", "{path}第{line}行：{text}")
_PAGED_LINE = Wording("{path}, page {page}, line {line}: {text}", "{path}第{page}页(第{line}行)：{text}")


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
    language: str = "en",
    stamp: Stamp = Stamp(),  # noqa: B008  it is frozen
) -> Annotated:
    """Return a draft as a .docx with a comment at each of its findings.

    `data` are the bytes that `document` was read from; `language` is that of the comments. With `track`, safe fixes
    (and with `unsafe` the others) are tracked changes. The same input gives the same bytes. Raises InputError where
    the draft cannot be patched.
    """
    own = [finding for finding in findings if finding.path == document.path]
    package, target = _target(data, document)
    fixed = fixed_findings(own, unsafe=unsafe) if track else []
    edits = {edit: edit._replace(span=target(_text_span(document, edit.place, edit.span.end - edit.span.start)))
             for finding in fixed if finding.fix for edit in finding.fix.edits}  # fmt: skip
    patched = patch_word(
        package,
        document.path,
        remarks=[_remark(document, finding, target, fixed, language) for finding in own],
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


def _remark(
    document: Document, finding: Finding, target: Callable[[Span], Span], fixed: Sequence[Finding], language: str
) -> Remark:
    span = _text_span(document, finding.place, len(finding.text))
    is_tracked = any(each is finding for each in fixed)
    text = "\n".join(_lines(document, finding, language, is_tracked=is_tracked))
    block, excerpt = document.block_at(span.start), _excerpt(document, span)
    if block.kind is BlockKind.RUNNING:
        where = _HEADER(excerpt=excerpt)
    else:
        where = _NUMBERED_NOTE(number=block.number, excerpt=excerpt) if block.number else _NOTE(excerpt=excerpt)
    return Remark(target(span), text, f"{where.of(language)}\n{text}")


def _lines(document: Document, finding: Finding, language: str, *, is_tracked: bool) -> Iterator[str]:
    yield named(finding, language)
    yield finding.message.of(language)
    if finding.related:
        yield _ALSO.of(language)
        yield from (_other_place(document, each, language) for each in finding.related[:_PLACES])
        if (more := len(finding.related) - _PLACES) > 0:
            yield _MORE(count=more).of(language)
    if finding.fix is not None:
        yield _fix_line(document, finding.fix, is_tracked=is_tracked).of(language)


def _other_place(document: Document, related: Related, language: str) -> str:
    if related.path != document.path:
        where = {"path": related.path, "line": str(related.place.line), "text": related.text}
        page = related.place.page
        return (_PAGED_LINE(**where, page=page) if page else _LINE(**where)).of(language)
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


def _fix_line(document: Document, fix: Fix, *, is_tracked: bool) -> Message:
    shown = list(dict.fromkeys(_change(document, edit) for edit in fix.edits))
    changes = joined(shown[:_PLACES], COMMA)
    if (more := len(shown) - _PLACES) > 0:
        changes = _MORE_CHANGES(changes=changes, count=more)
    return _FIXES[fix.safety](tracked=_TRACKED if is_tracked else NOTHING, changes=changes)


def _change(document: Document, edit: Edit) -> str:
    span = _text_span(document, edit.place, edit.span.end - edit.span.start)
    return f"{document.text[span.start : span.end] or '∅'} → {edit.text or '∅'}"
