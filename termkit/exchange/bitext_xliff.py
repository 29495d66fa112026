"""XLIFF 2.1 (OASIS, 2018): bilingual files that CAT tools open for review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from termkit.exchange.bitext_tmx import clean, properties
from termkit.glossary.files import replacing

if TYPE_CHECKING:
    from pathlib import Path

    from termkit.text.bitext import Bitext

__all__ = ["write_xliff"]

_CORE = "urn:oasis:names:tc:xliff:document:2.0"
_METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"


def write_xliff(bitext: Bitext, path: Path) -> None:
    """Write a unit a bead, English as source; a Chinese sentence without English has an empty source."""
    root = etree.Element(
        f"{{{_CORE}}}xliff",
        {"version": "2.1", "srcLang": "en", "trgLang": "zh-CN"},
        nsmap={None: _CORE, "mda": _METADATA},
    )
    file = etree.SubElement(root, f"{{{_CORE}}}file", id="f1")
    if bitext.en.path:
        file.set("original", clean(bitext.en.path))
    if bitext.resources:
        notes = etree.SubElement(file, f"{{{_CORE}}}notes")
        for resource in bitext.resources:
            etree.SubElement(notes, f"{{{_CORE}}}note", category="resource").text = clean(resource)
    for number, bead in enumerate(bitext.beads, 1):
        unit = etree.SubElement(file, f"{{{_CORE}}}unit", id=f"u{number}")
        metadata = etree.SubElement(unit, f"{{{_METADATA}}}metadata")
        group = etree.SubElement(metadata, f"{{{_METADATA}}}metaGroup", category="termkit")
        for key, value in properties(bitext, bead).items():
            etree.SubElement(group, f"{{{_METADATA}}}meta", type=key).text = value
        state = "initial" if bead.is_null else "translated"
        segment = etree.SubElement(unit, f"{{{_CORE}}}segment", id="s1", state=state)
        etree.SubElement(segment, f"{{{_CORE}}}source").text = clean(bitext.en_text(bead))
        if bead.zh:
            etree.SubElement(segment, f"{{{_CORE}}}target").text = clean(bitext.zh_text(bead))
    with replacing(path) as part:
        etree.ElementTree(root).write(str(part), encoding="UTF-8", xml_declaration=True, pretty_print=True)
