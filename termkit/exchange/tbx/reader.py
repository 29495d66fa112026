"""TBX to concepts: both versions, every dialect, both styles, in one reader.

An element of the DCA style and its twin of the DCT style give the same `DataCategory`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from termkit.errors import GlossaryError
from termkit.exchange.languages import canonical, is_tag
from termkit.exchange.names import is_date, is_ncname, to_ncname
from termkit.exchange.tbx.categories import CATEGORIES, TERM_TYPES, status_of
from termkit.exchange.tbx.entries import Entries
from termkit.exchange.untyped import guess_type
from termkit.terms.concept import Concept, DataCategory, Evidence, Kind, Status, Term, TermType, concept_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from termkit.exchange.contract import Options, TransferReport

    Element = etree._Element  # noqa: SLF001 - lxml has no public name for it

__all__ = ["read"]

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_KINDS = {f"kind: {each.value}": each for each in Kind}
_DATED = re.compile(r"(since|until): ([\d-]+)")
# A line break with an indent after it comes from pretty-printing, not from an author.
_WRAP = re.compile(r"[ \t]*\r?\n[ \t]+")
_SPACES = re.compile(r"[ \t\r\n]+")
_GROUPS = frozenset({"descripGrp", "adminGrp", "transacGrp", "termNoteGrp"})
_STATUS_NAMES = frozenset({"administrativeStatus", "usageStatus", "normativeAuthorization"})
_OWN_TYPES = frozenset(each.value for each in TermType)
_TERM_SECTIONS = frozenset({"termSec", "tig", "ntig"})
_MARKUP = ("{*}hi", "{*}foreign", "{*}ph", "{*}sc", "{*}ec", "{*}bpt", "{*}ept")
_PLAIN_ATTRIBUTES = frozenset({"type", "target", "id"})


class _Names(dict[object, tuple[str, str]]):
    """Tag to (element, category): the category is known from the tag in DCT style only."""

    def __missing__(self, tag: object) -> tuple[str, str]:
        if not isinstance(tag, str):  # an entity, comment or instruction
            return ("", "")
        local = etree.QName(tag).localname
        category = CATEGORIES.get(local)
        inside_core = not tag.startswith("{http://www.tbxinfo.net/")
        known = ("", local) if category is None else (category.element, local)
        self[tag] = (local, "") if inside_core else known
        return self[tag]


_NAMES = _Names()


def read(path: Path, options: Options, report: TransferReport) -> Iterator[Concept]:
    """Yield the concepts of a TBX file, one entry in memory at a time.

    Raise GlossaryError, with the line, for broken XML, entities and language tags that are none.
    """
    del options
    entries = Entries(path)
    reader = _Reader(entries, report)
    for number, entry in enumerate(entries, 1):
        concept = reader.concept(entry, number)
        if concept.terms:
            yield concept
        else:
            report.lose("entry without a term: not read")


class _Reader:
    def __init__(self, entries: Entries, report: TransferReport) -> None:
        self.entries = entries
        self.report = report
        self.marked = False
        self.languages: dict[str, str] = {}

    def concept(self, entry: Element, number: int) -> Concept:
        """Return the concept of an entry."""
        kind, subject, note = Kind.OTHER, "", ""
        self.marked = next(entry.iter(_MARKUP), None) is not None
        terms: list[Term] = []
        carried: list[DataCategory] = []
        identifier = entry.get("id", "")
        name = to_ncname(identifier) if identifier else ""
        if name != identifier:
            self.report.lose(f"id that XML does not allow: {identifier!r} was read as {name!r}")
        for child in entry:
            local, _ = _NAMES[child.tag]
            if local in {"langSec", "langSet"}:
                self.section(child, name, terms, carried)
                continue
            item = self.item(child)
            if item is None:
                continue
            if item.element == "note" and item.text in _KINDS:
                kind = _KINDS[item.text]
            elif item.element == "note" and not note:
                note = item.text
            elif item.name == "subjectField" and not subject and not item.inner:
                subject = item.text
            else:
                carried.append(item)
        if not name:
            name = concept_id(terms[0].text) if terms else f"c{number}"
            self.report.lose("entry without an id: given one made from its first term")
        return Concept(name, kind, tuple(terms), subject, note, tuple(carried))

    def section(self, section: Element, concept: str, terms: list[Term], carried: list[DataCategory]) -> None:
        """Read one language section into `terms` and `carried`."""
        tag = section.get(_XML_LANG) or section.get("lang") or self.entries.language
        language = self.languages.get(tag)
        if language is None:
            if not is_tag(tag):
                raise GlossaryError(f"{tag!r} is no language tag", self.entries.path, section.sourceline or 0)
            language = self.languages.setdefault(tag, canonical(tag))
        names = (concept, language)
        found: list[Term] = []
        for child in section:
            local, _ = _NAMES[child.tag]
            if local in _TERM_SECTIONS:
                term = self.term(
                    child if local != "ntig" else _flat(child), child.get("id", ""), names, first=not found
                )
                if term is not None:
                    found.append(term)
            else:
                item = self.item(child, language)
                if item is not None:
                    carried.append(item)
        terms.extend(_without_generated(found))

    def term(  # noqa: C901, PLR0912 - one flat loop: most of the reading time is here
        self, children: Iterable[Element], identifier: str, names: tuple[str, str], *, first: bool
    ) -> Term | None:
        """Return the term of the children of its section, None where there is none.

        `names` are the concept's id and the language.
        """
        concept, language = names
        text = source = since = until = note = said_type = ""
        status: Status | None = None
        evidence: list[Evidence] = []
        carried: list[DataCategory] = []
        generated = f"{concept}-{language}-"
        for child in children:
            local, name = _NAMES[child.tag]
            if not name:
                name = child.get("type") or local
            if name == "term":
                text = self.text(child)
                if "\n" in text or "  " in text:
                    text = _SPACES.sub(" ", text)
            elif name == "termType" and not said_type:
                said_type = self.text(child)
            elif name in _STATUS_NAMES and status is None and (status := status_of(self.text(child))):
                pass
            elif name == "source" and not source:
                source = self.text(child)
            elif local == "descripGrp" and (context := self.context(child)):
                evidence.append(context)
            elif name == "crossReference" and _is_generated(child.get("target", ""), generated):
                pass  # the writer makes it anew from the types
            elif (item := self.item(child)) is None:
                pass
            elif name == "note":
                dated = _DATED.fullmatch(item.text)
                if dated and is_date(dated[2]) and not (since if dated[1] == "since" else until):
                    since, until = (dated[2], until) if dated[1] == "since" else (since, dated[2])
                elif not note:
                    note = item.text
                else:
                    carried.append(item)
            elif item.name == "context" and not item.inner and not item.target:
                evidence.append(Evidence("", 0, 0, item.text, "context", 0.0))
            else:
                carried.append(item)
        if not text:
            self.report.lose("empty term: not read")
            return None
        if identifier:
            identifier = "" if _is_generated(identifier, generated) else to_ncname(identifier)
        kind = TERM_TYPES.get(said_type)
        if kind is None or said_type not in _OWN_TYPES:
            # What the file says, or that it says nothing, comes back when the term is written again.
            carried.append(DataCategory("termNote", "termType", said_type))
            kind = kind or guess_type(text, first=first)
        return Term(
            text,
            language,
            kind,
            status,
            since,
            until,
            source,
            note,
            tuple(evidence),
            tuple(carried),
            identifier,
        )

    def context(self, group: Element) -> Evidence | None:
        """Return a group that is a context and its source as evidence; None for any other group."""
        if len(group) != 2:
            return None
        first, second = group
        if (_NAMES[first.tag][1] or first.get("type")) != "context":
            return None
        if (_NAMES[second.tag][1] or second.get("type")) != "source" or first.get("target"):
            return None
        return Evidence(self.text(second), 0, 0, self.text(first), "context", 0.0)

    def item(self, element: Element, language: str = "") -> DataCategory | None:
        """Return what an element or a group says; None where it is empty."""
        local, name = _NAMES[element.tag]
        if local in _GROUPS:
            parts = [item for child in element if (item := self.item(child)) is not None]
            if not parts:
                return None
            main = parts[0]
            return DataCategory(main.element, main.name, main.text, language, main.target, tuple(parts[1:]))
        if local == "termCompList":
            self.report.lose("termCompList of a term: not read")
            return None
        text = self.text(element)
        target = ""
        attributes = element.keys()
        if attributes:
            name = name or element.get("type", "")
            target = element.get("target", "")
            if not _PLAIN_ATTRIBUTES.issuperset(attributes):
                for attribute in set(attributes) - _PLAIN_ATTRIBUTES:
                    self.report.lose(f"attribute {etree.QName(attribute).localname} of {name or local}: not read")
        if not text and not target:
            return None
        if target and local == "ref" and not is_ncname(target):
            target = to_ncname(target)
        return DataCategory(local, name, text, language, target)

    def text(self, element: Element) -> str:
        """Return the text of an element without the indents of pretty-printing; markup in it is counted."""
        value = element.text
        if self.marked and len(element):
            self.report.lose("markup inside a text (hi, foreign …): its text is kept")
            value = "".join(element.itertext())
        if value is None:
            return ""
        if "\n" in value:
            value = _WRAP.sub(" ", value)
        return value.strip()


def _flat(section: Element) -> Iterator[Element]:
    """Yield the children of an ntig (version 2), those of its termGrp as if they were its own."""
    for child in section:
        if _NAMES[child.tag][0] == "termGrp":
            yield from child
        else:
            yield child


def _is_generated(identifier: str, start: str) -> bool:
    """Tell whether the writer made this id, and will make it again: concept, language and a number."""
    return identifier.startswith(start) and identifier[len(start) :].isdecimal()


def _without_generated(terms: list[Term]) -> list[Term]:
    """Drop the references that the writer makes anew: from a short form to its full form by its own id."""
    full = {term.id: term.text for term in terms if term.id and term.type is TermType.FULL_FORM}
    if not full:
        return terms
    result = []
    for term in terms:
        carried = tuple(c for c in term.carried if c.name != "crossReference" or full.get(c.target) != c.text)
        again = term.type in {TermType.SHORT_FORM, TermType.ACRONYM} and len(carried) != len(term.carried)
        result.append(term._replace(carried=carried) if again else term)
    return result
