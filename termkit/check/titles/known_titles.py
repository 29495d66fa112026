"""The titles of the glossary: by what stands between their marks, and since when there is each."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from termkit.check.naming.names import chinese_terms
from termkit.glossary.derived import derived, restored
from termkit.terms.concept import SETTLED, TermType
from termkit.terms.keys import spaced
from termkit.terms.matcher import Matcher, ReadyForms, made_ready

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from termkit.check.material import Material
    from termkit.terms.concept import Concept, Term

__all__ = ["known_titles", "names_without_marks", "settled_titles", "years_of_titles"]

_SHORTEST = 4
_WIDE = str.maketrans("()", "（）")


def known_titles(material: Material) -> tuple[dict[str, str], Matcher]:
    """Return the titles by what stands between their marks, and what finds them so."""
    titles, ready = restored(
        material.glossary, "titles", partial(_ready_titles, material), lambda parts: (parts[0], ReadyForms.of(parts[1]))
    )
    return titles, Matcher((), ready=ready)


def settled_titles(material: Material) -> tuple[str, ...]:
    """Return what stands between the marks of the titles that the glossary settles on."""
    return derived(material.glossary, "settled titles", partial(_settled, material))


def _settled(material: Material) -> tuple[str, ...]:
    titles = (term for _, term in material.once(chinese_terms) if term.text.startswith("《") and term.status in SETTLED)
    return tuple(sorted({term.text[1:-1] for term in titles if term.type is not TermType.ACRONYM}))


def years_of_titles(material: Material) -> Mapping[str, int]:
    """Return the year since which each title that has one is used."""
    return derived(material.glossary, "years of titles", partial(_years, material))


def names_without_marks(material: Material) -> frozenset[str]:
    """Return what the glossary writes without marks."""
    return derived(material.glossary, "names without marks", partial(_plain_names, material))


def _years(material: Material) -> dict[str, int]:
    terms = (term for _, term in material.once(chinese_terms))
    return {term.text: int(term.since[:4]) for term in terms if term.since and term.text.startswith("《")}


def _plain_names(material: Material) -> frozenset[str]:
    return frozenset(term.text for _, term in material.once(chinese_terms))


def _ready_titles(material: Material) -> tuple[dict[str, str], tuple[Sequence[str], bytes]]:
    titles = _bare_titles(material)
    return titles, made_ready(titles)


def _bare_titles(material: Material) -> dict[str, str]:
    """Return the titles of the glossary by what stands between their marks, but for what is good without them."""
    # Not those of the documents: what one of them defines without marks may be what is wrong.
    titled = (each for each in material.once(chinese_terms) if each[1].text.startswith("《"))
    terms = sorted(titled, key=_identifier)
    plain = material.once(names_without_marks)
    found = {}
    for _, term in terms:
        text = term.text
        if term.status in SETTLED and text.endswith("》") and text.count("《") == 1:
            bare = text[1:-1]
            if len(bare) >= _SHORTEST and bare not in plain:
                found[bare] = text
                if "(" in bare:
                    wide = bare.translate(_WIDE)
                    found[wide] = f"《{wide}》"
                # 2030年 and 2030 年 are one title; the marks go around what stands there.
                if (apart := spaced(bare.replace(" ", ""))) != bare and apart not in plain:
                    found[apart] = f"《{apart}》"
    # 联合国气候公约 is no 联合国《气候公约》 where the title itself begins with 联合国.
    for _, each in groupby(terms, key=_identifier):
        own = [term.text for _, term in each if term.text[1:-1] in found]
        whole = next((text for text in own if text.startswith("《联合国")), "")
        for text in own:
            if whole and (led := f"联合国{text[1:-1]}") not in plain and not text.startswith("《联合国"):
                found.setdefault(led, whole)
    return found


def _identifier(of: tuple[Concept, Term]) -> str:
    return of[0].id
