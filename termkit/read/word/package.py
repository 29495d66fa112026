"""The package of a Word document: its parts and how they refer to one another (ISO/IEC 29500-2)."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from termkit.errors import InputError
from termkit.read.archive import Archive
from termkit.read.word.names import local
from termkit.read.xml import parse_tree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

__all__ = ["MOST_XML", "Package"]

MOST_XML = 32 << 20
"""The most XML that is read from one document, in bytes: its trees then stay below a gibibyte."""


class Package:
    """Parts of a .docx by name or by relationship."""

    def __init__(self, data: bytes, path: str) -> None:
        """Open the package; raises InputError where it is damaged or has no main part."""
        self._archive = Archive(data, path)
        self._path = path
        self._left = MOST_XML
        main = [target for kind, target in self._relations("").values() if kind == "officeDocument"]
        self.main = main[0] if main and main[0] in self._archive else "word/document.xml"
        if self.main not in self._archive:
            raise InputError("is no Word document: its main part is missing", path)
        self._related = self._relations(self.main)

    def part(self, name: str) -> _Element | None:
        """Return the root of a part, None where the package has no such part."""
        if name not in self._archive:
            return None
        data = self._archive.read(name, self._left)
        self._left -= len(data)
        return parse_tree(data, self._path, name)

    def holds(self, name: str) -> bool:
        """Tell whether the package has a part."""
        return name in self._archive

    def data(self, name: str) -> bytes | None:
        """Return the bytes of a part, None where the package has no such part."""
        return self._archive.read(name, MOST_XML) if name in self._archive else None

    def rewritten(self, parts: Mapping[str, bytes]) -> bytes:
        """Return the package with some parts changed or added; every other one keeps its bytes."""
        return self._archive.rewritten(parts)

    def related(self, kind: str) -> tuple[str, _Element] | None:
        """Return name and root of the part that the main part refers to as `kind` ("styles", "footnotes")."""
        for each, target in self._related.values():
            if each == kind and (root := self.part(target)) is not None:
                return target, root
        return None

    def target(self, identifier: str) -> str:
        """Return the name of the part behind a relationship id of the main part, empty where there is none."""
        return self._related.get(identifier, ("", ""))[1]

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(part)
        root = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for each in root if root is not None else ():
            if each.get("TargetMode") == "External" or local(each):  # what lies outside is never opened
                continue
            target = each.get("Target", "")
            full = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[each.get("Id", "")] = each.get("Type", "").rpartition("/")[2], full
        return found
