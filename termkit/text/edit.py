"""Edits of a source text: what fixes are made of.

Offsets are code points of the source as it was decoded, half open, not of `Document.text`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from termkit.text.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termkit.text.document import Document, Place

__all__ = ["Edit", "apply_edits", "edit_of"]


class Edit(NamedTuple):
    """Replace a span of the source by a text; `place` is where a user sees that span."""

    span: Span
    place: Place
    text: str


def edit_of(document: Document, span: Span, text: str) -> Edit | None:
    """Return the edit of the source that replaces a span of `document.text`, or None where there is none.

    No edit runs over a place where lines were joined: what stands between the pieces in the source
    (a line end, a footnote, a running head) is not the edit's to delete.
    """
    if document.source_map.is_joined(span):
        return None
    start = document.source_map.to_source(span.start)
    end = start + span.end - span.start
    place = document.lines.place(start, end - 1) if end > start else document.place(span)
    return Edit(Span(start, end), place, text)


def apply_edits(source: str, edits: Iterable[Edit]) -> tuple[str, int]:
    """Return the source with the edits made, and how many were made.

    Of two edits that overlap the one that begins first is made; the same edit twice is one.
    """
    parts, last, made = [], 0, 0
    for edit in sorted(set(edits)):
        if edit.span.start < last:
            continue
        parts += [source[last : edit.span.start], edit.text]
        last = edit.span.end
        made += 1
    return "".join([*parts, source[last:]]), made
