"""Rules across documents, in two steps: what each document says of a subject, and what all of it comes to.

The first step sees one document at a time and the second none, so that a million documents can be held against one
another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from termkit.check.phrases import listed, quoted
from termkit.text.context import sentence_around
from termkit.text.document import Place, Span
from termkit.text.message import Message, Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from termkit.check.finding import Spot
    from termkit.check.material import Material

__all__ = [
    "SEMICOLON",
    "Across",
    "Conflict",
    "Heard",
    "Said",
    "Sighting",
    "documents_of",
    "hear",
    "keep_to",
    "sighting_of",
]


SEMICOLON = Message("; ", "；")
_MORE = Wording("{paths} and {count} more", "{paths}和另外{count}份文件")
_OF_YEARS = Wording("{paths} ({years})", "{paths}，{years}年")

_PREFERRED = Wording("the glossary prefers {form}", "应统一用{form}(术语表首选)")
_MOST = Wording("most documents have {form}", "应统一用{form}(多数文件所用)")
_ONE = Message("keep to one", "应统一")
_TODAY = Wording("the usage has changed over the years; new documents have {form}", "用语随年代改变，新文件应用{form}")
_TODAY_PREFERRED = Wording(
    "the usage has changed over the years; new documents have {form}, which the glossary prefers",
    "用语随年代改变，新文件应用{form}(术语表首选)",
)

_APART = 5
"""Years between documents of two times: the United Nations then calls many a thing by another name."""


class Said(NamedTuple):
    """That a document uses a form for a subject: the short form of a concept, the body of a short form.

    `year` is that of the document, 0 where it is not known.
    """

    subject: str
    form: str
    spot: Spot
    year: int


class Sighting(NamedTuple):
    """A spot that has left its document: where it is, what stands there, the sentence around it, and the year."""

    path: str
    place: Place
    text: str
    sentence: str
    marked: Span
    year: int


class Heard(NamedTuple):
    """In how many documents a form is used for a subject, and all or some of the sightings, by path."""

    documents: int
    sightings: Sequence[Sighting]


class Conflict(NamedTuple):
    """What documents contradict one another in; the first sighting is where it is reported."""

    message: Message
    sightings: Sequence[Sighting]


class Across(NamedTuple):
    """The finder of a rule across documents: `say` looks at each document, `judge` at what was heard of a subject.

    Of `judge`'s material only the concepts and the glossary count. Where a subject is judged a conflict, the
    findings of the rule `replaces` about it are not reported.
    """

    say: Callable[[Material], Iterator[Said]]
    judge: Callable[[Material, str, Mapping[str, Heard]], Conflict | None]
    replaces: str = ""

    def conflicts(self, material: Material) -> Iterator[Conflict]:
        """Yield the conflicts of the documents of the material."""
        yield from self.judged(material, self.say(material)).values()

    def judged(self, material: Material, told: Iterable[Said]) -> Mapping[str, Conflict]:
        """Return the conflicts in what documents said, by subject; of the material only concepts and glossary count."""
        judged = ((subject, self.judge(material, subject, forms)) for subject, forms in hear(told))
        return {subject: conflict for subject, conflict in judged if conflict is not None}


def hear(told: Iterable[Said]) -> Iterator[tuple[str, Mapping[str, Heard]]]:
    """Yield each subject for which more than one form is used, with all that was said of it, by form."""
    subjects: dict[str, dict[str, list[Said]]] = {}
    for said in told:
        subjects.setdefault(said.subject, {}).setdefault(said.form, []).append(said)
    for subject, forms in sorted(subjects.items()):
        if len(forms) > 1:
            yield subject, {form: Heard(len(seen), [*map(sighting_of, seen)]) for form, seen in sorted(forms.items())}


def sighting_of(said: Said) -> Sighting:
    """Return where a document says something, without the document."""
    document, span = said.spot
    around = sentence_around(document.text, span)
    return Sighting(
        document.path,
        document.place(span),
        said.spot.text,
        document.text[around.start : around.end],
        Span(span.start - around.start, span.end - around.start),
        said.year,
    )


def _are_of_two_times(one: Heard, other: Heard) -> bool:
    """Tell whether all documents that use a form are years older than all that use another one.

    Each form is then right in its time, and nothing is wrong in either. Documents without a date are of any time.
    """
    years = [[each.year for each in heard.sightings] for heard in (one, other)]
    earlier, later = sorted(years, key=min)
    return min(earlier) > 0 and max(earlier) + _APART <= min(later)


def keep_to(kept: str, others: Iterable[str], used: Mapping[str, Heard], *, is_preferred: bool) -> Message:
    """Return which of several forms the documents should keep to, and why: only one where nothing tells them apart.

    Where the forms followed one another, that is advice for new documents.
    """
    others = list(others)
    if all(_are_of_two_times(used[kept], used[form]) for form in others):
        latest = max((kept, *others), key=lambda form: min(each.year for each in used[form].sightings))
        if not is_preferred or kept == latest:
            return (_TODAY_PREFERRED if is_preferred else _TODAY)(form=quoted(latest))
    if is_preferred:
        return _PREFERRED(form=quoted(kept))
    is_most = all(used[kept].documents > used[form].documents for form in others)
    return _MOST(form=quoted(kept)) if is_most else _ONE


def documents_of(heard: Heard) -> Message:
    """Return the paths of the documents, how many more there are, and the first and last year, where they are known."""
    paths = listed(each.path for each in heard.sightings)
    if more := heard.documents - len(heard.sightings):
        paths = _MORE(paths=paths, count=more)
    years = sorted({each.year for each in heard.sightings if each.year})
    return _OF_YEARS(paths=paths, years="–".join(map(str, years[:: len(years) - 1 or 1]))) if years else paths
