"""Known pairs of terms as units: 开发署 and UNDP count as one and the same word on both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daachorse import CharwiseDoubleArrayAhoCorasick as Automaton

from termkit.terms.english_matcher import EnglishMatcher

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["KnownPairs"]


class KnownPairs:
    """Finds the forms of known pairs in either text; forms that share a pair are one concept."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Take (Chinese form, English form); a form may stand in several pairs."""
        names: dict[str, str] = {}

        def root(form: str) -> str:
            while names.setdefault(form, form) != form:
                form = names[form]
            return form

        pairs = sorted({(zh, en) for zh, en in pairs if len(zh) > 1 and len(en) > 1})
        for zh, en in pairs:
            one, other = sorted((root(zh), root(en)))
            names[other] = one
        self._zh = {zh: "=" + root(zh) for zh, _ in pairs}
        self._en = {en: "=" + root(en) for _, en in pairs}
        self._zh_list = sorted(self._zh)
        self._zh_automaton = Automaton(self._zh_list) if self._zh_list else None
        self._matcher = EnglishMatcher(self._en)

    def chinese(self, text: str) -> list[str]:
        """Return the units of the known forms in a Chinese sentence, longest forms first come."""
        if self._zh_automaton is None:
            return []
        found = sorted((s, -e, k) for s, e, k in self._zh_automaton.find_overlapping(text))
        return [self._zh[self._zh_list[k]] for k in _leftmost_longest(found)]

    def english(self, text: str) -> list[str]:
        """Return the units of the known forms in an English sentence."""
        return [self._en[match.form] for match in self._matcher.find(text)]


def _leftmost_longest(found: list[tuple[int, int, int]]) -> list[int]:
    chosen, last = [], 0
    for start, negative_end, index in found:
        if start >= last:
            chosen.append(index)
            last = -negative_end
    return chosen
