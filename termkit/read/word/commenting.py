"""The part of a Word package that holds the comments, and what refers to it."""

from __future__ import annotations

import posixpath
from itertools import count
from typing import TYPE_CHECKING

from termkit.read.word.rewriting import Markup, Stamp
from termkit.read.word.source import XmlSource
from termkit.read.xml import parse_tree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from termkit.read.word.package import Package

__all__ = ["comment_parts"]

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
# ISO/IEC 29500-4 (Transitional) and 29500-1 (Strict), 11.3.2.
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def comment_parts(
    package: Package, path: str, main: _Element, comments: Iterable[tuple[int, str]], stamp: Stamp
) -> dict[str, bytes]:
    """Return the parts that change when comments (id, text) are added: theirs, and those that name it.

    `main` is the root of the main part, whose vocabulary a new part of comments takes.
    """
    found = package.related("comments")
    if found is not None:
        name, root = found
        source = XmlSource(package.data(name) or b"", root, path)
        source.append(root, _written(Markup(root), comments, stamp))
        return {name: source.result()}
    namespace = Markup(main).namespace
    empty = f'{_DECLARATION}<w:comments xmlns:w="{namespace}"/>'.encode()
    root = parse_tree(empty, path)
    source = XmlSource(empty, root, path)
    source.append(root, _written(Markup(root), comments, stamp))
    folder = posixpath.dirname(package.main)
    names = (posixpath.join(folder, f"comments{number or ''}.xml") for number in count())
    name = next(each for each in names if not package.holds(each))
    return {
        name: source.result(),
        **_related(package, path, posixpath.basename(name), is_strict="purl.oclc.org" in namespace),
        **_typed(package, path, name),
    }


def _written(markup: Markup, comments: Iterable[tuple[int, str]], stamp: Stamp) -> str:
    """Return comments; each line of a text is a paragraph."""
    found = []
    for identifier, text in comments:
        mark = markup.element("r", markup.element("annotationRef"))
        paragraphs = [markup.element("r", markup.text(line)) for line in text.split("\n")]
        paragraphs[0] = mark + paragraphs[0]
        content = "".join(markup.element("p", each) for each in paragraphs)
        told = {"id": str(identifier), "author": stamp.author, "date": stamp.date, "initials": stamp.initials}
        found.append(markup.element("comment", content, **told))
    return "".join(found)


def _related(package: Package, path: str, file: str, *, is_strict: bool) -> dict[str, bytes]:
    folder, name = posixpath.split(package.main)
    part = posixpath.join(folder, "_rels", f"{name}.rels")
    data = package.data(part) or f'{_DECLARATION}<Relationships xmlns="{_RELATIONS}"/>'.encode()
    root = parse_tree(data, path, part)
    used = {each.get("Id") for each in root}
    identifier = next(f"rId{number}" for number in count(1) if f"rId{number}" not in used)
    source = XmlSource(data, root, path)
    kind = _STRICT_RELATION if is_strict else _RELATION
    tag = f"{root.prefix}:Relationship" if root.prefix else "Relationship"
    source.append(root, f'<{tag} Id="{identifier}" Type="{kind}" Target="{file}"/>')
    return {part: source.result()}


def _typed(package: Package, path: str, name: str) -> dict[str, bytes]:
    part = "[Content_Types].xml"
    data = package.data(part)
    if data is None:  # no program opens such a package; ours does
        return {}
    root = parse_tree(data, path, part)
    source = XmlSource(data, root, path)
    tag = f"{root.prefix}:Override" if root.prefix else "Override"
    for each in root:
        if each.get("PartName", "").lower() == f"/{name}".lower():
            extent = source.extent(each)
            source.replace(extent.start, extent.end, "")
    source.append(root, f'<{tag} PartName="/{name}" ContentType="{_TYPE}"/>')
    return {part: source.result()}
