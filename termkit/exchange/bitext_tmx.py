"""TMX 1.4b (LISA, 2005): translation memories, as CAT tools import them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from termkit import __version__
from termkit.glossary.files import replacing

if TYPE_CHECKING:
    from pathlib import Path

    from termkit.text.bitext import Bead, Bitext

__all__ = ["clean", "properties", "write_tmx"]

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Return a text without the characters that XML 1.0 forbids."""
    return _FORBIDDEN.sub("", text)


def properties(bitext: Bitext, bead: Bead) -> dict[str, str]:
    """Return what is known of a bead: symbol, date, paragraph, files, segments, score; only what is there."""
    numbers = [bitext.zh.segments[i].number for i in bead.zh] + [bitext.en.segments[j].number for j in bead.en]
    found = {
        "document-symbol": bitext.symbol,
        "date": bitext.zh.date or bitext.en.date,
        "paragraph": next((n for n in numbers if n), ""),
        "zh-file": bitext.zh.path,
        "en-file": bitext.en.path,
        "zh-segments": ",".join(map(str, bead.zh)),
        "en-segments": ",".join(map(str, bead.en)),
        "score": f"{bead.score:.4f}",
    }
    return {key: clean(value) for key, value in found.items() if value}


def write_tmx(bitext: Bitext, path: Path) -> None:
    """Write the beads that have both sides, English as source; ids are the bead's place in the text."""
    root = etree.Element("tmx", version="1.4")
    header = {
        "creationtool": "termkit", "creationtoolversion": __version__, "segtype": "sentence", "o-tmf": "termkit",
        "adminlang": "en", "srclang": "en", "datatype": "plaintext",
    }  # fmt: skip
    head = etree.SubElement(root, "header", header)
    for resource in bitext.resources:
        etree.SubElement(head, "prop", type="x-resource").text = clean(resource)
    body = etree.SubElement(root, "body")
    for number, bead in enumerate(bitext.beads, 1):
        if bead.is_null:
            continue
        unit = etree.SubElement(body, "tu", tuid=str(number))
        for key, value in properties(bitext, bead).items():
            etree.SubElement(unit, "prop", type=f"x-{key}").text = value
        for language, text in (("en", bitext.en_text(bead)), ("zh-CN", bitext.zh_text(bead))):
            variant = etree.SubElement(unit, "tuv", {_LANG: language})
            etree.SubElement(variant, "seg").text = clean(text)
    tree = etree.ElementTree(root)
    with replacing(path) as part:
        tree.write(
            str(part), encoding="UTF-8", xml_declaration=True, pretty_print=True,
            doctype='<!DOCTYPE tmx SYSTEM "tmx14.dtd">',
        )  # fmt: skip
