"""Edits of the text of a Word document as replacements in the elements that hold it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from termkit.text.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from termkit.read.word.nodes import NodePlace, WordText
    from termkit.text.edit import Edit

__all__ = ["Piece", "chosen", "pieces_of", "text_with"]


class Piece(NamedTuple):
    """A stretch of one element (`node` among `text_nodes` of the part) and what is written in its place."""

    part: str
    node: int
    start: int
    end: int
    text: str


def chosen(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Yield edits in text order; of two that overlap, the one that begins first."""
    last = 0
    for edit in sorted(set(edits)):
        if edit.span.start >= last:
            yield edit
            last = edit.span.end


def pieces_of(word: WordText, edit: Edit, *, whole: bool) -> list[Piece] | None:
    """Return what an edit replaces in which elements; None where no element holds the place.

    Characters that stay at the outer ends are left alone. Otherwise the new text takes the place, and so
    the formatting, of the first old character; of texts of one length each character keeps its own,
    unless they are to be replaced as a `whole`.
    """
    span, text = _trimmed(word.document.text, edit)
    places = [word.node_at(offset) for offset in range(*span)]
    held = [place for place in places if place is not None]
    if not text and not held:
        return [] if span.start == span.end else None
    if not held:
        return _insertion(word, span, text)
    if len(text) == len(held) == len(places) and not whole:
        return _joined(zip(held, text, strict=True))
    return _joined((place, "" if index else text) for index, place in enumerate(held))


def text_with(word: WordText, edits: Sequence[Edit]) -> str:
    """Return the text that a document has with edits made, as far as elements hold it; no white space at line ends."""
    text = word.document.text
    characters = [each if each == "\n" else "" for each in text]
    for run in word.nodes:
        characters[run.start : run.start + run.length] = text[run.start : run.start + run.length]
    written = [""] * (len(text) + 1)
    for edit in edits:
        span, new = _trimmed(text, edit)
        written[span.start] += new
        for offset in range(*span):
            characters[offset] = ""
    joined = "".join(new + old for new, old in zip(written, [*characters, ""], strict=True))
    return "\n".join(filter(None, (line.strip() for line in joined.split("\n"))))


def _trimmed(text: str, edit: Edit) -> tuple[Span, str]:
    """Return an edit without the characters at its ends that stay as they are."""
    start, end = edit.span
    new = edit.text
    while start < end and new and text[start] == new[0]:
        start, new = start + 1, new[1:]
    while start < end and new and text[end - 1] == new[-1]:
        end, new = end - 1, new[:-1]
    return Span(start, end), new


def _insertion(word: WordText, span: Span, text: str) -> list[Piece] | None:
    """Return a new text behind the character before it, else before the one behind it."""
    before = word.node_at(span.start - 1) if span.start else None
    if before is not None:
        return [Piece(before.part, before.node, before.offset + 1, before.offset + 1, text)]
    place = word.node_at(span.end)
    return None if place is None else [Piece(place.part, place.node, place.offset, place.offset, text)]


def _joined(replaced: Iterable[tuple[NodePlace, str]]) -> list[Piece]:
    """Join characters that follow one another in one element."""
    found: list[Piece] = []
    for (part, node, offset), text in replaced:
        last = found[-1] if found else None
        if last is not None and last[:2] == (part, node) and last.end == offset:
            found[-1] = last._replace(end=offset + 1, text=last.text + text)
        else:
            found.append(Piece(part, node, offset, offset + 1, text))
    return found
