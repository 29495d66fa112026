"""SKOS-XL as RDF/XML: each term is a label of its own, preferred, alternative or hidden (deprecated).

Source: SKOS Reference (W3C, 2009), appendix B. What SKOS has no word for (type, status, kind, dates)
stands under the names of termkit. Addresses are URNs, so that nothing is claimed on the web.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from termkit.errors import GlossaryError, InputError
from termkit.exchange.languages import canonical
from termkit.exchange.names import to_ncname
from termkit.exchange.untyped import guess_type
from termkit.glossary.files import replacing
from termkit.terms.concept import Concept, Kind, Status, Term, TermType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from termkit.exchange.contract import Options, TransferReport

__all__ = ["read", "write"]

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_XL = "http://www.w3.org/2008/05/skos-xl#"
_OWN = "urn:termkit:"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LABELS = {
    Status.PREFERRED: "prefLabel",
    Status.ADMITTED: "altLabel",
    Status.DEPRECATED: "hiddenLabel",
    Status.SUPERSEDED: "hiddenLabel",
}
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NAMES = {"rdf": _RDF, "skos": _SKOS, "skosxl": _XL, "termkit": _OWN}


def write(concepts: Iterable[Concept], path: Path, options: Options, report: TransferReport) -> None:
    """Write RDF/XML, one concept after the other."""
    with replacing(path) as part, etree.xmlfile(str(part), encoding="utf-8") as file:
        file.write_declaration()
        with file.element(f"{{{_RDF}}}RDF", nsmap=_NAMES):
            for concept in concepts:
                report.concepts += 1
                report.terms += len(concept.terms)
                if concept.carried:
                    report.lose("data category of a concept: SKOS has no place for it", len(concept.carried))
                file.write("\n", _element(concept, options, report))
            file.write("\n")


def _element(concept: Concept, options: Options, report: TransferReport) -> etree._Element:
    root = etree.Element(f"{{{_SKOS}}}Concept", {f"{{{_RDF}}}about": _OWN + concept.id}, nsmap=_NAMES)

    def add(parent: etree._Element, name: str, text: str, language: str = "") -> None:
        if text:
            child = etree.SubElement(parent, name, {_LANG: language} if language else None)
            child.text = _FORBIDDEN.sub("", text)

    add(root, f"{{{_OWN}}}kind", concept.kind)
    add(root, f"{{{_OWN}}}subjectField", concept.subject_field)
    add(root, f"{{{_SKOS}}}note", concept.note)
    preferred: set[str] = set()
    for number, term in enumerate(concept.terms, 1):
        # A concept has one preferred label a language; the first without a decision stands in for it.
        name = _LABELS[term.status] if term.status else "altLabel"
        if name == "prefLabel" and term.language in preferred:
            name = "altLabel"
        preferred |= {term.language} if name == "prefLabel" else set()
        about = f"{_OWN}{concept.id}-{number}"
        holder = etree.SubElement(root, f"{{{_XL}}}{name}")
        label = etree.SubElement(holder, f"{{{_XL}}}Label", {f"{{{_RDF}}}about": about})
        add(label, f"{{{_XL}}}literalForm", term.text, options.codes.get(term.language, term.language))
        for key, value in (
            ("type", term.type), ("status", term.status or ""), ("since", term.since), ("until", term.until),
            ("source", term.source), ("note", term.note),
        ):  # fmt: skip
            add(label, f"{{{_OWN}}}{key}", value)
        if term.evidence or term.carried:
            report.lose("evidence or data category of a term: SKOS has no place for it")
    return root


def read(path: Path, options: Options, report: TransferReport) -> Iterator[Concept]:
    """Yield the concepts of an RDF/XML file with SKOS-XL labels; raise GlossaryError for broken XML."""
    del options, report
    try:
        with path.open("rb") as file:
            for _, element in etree.iterparse(
                file, tag=f"{{{_SKOS}}}Concept", resolve_entities=False, load_dtd=False, no_network=True
            ):
                if element.getroottree().docinfo.doctype:
                    raise GlossaryError("has a DOCTYPE; it is not read, remove it", path, 1)
                yield _concept(element)
                element.clear()
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise GlossaryError(f"is not well-formed XML: {error.msg}", path, line or 0, column or 0) from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path) from error


def _concept(element: etree._Element) -> Concept:
    terms: list[Term] = []
    for label in element.iter(f"{{{_XL}}}Label"):
        form = label.find(f"{{{_XL}}}literalForm")
        text = (form.text or "").strip() if form is not None else ""
        if form is None or not text:
            continue
        said = {key: _text(label, _OWN, key) for key in ("type", "status", "since", "until", "source", "note")}
        language = canonical(form.get(_LANG, "und"))
        first = all(term.language != language for term in terms)
        kind = TermType(said["type"]) if said["type"] in {*TermType} else guess_type(text, first=first)
        status = Status(said["status"]) if said["status"] in {*Status} else _status(label)
        terms.append(Term(text, language, kind, status, said["since"], said["until"], said["source"], said["note"]))
    about = element.get(f"{{{_RDF}}}about", "")
    identifier = to_ncname(about.removeprefix(_OWN) if about.startswith(_OWN) else re.split("[/#]", about)[-1] or "c")
    kind_of_concept = _text(element, _OWN, "kind")
    return Concept(
        identifier, Kind(kind_of_concept) if kind_of_concept in {*Kind} else Kind.OTHER, tuple(terms),
        _text(element, _OWN, "subjectField"), _text(element, _SKOS, "note"),
    )  # fmt: skip


def _status(label: etree._Element) -> Status | None:
    """Return the status that the place of a foreign label gives."""
    parent = label.getparent()
    name = etree.QName(parent).localname if parent is not None else ""
    own = any(etree.QName(child).namespace == _OWN for child in label)
    return None if own else {"prefLabel": Status.PREFERRED, "altLabel": Status.ADMITTED}.get(name, Status.DEPRECATED)


def _text(parent: etree._Element, space: str, name: str) -> str:
    return (parent.findtext(f"{{{space}}}{name}") or "").strip()
