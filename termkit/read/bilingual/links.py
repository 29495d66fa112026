"""Sentence links of the United Nations Parallel Corpus: which sentences of two TEI files belong together.

Format: `link[@type="1-1"][@xtargets="1:1;1:1"]`, ids of the first file, a semicolon, ids of the second;
Ziemski, Junczys-Dowmunt and Pouliquen, LREC 2016, after the XCES format of linked corpora.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.errors import InputError
from termkit.read.xml import parse_tree
from termkit.text.bitext import Bead, Bitext, BitextSide, Segment

if TYPE_CHECKING:
    from termkit.read.tei import TeiText

__all__ = ["read_links"]


def read_links(data: bytes, path: str, first: TeiText, second: TeiText) -> Bitext:
    """Return the bitext that a file of links makes of two TEI documents, whichever of them is Chinese.

    Raises InputError where the links are damaged or name sentences that a document does not have.
    """
    root = parse_tree(data, path)
    sides = [{sentence.identifier: index for index, sentence in enumerate(text.sentences)} for text in (first, second)]
    beads = []
    for link in root.iter("{*}link"):
        left, _, right = link.get("xtargets", "").partition(";")
        indices = []
        for names, known in zip((left, right), sides, strict=True):
            missing = [name for name in names.split() if name not in known]
            if missing:
                raise InputError(f"links the sentence {missing[0][:40]!r}, which the document does not have", path)
            indices.append(tuple(known[name] for name in names.split()))
        beads.append((indices[0], indices[1]))
    swapped = not first.document.language.startswith("zh")
    zh, other = (second, first) if swapped else (first, second)
    ordered = tuple(Bead(b, a) if swapped else Bead(a, b) for a, b in beads)
    return Bitext(_side(zh), _side(other), ordered)


def _side(text: TeiText) -> BitextSide:
    document = text.document
    segments = tuple(Segment(document.text[each.span.start : each.span.end], each.span) for each in text.sentences)
    return BitextSide(document.language, segments, document.path, document.symbols, document.date)
