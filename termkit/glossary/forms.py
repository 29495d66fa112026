"""Which forms of a glossary are known names, known short forms, and looked for in Chinese text."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from termkit.glossary.derived import derived, restored
from termkit.terms.concept import FULL_TYPES, TermType
from termkit.terms.keys import form_key, spaced
from termkit.terms.matcher import ReadyForms, made_ready

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from termkit.terms.concept import Concept

__all__ = ["forms_of", "known_forms", "ready_forms_of", "short_forms_of"]


def known_forms(concepts: Sequence[Concept]) -> frozenset[str]:
    """Return the Chinese full forms and variants of a glossary: evidence for the borders of names."""
    return derived(concepts, "known forms", partial(_texts, concepts, FULL_TYPES))


def short_forms_of(concepts: Sequence[Concept]) -> frozenset[str]:
    """Return the Chinese short forms of a glossary: what stands before a conjunction may be one."""
    return derived(concepts, "short forms", partial(_texts, concepts, (TermType.SHORT_FORM,)))


def ready_forms_of(concepts: Sequence[Concept]) -> ReadyForms:
    """Return the forms of a glossary that are looked for in Chinese text, with what finds them."""
    return restored(concepts, "forms", lambda: made_ready(forms_of(concepts)), ReadyForms.of)


def _texts(concepts: Iterable[Concept], types: Container[TermType]) -> frozenset[str]:
    return frozenset([t.text for concept in concepts for t in concept.terms if t.language == "zh" and t.type in types])


def forms_of(concepts: Iterable[Concept]) -> Iterator[str]:
    """Yield the forms of concepts that are looked for in Chinese text: Chinese ones, spaced and not, and acronyms."""
    for concept in concepts:
        for term in concept.terms:
            text = term.text
            if term.language == "zh":
                yield text
                if (other := spaced(text)) != text:
                    yield other
                if " " in text:
                    yield form_key(text)  # a line end may have put it there: BBNJ|会议
            elif term.type is TermType.ACRONYM and len(text) > 2:
                yield text
