"""The way back into a Word document: comments and edits, and not a byte of anything else.

    patched = patch_word(data, "draft.docx", remarks=[Remark(span, "SF01 …")], edits=edits, track=True)

Spans are code points of the text that `read_word` returns. Runs are split where a span begins or ends
inside one; formatting stays. After writing, the result is read back and compared.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from termkit.errors import InputError
from termkit.read.word.commenting import comment_parts
from termkit.read.word.document import read_word
from termkit.read.word.names import attribute, child, local
from termkit.read.word.nodes import text_nodes
from termkit.read.word.package import Package
from termkit.read.word.replacing import chosen, pieces_of, text_with
from termkit.read.word.rewriting import UNFIT, Rewriting, Stamp
from termkit.read.word.source import XmlSource
from termkit.read.xml import parse_tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lxml.etree import _Element

    from termkit.read.word.nodes import NodePlace, WordText
    from termkit.text.document import Document, Span
    from termkit.text.edit import Edit

__all__ = ["Patched", "Remark", "Stamp", "is_original", "patch_word"]

_NOTES = frozenset({"footnote", "endnote"})


class Remark(NamedTuple):
    """A comment on a span of the text; `elsewhere` is what it says where it cannot stand at the span.

    Word has no comments in notes, headers and footers: one on a note stands at the mark of the note, one
    on a running head at the beginning of the text.
    """

    span: Span
    text: str
    elsewhere: str = ""


class Patched(NamedTuple):
    """A patched package, the edits that were made, and those that could not be."""

    data: bytes
    made: tuple[Edit, ...] = ()
    left: tuple[Edit, ...] = ()


def patch_word(
    data: bytes,
    path: str,
    *,
    remarks: Sequence[Remark] = (),
    edits: Iterable[Edit] = (),
    track: bool = False,
    stamp: Stamp = Stamp(),  # noqa: B008  it is frozen
    original: bool = False,
) -> Patched:
    """Return a .docx with comments and edits; with `track` the edits are tracked changes.

    `original` says that the spans are those of the view with older tracked changes rejected. Not edited are
    headers and footers, deleted text, formulas, ruby, text that a data source fills, and text boxes whose two
    versions differ: such edits are left. Of two edits that overlap, the first is made.
    Raises InputError where the package is damaged or the text read back is not what was to be written.
    """
    word = read_word(data, path, original=original)
    patch = _Patch(data, path, word, stamp, track=track)
    made: list[Edit] = []
    left: list[Edit] = []
    for edit in chosen(edits):
        (made if patch.edit(edit) else left).append(edit)
    for remark in remarks:
        patch.remark(remark)
    result = patch.result()
    after = read_word(result, path, original=original)
    # Of the view with all changes rejected, tracked edits leave every character as it was.
    expected = text_with(word, () if track and original else made)
    same = text_with(after, ()) == expected
    if track and not original:
        old, new = (read_word(each, path, original=True).document.text for each in (data, result))
        same = same and old == new
    if not same:
        raise InputError("cannot be patched: the text read back is another; nothing was written", path)
    if len(after.comments) < len(word.comments) + len(remarks):
        raise InputError("cannot be patched: a comment is lost when it is read back; nothing was written", path)
    return Patched(result, tuple(made), tuple(left))


def is_original(data: bytes, document: Document) -> bool:
    """Tell whether a document is the view of a .docx with its older tracked changes rejected."""
    return read_word(data, document.path).document.text != document.text


class _Patch:
    """The parts of one package that change."""

    def __init__(self, data: bytes, path: str, word: WordText, stamp: Stamp, *, track: bool) -> None:
        self._package, self._path, self._word = Package(data, path), path, word
        self._stamp, self._track = stamp, track
        self._nodes: dict[str, list[_Element]] = {}
        self._parts: dict[str, Rewriting] = {}
        self._used: set[str] = set()
        self._ids = self._free_ids()
        self._main = self._part(self._package.main)
        for kind in ("footnotes", "endnotes", "comments"):
            if (found := self._package.related(kind)) is not None:
                self._used.update(_ids(found[1]))
        self._remarks: list[tuple[int, str]] = []
        # A note with two marks is read at each of them; an edit at one of them would change both.
        read = Counter((run.part, run.node, run.offset) for run in word.nodes)
        self._repeated = {(part, node) for (part, node, _), times in read.items() if times > 1}

    def _free_ids(self) -> Iterator[int]:
        """Yield the ids of changes and comments that no part uses so far."""
        return (each for each in count(1) if str(each) not in self._used)

    def _part(self, name: str) -> Rewriting:
        if name not in self._parts:
            data = self._package.data(name) or b""
            root = parse_tree(data, self._path, name)
            self._used.update(_ids(root))
            self._nodes[name] = list(text_nodes(root))
            source = XmlSource(data, root, self._path)
            self._parts[name] = Rewriting(source, self._ids, self._stamp, track=self._track)
        return self._parts[name]

    # Edits

    def edit(self, edit: Edit) -> bool:
        """Make an edit; tell whether that was possible."""
        found = pieces_of(self._word, edit, whole=self._track)
        if found is None or "\n" in edit.text or UNFIT.search(edit.text):
            return False
        steps = []
        for piece in found:
            if not self._is_body(piece.part) or (piece.part, piece.node) in self._repeated:
                return False
            rewriting = self._part(piece.part)
            node = self._nodes[piece.part][piece.node]
            copies = _copies(node)
            if copies is None or not all(_is_editable(each) for each in copies):
                return False
            runs = ((each, each.getparent()) for each in copies)
            steps += [(rewriting, run, each, piece) for each, run in runs if run is not None]
        for rewriting, run, node, piece in steps:
            rewriting.replace(run, node, piece.start, piece.end, piece.text)
        return True

    def _is_body(self, part: str) -> bool:
        return part == self._package.main or local(self._part(part).source.root) in {"footnotes", "endnotes"}

    # Comments

    def remark(self, remark: Remark) -> None:
        """Put a comment at its span, or at what stands for it."""
        identifier = next(self._ids)
        markup = self._main.markup
        number = {"id": str(identifier)}
        opening = markup.element("commentRangeStart", **number)
        closing = markup.element("commentRangeEnd", **number)
        closing += markup.element("r", markup.element("commentReference", **number))
        first, last = self._held(remark.span)
        text = remark.text
        if first is not None and last is not None and first.part == last.part == self._package.main:
            nodes = self._nodes[first.part]
            self._main.mark(nodes[first.node], first.offset, opening, behind=False)
            self._main.mark(nodes[last.node], last.offset, closing, behind=True)
        else:
            text = remark.elsewhere or text
            anchor = self._anchor(first)
            if anchor is None:
                self._append_to_body(opening + closing)
            else:
                self._main.mark(anchor, 0, opening, behind=False)
                self._main.mark(anchor, 0, closing, behind=True)
        self._remarks.append((identifier, text))

    def _append_to_body(self, xml: str) -> None:
        """Write XML between runs into the first paragraph; a body without one gets one."""
        source = self._main.source
        found = {local(element): element for element in reversed(list(source.root.iter()))}
        if "p" in found:
            source.append(found["p"], xml)
        else:
            source.insert(source.extent(found.get("body", source.root)).inner, self._main.markup.element("p", xml))

    def _held(self, span: Span) -> tuple[NodePlace | None, NodePlace | None]:
        """Return where the first and the last character of a span stand, else the character nearest to it."""
        word = self._word
        offsets = range(span.start, max(span.end, span.start + 1))
        first = next(filter(None, map(word.node_at, offsets)), None)
        last = next(filter(None, map(word.node_at, reversed(offsets))), None)
        if first is None:
            # The number of a paragraph, which Word computes: the paragraph itself.
            block = word.document.block_at(span.start).span
            near = [*range(span.end, block.end), *range(span.start, block.start - 1, -1)]
            first = last = next(filter(None, map(word.node_at, near)), None)
        return first, last

    def _anchor(self, place: NodePlace | None) -> _Element | None:
        """Return the element of the body that stands for a place outside of it."""
        main = self._package.main
        if place is not None and place.part != main:
            self._part(place.part)
            node = self._nodes[place.part][place.node]
            note = next((each for each in node.iterancestors() if local(each) in _NOTES), None)
            if note is not None and (mark := self._note_marks.get((local(note), attribute(note, "id")))) is not None:
                return mark
        first = next((run for run in self._word.nodes if run.part == main), None)
        return None if first is None else self._nodes[main][first.node]

    @cached_property
    def _note_marks(self) -> Mapping[tuple[str, str], _Element]:
        """Return the first mark of each note in the body, by the note's kind and id."""
        found: dict[tuple[str, str], _Element] = {}
        for element in self._main.source.root.iter():
            kind = local(element).removesuffix("Reference")
            if kind in _NOTES and kind != local(element):
                found.setdefault((kind, attribute(element, "id")), element)
        return found

    def result(self) -> bytes:
        """Return the package with all changes."""
        for rewriting in self._parts.values():
            rewriting.write()
        changed = {name: part.source.result() for name, part in self._parts.items() if part.source.is_changed}
        if self._remarks:
            changed |= comment_parts(self._package, self._path, self._main.source.root, self._remarks, self._stamp)
        return self._package.rewritten(changed)


def _ids(root: _Element) -> Iterator[str]:
    return filter(None, (attribute(element, "id") for element in root.iter()))


def _copies(node: _Element) -> list[_Element] | None:
    """Return a node with its copies for older programs, None where the versions of its text differ."""
    outer = [each for each in node.iterancestors() if local(each) == "mc:AlternateContent"]
    if not outer:
        return [node]
    branches = [list(text_nodes(branch)) for branch in outer[-1]]
    own = next(branch for branch in branches if node in branch)
    texts = [each.text for each in own]
    others = [branch for branch in branches if branch and branch is not own]
    if any([each.text for each in branch] != texts for branch in others):
        return None
    return [node, *(branch[own.index(node)] for branch in others)]


def _is_editable(node: _Element) -> bool:
    parent = node.getparent()
    if parent is None or local(parent) != "r":
        return False
    for element in node.iterancestors():
        if local(element) in {"del", "moveFrom", "ruby"}:
            return False
        if local(element) == "sdt" and child(element, "sdtPr", "dataBinding") is not None:
            return False
    return True
