"""Is a TBX file what it says it is? Structure, levels, values, ids, tags and dates, offline.

The file is read once as a stream, so its size does not matter; entities are refused at their declaration.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO
from xml.parsers import expat

from termkit.errors import InputError
from termkit.exchange.names import is_ncname
from termkit.exchange.tbx.categories import CORE_NAMESPACE, DIALECTS, MODULE_NAMESPACES, Category, allowed
from termkit.exchange.tbx.categories_v2 import DEFAULT_V2
from termkit.exchange.tbx.encoding import WrongEncodingError, decoded
from termkit.exchange.tbx.structure import LEVELS, META, VERSION_2, VERSION_2_BASIC, VERSION_3, Model
from termkit.exchange.tbx.values import attribute_name, is_address, is_language, is_moment, may_group
from termkit.exchange.tbx.verdict import Problem, Verdict

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Problem", "Verdict", "validate"]

_XML = "http://www.w3.org/XML/1998/namespace"
_MODULES = {uri: name for name, uri in MODULE_NAMESPACES.items()}
# Texts that may hold markup in DCT style too; the others are plain strings there.
_NOTE_TEXT = frozenset({"context", "definition", "readingNote"})
_WITH_TARGET = {"ref": "IDREF", "xref": "text", "transacNote": "IDREF"}


def validate(path: Path) -> Verdict:
    """Check a TBX file of version 2 or 3 against its own dialect and style; or raise InputError."""
    checker = _Checker()
    try:
        with path.open("rb") as file:
            checker.run(file)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path) from error
    problems = tuple(sorted(checker.problems, key=lambda each: (each.line, each.column)))
    return Verdict(str(path), checker.kind, problems)


@dataclass(slots=True)
class _Frame:
    """An open element: `meta` is its name in the structure, for a DCT element that of its DCA twin."""

    name: str
    meta: str
    model: Model | None
    line: int
    column: int
    attributes: dict[str, str]
    category: Category | None = None
    step: int = 0
    count: int = 0
    text: list[str] = field(default_factory=list)
    children: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    languages: set[str] = field(default_factory=set)


class _Refused(Exception):  # noqa: N818 - not an error but the end of reading
    """Reading stops here; the problem is noted."""


class _Checker:
    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.kind = "unknown"
        self.version = 0
        self.style = "dca"
        self.models: dict[str, Model] = {}
        self.categories: dict[str, Category] | None = None
        self.modules: tuple[str, ...] = ()
        self.stack: list[_Frame] = []
        self.ids: set[str] = set()
        self.references: list[tuple[str, int, int]] = []
        self.parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.EntityDeclHandler = self.entity
        self.parser.SkippedEntityHandler = self.skipped

    # -- reading ---------------------------------------------------------------------------------------

    def run(self, file: BinaryIO) -> None:
        """Read the whole file."""
        try:
            for text in decoded(file):
                self.parser.Parse(text.encode("utf-8", "surrogatepass"), False)  # noqa: FBT003 - the API of expat
            self.parser.Parse(b"", True)  # noqa: FBT003
        except _Refused:
            return
        except WrongEncodingError as error:
            self.note("encoding", error.value, error.message)
            return
        except expat.ExpatError as error:
            self.note("xml", "", f"not well-formed: {expat.ErrorString(error.code)}", error.lineno, error.offset + 1)
            return
        for target, line, column in self.references:
            if target not in self.ids:
                self.note("reference", target, "points to an id that does not stand in the file", line, column)

    def entity(self, name: str, *_: object) -> None:
        """Refuse a declared entity before it can be used."""
        self.refuse("entity", name, "entities are refused: nothing behind this declaration was read")

    def skipped(self, name: str, is_parameter: object) -> None:
        """Refuse an entity that only an external DTD could explain."""
        del is_parameter
        self.refuse("entity", f"&{name};", "an entity that is not declared in the file; write the character itself")

    def note(
        self, rule: str, value: str, message: str, line: int = 0, column: int = 0, severity: str = "error"
    ) -> None:
        """Remember a problem at a place, or where the parser stands."""
        line = line or self.parser.CurrentLineNumber
        column = column or self.parser.CurrentColumnNumber + 1
        self.problems.append(Problem(line, column, rule, severity, value, message))

    def refuse(self, rule: str, value: str, message: str) -> None:
        """Remember a problem and end the reading."""
        self.note(rule, value, message)
        raise _Refused

    # -- elements --------------------------------------------------------------------------------------

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Check an element where it stands, its attributes and its category."""
        uri, _, name = tag.rpartition(" ")
        if not self.stack:
            self.root(uri, name, attributes)
        frame = self.open(uri, name, attributes)
        if self.stack:
            parent = self.stack[-1]
            if parent.model is not None and frame.meta and not self.place(parent, frame):
                frame.category = None
            parent.children.append((name, attributes))
        if frame.model is not None:
            self.check_attributes(frame)
        self.stack.append(frame)
        if frame.category is not None:
            self.check_level(frame)
        if frame.name in {"langSec", "langSet"} and len(self.stack) > 1:
            self.check_language_once(frame)

    def root(self, uri: str, name: str, attributes: dict[str, str]) -> None:
        """Find version, dialect and style."""
        kind = attributes.get("type", "")
        if name == "martif":
            self.version, self.kind = 2, f"{kind} version 2"
            if uri:
                self.note("namespace", uri, "version 2 has no namespace")
            basic = kind == "TBX-Basic"
            self.models = VERSION_2_BASIC if basic else VERSION_2
            self.categories = allowed("basic", 2) if basic else DEFAULT_V2
            return
        if name != "tbx":
            self.refuse("root", name, "is no TBX: the root must be <tbx> (version 3) or <martif> (version 2)")
        if uri != CORE_NAMESPACE:
            self.refuse("namespace", uri, f"the namespace of TBX version 3 is {CORE_NAMESPACE}")
        self.version, self.style, self.models = 3, attributes.get("style", "dca"), VERSION_3
        self.kind = f"{kind} {self.style}"
        dialect = kind.removeprefix("TBX-")
        if dialect.lower() in DIALECTS and kind.startswith("TBX-"):
            if dialect != dialect.title():
                self.note("dialect", kind, f"the name of this dialect is TBX-{dialect.title()}")
            self.modules = DIALECTS[dialect.lower()]
            self.categories = allowed(dialect.lower())
        elif re.fullmatch("TBX-.+", kind):
            self.modules = DIALECTS["linguist"]
            self.note("dialect", kind, "no public dialect: its categories cannot be checked", severity="warning")

    def open(self, uri: str, name: str, attributes: dict[str, str]) -> _Frame:
        """Return the frame of an element, with the model of its DCA twin where it is of the DCT style."""
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        own = CORE_NAMESPACE if self.version == 3 else ""
        if uri in {own, ""} and (uri == own or self.version == 2):
            frame = _Frame(name, name, self.models.get(name), line, column, attributes)
            if frame.model is None:
                self.note("element", name, "there is no such element in this version of TBX")
            elif name in META:
                frame.category = self.category(frame)
            return frame
        frame = _Frame(name, "", None, line, column, attributes)
        if self.version != 3 or uri not in _MODULES:
            self.note("namespace", uri or name, f"<{name}> is in a namespace that this dialect does not have")
        elif self.style != "dct":
            self.note("style", name, "an element of the DCT style in a file of the DCA style")
        elif _MODULES[uri] not in self.modules:
            self.note("category", name, f"the module {_MODULES[uri]} is not part of {self.kind}")
        else:
            self.twin(frame, _MODULES[uri])
        return frame

    def twin(self, frame: _Frame, module: str) -> None:
        """Give a DCT element the place and model of its category."""
        categories = self.categories if self.categories is not None else allowed("linguist")
        category = categories.get(frame.name)
        if category is None or category.module != module:
            self.note("category", frame.name, f"the module {module} has no such category")
            return
        steps = self.models["note"].steps if frame.name in _NOTE_TEXT else ()
        kind = _WITH_TARGET.get(category.element)
        required = frozenset({"target"}) if category.element == "xref" else frozenset()
        frame.meta, frame.category = category.element, category
        frame.model = Model(steps, True, {"target": kind} if kind else {}, required)  # noqa: FBT003

    def category(self, frame: _Frame) -> Category | None:
        """Return the category of a DCA element, noting one that the dialect does not have."""
        if self.style == "dct" and self.version == 3:
            self.note("style", frame.name, "an element of the DCA style in a file of the DCT style")
            return None
        name = frame.attributes.get("type")
        if name is None or self.categories is None:
            return None  # a missing type is noted with the attributes
        category = self.categories.get(name)
        if category is None or category.element != frame.name:
            self.note("category", name, f"{self.kind} has no {frame.name} of this type")
            return None
        return category

    def place(self, parent: _Frame, child: _Frame) -> bool:
        """Follow the content model of the parent by one child; False where it cannot stand there at all."""
        model = parent.model
        if model is None:
            return True
        for index in range(parent.step, len(model.steps)):
            step = model.steps[index]
            if child.meta in step.names and (step.many or index > parent.step or not parent.count):
                self.skip(parent, index, child)
                parent.count = parent.count + 1 if index == parent.step else 1
                parent.step = index
                return True
        known = any(child.meta in step.names for step in model.steps)
        if known:
            self.note("order", child.name, f"<{child.name}> must stand earlier in <{parent.name}>, or not again")
        elif child.model is not None:
            self.note("place", child.name, f"<{child.name}> may not stand in <{parent.name}>")
        return known

    def skip(self, parent: _Frame, index: int, child: _Frame) -> None:
        """Note steps that are passed over though they must stand."""
        steps = parent.model.steps if parent.model else ()
        for number in range(parent.step, index):
            if steps[number].least and not (number == parent.step and parent.count):
                names = " or ".join(sorted(steps[number].names))
                self.note("order", child.name, f"<{names}> must stand before <{child.name}> in <{parent.name}>")

    def end(self, _: str) -> None:
        """Check what an element held, now that it is complete."""
        frame = self.stack.pop()
        if frame.model is None:
            return
        text = "".join(frame.text)
        steps = frame.model.steps
        for number in range(frame.step, len(steps)):
            if steps[number].least and not (number == frame.step and frame.count):
                names = " or ".join(sorted(steps[number].names))
                self.note("missing", frame.name, f"<{frame.name}> has no <{names}>", frame.line, frame.column)
        if not frame.model.text:
            if text.strip(" \t\r\n"):
                self.note("text", text.strip()[:40], f"<{frame.name}> may not hold text", frame.line, frame.column)
        elif frame.name == "date":
            self.check_date(frame, text)
        elif frame.name == "term" and not text.strip() and not frame.children:
            self.note("empty", "", "the term is empty", frame.line, frame.column, "warning")
        if frame.category is not None and frame.category.values:
            self.check_value(frame, text)
        if any(name in {"sc", "ec"} for name, _ in frame.children):
            self.check_codes(frame)

    def characters(self, text: str) -> None:
        """Collect text."""
        if self.stack:
            self.stack[-1].text.append(text)

    # -- values ----------------------------------------------------------------------------------------

    def check_attributes(self, frame: _Frame) -> None:
        """Check names and values of attributes."""
        model = frame.model
        if model is None:
            return
        names = {attribute_name(key): value for key, value in frame.attributes.items()}
        for key, value in names.items():
            kind = model.attributes.get(key)
            if kind is None:
                self.note("attribute", key, f"<{frame.name}> has no attribute {key}")
            else:
                self.check_attribute(frame, key, kind, value)
        for key in sorted(model.required - names.keys()):
            self.note("attribute", key, f"<{frame.name}> needs the attribute {key}")
        if frame.meta == "ref" and "target" not in names:
            self.note("reference", "", f"<{frame.name}> points nowhere: it has no target", severity="warning")

    def check_attribute(self, frame: _Frame, key: str, kind: str, value: str) -> None:
        """Check the value of one attribute by its kind."""
        plain = value.strip(" \t\r\n")
        if kind == "ID":
            if not is_ncname(plain):
                self.note("id", value, "an id begins with a letter and has no spaces or colons")
            elif plain in self.ids:
                self.note("id", value, "this id stands twice in the file")
            self.ids.add(plain)
        elif kind == "IDREF":
            self.references.append((plain, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1))
        elif kind == "language":
            if not is_language(plain):
                self.note("language", value, "no language tag such as zh-Hans or en")
        elif kind == "dialect":
            if not re.fullmatch("TBX-.+", value):
                self.note("dialect", value, "the type of a TBX file begins with TBX-")
        elif kind != "text" and plain not in kind.split("|"):
            self.note("attribute", value, f"{key} of <{frame.name}> must be one of {kind.replace('|', ', ')}")
        if key == "target" and frame.meta == "xref" and self.version == 3 and not is_address(value):
            self.note("address", value, "an address outside the file begins with http:// or https://")
        if key == "type" and frame.meta in META and not value:
            self.note("category", value, f"the type of <{frame.name}> is empty")

    def check_level(self, frame: _Frame) -> None:
        """Check that a category stands at one of its levels, alone or in a group that may hold it."""
        category = frame.category
        if category is None or len(self.stack) < 3:
            return
        parent, above = self.stack[-2], self.stack[-3]
        level = LEVELS.get(parent.name)
        if level is None:
            group = parent.name
            level = LEVELS.get(above.name)
            if self.version == 3 and not may_group(category.element, group):
                self.note("level", frame.name, f"{category.name} may not stand in <{group}>")
                return
        elif self.version == 3 and category.element == "adminNote":
            level = None
        limited = self.version == 3 or category.element == "descrip"
        if limited and (level is None or level not in category.levels):
            where = " or ".join(each for each in ("concept", "language", "term") if each in category.levels)
            self.note("level", category.name, f"{category.name} may stand at the level of the {where} only")

    def check_value(self, frame: _Frame, text: str) -> None:
        """Check a value against the picklist of its category."""
        category = frame.category
        # White space around a value is let pass where the schema takes values as tokens: DCT and the XCS.
        value = text if self.version == 3 and self.style == "dca" else " ".join(text.split())
        if category is not None and value not in category.values:
            values = ", ".join(sorted(category.values))
            self.note("value", text.strip(), f"{category.name} must be one of {values}", frame.line, frame.column)

    def check_date(self, frame: _Frame, text: str) -> None:
        """Check an xs:date, or in version 3 also an xs:dateTime."""
        # Version 2 has days only, version 3 also the time of day.
        if not is_moment(text.strip(" \t\r\n"), days_only=self.version == 2):
            self.note("date", text.strip(), "no date such as 2026-01-15", frame.line, frame.column)

    def check_language_once(self, frame: _Frame) -> None:
        """Note a language that has two sections in one entry."""
        tag = next((value.lower() for key, value in frame.attributes.items() if key == f"{_XML} lang"), "")
        languages = self.stack[-2].languages
        if tag in languages:
            self.note("duplicate", tag, "this language has a section already in this entry", severity="warning")
        languages.add(tag)

    def check_codes(self, frame: _Frame) -> None:
        """Check the pairing of <sc> and <ec> (inline codes of XLIFF) in one text."""
        names = [name for name, _ in frame.children]
        for index, (name, attributes) in enumerate(frame.children):
            isolated = attributes.get("isolated")
            if name == "sc":
                wanted = "no" if "ec" in names[index + 1 :] else "yes"
            elif name == "ec":
                wanted = "no" if "sc" in names[:index] else "yes"
                if wanted == "no" and "startRef" not in attributes:
                    self.note("inline", name, "<ec> needs startRef to its <sc>", frame.line, frame.column)
                if wanted == "yes" and "id" not in attributes:
                    self.note("inline", name, "<ec> without its <sc> needs an id", frame.line, frame.column)
            else:
                continue
            if isolated not in {None, wanted}:
                self.note(
                    "inline",
                    str(isolated),
                    f"isolated of <{name}> must be {wanted}",
                    frame.line,
                    frame.column,
                )
