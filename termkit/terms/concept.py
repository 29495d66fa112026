"""Concepts and their terms, in the words of ISO 1087 and ISO 30042 (TBX)."""

from __future__ import annotations

import re
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

__all__ = [
    "FULL_TYPES",
    "SETTLED",
    "Concept",
    "DataCategory",
    "Evidence",
    "Kind",
    "Status",
    "Term",
    "TermType",
    "concept_id",
]


class Kind(StrEnum):
    """What kind of thing a name names."""

    ORGANIZATION = "organization"
    DEPARTMENT = "department"
    OFFICE = "office"
    MISSION = "mission"
    PROGRAMME = "programme"
    FUND = "fund"
    INSTRUMENT = "instrument"
    CONFERENCE = "conference"
    GROUP = "group"
    INITIATIVE = "initiative"
    OTHER = "other"


class TermType(StrEnum):
    """Type of a term; the values are those of the TBX category termType."""

    FULL_FORM = "fullForm"
    SHORT_FORM = "shortForm"
    ACRONYM = "acronym"
    VARIANT = "variant"


class Status(StrEnum):
    """Administrative status of a term; a term without a decision has none."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    SUPERSEDED = "superseded"


SETTLED = frozenset({Status.PREFERRED, Status.ADMITTED})
"""The statuses of terms that may be written."""
FULL_TYPES = (TermType.FULL_FORM, TermType.VARIANT)
"""The types of full names, as they are and as they are misspelt."""


class Evidence(NamedTuple):
    """A place that shows a term in use: document, UN symbol, ISO date, line, column and page (from 1).

    Line and column are 0 where they are not known, the page where the document has none.
    """

    document: str
    line: int
    column: int
    sentence: str
    method: str
    score: float
    symbol: str = ""
    date: str = ""
    page: int = 0

    @property
    def order(self) -> tuple[str, int, int, int]:
        """Return a sort key: by document, then as places follow one another in it."""
        return self.document, self.page, self.line, self.column


class DataCategory(NamedTuple):
    """A data category of ISO 30042 that is carried along and not acted on, such as a definition.

    `element` is its meta data element in DCA style (descrip, admin, termNote, transac, ref, xref, note …),
    `name` its type there (empty for a note), `language` that of the language section it stands in
    (empty at the levels of the concept and the term), `target` what it points to. `inner` holds the rest
    of its group: the source of a definition, the date of a transaction.
    """

    element: str
    name: str
    text: str
    language: str = ""
    target: str = ""
    inner: tuple[DataCategory, ...] = ()


class Term(NamedTuple):
    """One term of a concept. `since` and `until` are ISO dates or years, empty where not known.

    `id` is its identifier in the termbase it came from, empty where nothing refers to it.
    """

    text: str
    language: str
    type: TermType
    status: Status | None = None
    since: str = ""
    until: str = ""
    source: str = ""
    note: str = ""
    evidence: tuple[Evidence, ...] = ()
    carried: tuple[DataCategory, ...] = ()
    id: str = ""


class Concept(NamedTuple):
    """A body, instrument or other thing with a name; `id` is a valid XML NCName."""

    id: str
    kind: Kind
    terms: tuple[Term, ...]
    subject_field: str = ""
    note: str = ""
    carried: tuple[DataCategory, ...] = ()

    def of(self, language: str, *types: TermType) -> tuple[Term, ...]:
        """Return the terms in a language (`zh`, `en`, `zh-Hant`), of some types where given."""
        return tuple([t for t in self.terms if t.language == language and (not types or t.type in types)])


_SLUG = re.compile(r"[^a-z0-9]+")


def concept_id(name: str) -> str:
    """Return a stable id for a concept: an NCName made from its full form.

    Latin names give a slug (`united-nations-development-programme`), others a hash of the name,
    so that the same name gives the same id in every run and on every machine.
    """
    slug = _SLUG.sub("-", name.lower()).strip("-") if name.isascii() else ""
    if slug and slug[0].isalpha():
        return slug
    return "c-" + sha256(name.encode()).hexdigest()[:12]
