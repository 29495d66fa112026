"""PO files (GNU gettext manual, "The Format of PO Files"): msgid is the source, msgstr the target."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.errors import InputError
from termkit.read.bilingual.units import Bilingual, Side, Unit, bilingual
from termkit.read.contract import DEFAULT, Options
from termkit.read.decode import decode
from termkit.text.document import LineIndex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.text.document import Document

__all__ = ["read_po", "read_po_pair"]

_LINE = re.compile(
    r'^[ \t]*(?:(?P<key>msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)[ \t]+)?"(?P<text>(?:[^"\\\r\n]++|\\.)*+)"[ \t]*$'
)
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|(.))")
_ESCAPED = {"n": " ", "t": " ", "r": " ", "a": "", "b": "", "f": " ", "v": " "}
_CHARSET = re.compile(rb"charset=([\w.-]{2,30})")
_LANGUAGE = re.compile(r"Language:\s*([A-Za-z][\w@-]*)")


class _Entry:
    """An entry: the strings under its keywords."""

    def __init__(self) -> None:
        self.strings: dict[str, Side] = {}
        self.raw: dict[str, str] = {}
        self.fuzzy = False

    def units(self, number: int) -> Iterator[Unit]:
        """Yield the pairs; the plural goes with the last form. A fuzzy target is no translation yet."""
        empty = Side()
        first = self.strings.get("msgstr", self.strings.get("msgstr[0]", empty))
        yield Unit(str(number), self.strings.get("msgid", empty), empty if self.fuzzy else first)
        if "msgid_plural" in self.strings:
            forms = [key for key in self.strings if key.startswith("msgstr[") and key != "msgstr[0]"]
            last = self.strings[forms[-1]] if forms and not self.fuzzy else empty
            yield Unit(f"{number}p", self.strings["msgid_plural"], last)


def read_po_pair(data: bytes, path: str, options: Options = DEFAULT) -> Bilingual:
    """Read both sides of a PO file. Raises InputError with the line where it is damaged."""
    declared = _CHARSET.search(data[:8192])
    encoding = declared[1].decode("ascii", "replace") if declared else ""
    try:
        "".encode(encoding or "utf-8")
    except LookupError:
        encoding = ""
    decoded = decode(data, path, options.encoding or encoding)
    units: list[Unit] = []
    language = ""
    for number, entry in enumerate(_entries(decoded.text, path)):
        if not entry.raw.get("msgid"):  # the header
            match = _LANGUAGE.search(entry.raw.get("msgstr", ""))
            language = match[1] if match else language
        else:
            units += entry.units(number)
    return bilingual(units, path, "po", decoded, ("", language))


def _entries(source: str, path: str) -> Iterator[_Entry]:
    lines = LineIndex(source)
    entry = _Entry()
    fuzzy = False
    key = ""
    for number in range(1, len(lines) + 1):
        start = lines.offset(number, 1)
        end = lines.offset(number + 1, 1) if number < len(lines) else len(source)
        line = source[start:end].rstrip("\r\n")
        if not line.strip() or line.lstrip().startswith("#"):
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
            continue
        match = _LINE.match(line)
        if match is None or not (match["key"] or key):
            raise InputError("is a damaged PO file: neither a keyword nor a quoted string stands here", path, number)
        if match["key"]:
            key = match["key"]
            if key in {"msgctxt", "msgid"} and "msgid" in entry.strings:
                yield entry
                entry = _Entry()
            if key == "msgid":
                entry.fuzzy, fuzzy = fuzzy, False
        _take(entry, key, match["text"], start + match.start("text"))
    if entry.strings:
        yield entry


def _take(entry: _Entry, key: str, text: str, offset: int) -> None:
    side = entry.strings.setdefault(key, Side())
    entry.raw[key] = entry.raw.get(key, "") + text
    position = 0
    for match in _ESCAPE.finditer(text):
        side.take(text[position : match.start()], offset + position)
        character = match[3]
        number = int(match[1], 8) if match[1] else int(match[2], 16) if match[2] else 0
        shown = chr(number) if character is None else _ESCAPED.get(character, character)
        side.runs.stand_in(shown if shown.isprintable() else " ", offset + match.start())
        position = match.end()
    side.take(text[position:], offset + position)


def read_po(data: bytes, path: str, options: Options = DEFAULT) -> Document:
    """Read the Chinese side of a PO file. Raises InputError where it is damaged."""
    return read_po_pair(data, path, options).chinese
