"""Data categories to TBX: which may stand where in a dialect, style and version, and how they are spelt.

What cannot stand is counted as lost, never dropped in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from termkit.exchange.tbx.categories import Category, allowed
from termkit.exchange.tbx.values import is_moment

if TYPE_CHECKING:
    from termkit.exchange.contract import Options, TransferReport
    from termkit.terms.concept import DataCategory

__all__ = ["ItemWriter"]

_SPECIAL = re.compile("[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_URI = re.compile(r"[^\s<>\"{}|\\^`]+")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})

# Values that other versions and older tools use, by version (0: both), and what TBX-Basic has for them.
_EQUALS = {
    (3, "partOfSpeech", "properNoun"): "noun",
    (0, "grammaticalGender", "otherGender"): "other",
    (0, "transactionType", "creation"): "origination",
    (0, "transactionType", "input"): "origination",
}


@dataclass(slots=True)
class ItemWriter:
    """Writes categories for one target; `missing` are ids that references may not point to.

    `targets` collects what references point to, `people` those whom responsibility points to.
    """

    options: Options
    report: TransferReport
    missing: frozenset[str]
    targets: set[str] = field(default_factory=set)
    people: dict[str, str] = field(default_factory=dict)
    categories: dict[str, Category] = field(init=False)
    markup: dict[str, tuple[str, str]] = field(default_factory=dict)
    target_name: str = ""

    def __post_init__(self) -> None:
        options = self.options
        self.categories = allowed(options.dialect, options.version)
        self.target_name = f"TBX-{options.dialect.title()}" + (" version 2" if options.version == 2 else "")
        for name, each in self.categories.items():
            if options.style == "dct" and options.version == 3:
                self.markup[name] = (f"<{each.module}:{name}", f"</{each.module}:{name}>")
            else:
                self.markup[name] = (f'<{each.element} type="{name}"', f"</{each.element}>")

    def plain(self, name: str, value: str, level: str, indent: str, lines: list[str]) -> None:
        """Write a category that stands alone and is always valid at this level where the dialect has it."""
        markup = self.markup.get(name)
        if markup is None:
            self.lose(f"{name} of a {level}: {self.target_name} has no place for it")
        else:
            lines.append(f"{indent}{markup[0]}>{self.text(value)}{markup[1]}")

    def item(self, item: DataCategory, level: str, indent: str, lines: list[str]) -> None:
        """Write a carried category with its group, or count what is lost."""
        opened = self.opened(item, level)
        if opened is None:
            return
        start, value, end = opened
        inner, beside = self.inner(item, level, indent + "  ") if item.inner else ([], [])
        if inner or item.element == "transac":
            group = f"{item.element}Grp"
            lines.append(f"{indent}<{group}>")
            lines.append(f"{indent}  {start}>{value}{end}")
            lines.extend(inner)
            lines.append(f"{indent}</{group}>")
        else:
            lines.append(f"{indent}{start}>{value}{end}")
        lines.extend(indent + each for each in beside)

    def opened(self, item: DataCategory, level: str) -> tuple[str, str, str] | None:
        """Return start tag without its end, text and end tag; None where it cannot stand here."""
        said = item.name or item.element
        if item.element == "note" and not item.name:
            return "<note", self.text(item.text), "</note>"
        category = self.categories.get(item.name)
        if category is None or category.element != item.element or level not in category.levels:
            self.lose(f"{said} of a {level}: {self.target_name} has no place for it")
            return None
        value = self.mapped(item)
        if category.values and value not in category.values:
            self.lose(f"{said} {value!r}: {self.target_name} has no such value")
            return None
        start, end = self.markup[item.name]
        if category.target == "id":
            if item.target in self.missing or not item.target:
                self.lose(f"{said} that points nowhere: left out")
                return None
            self.targets.add(item.target)
            start += f' target="{self.text(item.target)}"'
        elif category.target == "url":
            # Version 2 takes any address; version 3 those of the web alone.
            if not (_URL if self.options.version == 3 else _URI).fullmatch(item.target):
                self.lose(f"{said} {item.target!r}: TBX wants an address with http or https")
                return None
            start += f' target="{self.text(item.target)}"'
        elif item.target:
            self.lose(f"target of {said}: left out")
        return start, self.text(value), end

    def mapped(self, item: DataCategory) -> str:
        """Return the value, or its equal where this version or dialect has another word for it."""
        equal = _EQUALS.get((self.options.version, item.name, item.text)) or _EQUALS.get((0, item.name, item.text))
        if equal is None:
            return item.text
        self.lose(f"{item.name} {item.text!r}: written as {equal!r}")
        return equal

    def inner(self, item: DataCategory, level: str, indent: str) -> tuple[list[str], list[str]]:
        """Return the lines beside a category in its group, and those that must leave the group."""
        inside: list[str] = []
        outside: list[str] = []
        for each in item.inner:
            if each.inner:
                self.lose(f"group inside {item.name}: left out")
            elif each.element == "date" and item.element == "transac":
                self.date(each.text, indent, inside)
            elif each.name == "responsibility" and item.element == "transac":
                inside.append(indent + self.responsibility(each))
            elif each.name == "readingNote" and item.name == "reading" and "readingNote" in self.categories:
                start, end = self.markup["readingNote"]
                inside.append(f"{indent}{start}>{self.text(each.text)}{end}")
            elif each.name == "source" and item.element == "descrip" and "source" in self.categories:
                start, end = self.markup["source"]
                inside.append(f"{indent}{start}>{self.text(each.text)}{end}")
            elif each.element == "note" and not each.name:
                line = f"<note>{self.text(each.text)}</note>"
                if self.note_fits(item, level):
                    inside.append(indent + line)
                else:
                    outside.append(line)
            else:
                self.lose(f"{each.name or each.element} beside {item.name}: {self.target_name} has no place for it")
        return inside, outside

    def note_fits(self, item: DataCategory, level: str) -> bool:
        """Tell whether a note may stand beside the category in its group; else it follows the category."""
        if self.options.version == 2 or item.element == "xref":
            return False
        # The published schemas of the DCT style refuse these groups though the standard allows them.
        refused = item.name in {"source", "administrativeStatus", "partOfSpeech"}
        return not (refused or (item.name == "customerSubset" and level == "concept"))

    def date(self, value: str, indent: str, lines: list[str]) -> None:
        """Write a date; version 2 has days only."""
        value = value.strip()
        if not is_moment(value, days_only=False):
            self.lose(f"date {value!r}: no such day in ISO 8601")
            return
        if self.options.version == 2 and "T" in value:
            self.lose("time of day of a transaction: TBX version 2 has days only")
            value = value[: value.index("T")]
        lines.append(f"{indent}<date>{value}</date>")

    def responsibility(self, item: DataCategory) -> str:
        """Return the line of a person; the one pointed to goes to the back matter."""
        start, end = self.markup["responsibility"]
        if item.target:
            self.people.setdefault(item.target, item.text)
            start += f' target="{self.text(item.target)}"'
        return f"{start}>{self.text(item.text)}{end}"

    def text(self, value: str) -> str:
        """Return text escaped for XML; characters that XML cannot hold are left out and counted."""
        if not _SPECIAL.search(value):
            return value
        allowed_text = _FORBIDDEN.sub("", value)
        if len(allowed_text) != len(value):
            self.lose("control character: XML cannot hold it")
        return allowed_text.translate(_ESCAPES)

    def lose(self, what: str) -> None:
        """Count a loss."""
        self.report.losses[what] += 1
