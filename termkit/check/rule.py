"""The contract of a rule: its papers, and a function over the material.

A rule is one module in `termkit.check.rules` with a constant RULE. Its `find` takes the material of
the whole run and yields issues; a rule that looks at the text of each document alone wraps its
function in `in_text`, and can then run while the documents are read. The `find` of a rule that holds
documents against one another is an `Across`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from termkit.check.accepted import accepts_at, parted
from termkit.check.across import Across, Conflict
from termkit.check.finding import Finding, Fix, Related, Safety, Severity, Spot
from termkit.check.layout.quotations import quotations
from termkit.check.phrases import recounted, times
from termkit.text.context import sentence_around
from termkit.text.document import Span
from termkit.text.edit import edit_of
from termkit.text.message import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from termkit.check.material import Material
    from termkit.check.profile import Profile
    from termkit.text.document import Document
    from termkit.text.message import Message

__all__ = ["Change", "Issue", "Papers", "Rule", "in_text", "odd_ones"]

_MOST_ALIKE = 20
"""Findings of one text in one document that stand by themselves: nobody reads more."""
_MORE = Wording("{message} (and {count} more)", "{message}(另有{count}处)")


class Change(NamedTuple):
    """What a fix would change: a span of the document's text and what to write there."""

    span: Span
    text: str


class Issue(NamedTuple):
    """What a rule found, before it becomes a finding: the spot, a sentence, the other spots, the changes.

    `others` are further places with the same fault, `beside` those that only show what is meant. `tell` words the
    message for some of the places, where that takes more than another number of `times`. `is_accepted` where a comment
    in the document speaks of all its places.
    """

    spot: Spot
    message: Message
    others: tuple[Spot, ...] = ()
    changes: tuple[Change, ...] = ()
    beside: tuple[Spot, ...] = ()
    tell: Callable[[Sequence[Spot]], Message] | None = None
    is_accepted: bool = False

    def of(self, spots: Sequence[Spot], changes: Iterable[Change]) -> Issue:
        """Return the issue with some of its own places and changes, of which it tells."""
        message = self.tell(spots) if self.tell else recounted(self.message, 1 + len(self.others), len(spots))
        return self._replace(spot=spots[0], message=message, others=tuple(spots[1:]), changes=tuple(changes))


def odd_ones(wording: Wording, odd: Sequence[Spot], usual: Spot, **slots: str) -> Issue:
    """Return the issue that some places are not like another; the wording has the first, how many they are, and it."""

    def tell(spots: Sequence[Spot]) -> Message:
        text, like = spots[0].text.strip(), usual.text.strip()
        return wording(text=text, times=times(len(spots)), like=like, **slots)

    return Issue(odd[0], tell(odd), tuple(odd[1:]), beside=(usual,), tell=tell)


def in_text(find: Callable[[Document, Profile], Iterable[Issue]]) -> Callable[[Material], Iterator[Issue]]:
    """Make a finder of a function that looks at the text of each document alone."""

    def find_in_all(material: Material) -> Iterator[Issue]:
        for facts in material.documents:
            if facts.document.path not in material.earlier:
                yield from find(facts.document, material.profile)

    return find_in_all


class Papers(NamedTuple):
    """What people read of a rule: its title, what it finds, why that matters, an example."""

    title: str
    what: str
    why: str
    example: str


