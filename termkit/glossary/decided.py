"""What people decided, applied to what extraction found."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from termkit.extract.heads import kind_of
from termkit.extract.vouched import find_vouched
from termkit.glossary.decisions import Ruling
from termkit.glossary.merge import FormIndex, term_order
from termkit.terms.concept import Status, TermType
from termkit.terms.keys import form_key
from termkit.text.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from termkit.extract.definition import Definition
    from termkit.glossary.decisions import Decision
    from termkit.glossary.merge import Candidate
    from termkit.terms.concept import Concept, Term
    from termkit.text.document import Document

__all__ = ["Decided", "latest"]


def latest(decisions: Iterable[Decision]) -> dict[tuple[str, str], Decision]:
    """Return what holds on each pair of form keys: of the decisions of all people the latest."""
    return {(form_key(d.full), form_key(d.short)): d for d in sorted(decisions, key=lambda d: (d.date, d))}


class Decided:
    """The pairs of full and short form that were decided; the later decision on a pair counts."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._accepted: dict[str, list[str]] = defaultdict(list)
        self._rejected: set[tuple[str, str]] = set()
        self._statuses: list[Decision] = []
        self._merged: list[Decision] = []
        for (full, short), decision in latest(decisions).items():
            if decision.decision is Ruling.REJECTED:
                self._rejected.add((full, short))
            elif decision.decision is Ruling.MERGED:
                self._merged.append(decision)
            else:
                self._accepted[short].append(decision.full)
                self._statuses.append(decision)
        for fulls in self._accepted.values():
            fulls.sort(key=len, reverse=True)  # of two accepted borders the longer name is meant where it stands

    @property
    def full_forms(self) -> frozenset[str]:
        """Return the full forms that were accepted: evidence for the borders of names."""
        return frozenset(full for fulls in self._accepted.values() for full in fulls)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return the pairs of full and short form that were accepted or preferred, as they were written."""
        return tuple((each.full, each.short) for each in self._statuses if each.full and each.short)

    def accepts(self, full: str, short: str) -> bool:
        """Tell whether a pair was accepted or preferred."""
        return form_key(full) in map(form_key, self._accepted.get(form_key(short), ()))

    def rejects(self, full: str, short: str) -> bool:
        """Tell whether a pair was rejected."""
        return (form_key(full), form_key(short)) in self._rejected

    @property
    def fingerprint(self) -> str:
        """Return a text that is the same for decisions that decide the same."""
        return repr((sorted(self._accepted.items()), sorted(self._rejected), self._statuses, self._merged))

    # -- definitions and candidates --------------------------------------------------------------------

    def apply(self, document: Document, definitions: Sequence[Definition]) -> tuple[Definition, ...]:
        """Return the definitions without those rejected, with the borders that were accepted.

        An accepted pair is one wherever its full form and the short form in a bracket stand together.
        """
        found = tuple(self._applied(document, definitions))
        if not self._accepted:
            return found
        told = {(each.full, each.short_span) for each in found}
        vouched = [each for each in self._vouched(document) if (each.full, each.short_span) not in told]
        kept = [each for each in found if not any(_overlap(each.short_span, other.short_span) for other in vouched)]
        return tuple(sorted([*kept, *vouched], key=lambda each: (each.span, each.short_span)))

    def _vouched(self, document: Document) -> list[Definition]:
        """Return the accepted pairs that stand together; of two full forms before one short form the longer one."""
        found: dict[Span, Definition] = {}
        for full, short in sorted(self.pairs, key=lambda pair: -len(pair[0])):
            for each in find_vouched(document, full, short):
                found.setdefault(each.short_span, each)
        return list(found.values())

    def _applied(self, document: Document, definitions: Sequence[Definition]) -> Iterator[Definition]:
        for definition in definitions:
            key = form_key(definition.short)
            end = definition.full_span.end
            settled = next((f for f in self._accepted.get(key, ()) if document.text.endswith(f, 0, end)), "")
            if settled:
                start = end - len(settled)
                span = Span(min(start, definition.short_span.start), definition.span.end)
                yield definition._replace(
                    full=settled, kind=kind_of(settled), score=1.0, span=span, full_span=Span(start, end)
                )
            elif (form_key(definition.full), key) not in self._rejected:
                yield definition

    def ruled(self, candidate: Candidate) -> Candidate | None:
        """Return what a candidate is now: itself, with another border, or None where it was rejected.

        As `apply`, with the sentence of the evidence in place of the document.
        """
        key = form_key(candidate.short)
        accepted = self._accepted.get(key, ())
        full = next((each for each in accepted if _ends_there(each, candidate)), "")
        if full:
            same = full == candidate.full
            return candidate if same else candidate._replace(full=full, kind=kind_of(full))
        return None if (form_key(candidate.full), key) in self._rejected else candidate

    @property
    def keys(self) -> frozenset[str]:
        """Return the keys of the forms by which `settle` finds the concepts that it changes."""
        told = [form for each in (*self._statuses, *self._merged) for form in (each.full, each.short)]
        return frozenset(form_key(form) for each in told if each for form in (each, f"《{each}》"))

    # -- concepts --------------------------------------------------------------------------------------

    def settle(self, concepts: Iterable[Concept]) -> tuple[Concept, ...]:
        """Return the concepts with those made one that were merged, and with the statuses that were decided.

        The short form of an accepted pair is admitted where it had no status; a preferred one is preferred,
        and the short forms that were so until then are admitted.
        """
        known = {concept.id: concept for concept in concepts}
        if self._merged:
            self._merge(known)
        index = FormIndex(known.values()) if self._statuses else None
        for decision in self._statuses:
            owner = index.owner(decision.full, decision.short) if index else ""
            if owner:
                known[owner] = _with_status(known[owner], decision)
        return tuple(known.values())

    def _merge(self, known: dict[str, Concept]) -> None:
        for decision in self._merged:
            index = FormIndex(known.values())
            stays, joins = index.owner(decision.full), index.owner(decision.short)
            if stays and joins and stays != joins:
                known[stays] = _joined(known[stays], known.pop(joins))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _ends_there(full: str, candidate: Candidate) -> bool:
    """Tell whether an accepted full form ends where that of the candidate does, in the text that is known of it."""
    if candidate.full.endswith(full):
        return True
    return full.endswith(candidate.full) and full in candidate.evidence.sentence


def _with_status(concept: Concept, decision: Decision) -> Concept:
    key = form_key(decision.short or decision.full)
    language = next((term.language for term in concept.terms if form_key(term.text) == key), "")
    preferred = decision.decision is Ruling.PREFERRED

    def ruled(term: Term) -> Term:
        if form_key(term.text) == key:
            if preferred:
                return term._replace(status=Status.PREFERRED)
            return term if term.status is not None else term._replace(status=Status.ADMITTED)
        short = term.type in {TermType.SHORT_FORM, TermType.ACRONYM}
        if preferred and short and term.language == language and term.status is Status.PREFERRED:
            return term._replace(status=Status.ADMITTED)
        return term

    return concept._replace(terms=tuple(sorted(map(ruled, concept.terms), key=term_order)))


def _joined(stays: Concept, joins: Concept) -> Concept:
    """Return a concept with the terms of another; of the other's full forms each becomes a variant."""
    terms = {(term.language, form_key(term.text)): term for term in stays.terms}
    for term in joins.terms:
        known = terms.get((term.language, form_key(term.text)))
        if known is None:
            is_full = term.type is TermType.FULL_FORM and term.language == "zh"
            terms[term.language, form_key(term.text)] = term._replace(type=TermType.VARIANT) if is_full else term
        else:
            more = tuple(each for each in term.evidence if each not in known.evidence)
            terms[term.language, form_key(term.text)] = known._replace(evidence=known.evidence + more)
    return stays._replace(terms=tuple(sorted(terms.values(), key=term_order)))
