"""Concepts to TBX: version 3 in four dialects and two styles, and version 2 (TBX-Basic).

Entries are written as they come; nothing but the ids in use is held. Text is built and escaped here
and not by a tree, because an entry must not repeat the namespaces of the root.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TextIO

from termkit.errors import GlossaryError, UsageError
from termkit.exchange.contract import TransferReport
from termkit.exchange.languages import code_for, is_tag
from termkit.exchange.tbx.categories import (
    CORE_NAMESPACE,
    DIALECTS,
    MODULE_NAMESPACES,
    STATUS_VALUES,
    TERM_TYPES,
)
from termkit.exchange.tbx.items import ItemWriter
from termkit.glossary.files import replacing
from termkit.terms.concept import DataCategory, Kind, Status, TermType

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from termkit.exchange.contract import Options
    from termkit.terms.concept import Concept, Term

__all__ = ["write"]

_Names = tuple[str, str, str]
_ELEMENTS: dict[int, _Names] = {3: ("conceptEntry", "langSec", "termSec"), 2: ("termEntry", "langSet", "tig")}


def write(concepts: Iterable[Concept], path: Path, options: Options, report: TransferReport) -> None:
    """Write a TBX file. What the dialect, style or version cannot carry is counted in `report.losses`.

    Raise UsageError for a dialect, style or version that does not exist.
    """
    _check(options)
    missing: frozenset[str] = frozenset()
    with replacing(path) as part:
        while True:
            tally = TransferReport()
            writer = _Writer(options, tally, missing)
            with part.open("w", encoding="utf-8", newline="\n") as file:
                writer.run(concepts, file)
            # Only now is it known which references point nowhere; if any do, all is written once more.
            dangling = writer.targets - writer.ids - missing
            if not dangling:
                break
            missing |= dangling
    report.concepts, report.terms, report.rows = tally.concepts, tally.terms, tally.rows
    report.losses.update(tally.losses)


def _check(options: Options) -> None:
    if options.version not in {2, 3}:
        raise UsageError(f"there is no TBX version {options.version}; use 2 or 3")
    if options.dialect not in DIALECTS:
        raise UsageError(f"{options.dialect!r} is no TBX dialect; use {', '.join(DIALECTS)}")
    if options.style not in {"dca", "dct"}:
        raise UsageError(f"{options.style!r} is no TBX style; use dca or dct")
    if options.version == 2 and options.dialect != "basic":
        raise UsageError("TBX version 2 is written as TBX-Basic only; leave --dialect out or use version 3")


@dataclass(slots=True)
class _Writer(ItemWriter):
    """Writes entries; `ids` are those in use, `codes` the language codes so far."""

    ids: set[str] = field(default_factory=set)
    codes: dict[str, str] = field(default_factory=dict)

    def run(self, concepts: Iterable[Concept], file: TextIO) -> None:
        """Write head, entries and back matter."""
        file.write(_head(self.options))
        body = False
        for concept in concepts:
            lines = self.entry(concept)
            if lines:
                # Version 3 allows a text without a body, not a body without entries.
                file.write("" if body else "    <body>\n")
                body = True
                file.write("\n".join(lines))
                file.write("\n")
        file.write("    </body>\n" if body else "")
        file.write(self.back())
        file.write("  </text>\n</tbx>\n" if self.options.version == 3 else "  </text>\n</martif>\n")

    def entry(self, concept: Concept) -> list[str]:
        """Return the lines of one concept; none where it has no term."""
        if not concept.terms:
            self.lose("concept without a term: TBX has no place for it")
            return []
        self.report.concepts += 1
        entry, section, _ = _ELEMENTS[self.options.version]
        identifier = self.unique(concept.id)
        lines = [f'      <{entry} id="{identifier}">']
        indent = "        "
        if concept.subject_field:
            self.plain("subjectField", concept.subject_field, "concept", indent, lines)
        if concept.kind is not Kind.OTHER:
            lines.append(f"{indent}<note>kind: {concept.kind.value}</note>")
        if concept.note:
            lines.append(f"{indent}<note>{self.text(concept.note)}</note>")
        by_language: dict[str, list[Term]] = {}
        for term in concept.terms:
            by_language.setdefault(term.language, []).append(term)
        for item in concept.carried:
            if not item.language:
                self.item(item, "concept", indent, lines)
            elif item.language not in by_language:
                self.lose(f"{item.name or item.element} in a language without terms: TBX has no place for it")
        for language, terms in by_language.items():
            code = self.language(language)
            lines.append(f'{indent}<{section} xml:lang="{code}">')
            for item in concept.carried:
                if item.language == language:
                    self.item(item, "language", indent + "  ", lines)
            self.terms(terms, identifier, lines)
            lines.append(f"{indent}</{section}>")
        lines.append(f"      </{entry}>")
        return lines

    def language(self, language: str) -> str:
        """Return the code that is written for a language; raise GlossaryError where XML cannot have it."""
        code = self.codes.get(language)
        if code is None:
            code = code_for(language, f"tbx{self.options.version}", self.options.codes)
            if "_" in code or not is_tag(code):
                raise GlossaryError(f"{code!r} is no language tag that TBX can have; write it as in BCP 47")
            self.codes[language] = code
        return code

    def terms(self, terms: list[Term], concept: str, lines: list[str]) -> None:
        """Write the terms of one language; short forms and acronyms point to their full form."""
        full = _full_form(terms) if "crossReference" in self.categories else None
        short = full is not None and any(t.type in _SHORT for t in terms)
        full_id = ""
        if full is not None and short:
            position = terms.index(full)
            full_id = self.unique(full.id or f"{concept}-{full.language}-{position + 1}")
        for term in terms:
            self.report.terms += 1
            if full_id and term is full:
                self.term(term, full_id, None, "", lines)
            else:
                reference = full if term.type in _SHORT else None
                self.term(term, self.unique(term.id) if term.id else "", reference, full_id, lines)

    def term(self, term: Term, identifier: str, full: Term | None, full_id: str, lines: list[str]) -> None:
        """Write one term section."""
        section = _ELEMENTS[self.options.version][2]
        indent = "            "
        lines.append(f'          <{section} id="{identifier}">' if identifier else f"          <{section}>")
        lines.append(f"{indent}<term>{self.text(term.text)}</term>")
        carried = term.carried
        self.type(term, indent, lines)
        if term.status is not None:
            self.plain("administrativeStatus", _STATUS_TEXT[term.status], "term", indent, lines)
        for item in carried:
            if item.element == "termNote" and item.name != "termType":
                self.item(item, "term", indent, lines)
        if term.source:
            self.plain("source", term.source, "term", indent, lines)
        if term.evidence:
            self.contexts(term, indent, lines)
        if full is not None:
            start, end = self.markup["crossReference"]
            lines.append(f'{indent}{start} target="{full_id}">{self.text(full.text)}{end}')
        if term.since or term.until or term.note:
            self.notes(term, indent, lines)
        for item in carried:
            if item.element != "termNote":
                self.item(item, "term", indent, lines)
        lines.append(f"          </{section}>")

    def type(self, term: Term, indent: str, lines: list[str]) -> None:
        """Write the type, in the word of the file it came from where that still says the same."""
        said = next((item.text for item in term.carried if item.name == "termType"), None)
        if said is None or (said and TERM_TYPES.get(said, term.type) is not term.type):
            self.plain("termType", term.type.value, "term", indent, lines)
        elif said:
            self.item(DataCategory("termNote", "termType", said), "term", indent, lines)
        # Else it was guessed on reading, and none is invented for it here.

    def notes(self, term: Term, indent: str, lines: list[str]) -> None:
        """Write what TBX has no category for, and the note itself."""
        dated = (("since: ", term.since), ("until: ", term.until), ("", term.note))
        lines.extend(f"{indent}<note>{label}{self.text(value)}</note>" for label, value in dated if value)

    def contexts(self, term: Term, indent: str, lines: list[str]) -> None:
        """Write the contexts that were read, or the first piece of evidence as the one context."""
        if "context" not in self.categories:
            self.lose(f"context of a term: {self.target_name} has no place for it")
            return
        read = [each for each in term.evidence if each.method == "context"]
        for each in read or term.evidence[:1]:
            source = each.symbol or each.document
            inner = (DataCategory("admin", "source", source),) if source else ()
            self.item(DataCategory("descrip", "context", each.sentence, inner=inner), "term", indent, lines)

    def back(self) -> str:
        """Return the back matter: the people that responsibility points to."""
        people = {key: name for key, name in self.people.items() if key not in self.ids}
        if not people:
            return ""
        section = "refObjectSec" if self.options.version == 3 else "refObjectList"
        lines = ["    <back>", f'      <{section} type="respPerson">']
        for key, name in sorted(people.items()):
            lines += [
                f'        <refObject id="{key}">',
                f'          <item type="fn">{self.text(name)}</item>',
            ]
            lines.append("        </refObject>")
        return "\n".join([*lines, f"      </{section}>", "    </back>", ""])

    def unique(self, identifier: str) -> str:
        """Return the id, or one with a number where it is taken; remember it."""
        chosen, number = identifier, 1
        while chosen in self.ids:
            number += 1
            chosen = f"{identifier}.{number}"
        if chosen != identifier:
            self.lose(f"id {identifier!r} stands more than once: written as {chosen!r}")
        self.ids.add(chosen)
        return chosen


_SHORT = (TermType.SHORT_FORM, TermType.ACRONYM)
_STATUS_TEXT = STATUS_VALUES


def _full_form(terms: list[Term]) -> Term | None:
    """Return the full form that short ones point to: the preferred one, else the first."""
    full = [term for term in terms if term.type is TermType.FULL_FORM]
    preferred = [term for term in full if term.status is Status.PREFERRED]
    return next(iter(preferred or full), None)


def _head(options: Options) -> str:
    declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
    if options.version == 2:
        return (
            f'{declaration}<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">\n'
            '<martif type="TBX-Basic" xml:lang="en">\n  <martifHeader>\n    <fileDesc>\n      <sourceDesc>\n'
            "        <p>Glossary written by termkit</p>\n      </sourceDesc>\n    </fileDesc>\n"
            '    <encodingDesc>\n      <p type="XCSURI">TBXBasicXCSV02.xcs</p>\n    </encodingDesc>\n'
            "  </martifHeader>\n  <text>\n"
        )
    spaces = "".join(
        f' xmlns:{module}="{MODULE_NAMESPACES[module]}"'
        for module in DIALECTS[options.dialect]
        if options.style == "dct"
    )
    return (
        f'{declaration}<tbx type="TBX-{options.dialect.title()}" style="{options.style}" xml:lang="en"'
        f' xmlns="{CORE_NAMESPACE}"{spaces}>\n  <tbxHeader>\n    <fileDesc>\n      <sourceDesc>\n'
        "        <p>Glossary written by termkit</p>\n"
        "      </sourceDesc>\n    </fileDesc>\n  </tbxHeader>\n  <text>\n"
    )
