"""What comes near to a name of the glossary in a document, and to a name that the document has or defines itself.

Of the latter more is a slip: it is plainly what the document means.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from termkit.check.naming.names import chinese_terms, is_name
from termkit.check.naming.near import NearNames
from termkit.check.naming.parts import is_part_of_name
from termkit.check.naming.slips import SHORTEST
from termkit.extract.heads import head_of
from termkit.extract.mentions import Mention
from termkit.glossary.derived import restored
from termkit.terms.concept import FULL_TYPES, SETTLED, Status, TermType

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from termkit.check.material import Facts, Material
    from termkit.check.naming.near import NearMiss
    from termkit.text.document import Span

__all__ = ["KnownNames", "known_names"]

_DEFINED = 0.8
_PREFIX = "联合国"


class KnownNames:
    """The names of a glossary, to look in documents for what comes near to them."""

    def __init__(self, names: Collection[str]) -> None:
        self._names = frozenset(names)
        self._near = NearNames(self._names.union(map(_bare, names)))

    @classmethod
    def of(cls, parts: tuple[frozenset[str], Sequence[Any]]) -> KnownNames:
        """Return what the parts are of."""
        made = cls(())
        made._names, near = parts
        made._near = NearNames.of(*near)
        return made

    @property
    def parts(self) -> tuple[frozenset[str], Sequence[Any]]:
        """Return what it is made of, in built-in types."""
        return self._names, self._near.parts

    def misses(self, material: Material, facts: Facts, is_taken: Callable[[Span], bool]) -> Iterator[NearMiss]:
        """Yield what comes near to the names, and once more to those that a document has or defines.

        With 联合国 or without; a long short form that it defines is such a name too.
        """
        text, said = facts.document.text, _names_in(material, facts)
        meant = {**{_bare(name): said[name] for name in sorted(said)}, **said}
        known = self._near.names.intersection(meant)
        near = list(self._near.find(text, is_taken, self._names, known))
        yield from (miss for miss in near if not miss.is_meant)
        others = NearNames(meant.keys() - known, are_meant=True).find(text, is_taken)
        slips = material.once(_Slips).find(text, known)
        for miss in chain((miss for miss in near if miss.is_meant), slips, others):
            whole = meant[miss.name]
            if text.endswith(_PREFIX, 0, miss.span.start) and not whole.startswith(_PREFIX):
                continue  # 国际公务员协会联合会 and 联合国|国际公务员联合会 are two
            found = text[miss.span.start : miss.span.end]
            if found in said and text.find(found) < text.find(whole):
                continue  # of two wordings that are both defined, the second is told
            if whole == miss.name or not is_part_of_name(text, Mention(miss.name, miss.span, in_title=False)):
                yield miss._replace(name=whole, is_plain=True)


def known_names(material: Material) -> KnownNames:
    """Return the settled full names of the glossary; ask for them by `Material.once`."""
    return restored(material.glossary, "near names", lambda: KnownNames(_settled_names(material)).parts, KnownNames.of)


def _settled_names(material: Material) -> frozenset[str]:
    settled = ((c, t) for c, t in material.once(chinese_terms) if t.status in SETTLED and t.type in FULL_TYPES)
    return frozenset(term.text for concept, term in settled if is_name(concept))


class _Slips:
    """The slips of the names that documents so far have: most of those of the next one are among them."""

    def __init__(self, _: Material) -> None:
        self._met: set[str] = set()
        self._sought = 0
        self._near = NearNames(())

    def find(self, text: str, names: frozenset[str]) -> Iterator[NearMiss]:
        """Yield the slips of names that can be written down beforehand."""
        self._met.update(names)
        if len(self._met) > self._sought * _GROWN:
            self._sought, self._near = len(self._met), _slips_of(self._met)
        yield from self._near.find(text, among=names)
        yield from _slips_of(names - self._near.names).find(text)


def _slips_of(names: Collection[str]) -> NearNames:
    return NearNames(names, are_meant=True, by_halves=False)


_GROWN = 1.2
"""Times as many names as are looked for at once: to make ready for them takes longer than to look for the new ones."""


def _bare(name: str) -> str:
    return name.removeprefix(_PREFIX)


def _names_in(material: Material, facts: Facts) -> Mapping[str, str]:
    """Return the names that a document defines or has from the glossary, with what is to be written for each."""
    told = [each for each in facts.definitions if each.score >= _DEFINED]
    forms = (*(each.full for each in told), *(each.short for each in told if len(each.short) >= SHORTEST))
    names = {form: form for form in forms if head_of(form)}
    for concept, term, _ in material.full_terms_in(facts):
        if term.status in SETTLED and concept.id in material.curated and is_name(concept):
            names[term.text] = term.text
            if term.type is TermType.VARIANT:
                full = (each.text for each in concept.of("zh", TermType.FULL_FORM) if each.status is Status.PREFERRED)
                names[term.text] = next(full, term.text)
    return names
