"""Concepts and decisions as rows and JSON, for the store."""

from __future__ import annotations

import json
from dataclasses import astuple
from typing import Any

from termkit.glossary.decisions import Decision, Ruling
from termkit.terms.concept import Concept, DataCategory, Evidence, Kind, Status, Term, TermType

__all__ = [
    "carried_json",
    "concept_json",
    "concept_of",
    "decision_json",
    "decision_of",
    "term_of",
    "term_row",
]


def carried_json(carried: tuple[DataCategory, ...]) -> str:
    """Return what is carried along as JSON, empty where there is nothing."""
    return json.dumps(carried, ensure_ascii=False) if carried else ""


def _carried(text: str) -> tuple[DataCategory, ...]:
    return tuple(_category(each) for each in json.loads(text)) if text else ()


def _category(values: list[Any]) -> DataCategory:
    element, name, text, language, target, inner = values
    return DataCategory(element, name, text, language, target, tuple(_category(each) for each in inner))


def term_row(term: Term) -> tuple[str, ...]:
    """Return the cells of a term from `text` to `id`."""
    return (
        term.text, term.language, term.type, term.status or "", term.since, term.until, term.source, term.note,
        carried_json(term.carried), term.id,
    )  # fmt: skip


def term_of(row: tuple[str, ...], evidence: tuple[Evidence, ...]) -> Term:
    """Return the term of the cells that `term_row` gave."""
    text, language, kind, status, since, until, source, note, carried, identifier = row
    return Term(
        text, language, TermType(kind), Status(status) if status else None, since, until, source, note, evidence,
        _carried(carried), identifier,
    )  # fmt: skip


def concept_of(row: tuple[str, str, str, str, str], terms: tuple[Term, ...]) -> Concept:
    """Return the concept of id, kind, subject field, note and carried JSON."""
    identifier, kind, subject_field, note, carried = row
    return Concept(identifier, Kind(kind), terms, subject_field, note, _carried(carried))


def concept_json(concept: Concept) -> str:
    """Return a concept without its evidence as JSON, for the history."""
    terms = [[*term_row(term)] for term in concept.terms]
    head = [concept.kind, concept.subject_field, concept.note, carried_json(concept.carried)]
    return json.dumps([*head, terms], ensure_ascii=False)


def decision_json(decision: Decision) -> str:
    """Return a decision as JSON, for the history."""
    return json.dumps(astuple(decision), ensure_ascii=False)


def decision_of(text: str) -> Decision:
    """Return the decision of the JSON that `decision_json` gave."""
    full, short, said, *rest = json.loads(text)
    return Decision(full, short, Ruling(said), *rest)
