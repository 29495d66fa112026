"""What all flat bilingual files share: which term stands beside which, and how a concept comes back.

Full forms stand beside full forms and short forms beside acronyms, row by row, never every form beside
every form. A tag in the comment says what the columns cannot: types, statuses, subject field, id and kind,
as `shortForm admitted > acronym; 国际组织 [undp, programme]`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from termkit.errors import UsageError
from termkit.exchange.languages import canonical, covers
from termkit.exchange.untyped import guess_type
from termkit.terms.concept import Concept, Kind, Status, Term, TermType, concept_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from termkit.exchange.contract import Options, TransferReport

__all__ = [
    "DRAWN_BACK",
    "ConceptCollector",
    "Pair",
    "Tag",
    "direction_of",
    "one_line",
    "pairs",
    "tag",
    "usable",
]

DRAWN_BACK = frozenset({Status.DEPRECATED, Status.SUPERSEDED})
"""Statuses of terms that nobody should use any more."""

_SHORT = frozenset({TermType.SHORT_FORM, TermType.ACRONYM})
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_BREAKS = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_TAG = re.compile(r"(?P<groups>[A-Za-z ,>]+)(?:; (?P<subject>.*))? \[(?P<id>\S+), (?P<kind>[a-z]+)\]")
_ITEM = re.compile(rf"({'|'.join(TermType)})(?: ({'|'.join(Status)}))?")


@dataclass(frozen=True, slots=True)
class Pair:
    """One row of a bilingual file."""

    concept: Concept
    source: Term
    target: Term


def one_line(text: str) -> str:
    """Return the text without tabs and line breaks: a cell of a flat file is one line."""
    return _BREAKS.sub(" ", text).strip()


def usable(terms: Iterable[Term], options: Options, report: TransferReport) -> list[Term]:
    """Return the terms that may be offered: deprecated ones are left out unless they are to be flagged."""
    kept = []
    for term in terms:
        if term.status in DRAWN_BACK and not options.flag_deprecated:
            report.lose(f"{term.status} term: left out of a flat file")
        else:
            kept.append(term)
            for name, value in (
                ("since or until", term.since or term.until),
                ("source", term.source),
                ("note", term.note),
                ("evidence", term.evidence),
            ):
                if value:
                    report.lose(f"{name} of a term: a flat file has no place for it")
    return kept


def pairs(concepts: Iterable[Concept], options: Options, report: TransferReport) -> Iterator[Pair]:
    """Yield the rows of a bilingual file in the direction of the options (zh>en where none is given).

    Raise UsageError where no concept has terms in both languages.
    """
    source, target = options.direction or ("zh", "en")
    found = False
    for concept in concepts:
        report.concepts += 1
        terms = usable([t for t in concept.terms if covers(source, t.language) or covers(target, t.language)],
                       options, report)  # fmt: skip
        if source == target:
            rows = _within(concept, terms)
        else:
            left = [t for t in terms if covers(source, t.language)]
            right = [t for t in terms if covers(target, t.language)]
            rows = _across(concept, left, right)
        if not rows:
            report.lose(f"concept without a pair {source}>{target}: a flat file has no row for it")
        if concept.note or concept.carried:
            report.lose("note or data category of a concept: a flat file has no place for it")
        for row in rows:
            found = True
            report.rows += 1
            yield row
    if not found:
        raise UsageError(f"no concept has terms for {source}>{target}; choose another --direction")


def _within(concept: Concept, terms: list[Term]) -> list[Pair]:
    """Pair the full form with each short form of the same language."""
    full = _main([t for t in terms if t.type is TermType.FULL_FORM])
    if full is None:
        return []
    return [Pair(concept, full, term) for term in terms if term.type in _SHORT]


def _across(concept: Concept, left: list[Term], right: list[Term]) -> list[Pair]:
    if not left or not right:
        return []
    rows: list[Pair] = []
    fallback_left, fallback_right = _fallback(left), _fallback(right)
    for members in (frozenset({TermType.FULL_FORM}), _SHORT, frozenset({TermType.VARIANT})):
        ours = [t for t in left if t.type in members]
        theirs = [t for t in right if t.type in members]
        # A side that has no such form is represented by its best one, so that no term is lost.
        main_left, main_right = _main(ours) or fallback_left, _main(theirs) or fallback_right
        for index in range(max(len(ours), len(theirs))):
            source = ours[index] if index < len(ours) else main_left
            target = theirs[index] if index < len(theirs) else main_right
            rows.append(Pair(concept, source, target))
    return list(dict.fromkeys(rows))


def _main(terms: list[Term]) -> Term | None:
    return next((t for t in terms if t.status is Status.PREFERRED), terms[0] if terms else None)


def _fallback(terms: list[Term]) -> Term:
    full = [t for t in terms if t.type is TermType.FULL_FORM]
    return _main(full) or _main(terms) or terms[0]


def tag(concept: Concept, *groups: Sequence[Term]) -> str:
    """Return what the columns cannot say, one group of terms a column."""
    said = " > ".join(", ".join(f"{t.type} {t.status or ''}".strip() for t in group) for group in groups)
    subject = f"; {one_line(concept.subject_field)}" if concept.subject_field else ""
    return f"{said}{subject} [{concept.id}, {concept.kind}]"


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag that was read: type and status of the terms of each group, and whose they are."""

    groups: tuple[tuple[tuple[TermType, Status | None], ...], ...]
    subject: str
    id: str
    kind: Kind

    @classmethod
    def parse(cls, text: str) -> Tag | None:
        """Return the tag in a comment; None where it is someone else's comment."""
        match = _TAG.fullmatch(text)
        if not match or match["kind"] not in {*Kind}:
            return None
        groups = []
        for group in match["groups"].split(" > "):
            items = [_ITEM.fullmatch(item) for item in group.split(", ")]
            if not all(items):
                return None
            groups.append(tuple((TermType(i[1]), Status(i[2]) if i[2] else None) for i in items if i))
        return cls(tuple(groups), match["subject"] or "", match["id"], Kind(match["kind"]))


