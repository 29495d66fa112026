"""Names of bodies and instruments that a document uses in full, with or without a short form.

A name ends in a noun that names end in (委员会, 公约) or is a title in 《》; where it begins is decided as for
definitions. Countries, persons and parliaments are no names here.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from termkit.extract.border_features import border_features
from termkit.extract.clause import clause_of, cut_words
from termkit.extract.evidence import Surroundings
from termkit.extract.heads import head_of, kind_of
from termkit.extract.lexicon import WordClass, class_of
from termkit.extract.model import NONE, rank, weights_of
from termkit.text.document import Span
from termkit.text.words import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from termkit.extract.clause import Context
    from termkit.extract.model import Features
    from termkit.terms.concept import Kind
    from termkit.text.document import Document

__all__ = ["WEIGHTS", "Name", "find_names", "name_features", "possible_ends"]

WEIGHTS = "name_weights.tsv"
_SURE = 0.6

_TITLE = re.compile(r"《[^《》\n]*(?:[《〈][^《》\n]*[》〉][^《》\n]*)*》")
_RESOLUTION = re.compile(
    r"(?:(?:大会|安全理事会|安理会|人权理事会|经济及社会理事会|经社理事会)(?:关于[^，。；\n]{2,30}的)?)?"
    r"第\s?[S\d]+(?:/\d+|\s?[(（](?:19|20)\d\d[)）])(?:\s?[A-Z])?\s?号(?:决议|决定)"
)
_CLAUSE = re.compile(r"[^。！？；：\n\t|]+")


@dataclass(frozen=True, slots=True)
class Name:
    """A use of a full name, with the kind of thing that it names and the probability that it is whole."""

    text: str
    kind: Kind
    span: Span
    score: float


def find_names(document: Document, known: Collection[str] = ()) -> tuple[Name, ...]:
    """Return the names in a document in text order; a name inside a longer one is left out."""
    text = document.text
    ends = list(possible_ends(text))
    first = list(_running(text, ends, Surroundings(text, known, clauses=(context.text for context, _ in ends))))
    # What is taken for a name in several places, and surely in one, is known to the second pass.
    surest: dict[str, float] = {}
    for name in first:
        surest[name.text] = max(name.score, surest.get(name.text, 0.0))
    uses = Counter(name.text for name in first)
    voted = {name for name, score in surest.items() if uses[name] > 1 and score >= _SURE}
    again = Surroundings(text, voted.union(known), clauses=(context.text for context, _ in ends))
    found = [*_marked(text), *_running(text, ends, again)]
    found.sort(key=lambda name: (name.span.start, -name.span.end))
    kept: list[Name] = []
    for name in found:
        if not kept or name.span.start >= kept[-1].span.end:
            kept.append(name)
    return tuple(kept)


def _marked(text: str) -> Iterator[Name]:
    """Yield what its marks make plain: titles and resolutions."""
    for match in [*_TITLE.finditer(text), *_RESOLUTION.finditer(text)]:
        if len(match.group()) > 4:
            yield Name(match.group(), kind_of(match.group()), Span(*match.span()), 1.0)


def _running(text: str, ends: Sequence[tuple[Context, str]], surroundings: Surroundings) -> Iterator[Name]:
    weights = weights_of(WEIGHTS)
    for context, end in ends:
        ranking = rank(name_features(context, end, surroundings), weights)
        if ranking.best != NONE:
            start = context.offset + context.words[ranking.best].start
            span = Span(start, context.offset + context.words[-1].end)
            name = re.sub(r"\s+", " ", text[span.start : span.end])
            yield Name(name, kind_of(name), span, round(ranking.probability, 3))


def possible_ends(text: str) -> Iterator[tuple[Context, str]]:
    """Yield the clause up to each word that a name may end in, with the word behind it."""
    for match in _CLAUSE.finditer(text):
        cut = cut_words(match.group())
        classes = [class_of(word) for word in cut]
        for index, word in enumerate(cut):
            if classes[index] is not WordClass.HEAD and len(head_of(word.text)) < 2:
                continue
            follower = cut[index + 1].text if index + 1 < len(cut) else ""
            yield clause_of(match.group(), match.start(), cut[: index + 1], classes[: index + 1]), follower


def name_features(context: Context, follower: str, surroundings: Surroundings) -> dict[int, Features]:
    """Return the features of every border, and of the answer that no name ends here."""
    head = head_of(context.text)
    last = context.words[-1]
    found: dict[int, Features] = {
        NONE: {
            "none": 1.0,
            f"none:head {head}": 1.0,
            f"none:kind {kind_of(head)}": 1.0,
            "none:one word": float(last.text == head),
            f"none:short head {len(head) == 1}": 1.0,
            f"none:next {_class_of_follower(follower)}": 1.0,
            "none:next head": float(bool(follower) and bool(head_of(follower))),
        }
    }
    for border, features in border_features(context, surroundings):
        features[f"words {min(len(context.words) - border, 6)}"] = 1.0
        found[border] = features
    return found


def _class_of_follower(follower: str) -> str:
    return class_of(words(follower)[0]) if follower.strip() else "end"
