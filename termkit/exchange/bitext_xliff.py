"""XLIFF 2.1 (OASIS, 2018): bilingual files that CAT tools open for review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from termkit.errors import InputError
from termkit.exchange.bitext_tmx import clean, paired, properties
from termkit.glossary.files import replacing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from termkit.text.bitext import Bitext

__all__ = ["read_xliff", "write_xliff"]

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


def _units(path: Path) -> Iterator[tuple[str, str, float]]:
    try:
        root = etree.parse(
            str(path), etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        ).getroot()
    except etree.XMLSyntaxError as error:
        raise InputError(f"is no well-formed XLIFF: {error}", path, error.lineno or 0) from None
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", path) from None
    languages = [root.get("srcLang") or "", root.get("trgLang") or ""]
    for file in root.iterfind("{*}file"):
        # Version 1.2 names its languages on the file.
        source = (languages[0] or file.get("source-language") or "").lower()
        target = (languages[1] or file.get("target-language") or "").lower()
        if {source[:2], target[:2]} != {"zh", "en"}:
            raise InputError(f"is not Chinese and English but {source or '?'} and {target or '?'}", path)
        for unit in file.iter("{*}segment", "{*}trans-unit"):
            texts = ["".join(e.itertext()).strip() if (e := unit.find(f"{{*}}{t}")) is not None else ""
                     for t in ("source", "target")]  # fmt: skip
            parent = unit.getparent()
            metas = parent.iter("{*}meta") if parent is not None else iter(())
            score = next((m.text for m in metas if m.get("type") == "score"), None)
            if all(texts):
                zh, en = texts if source.startswith("zh") else texts[::-1]
                yield zh, en, float(score or 1)


def read_xliff(path: Path) -> Bitext:
    """Read the pairs of an XLIFF 2.x or 1.2 file, whichever language is the source."""
    return paired(_units(path), path)