def direction_of(rows: Sequence[Sequence[str]], options: Options) -> tuple[str, str]:
    """Return source and target language: as given, else by which column is written in Han characters."""
    if options.direction:
        return options.direction

    def language(column: int) -> str:
        texts = [row[column] for row in rows if len(row) > column and row[column]]
        return "zh" if 2 * sum(bool(_HAN.search(text)) for text in texts) > len(texts) else "en"

    return language(0), language(1)


@dataclass(slots=True)
class _Draft:
    id: str
    kind: Kind = Kind.OTHER
    subject: str = ""
    note: str = ""
    terms: dict[tuple[str, str], Term] = field(default_factory=dict)


_SOURCE, _TARGET = frozenset({"source", "source term", "src"}), frozenset({"target", "target term", "tgt"})
_COMMENTS = ("comment", "comments", "note", "notes", "description")
_SUBJECTS = ("domain", "subject", "subject field")


def heading(cells: Sequence[str]) -> list[str]:
    """Return the column names of a first row that names source and target; nothing for a row of terms."""
    names = [cell.strip().lower() for cell in cells]
    return names if _SOURCE & set(names) and _TARGET & set(names) else []


class ConceptCollector:
    """Puts the rows of a flat file together to concepts again: by id, else by the source term."""

    def __init__(self) -> None:
        self._drafts: dict[str, _Draft] = {}

    def add(
        self, source: str, target: str, languages: tuple[str, str], comment: str = "", identifier: str = "",
        status: Status | None = None,
    ) -> _Draft:  # fmt: skip
        """Take one row and return its concept; its comment is a tag of ours or a note of someone else's."""
        read = Tag.parse(comment)
        draft = self.draft((read.id if read else identifier) or concept_id(source))
        left, right = canonical(languages[0]), canonical(languages[1])
        if read and len(read.groups) == 2 and all(len(group) == 1 for group in read.groups):
            draft.kind, draft.subject = read.kind, read.subject
            (first,), (second,) = read.groups
            self.put(draft, Term(source, left, *first))
            self.put(draft, Term(target, right, *second))
            return draft
        draft.note = draft.note or comment
        self.put(draft, Term(source, left, self._type(draft, source, left), status))
        other = TermType.SHORT_FORM if left == right else self._type(draft, target, right)
        self.put(draft, Term(target, right, other, status))
        return draft

    def add_named(self, row: dict[str, str], languages: tuple[str, str]) -> None:
        """Take one row of a table that names its columns, by the names in `heading`."""
        source = next(row[name] for name in _SOURCE if name in row)
        target = next(row[name] for name in _TARGET if name in row)
        comment = next((row[name] for name in _COMMENTS if row.get(name)), "")
        said = row.get("status", "").lower()
        status = Status(said) if said in {*Status} else None
        if row.get("forbidden", "").lower() in {"true", "1", "yes"} or said in {"forbidden", "rejected"}:
            status = Status.DEPRECATED
        self.add(source, target, languages, comment, row.get("concept id", ""), status)
        draft = self.draft(
            (parsed.id if (parsed := Tag.parse(comment)) else row.get("concept id")) or concept_id(source)
        )
        draft.subject = draft.subject or next((row[name] for name in _SUBJECTS if row.get(name)), "")

    def draft(self, identifier: str) -> _Draft:
        """Return the concept of an id, new or known."""
        return self._drafts.setdefault(identifier, _Draft(identifier))

    @staticmethod
    def put(draft: _Draft, term: Term) -> None:
        """Add a term unless the concept has it."""
        if term.text:
            draft.terms.setdefault((term.language, term.text), term)

    @staticmethod
    def _type(draft: _Draft, text: str, language: str) -> TermType:
        return guess_type(text, first=all(key[0] != language for key in draft.terms))

    def concepts(self) -> Iterator[Concept]:
        """Yield the concepts in the order of their first rows, the terms of a language together."""
        for draft in self._drafts.values():
            order = list(dict.fromkeys(language for language, _ in draft.terms))
            terms = sorted(draft.terms.values(), key=lambda t: order.index(t.language))
            yield Concept(draft.id, draft.kind, tuple(terms), draft.subject, draft.note)
