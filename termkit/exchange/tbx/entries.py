"""The entries of a TBX file one by one, read without entities, DTDs or network."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from lxml import etree

from termkit.errors import GlossaryError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    Element = etree._Element  # noqa: SLF001 - lxml has no public name for it

__all__ = ["Entries"]

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ROOTS = {"tbx": 3, "martif": 2}


class Entries:
    """The concept entries of a TBX file of version 2 or 3, each freed when the next one is asked for.

    After the first entry `version` (2 or 3) and `language` (of the root) are known. Iterating raises
    GlossaryError, with line and column, for XML that is broken or that declares or uses entities.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.version = 0
        self.language = ""

    def __iter__(self) -> Iterator[Element]:
        try:
            with self.path.open("rb") as file:
                yield from self._walk(file)
        except etree.XMLSyntaxError as error:
            line, column = error.position
            raise GlossaryError(f"is not well-formed XML: {error.msg}", self.path, line or 0, column or 0) from error
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror}", self.path) from error

    def _walk(self, file: BinaryIO) -> Iterator[Element]:
        # Without huge_tree libxml2 keeps its limits: 10 MB a text, 256 levels, no amplification.
        events = etree.iterparse(
            file,
            events=("end",),
            tag=("{*}conceptEntry", "{*}termEntry"),
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            remove_comments=True,
            remove_pis=True,
        )
        doctype = False
        for _, entry in events:
            if not self.version:
                doctype = self._begin(entry.getroottree().getroot())
            if doctype:
                self._check_entities(entry)
            yield entry
            entry.clear()
            parent = entry.getparent()
            if parent is not None:
                while (before := entry.getprevious()) is not None:
                    parent.remove(before)
        if not self.version and events.root is not None:
            self._begin(events.root)

    def _begin(self, root: Element) -> bool:
        """Take version and language from the root; tell whether there is a DOCTYPE."""
        name = etree.QName(root).localname
        if name not in _ROOTS:
            raise GlossaryError(
                f"is no TBX: its root is <{name}>, not <tbx> or <martif>", self.path, root.sourceline or 1
            )
        self.version = _ROOTS[name]
        self.language = root.get(_XML_LANG, "")
        info = root.getroottree().docinfo
        dtd = info.internalDTD
        if dtd is not None and any(True for _ in dtd.iterentities()):
            raise GlossaryError("declares entities in its DOCTYPE; they are not read, remove them", self.path, 1)
        return bool(info.doctype)

    def _check_entities(self, entry: Element) -> None:
        for node in entry.iter(etree.Entity):
            line = node.getparent().sourceline if node.getparent() is not None else 0  # type: ignore[union-attr]
            hint = "write the character itself"
            raise GlossaryError(
                f"uses the entity {node.text}, which is not declared here; {hint}", self.path, line or 0
            )