class Rule(NamedTuple):
    """A rule: `what` it finds, `why` that matters (with the source), an `example`, and how to find it.

    `zh` is what people read of it in Chinese.

    `fix` is how safe its fixes are, None where it has none; `measured` says how many of its findings
    a reviser found right, on which documents; `on` whether it runs unless a profile says otherwise;
    `each_place` whether it reports every place and not one finding a form or mark and document; `across`
    whether it looks at several documents at once, so that documents cannot be checked one by one; `yields_to` the
    rules whose finding about the same words is enough.
    """

    code: str
    name: str
    severity: Severity
    what: str
    why: str
    example: str
    zh: Papers
    find: Callable[[Material], Iterable[Issue]] | Across
    measured: str = ""
    fix: Safety | None = None
    on: bool = True
    each_place: bool = False
    across: bool = False
    yields_to: tuple[str, ...] = ()

    def papers(self, language: str) -> Papers:
        """Return what people read of the rule, in a language."""
        english = Papers(self.name.replace("-", " "), self.what, self.why, self.example)
        return self.zh if language == "zh" else english

    def findings(self, material: Material) -> Iterator[Finding]:
        """Yield the findings of the rule."""
        if isinstance(self.find, Across):
            yield from self.findings_across(material, self.find.conflicts(material))
            return
        told = (left for issue in self.find(material) for left in _outside_code(issue))
        issues = (part for issue in told for part in parted(issue, self.code, material.comments))
        for issue in _folded(issues) if self.each_place else issues:
            if (own := _in_draft(issue, material.earlier)) is not None:
                yield self.finding(own, material.profile)

    def finding(self, issue: Issue, profile: Profile) -> Finding:
        """Make a finding of an issue: places in the source, the sentence, the edits that may be made."""
        document, span = issue.spot
        sentence = sentence_around(document.text, span)
        return Finding(
            code=self.code,
            name=self.name,
            severity=profile.severities.get(self.code, self.severity),
            path=document.path,
            place=document.place(span),
            text=issue.spot.text,
            message=issue.message,
            sentence=document.text[sentence.start : sentence.end],
            marked=Span(span.start - sentence.start, span.end - sentence.start),
            related=tuple(
                Related(s.document.path, s.document.place(s.span), s.text) for s in (*issue.beside, *issue.others)
            ),
            fix=self._fix(document, issue.changes),
            is_accepted=issue.is_accepted,
        )

    def findings_across(self, material: Material, conflicts: Iterable[Conflict]) -> Iterator[Finding]:
        """Yield the findings of conflicts, those among earlier documents left out."""
        for conflict in conflicts:
            if any(each.path not in material.earlier for each in conflict.sightings):
                found = self.finding_across(conflict, material.profile, material.earlier)
                accepted = accepts_at(material.comments, self.code, found.path, found.place)
                yield found._replace(is_accepted=accepted)

    def finding_across(self, conflict: Conflict, profile: Profile, earlier: Collection[str] = ()) -> Finding:
        """Make a finding of a conflict, at the first place that is not in an earlier document."""
        first = next(each for each in conflict.sightings if each.path not in earlier)
        return Finding(
            code=self.code,
            name=self.name,
            severity=profile.severities.get(self.code, self.severity),
            path=first.path,
            place=first.place,
            text=first.text,
            message=conflict.message,
            sentence=first.sentence,
            marked=first.marked,
            related=tuple(Related(s.path, s.place, s.text) for s in conflict.sightings if s is not first),
        )

    def _fix(self, document: Document, changes: tuple[Change, ...]) -> Fix | None:
        """Return the fix: never inside a title or a quotation, which are someone else's words, nor in code."""
        if self.fix is None:
            return None
        closed = quotations(document.text)
        mine = (c for c in changes if not (closed.closes_in(c.span) or document.is_quoted(c.span)))
        edits = (edit_of(document, c.span, c.text) for c in mine if not document.is_code(c.span))
        kept = tuple(edit for edit in edits if edit is not None)
        return Fix(self.fix, kept, complete=len(kept) == len(changes)) if kept else None


def _outside_code(issue: Issue) -> Iterator[Issue]:
    """Yield the issue with its places that are no code, if there are any."""
    document = issue.spot.document
    if not document.code:  # nearly always
        yield issue
        return
    places = (issue.spot, *issue.others)
    if left := [spot for spot in places if not document.is_code(spot.span)]:
        yield issue.of(left, (change for change in issue.changes if not document.is_code(change.span)))


def _folded(issues: Iterable[Issue]) -> Iterator[Issue]:
    """Yield issues; of one text in one document the first by themselves, all further ones as one."""
    told: dict[tuple[str, str, Message, bool], list[Issue]] = {}
    for issue in issues:
        same = told.setdefault((issue.spot.document.path, issue.spot.text, issue.message, issue.is_accepted), [])
        same.append(issue)
        if len(same) <= _MOST_ALIKE:
            yield issue
    for same in told.values():
        if rest := same[_MOST_ALIKE:]:
            others = tuple(spot for issue in rest for spot in (issue.spot, *issue.beside, *issue.others))[1:]
            changes = tuple(change for issue in rest for change in issue.changes)
            message = _MORE(message=rest[0].message, count=len(rest) - 1)
            yield Issue(rest[0].spot, message, others, changes, is_accepted=rest[0].is_accepted)


def _in_draft(issue: Issue, earlier: frozenset[str]) -> Issue | None:
    """Return the issue with its place in a document that is checked, or None where all its places are earlier ones."""
    if issue.spot.document.path not in earlier:
        return issue
    places = (issue.spot, *issue.beside, *issue.others)
    spot = next((each for each in places if each.document.path not in earlier), None)
    if spot is None:
        return None
    return Issue(spot, issue.message, tuple(each for each in places if each is not spot))
