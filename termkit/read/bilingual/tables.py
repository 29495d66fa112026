"""Tables of aligned segments: .tsv, and .csv by RFC 4180; a column each for Chinese and the other language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from termkit.errors import InputError
from termkit.read.bilingual.units import Bilingual, Side, Unit, bilingual
from termkit.read.contract import DEFAULT, Options
from termkit.read.decode import decode
from termkit.text.characters import HAN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termkit.text.document import Document

__all__ = ["read_table", "read_table_pair"]

_HAN = re.compile(f"[{HAN}]")
_LETTERS = re.compile(r"[^\W\d_]")
_QUOTED = re.compile(r'"((?:[^"]++|"")*+)("|\Z)')
_HEADERS = {
    "zh": re.compile(r"zh(?:[-_]\w+)*|chi(?:nese)?|cn|中文|汉语|简体中文", re.IGNORECASE),
    "other": re.compile(
        r"en(?:[-_]\w+)*|eng(?:lish)?|fr|es|ru|ar|英文|英语|french|spanish|russian|arabic", re.IGNORECASE
    ),
    "source": re.compile(r"source|src|原文", re.IGNORECASE),
    "target": re.compile(r"target|tgt|trg|译文|translation", re.IGNORECASE),
}
_GLOSSARY = frozenset({"concept", "term", "status"})


class _Cell(NamedTuple):
    text: str
    pieces: tuple[tuple[str, int], ...]
    """Stretches of the cell and where they stand: a doubled quotation mark parts two."""


def read_table_pair(data: bytes, path: str, options: Options = DEFAULT) -> Bilingual:
    """Read both columns of a table of segments.

    The columns go by a header line (zh, en, source, target …), else by the script of what they hold.
    Raises InputError where no two columns can be told.
    """
    decoded = decode(data, path, options.encoding)
    form = "csv" if path.lower().endswith(".csv") else "tsv"
    rows = _csv(decoded.text) if form == "csv" else _tsv(decoded.text)
    if not rows:
        return bilingual([], path, form, decoded)
    names = [cell.text.strip().lower() for cell in rows[0]]
    if len(_GLOSSARY.intersection(names)) > 1:
        raise InputError("is a glossary, not a document; give it with --glossary", path)
    columns = _by_header(names)
    if columns is None:
        columns = _by_script(rows, path)
    else:
        rows = rows[1:]
    units = [
        Unit(str(number), _side(row, columns[0]), _side(row, columns[1])) for number, row in enumerate(rows, 1) if row
    ]
    return bilingual(units, path, form, decoded)


def read_table(data: bytes, path: str, options: Options = DEFAULT) -> Document:
    """Read the Chinese column of a table of segments. Raises InputError where no two columns can be told."""
    return read_table_pair(data, path, options).chinese


def _side(row: Sequence[_Cell], column: int) -> Side:
    side = Side()
    if column < len(row):
        for text, offset in row[column].pieces:
            side.take(text, offset)
    return side


def _by_header(names: Sequence[str]) -> tuple[int, int] | None:
    """Return the columns of source and target where the first line names them."""
    found = {
        kind: next((index for index, name in enumerate(names) if pattern.fullmatch(name)), -1)
        for kind, pattern in _HEADERS.items()
    }
    if min(found["source"], found["target"]) >= 0:
        return found["source"], found["target"]
    if min(found["zh"], found["other"]) >= 0:
        return found["other"], found["zh"]
    return None


def _by_script(rows: Sequence[Sequence[_Cell]], path: str) -> tuple[int, int]:
    """Return the columns with most Latin and most Han text."""
    width = max(map(len, rows))
    han, latin = [0] * width, [0] * width
    for row in rows[:1000]:
        for index, cell in enumerate(row):
            count = len(_HAN.findall(cell.text))
            han[index] += count
            latin[index] += len(_LETTERS.findall(cell.text)) - count
    chinese = max(range(width), key=lambda index: han[index])
    others = [index for index in range(width) if index != chinese]
    if not han[chinese] or not others or not max(latin[index] for index in others):
        raise InputError("is no table of aligned segments: no column of Chinese beside one of another language", path)
    return max(others, key=lambda index: latin[index]), chinese


def _tsv(source: str) -> list[list[_Cell]]:
    rows = []
    for match in re.finditer(r"[^\r\n]+", source):
        row, position = [], match.start()
        for text in match.group().split("\t"):
            row.append(_Cell(text, ((text, position),)))
            position += len(text) + 1
        rows.append(row)
    return rows


def _csv(source: str) -> list[list[_Cell]]:
    """Return the rows of a file with commas, or with semicolons as Excel writes it in some countries."""
    first = source[: source.find("\n") % (len(source) + 1)]
    comma = ";" if first.count(";") > first.count(",") else ","
    plain = re.compile(f"[^{comma}\r\n]*")
    rows: list[list[_Cell]] = [[]]
    position = 0
    while position < len(source):
        quoted = _QUOTED.match(source, position)
        if quoted:
            rows[-1].append(_unquoted(quoted[1], quoted.start(1)))
            position = quoted.end()
        match = plain.match(source, position)
        if match and not quoted:
            rows[-1].append(_Cell(match.group(), ((match.group(), match.start()),)))
        position = match.end() if match else position
        if position < len(source) and source[position] != comma:
            position += 2 if source.startswith("\r\n", position) else 1
            rows.append([])
        else:
            position += 1
    return [row for row in rows if any(cell.text for cell in row)]


def _unquoted(text: str, offset: int) -> _Cell:
    pieces = []
    position = offset
    for index, piece in enumerate(text.split('""')):
        if index:
            pieces.append(('"', position - 1))
        pieces.append((piece, position))
        position += len(piece) + 2
    return _Cell(text.replace('""', '"'), tuple(pieces))
