"""The contract of a rule: its papers, and a function over the material."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from termkit.check.finding import Finding, Related, Severity, Spot
from termkit.text.context import sentence_around
from termkit.text.document import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from termkit.check.material import Material

__all__ = ["Issue", "Rule"]


@dataclass(frozen=True, slots=True)
class Issue:
    """What a rule found, before it becomes a finding: the spot, a sentence, the other spots."""

    spot: Spot
    message: str
    others: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: `what` it finds, `why` that matters (with the source), an `example`, and how to find it."""

    code: str
    name: str
    severity: Severity
    what: str
    why: str
    example: str
    find: Callable[[Material], Iterable[Issue]]

    def findings(self, material: Material) -> Iterator[Finding]:
        """Yield the findings of the rule."""
        for issue in self.find(material):
            document, span = issue.spot
            sentence = sentence_around(document.text, span)
            yield Finding(
                code=self.code,
                name=self.name,
                severity=self.severity,
                path=document.path,
                place=document.place(span),
                text=issue.spot.text,
                message=issue.message,
                sentence=document.text[sentence.start : sentence.end],
                marked=Span(span.start - sentence.start, span.end - sentence.start),
                related=tuple(Related(s.document.path, s.document.place(s.span), s.text) for s in issue.others),
            )
