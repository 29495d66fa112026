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
from termkit.extract.heads import HEADS, head_of, kind_of
from termkit.extract.lexicon import WordClass, class_of
from termkit.extract.model import NONE, rank, weights_of
from termkit.text.document import Span
from termkit.text.words import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from termkit.extract.clause import Context
    from termkit.extract.definition import Definition
    from termkit.extract.model import Features
    from termkit.terms.concept import Kind
    from termkit.text.document import Document

__all__ = ["WEIGHTS", "Name", "find_names", "name_features", "possible_ends", "tie_variants"]

WEIGHTS = "name_weights.tsv"
_SURE = 0.6
_OFFICES = frozenset("部署厅司局处院委")

_TITLE = re.compile(r"《[^《》\n]*(?:[《〈][^《》\n]*[》〉][^《》\n]*)*》")
_RESOLUTION = re.compile(
    r"(?:(?:大会|安全理事会|安理会|人权理事会|经济及社会理事会|经社理事会)(?:关于[^，。；\n]{2,30}的)?)?"
    r"第\s?[S\d]+(?:/\d+|\s?[(（](?:19|20)\d\d[)）])(?:\s?[A-Z])?\s?号(?:决议|决定)"
)
# Words that documents put for one another in one name: the seed reports and un.csv.
_SAME = {
    "办公室": "办事处", "公署": "办事处", "艾滋病病毒": "艾滋病毒", "以及": "和", "及": "和", "与": "和", "暨": "和",
    "人口活动基金": "人口基金", "“": "", "”": "", " ": "",
}  # fmt: skip
_EXCHANGED = re.compile("|".join(map(re.escape, _SAME)))
_CLAUSE = re.compile(r"[^。！？；：\n\t|]+")


@dataclass(frozen=True, slots=True)
class Name:
    """A use of a full name, with the kind of thing that it names and the probability that it is whole."""

    text: str
    kind: Kind
    span: Span
    score: float


def find_names(
    document: Document, known: Collection[str] = (), definitions: Iterable[Definition] = ()
) -> tuple[Name, ...]:
    """Return the names in a document in text order; a name inside a longer one is left out.

    The full forms of its definitions are known to be names, and their short forms to be none.
    """
    text = document.text
    defined = [each for each in definitions if each.score >= _SURE]
    known = {*known, *(each.full for each in defined)}
    short = {each.short for each in defined} - known
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
        if name.text in short or name.text.strip("《》") in HEADS:
            continue  # 《公约》: whichever was spoken of
        if not kept or name.span.start >= kept[-1].span.end:
            kept.append(name)
    return tuple(kept)


def tie_variants(uses: Mapping[str, int]) -> dict[str, str]:
    """Return variant → the most used form of what seems to be the same name, for names and their numbers of uses.

    联合国人权事务高级专员办事处 and 人权事务高级专员公署 are offered as one: the opening 联合国 and words that
    documents exchange make no other name.
    """
    groups: dict[str, list[str]] = {}
    for name in uses:
        key = _EXCHANGED.sub(lambda match: _SAME[match.group()], name.strip("《》"))
        groups.setdefault(key.removeprefix("联合国"), []).append(name)
    tied: dict[str, str] = {}
    for names in groups.values():
        best = min(names, key=lambda name: (-uses[name], -len(name), name))
        tied.update((name, best) for name in names if name != best)
    return tied


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
            if classes[index] is not WordClass.HEAD and not _ends_name(word.text):
                continue
            follower = cut[index + 1].text if index + 1 < len(cut) else ""
            yield clause_of(match.group(), match.start(), cut[: index + 1], classes[: index + 1]), follower


def _ends_name(word: str) -> bool:
    """Tell whether a word of the dictionary holds the head of a name: 委员会, 卫生部, 知识产权局."""
    head = head_of(word)
    return len(head) > 1 or (len(word) > 2 and head in _OFFICES)


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
