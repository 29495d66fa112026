"""Random concepts for round trips: by hypothesis, and many at once from a seed."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from termkit.exchange.names import is_ncname
from termkit.terms.concept import Concept, DataCategory, Evidence, Kind, Status, Term, TermType

if TYPE_CHECKING:
    from collections.abc import Iterator

_PIECES = (
    *"联合国开发计划署环境规划经济及社会理事会〇㐀𠀀𪚥龥々，（）《》—…",
    *"abcXYZ09 éß√ñ'\"&<>;|,=+-@#%^~`{}[]\\/_:.!?*$",
    "聯合國", "]]>", "<!--", "&amp;", "=1+1", "'", '"', "\u00a0", "\u3000", "\U0001f600", "e\u0301", "#src", "; ",
)  # fmt: skip
_BREAKS = (*_PIECES, "\n", "\t")
_DATES = ("", "1965", "2015-04", "2015-04-30")


def _text(chance: random.Random, pieces: tuple[str, ...], least: int, most: int) -> str:
    text = "".join(chance.choice(pieces) for _ in range(chance.randint(least, most)))
    # The formats take white space around a value, runs of it in a term and indents for layout.
    text = "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()
    return text if text or not least else "x"


def random_concepts(count: int, seed: str = "termkit") -> Iterator[Concept]:
    """Yield concepts with all that TBX-Basic carries; terms of one concept differ and stand by language."""
    chance = random.Random(seed)
    for number in range(count):
        terms: list[Term] = []
        for language in chance.sample(["zh", "en", "zh-Hant", "fr", "zh-TW", "en-GB"], chance.randint(1, 3)):
            seen: set[str] = set()
            for _ in range(chance.randint(1, 3)):
                term = _term(chance, language)
                if term.text not in seen:
                    seen.add(term.text)
                    terms.append(term)
        carried = (_definition(chance, chance.choice(["", terms[0].language])),) if chance.random() < 0.3 else ()
        note = _text(chance, _BREAKS, 0, 12) if chance.random() < 0.5 else ""
        subject = _text(chance, _PIECES, 0, 8) if chance.random() < 0.5 else ""
        yield Concept(f"c{number}", chance.choice(list(Kind)), tuple(terms), subject, note, carried)


def _term(chance: random.Random, language: str) -> Term:
    evidence = ()
    if chance.random() < 0.4:
        where = chance.choice(["", "A/63/150"])
        evidence = (Evidence(where, 0, 0, _text(chance, _BREAKS, 1, 20), "context", 0.0),)
    return Term(
        _text(chance, _PIECES, 1, 12),
        language,
        chance.choice(list(TermType)),
        chance.choice([None, *Status]),
        chance.choice(_DATES),
        chance.choice(_DATES),
        _text(chance, _PIECES, 0, 6),
        _text(chance, _BREAKS, 0, 8),
        evidence,
    )


def _definition(chance: random.Random, language: str) -> DataCategory:
    inner = (DataCategory("admin", "source", _text(chance, _PIECES, 1, 6)),) if chance.random() < 0.5 else ()
    return DataCategory("descrip", "definition", _text(chance, _BREAKS, 1, 20), language, inner=inner)


_WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zs", "Zl", "Zp", "Co")), min_size=1, max_size=20)


@st.composite
def concepts(draw: st.DrawFn) -> Concept:
    """Draw a concept of words in any script."""
    texts = draw(st.lists(_WORDS, min_size=1, max_size=5, unique=True))
    languages = sorted(draw(st.sampled_from(["zh", "en", "zh-Hant"])) for _ in texts)
    terms = tuple(
        Term(
            text,
            language,
            draw(st.sampled_from(TermType)),
            draw(st.sampled_from([None, *Status])),
            draw(st.sampled_from(_DATES)),
            source=draw(st.just("") | _WORDS),
            note=draw(st.just("") | _WORDS),
        )
        for text, language in zip(texts, languages, strict=True)
    )
    identifier = draw(st.text("abcäß联合-._0", min_size=1, max_size=8).filter(is_ncname))
    return Concept(
        identifier, draw(st.sampled_from(Kind)), terms, draw(st.just("") | _WORDS), draw(st.just("") | _WORDS)
    )
