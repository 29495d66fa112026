"""Known pairs of terms as units: 开发署 and UNDP count as one and the same word on both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daachorse import CharwiseDoubleArrayAhoCorasick as Automaton

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
        # Acronyms are told from words by their capitals; names may stand in a heading in capitals.
        self._en_forms = {en if _is_acronym(en) else en.lower(): unit for en, unit in self._en.items()}
        self._zh_automaton = _automaton(self._zh)
        self._en_automaton = _automaton(f for f in self._en_forms if not _is_acronym(f))
        self._acronyms = _automaton(f for f in self._en_forms if _is_acronym(f))
        self._zh_list = sorted(self._zh)
        self._en_list = sorted(f for f in self._en_forms if not _is_acronym(f))
        self._acronym_list = sorted(f for f in self._en_forms if _is_acronym(f))

    def chinese(self, text: str) -> list[str]:
        """Return the units of the known forms in a Chinese sentence, longest forms first come."""
        if self._zh_automaton is None:
            return []
        found = sorted((s, -e, k) for s, e, k in self._zh_automaton.find_overlapping(text))
        return [self._zh[self._zh_list[k]] for k in _leftmost_longest(found)]

    def english(self, text: str) -> list[str]:
        """Return the units of the known forms in an English sentence."""
        units = []
        for automaton, forms, where in (
            (self._en_automaton, self._en_list, text.lower()),
            (self._acronyms, self._acronym_list, text),
        ):
            if automaton is not None and len(where) == len(text):
                found = sorted(
                    (s, -e, k)
                    for s, e, k in automaton.find_overlapping(where)
                    if not where[s - 1 : s].isalnum() and not where[e : e + 1].isalnum()
                )
                units += [self._en_forms[forms[k]] for k in _leftmost_longest(found)]
        return units


def _is_acronym(form: str) -> bool:
    return " " not in form and sum(c.isupper() for c in form) > 1


def _automaton(forms: Iterable[str]) -> Automaton | None:
    listed = sorted(forms)
    return Automaton(listed) if listed else None


def _leftmost_longest(found: list[tuple[int, int, int]]) -> list[int]:
    chosen, last = [], 0
    for start, negative_end, index in found:
        if start >= last:
            chosen.append(index)
            last = -negative_end
    return chosen
