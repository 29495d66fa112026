"""Aligned texts back from the files that `termkit align` wrote, sentence by sentence, for a review that saves them.

A line of tsv and a unit of TMX hold the text of a whole bead and the numbers of its sentences. The text is cut
into as many sentences again; the numbers stay what they were in the documents. What lies between (TMX holds no
omissions) is an empty segment that no bead has.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from termkit.errors import InputError
from termkit.exchange.bitext_html import read_html
from termkit.glossary.files import read_bytes, read_text
from termkit.text.bitext import Bead, Bitext, BitextSide, Segment
from termkit.text.sentences import split_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["REVIEWED_ENDINGS", "read_aligned"]

REVIEWED_ENDINGS = (".tsv", ".tmx", ".html")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MOST_SEGMENTS = 1_000_000


class _Row(NamedTuple):
    zh: tuple[int, ...]
    en: tuple[int, ...]
    score: float
    zh_text: str
    en_text: str
    number: str = ""


def read_aligned(path: Path) -> Bitext:
    """Read what `termkit align` wrote as tsv, TMX or a review page; raise InputError where it is something else."""
    ending = path.suffix.lower()
    if ending not in REVIEWED_ENDINGS:
        raise InputError(f"cannot be reviewed; give a file of termkit align: {', '.join(REVIEWED_ENDINGS)}", path)
    bitext = {".tsv": _read_tsv, ".tmx": _read_tmx, ".html": read_html}[ending](path)
    for side, parts in ((bitext.zh, [b.zh for b in bitext.beads]), (bitext.en, [b.en for b in bitext.beads])):
        numbers = [number for part in parts for number in part]
        ascending = all(a < b for a, b in pairwise(numbers))
        if not ascending or not all(0 <= number < len(side.segments) for number in numbers):
            raise InputError("has sentences that are out of order or stand in two beads", path)
    if not bitext.beads:
        raise InputError("holds no aligned sentences", path)
    return bitext


def _read_tsv(path: Path) -> Bitext:
    rows = []
    for number, line in enumerate(read_text(path).splitlines(), 1):
        if not line:
            continue
        try:
            zh, en, score, zh_text, en_text = line.split("\t")
            rows.append(_Row(_numbers(zh), _numbers(en), float(score), zh_text, en_text))
        except ValueError:
            raise InputError("is no line of termkit align (5 cells, numbers first)", path, number) from None
    return _bitext(rows, path)


def _read_tmx(path: Path) -> Bitext:
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    try:
        root = etree.fromstring(read_bytes(path), parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"is broken: {error.msg}", path) from None
    header = root.find("header")
    if header is None or header.get("creationtool") != "termkit":
        raise InputError("was not written by termkit align; saving would lose what it holds beside the text", path)
    rows: list[_Row] = []
    known: dict[str, str] = {}
    for unit in root.iter("tu"):
        properties = {each.get("type", "").removeprefix("x-"): each.text or "" for each in unit.findall("prop")}
        texts = {
            v.get(_LANG, "").lower()[:2]: "".join(seg.itertext()) for v in unit.iter("tuv") for seg in v.iter("seg")
        }
        last = rows[-1] if rows else _Row((-1,), (-1,), 1.0, "", "")
        try:
            zh = _numbers(properties.get("zh-segments", str(last.zh[-1] + 1)))
            en = _numbers(properties.get("en-segments", str(last.en[-1] + 1)))
            score, number = float(properties.get("score", 1)), properties.get("paragraph", "")
            rows.append(_Row(zh, en, score, texts["zh"], texts["en"], number))
        except (ValueError, KeyError):
            raise InputError(f"unit {unit.get('tuid')}: is no unit of termkit align", path) from None
        known = properties | known
    resources = tuple(each.text or "" for each in header.findall("prop[@type='x-resource']"))
    return _bitext(rows, path, known, resources)


def _numbers(cell: str) -> tuple[int, ...]:
    found = tuple(map(int, cell.split(","))) if cell else ()
    if found and max(found) >= _MOST_SEGMENTS:
        raise ValueError(cell)
    return found


def _bitext(
    rows: Sequence[_Row], path: Path, properties: dict[str, str] | None = None, resources: tuple[str, ...] = ()
) -> Bitext:
    properties = properties or {}
    symbols = tuple(filter(None, [properties.get("document-symbol", "")]))
    sides = []
    for language in ("zh", "en"):
        kept: dict[int, Segment] = {}
        for at, row in enumerate(rows):
            indices, text = (row.zh, row.zh_text) if language == "zh" else (row.en, row.en_text)
            if text.strip() and not indices:
                raise InputError(f"bead {at + 1}: has text without a sentence number", path)
            for index, piece in zip(indices, _cut(text, len(indices), language), strict=True):
                kept[index] = Segment(piece, block=at, number=row.number)
        segments = tuple(kept.get(index, Segment("")) for index in range(max(kept, default=-1) + 1))
        file = properties.get(f"{language}-file", "")
        sides.append(BitextSide(language, segments, file, symbols, properties.get("date", "")))
    return Bitext(sides[0], sides[1], tuple(Bead(row.zh, row.en, row.score) for row in rows), resources)


def _cut(text: str, count: int, language: str) -> list[str]:
    """Cut the text of a bead into its sentences; where that cannot be told, the last ones are empty."""
    pieces = [text[span.start : span.end] for span in split_sentences(text, language)]
    if len(pieces) == count and ("" if language == "zh" else " ").join(pieces) == text:
        return pieces
    return [text] * min(count, 1) + [""] * (count - 1)
