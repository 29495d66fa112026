"""A .docx to a Document, with the way back to the nodes of its XML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.errors import InputError
from termkit.read.build import RawBlock, build_document
from termkit.read.contract import DEFAULT, Options
from termkit.read.lines import start_of
from termkit.read.word.names import attribute, local
from termkit.read.word.nodes import Comment, NodeRun, WordText
from termkit.read.word.numbering import Numbering
from termkit.read.word.package import Package
from termkit.read.word.runs import Part
from termkit.read.word.styles import Styles
from termkit.read.word.walk import Note, Walker
from termkit.text.document import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from termkit.read.word.paragraph import Draft
    from termkit.text.document import Document

__all__ = ["read_docx", "read_word"]

_EMBEDDED = "holds another document (altChunk) that is not read; open and save it in Word, which takes it in"
_DRAWN = "has a diagram (SmartArt) whose words are not read"


def read_docx(data: bytes, path: str, options: Options = DEFAULT) -> Document:
    """Read a .docx: `line` of a place is the number of the block, `column` the offset in it + 1.

    Raises InputError where the package or one of its parts is damaged.
    """
    return read_word(data, path, original=options.original).document


def read_word(data: bytes, path: str, *, original: bool = False) -> WordText:
    """Read a .docx with the nodes of its characters and its comments.

    `original` reads tracked changes as rejected. Headers, footers and running heads come last, as
    blocks of their own. Raises InputError where the package or one of its parts is damaged.
    """
    try:
        return _read(Package(data, path), path, original=original)
    except RecursionError:
        raise InputError("is damaged: its elements are nested too deep", path) from None


def _read(package: Package, path: str, *, original: bool) -> WordText:
    root = package.part(package.main)
    if root is None or local(root) != "document":
        raise InputError("is no Word document: its main part holds none", path)
    styles = Styles(_root(package, "styles"))
    numbering = Numbering(_root(package, "numbering"), styles)
    walker = Walker(styles, numbering, dict(_notes(package)), original=original)
    walker.walk(Part(package.main, root), root)
    _walk_headers(package, walker)
    doubts = [_EMBEDDED] if walker.embedded else []
    if package.related("diagramData") is not None:
        doubts.append(_DRAWN)
    return _assembled(walker.drafts, walker.runs.ranges, _root(package, "comments"), path, "; ".join(doubts))


def _root(package: Package, kind: str) -> _Element | None:
    found = package.related(kind)
    return None if found is None else found[1]


def _notes(package: Package) -> Iterator[tuple[tuple[str, str], Note]]:
    for kind in ("footnote", "endnote"):
        found = package.related(f"{kind}s")
        if found is None:
            continue
        part = Part(*found)
        for element in part.root:
            # Separators are notes by name only (17.18.33).
            if local(element) == kind and attribute(element, "type") in {"", "normal"}:
                yield (kind, attribute(element, "id")), Note(element, part)


def _walk_headers(package: Package, walker: Walker) -> None:
    for name in dict.fromkeys(package.target(each) for each in walker.headers):
        root = package.part(name) if name else None
        if root is not None:
            walker.walk(Part(name, root), root, BlockKind.RUNNING)


def _assembled(
    drafts: Iterable[Draft],
    ranges: dict[str, list[tuple[Draft, int]]],
    comments: _Element | None,
    path: str,
    doubt: str,
) -> WordText:
    blocks: list[RawBlock] = []
    nodes: list[NodeRun] = []
    position = 0
    for draft in drafts:
        pieces = draft.trimmed()
        draft.start = position
        if not pieces:
            continue
        text = draft.label + "".join(piece.text for piece in pieces)
        blocks.append(_block(draft, text))
        offset = position + len(draft.label)
        draft.start = offset
        for piece in pieces:
            if piece.node >= 0:
                nodes.append(NodeRun(offset, len(piece.text), draft.part, piece.node, piece.offset))
            offset += len(piece.text)
        position += len(text) + 1
    document = build_document(path, "docx", blocks, doubt=doubt)
    return WordText(document, tuple(nodes), tuple(_comments(comments, ranges, len(document.text))))


def _block(draft: Draft, text: str) -> RawBlock:
    kind, number, level = draft.kind, draft.number, draft.level
    if draft.label and not number:
        found = start_of(text)
        if kind is None:
            usual = found is not None and found.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}
            kind = found.kind if found is not None and usual else BlockKind.LIST_ITEM
            level = found.level if found is not None and kind is not BlockKind.LIST_ITEM else level
        number = found.number if found is not None and found.number else draft.label.strip().rstrip(".、．")
    return RawBlock(text, kind, number, level)


def _comments(root: _Element | None, ranges: dict[str, list[tuple[Draft, int]]], length: int) -> Iterator[Comment]:
    for element in root if root is not None else ():
        places = ranges.get(identifier := attribute(element, "id"))
        if local(element) != "comment" or not places:
            continue
        found = [min(draft.start + max(offset - draft.cut, 0), length) for draft, offset in places]
        paragraphs = (
            "".join(each.text or "" for each in paragraph.iter() if local(each) == "t")
            for paragraph in element
            if local(paragraph) == "p"
        )
        text = "\n".join(paragraphs)
        yield Comment(
            identifier, attribute(element, "author"), attribute(element, "date"), text, Span(found[0], found[-1])
        )
