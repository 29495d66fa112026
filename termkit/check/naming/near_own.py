"""What comes near to a name that a document itself has, from the glossary or by a definition of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.check.naming.names import is_name
from termkit.check.naming.near import NearNames
from termkit.check.naming.parts import is_part_of_name
from termkit.check.naming.slips import SHORTEST
from termkit.extract.heads import head_of
from termkit.extract.mentions import Mention
from termkit.terms.concept import SETTLED, Status, TermType

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from termkit.check.material import Facts, Material
    from termkit.check.naming.near import NearMiss
    from termkit.text.document import Span

__all__ = ["own_misses"]

_DEFINED = 0.8
_PREFIX = "联合国"


def own_misses(material: Material, facts: Facts, is_taken: Callable[[Span], bool]) -> Iterator[NearMiss]:
    """Yield what comes near to a name that the document defines or has from the glossary, with 联合国 or without.

    A long short form that it defines is such a name too.
    """
    told = [each for each in facts.definitions if each.score >= _DEFINED]
    forms = (*(each.full for each in told), *(each.short for each in told if len(each.short) >= SHORTEST))
    names = {form: form for form in forms if head_of(form)}
    known: set[str] = set()
    for concept, term, _ in material.full_terms_in(facts):
        if term.status in SETTLED and concept.id in material.curated and is_name(concept):
            names[term.text] = term.text
            known |= {term.text, term.text.removeprefix(_PREFIX)}
            if term.type is TermType.VARIANT:
                full = (each.text for each in concept.of("zh", TermType.FULL_FORM) if each.status is Status.PREFERRED)
                names[term.text] = next(full, term.text)
    meant = {name.removeprefix(_PREFIX): names[name] for name in sorted(names)} | names
    text = facts.document.text
    for miss in material.once(_Names).find(text, meant, known, is_taken):
        whole = meant[miss.name]
        if text.endswith(_PREFIX, 0, miss.span.start) and not whole.startswith(_PREFIX):
            continue  # 国际公务员协会联合会 and 联合国|国际公务员联合会 are two
        said = text[miss.span.start : miss.span.end]
        if said in names and text.find(said) < text.find(whole):
            continue  # of two wordings that are both defined, the second is told
        if whole == miss.name or not is_part_of_name(text, Mention(miss.name, miss.span, in_title=False)):
            yield miss._replace(name=whole, is_plain=True)


class _Names:
    """The names of the glossary that documents so far have: most of those of the next one are among them."""

    def __init__(self, _: Material) -> None:
        self._met: set[str] = set()
        self._sought: frozenset[str] = frozenset()
        self._near = NearNames(())

    def find(
        self, text: str, names: Collection[str], known: Collection[str], is_taken: Callable[[Span], bool]
    ) -> Iterator[NearMiss]:
        """Yield the near misses of names in a text; `known` are those that other documents may have."""
        self._met.update(known)
        if len(self._met) > len(self._sought) * _GROWN:
            self._sought = frozenset(self._met)
            self._near = NearNames(self._sought, are_meant=True)
        yield from self._near.find(text, is_taken, self._sought.intersection(names))
        others = [name for name in names if name not in self._sought]
        yield from NearNames(others, are_meant=True).find(text, is_taken)


_GROWN = 1.2
"""Times as many names as are looked for at once: to make ready for them takes longer than to look for the new ones."""
