"""Rules across documents, in two steps: what each document says of a subject, and what all of it comes to.

The first step sees one document at a time and the second none, so that a million documents can be held against one
another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from termkit.check.phrases import listed
from termkit.text.context import sentence_around
from termkit.text.document import Place, Span
from termkit.text.message import Message, Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from termkit.check.finding import Spot
    from termkit.check.material import Material

__all__ = ["SEMICOLON", "Across", "Conflict", "Heard", "Said", "Sighting", "documents_of", "hear", "sighting_of"]


SEMICOLON = Message("; ", "；")
_MORE = Wording("{paths} and {count} more", "{paths}和另外{count}份文件")


class Said(NamedTuple):
    """That a document uses a form for a subject: the short form of a concept, the body of a short form."""

    subject: str
    form: str
    spot: Spot


class Sighting(NamedTuple):
    """A spot that has left its document: where it is, what stands there, and the sentence around it."""

    path: str
    place: Place
    text: str
    sentence: str
    marked: Span


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
        return self.judged(material, self.say(material))

    def judged(self, material: Material, told: Iterable[Said]) -> Iterator[Conflict]:
        """Yield the conflicts in what documents said; of the material only the concepts and the glossary count."""
        for subject, forms in hear(told):
            if (conflict := self.judge(material, subject, forms)) is not None:
                yield conflict


def hear(told: Iterable[Said]) -> Iterator[tuple[str, Mapping[str, Heard]]]:
    """Yield each subject for which more than one form is used, with all that was said of it, by form."""
    subjects: dict[str, dict[str, list[Spot]]] = {}
    for said in told:
        subjects.setdefault(said.subject, {}).setdefault(said.form, []).append(said.spot)
    for subject, forms in sorted(subjects.items()):
        if len(forms) > 1:
            yield subject, {form: Heard(len(seen), [*map(sighting_of, seen)]) for form, seen in sorted(forms.items())}


def sighting_of(spot: Spot) -> Sighting:
    """Return a spot without its document."""
    document, span = spot
    around = sentence_around(document.text, span)
    return Sighting(
        document.path,
        document.place(span),
        spot.text,
        document.text[around.start : around.end],
        Span(span.start - around.start, span.end - around.start),
    )


def documents_of(heard: Heard) -> Message:
    """Return the paths of the documents, and how many more there are."""
    paths = listed(each.path for each in heard.sightings)
    more = heard.documents - len(heard.sightings)
    return _MORE(paths=paths, count=more) if more else paths
