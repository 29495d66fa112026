"""The titles of the glossary: by what stands between their marks, and since when there is each."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from termkit.terms.concept import SETTLED
from termkit.terms.keys import spaced
from termkit.terms.matcher import Matcher

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from termkit.check.material import Material
    from termkit.terms.concept import Concept, Term

__all__ = ["known_titles", "names_without_marks", "years_of_titles"]

_SHORTEST = 4
_WIDE = str.maketrans("()", "（）")


def known_titles(material: Material) -> tuple[dict[str, str], Matcher]:
    """Return the titles by what stands between their marks, and what finds them so."""
    titles = _bare_titles(material)
    return titles, _matcher(tuple(titles))


def years_of_titles(material: Material) -> Mapping[str, int]:
    """Return the year since which each title that has one is used."""
    return {term.text: int(term.since[:4]) for term in _terms(material) if term.since and term.text.startswith("《")}


def _terms(material: Material) -> Sequence[Term]:
    # Not those of the documents: what one of them defines without marks may be what is wrong.
    return [term for concept in _by_id(material) for term in concept.of("zh")]


def _by_id(material: Material) -> Sequence[Concept]:
    return sorted(material.glossary, key=lambda concept: concept.id)


def names_without_marks(material: Material) -> frozenset[str]:
    """Return what the glossary writes without marks."""
    return frozenset(term.text for term in _terms(material))


def _bare_titles(material: Material) -> dict[str, str]:
    """Return the titles of the glossary by what stands between their marks, but for what is good without them."""
    terms, plain = _terms(material), names_without_marks(material)
    found = {}
    for term in terms:
        text = term.text
        if term.status in SETTLED and text.startswith("《") and text.endswith("》") and text.count("《") == 1:
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
    for concept in _by_id(material):
        own = [term.text for term in concept.of("zh") if term.text[1:-1] in found]
        whole = next((text for text in own if text.startswith("《联合国")), "")
        for text in own:
            if whole and (led := f"联合国{text[1:-1]}") not in plain and not text.startswith("《联合国"):
                found.setdefault(led, whole)
    return found


@lru_cache(maxsize=4)
def _matcher(titles: tuple[str, ...]) -> Matcher:
    return Matcher(titles)
