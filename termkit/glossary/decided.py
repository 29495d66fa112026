"""What people decided, applied to what extraction found."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from termkit.extract.heads import kind_of
from termkit.glossary.decisions import Ruling
from termkit.terms.keys import form_key
from termkit.text.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from termkit.extract.definition import Definition
    from termkit.glossary.decisions import Decision
    from termkit.text.document import Document

__all__ = ["Decided"]


class Decided:
    """The pairs of full and short form that were accepted or rejected; the later decision on a pair counts."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._accepted: dict[str, list[str]] = defaultdict(list)
        self._rejected: set[tuple[str, str]] = set()
        latest = {(form_key(d.full), form_key(d.short)): d for d in sorted(decisions, key=lambda d: (d.date, d))}
        for (full, short), decision in latest.items():
            if decision.decision is Ruling.REJECTED:
                self._rejected.add((full, short))
            else:
                self._accepted[short].append(decision.full)

    @property
    def full_forms(self) -> frozenset[str]:
        """Return the full forms that were accepted: evidence for the borders of names."""
        return frozenset(full for fulls in self._accepted.values() for full in fulls)

    @property
    def fingerprint(self) -> str:
        """Return a text that is the same for decisions that decide the same."""
        return repr((sorted(self._accepted.items()), sorted(self._rejected)))

    def apply(self, document: Document, definitions: Sequence[Definition]) -> tuple[Definition, ...]:
        """Return the definitions without those rejected, and with the borders that were accepted."""
        return tuple(self._applied(document, definitions))

    def _applied(self, document: Document, definitions: Sequence[Definition]) -> Iterator[Definition]:
        for definition in definitions:
            key = form_key(definition.short)
            end = definition.full_span.end
            settled = next((f for f in self._accepted.get(key, ()) if document.text.endswith(f, 0, end)), "")
            if settled:
                start = end - len(settled)
                span = Span(min(start, definition.short_span.start), definition.span.end)
                yield replace(
                    definition, full=settled, kind=kind_of(settled), score=1.0, span=span, full_span=Span(start, end)
                )
            elif (form_key(definition.full), key) not in self._rejected:
                yield definition
