"""XML trees without entities, DTDs or network."""

from __future__ import annotations

from lxml import etree

from termkit.errors import InputError

__all__ = ["parse_tree"]

_DOCTYPES = tuple("<!DOCTYPE".encode(name) for name in ("ascii", "utf-16-le", "utf-16-be"))


def parse_tree(data: bytes, path: str, part: str = "") -> etree._Element:
    """Return the root of an XML text; raises InputError where it is broken or declares a document type.

    `part` names the part of a package for the message.
    """
    where = f"{part} " if part else ""
    # A DTD may declare entities; no format that is read this way needs one (ISO/IEC 29500-2 forbids it).
    if any(mark in data for mark in _DOCTYPES):
        raise InputError(f"is refused: {where}declares a document type, which could hold entities".strip(), path)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = " ".join(str(error).split(", line")[0].split())[:120] or "not XML"
        raise InputError(f"is damaged: {where}is not well-formed XML ({reason})", path) from None
