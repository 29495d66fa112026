"""Names to complete what is being typed: by their first characters, or by their pinyin or its initials."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from termkit.terms.concept import Status, TermType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from termkit.terms.concept import Concept, Term

__all__ = ["Completions", "Offer"]

MOST = 50
"""How many names are offered at once."""
_LONGEST = 30
_LATIN = re.compile(r"[A-Za-z]{2,20}\Z")
_OFFERED = frozenset({None, Status.PREFERRED, Status.ADMITTED})


class Offer(NamedTuple):
    """A form to insert in place of the last `typed` characters; `matched` is what those are the beginning of."""

    form: str
    concept: Concept
    type: TermType
    typed: int
    matched: str
    preferred: bool


class Completions:
    """The forms of a glossary by what one types to get them; deprecated and superseded forms are not offered."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._terms = sorted(
            (
                (term.text, term, concept)
                for concept in concepts
                for term in concept.of("zh")
                if term.status in _OFFERED
            ),
            key=lambda entry: (entry[0], entry[2].id),
        )
        self._texts = [text for text, _, _ in self._terms]

    def offers(self, before: str) -> list[Offer]:
        """Return what may complete the end of a line up to the cursor, best first.

        The longest end of it that begins a form counts: 期间联合国开 offers 联合国开发计划署.
        """
        found = list(self._by_pinyin(match.group()) if (match := _LATIN.search(before)) else self._by_form(before))
        return sorted(found, key=lambda offer: (not offer.preferred, len(offer.form), offer.form, offer.concept.id))[
            :MOST
        ]

    def _by_form(self, before: str) -> Iterator[Offer]:
        for length in range(min(len(before), _LONGEST), 0, -1):
            typed = before[-length:]
            index = first = bisect_left(self._texts, typed)
            while index < len(self._texts) and self._texts[index].startswith(typed):
                if len(self._texts[index]) > length:
                    yield _offer(*self._terms[index][1:], length, self._texts[index])
                index += 1
            if index > first:
                return

    def _by_pinyin(self, typed: str) -> Iterator[Offer]:
        for keys, (_, term, concept) in zip(self._pinyin, self._terms, strict=True):
            matched = next((key for key in keys if key.startswith(typed.lower())), "")
            if matched:
                yield _offer(term, concept, len(typed), matched)

    @cached_property
    def _pinyin(self) -> Sequence[tuple[str, str]]:
        """Return initials and full pinyin of each form; made when Latin letters are first completed."""
        return [_pinyin_of(text) for text in self._texts]


@lru_cache(maxsize=50_000)
def _pinyin_of(text: str) -> tuple[str, str]:
    from pypinyin import lazy_pinyin  # noqa: PLC0415  its tables take time to load

    syllables = [each.lower() for each in lazy_pinyin(text)]
    return "".join(each[0] for each in syllables), "".join(syllables)


def _offer(term: Term, concept: Concept, typed: int, matched: str) -> Offer:
    return Offer(term.text, concept, term.type, typed, matched, term.status is Status.PREFERRED)
