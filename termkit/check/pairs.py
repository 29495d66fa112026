"""Aligned pairs of documents as the rules of bilingual checks see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from termkit.check.finding import Spot
from termkit.text.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termkit.text.bitext import Bitext, Segment
    from termkit.text.document import Document

__all__ = ["AlignedPair", "PairedSentences"]

_SURE = 0.5
"""A bead that is more likely wrong than right says nothing about the translation."""


class PairedSentences(NamedTuple):
    """The sentences of a bead with both sides, as spots of the two documents."""

    zh: tuple[Spot, ...]
    en: tuple[Spot, ...]

    @property
    def zh_whole(self) -> Spot:
        """Return the Chinese sentences as one spot."""
        return Spot(self.zh[0].document, Span(self.zh[0].span.start, self.zh[-1].span.end))

    @property
    def en_whole(self) -> Spot:
        """Return the English sentences as one spot."""
        return Spot(self.en[0].document, Span(self.en[0].span.start, self.en[-1].span.end))


class AlignedPair(NamedTuple):
    """A Chinese and an English document, and the bitext whose segments stand in them."""

    zh: Document
    en: Document
    bitext: Bitext

    def beads(self) -> Iterator[tuple[PairedSentences, PairedSentences]]:
        """Yield the sentences of each bead that is surely one, and those around them.

        The second value holds what stands in the beads before and behind: a number that has gone into the next
        sentence is not lost.
        """
        beads = self.bitext.beads
        for index, bead in enumerate(beads):
            if bead.is_null or bead.score < _SURE:
                continue
            near = (*beads[max(index - 1, 0) : index], *beads[index + 1 : index + 2])
            around = PairedSentences(
                self._spots(self.zh, self.bitext.zh.segments, [i for each in near for i in each.zh]),
                self._spots(self.en, self.bitext.en.segments, [j for each in near for j in each.en]),
            )
            yield (
                PairedSentences(
                    self._spots(self.zh, self.bitext.zh.segments, bead.zh),
                    self._spots(self.en, self.bitext.en.segments, bead.en),
                ),
                around,
            )

    @staticmethod
    def _spots(document: Document, segments: Sequence[Segment], indices: Sequence[int]) -> tuple[Spot, ...]:
        return tuple(Spot(document, segments[index].span) for index in indices)
