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
    from collections.abc import Iterator
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

    def concept(self, entry: Element, number: int) -> Concept:
        """Return the concept of an entry."""
        kind, subject, note = Kind.OTHER, "", ""
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
        if not is_tag(tag):
            raise GlossaryError(f"{tag!r} is no language tag", self.entries.path, section.sourceline or 0)
        language = canonical(tag)
        found: list[Term] = []
        for child in section:
            local, _ = _NAMES[child.tag]
            if local in {"termSec", "tig", "ntig"}:
                term = self.term(child, language, first=not found)
                if term is not None:
                    found.append(term)
            else:
                item = self.item(child, language)
                if item is not None:
                    carried.append(item)
        terms.extend(_without_generated(found, concept))

    def term(self, section: Element, language: str, *, first: bool) -> Term | None:
        """Read one term section; None where it has no term."""
        text = source = since = until = note = said_type = ""
        status: Status | None = None
        evidence: list[Evidence] = []
        carried: list[DataCategory] = []
        for child in _flat(section):
            local, category = _NAMES[child.tag]
            if local == "term":
                text = _SPACES.sub(" ", self.text(child)).strip()
                continue
            if local == "termNote" and not category:
                category = child.get("type", "")
            if category == "termType" and not said_type:
                said_type = self.text(child)
                continue
            if category in _STATUS_NAMES and status is None:
                status = status_of(self.text(child))
                if status is not None:
                    continue
            item = self.item(child)
            if item is None:
                continue
            if item.element == "note":
                dated = _DATED.fullmatch(item.text)
                if dated and is_date(dated[2]) and not (since if dated[1] == "since" else until):
                    since, until = (dated[2], until) if dated[1] == "since" else (since, dated[2])
                elif not note:
                    note = item.text
                else:
                    carried.append(item)
            elif item.name == "source" and not source and not item.inner:
                source = item.text
            elif item.name == "context" and _is_plain_context(item):
                where = item.inner[0].text if item.inner else ""
                evidence.append(Evidence(where, 0, 0, item.text, "context", 0.0))
            else:
                carried.append(item)
        if not text:
            self.report.lose("empty term: not read")
            return None
        kind = TERM_TYPES.get(said_type)
        if kind is None or said_type != kind.value:
            # What the file says, or that it says nothing, comes back when the term is written again.
            carried.append(DataCategory("termNote", "termType", said_type))
        return Term(
            text, language, kind or guess_type(text, first=first), status, since, until, source, note,
            tuple(evidence), tuple(carried), to_ncname(identifier) if (identifier := section.get("id", "")) else "",
        )  # fmt: skip

    def item(self, element: Element, language: str = "") -> DataCategory | None:
        """Return what an element or a group says; None where it is empty."""
        local, category = _NAMES[element.tag]
        if local in _GROUPS:
            parts = [item for child in element if (item := self.item(child)) is not None]
            if not parts:
                return None
            main = parts[0]
            return DataCategory(main.element, main.name, main.text, language, main.target, tuple(parts[1:]))
        if local == "termCompList":
            self.report.lose("termCompList of a term: not read")
            return None
        name = category or element.get("type", "")
        text = self.text(element)
        target = element.get("target", "")
        for attribute in element.keys():
            if attribute not in _PLAIN_ATTRIBUTES:
                self.report.lose(f"attribute {etree.QName(attribute).localname} of {name or local}: not read")
        if not text and not target:
            return None
        if target and local == "ref" and not is_ncname(target):
            target = to_ncname(target)
        return DataCategory(local, name, text, language, target)

    def text(self, element: Element) -> str:
        """Return the text of an element without the indents of pretty-printing; markup in it is counted."""
        if len(element):
            self.report.lose("markup inside a text (hi, foreign …): its text is kept")
            value = "".join(element.itertext())
        else:
            value = element.text or ""
        if "\n" in value:
            value = _WRAP.sub(" ", value)
        return value.strip()


def _flat(section: Element) -> Iterator[Element]:
    """Yield the children of a term section, those of a termGrp (version 2) as if they were its own."""
    for child in section:
        if _NAMES[child.tag][0] == "termGrp":
            yield from child
        else:
            yield child


def _is_plain_context(item: DataCategory) -> bool:
    return not item.target and (not item.inner or (len(item.inner) == 1 and item.inner[0].name == "source"))


def _without_generated(terms: list[Term], concept: str) -> list[Term]:
    """Drop the ids and references that the writer makes anew: from a short form to its full form."""
    full = {term.id: term for term in terms if term.id and term.type is TermType.FULL_FORM}
    if not any(term.carried or term.id for term in terms):
        return terms
    result = []
    for term in terms:
        carried, identifier = term.carried, term.id
        if carried and full and term.type in {TermType.SHORT_FORM, TermType.ACRONYM}:
            carried = tuple(
                item
                for item in carried
                if item.name != "crossReference" or item.target not in full or item.text != full[item.target].text
            )
        if identifier and re.fullmatch(rf"{re.escape(concept)}-{re.escape(term.language)}-\d+(\.\d+)?", identifier):
            identifier = ""
        if carried != term.carried or identifier != term.id:
            term = Term(  # noqa: PLW2901 - the same term, less what is made anew
                term.text, term.language, term.type, term.status, term.since, term.until, term.source, term.note,
                term.evidence, carried, identifier,
            )  # fmt: skip
        result.append(term)
    return result
