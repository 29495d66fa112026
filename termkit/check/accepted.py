"""Comments in a document that accept findings, and which places of an issue they speak of.

Of a finding that is told once for many places only those that a comment speaks of are accepted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from termkit.check.rule import Issue
    from termkit.text.document import Place, Span

__all__ = ["Comment", "accepts_at", "parted"]


class Comment(NamedTuple):
    """A comment that accepts findings: its first and last line (from 1; 0: the whole file), its codes, none for all."""

    line: int
    last: int
    codes: frozenset[str]

    def accepts(self, code: str, line: int) -> bool:
        """Tell whether it speaks of the findings of a rule in a line of its document."""
        near = self.line == 0 or self.line <= line <= self.last
        return near and (not self.codes or code.startswith(tuple(self.codes)))


def accepts_at(comments: Mapping[str, Sequence[Comment]], code: str, path: str, place: Place) -> bool:
    """Tell whether a comment of a document accepts the findings of a rule at a place."""
    return any(comment.accepts(code, place.line) for comment in comments.get(path, ()))


def parted(issue: Issue, code: str, comments: Mapping[str, Sequence[Comment]]) -> Iterator[Issue]:
    """Yield an issue of a rule in up to two parts: its places that no comment accepts, and those that one does.

    Each part has the count and the changes of its own places; where no place is left, the issue is accepted as it is.
    """
    document = issue.spot.document
    if not comments.get(document.path):  # nearly always
        yield issue
        return

    def is_accepted(span: Span) -> bool:
        return accepts_at(comments, code, document.path, document.place(span))

    places = (issue.spot, *issue.others)
    left = [spot for spot in places if not is_accepted(spot.span)]
    accepted = [spot for spot in places if is_accepted(spot.span)]
    for spots in (left, accepted):
        if spots:
            changes = (c for c in issue.changes if not left or is_accepted(c.span) is (spots is accepted))
            yield issue.of(spots, changes)._replace(is_accepted=spots is accepted)
