"""Short forms that a document uses and does not define, and what they stand for.

A form that the glossary or another document has is looked up; a form that nobody has is held against the
full names at hand, as a short form is made from a full form (see `alignment`). Where two bodies fit alike,
the answer is left open.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from termkit.extract.lexicon import OPENERS, WordClass, class_of
from termkit.extract.mentions import matcher_of
from termkit.extract.places import PLACES
from termkit.text.characters import HAN
from termkit.text.words import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from termkit.text.document import Document, Span

__all__ = ["Undefined", "guess_full_form", "possible_short_forms"]

_LEAST, _MOST = 3, 7
_SURE_FIT = 0.9
# Last characters of short forms, and the endings of full forms that they stand for.
_LAST = {
    "署": ("署",), "办": ("办公室", "办事处", "办公厅"), "厅": ("厅",), "司": ("司",), "局": ("局",), "委": ("委员会",),
    "部": ("部",), "所": ("所",), "团": ("团",), "盟": ("联盟",), "处": ("处",), "院": ("院",), "股": ("股",),
    "体": ("共同体",), "织": ("组织",),
}  # fmt: skip
_SHAPE = re.compile(rf"[{HAN}]{{{_LEAST},}}")
_NEVER_IN = frozenset("的了在和与及或是有为对从被将由该本各其此这那每我他们等并也还已未不可上下中前后内外新")
_NOT_CONTENT = {WordClass.CONJUNCTION, WordClass.PAUSE, WordClass.DE}


@dataclass(frozen=True, slots=True)
class Undefined:
    """A short form without definition: its uses, what it stands for (empty: open), and how that is known."""

    form: str
    full: str
    source: str
    score: float
    spans: tuple[Span, ...]


def guess_full_form(form: str, names: Iterable[str]) -> tuple[str, float]:
    """Return the one name of which a form is a short form, and how sure that is; nothing where several fit.

    Every character of the form stands in the name in order, the first one at the beginning of the name
    or behind 联合国 and the like, the last one at its end.
    """
    fitting: dict[str, float] = {}
    for name in names:
        if score := _fit(form, name.strip("《》")):
            fitting[name] = score
    if not fitting:
        return "", 0.0
    best = max(fitting.values())
    top = [name for name, score in fitting.items() if score > best - 0.1]
    shortest = min(top, key=lambda name: (len(name), name))
    # 人权事务高级专员办事处 and 联合国人权事务高级专员办事处 are one body.
    return (shortest, round(best, 3)) if all(name.endswith(shortest) for name in top) else ("", 0.0)


def _fit(form: str, name: str) -> float:
    if len(name) < len(form) + 2 or form in name or not _ends_fit(form, name):
        return 0.0
    cut = [word for word in words(name) if class_of(word) not in _NOT_CONTENT]
    lead = 0
    while lead < len(cut) - 1 and (cut[lead].text in OPENERS or cut[lead].text in PLACES):
        lead += 1
    begins = {cut[index].text[0] for index in range(lead + 1) if index < len(cut)}
    if form[0] not in begins:
        return 0.0
    position, touched = 0, set()
    for character in form:
        position = name.find(character, position)
        if position < 0:
            return 0.0
        touched.add(next((i for i, word in enumerate(cut) if word.start <= position < word.end), -1))
        position += 1
    content = len(cut) - lead
    return 0.5 + 0.5 * min(1.0, len(touched) / max(content, 1))


def _ends_fit(form: str, name: str) -> bool:
    return any(name.endswith(ending) for ending in _LAST.get(form[-1], ()))


def possible_short_forms(document: Document, names: Sequence[str], taken: Collection[str]) -> Iterator[Undefined]:
    """Yield the forms of a document that nobody has and that fit exactly one of the names."""
    text = document.text
    by_first: dict[str, list[str]] = defaultdict(list)
    for name in names:
        bare = name.strip("《》")
        for word in words(bare)[:4]:
            by_first[word.text[0]].append(name)
    seen: dict[str, str] = {}
    for candidate in sorted(_candidates(text, by_first)):
        if candidate in taken or any(candidate in form for form in taken):
            continue
        full, score = guess_full_form(candidate, by_first[candidate[0]])
        if full and score >= _SURE_FIT:
            seen[candidate] = full
    matcher = matcher_of([*seen, *names, *taken])
    uses: dict[str, list[Span]] = defaultdict(list)
    for match in matcher.find(text):
        if match.form in seen:
            uses[match.form].append(match.span)
    for form, spans in uses.items():
        yield Undefined(form, seen[form], "document", 0.8, tuple(spans))


def _is_clipped(form: str) -> bool:
    """Tell whether a stretch is made of clipped words: 训|研|所, 经社|部, and not of whole ones: 国家|部委."""
    cut = words(form)
    return len(cut) > 1 and any(len(word.text) == 1 for word in cut) and len(form) >= 3


def _candidates(text: str, by_first: dict[str, list[str]]) -> set[str]:
    """Return the stretches that end like a short form and are no word of the dictionary."""
    found = set()
    for match in _SHAPE.finditer(text):
        run = match.group()
        for end in range(1, len(run)):
            if run[end] not in _LAST:
                continue
            for start in range(max(0, end - _MOST + 1), end):
                form = run[start : end + 1]
                if form[0] in by_first and _NEVER_IN.isdisjoint(form) and _is_clipped(form):
                    found.add(form)
    return found
