"""The glossary that comes with termkit, and its concepts in a form that loads in no time.

Every command reads it: parsing its rows takes a fifth of the time that a report takes to check. So what was parsed is
kept in the user's cache, under the hash of the file; a cache that is damaged or cannot be written is as none.
"""

from __future__ import annotations

import marshal
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termkit import __version__
from termkit.errors import GlossaryError
from termkit.glossary.cache import cache_folder, cached, write_cache
from termkit.terms.concept import Concept, Kind, Status, Term, TermType

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["shipped_concepts", "shipped_glossary"]


def shipped_glossary() -> Path:
    """Return the path of `un.csv`: inside the installed package, or beside it in a checkout.

    Raise GlossaryError where the installation has lost it.
    """
    package = Path(__file__).parents[1]
    for folder in (package / "glossaries", package.parent / "glossaries"):
        if (path := folder / "un.csv").is_file():
            return path
    raise GlossaryError("the glossary that comes with termkit is missing: install termkit again", "un.csv")


def shipped_concepts() -> tuple[Concept, ...]:
    """Return the concepts of the shipped glossary, from the user's cache where they are in it."""
    path = shipped_glossary()
    # Whatever changes what comes out of the file makes another cache of it.
    made_by = f"{__version__} {sys.version_info[:3]} {marshal.version}".encode()
    target = cache_folder("glossary") / f"{sha256(made_by + path.read_bytes()).hexdigest()[:32]}.concepts"
    if (rows := cached(target)) is not None:
        return _concepts(rows)
    from termkit.exchange import read  # noqa: PLC0415  start-up

    concepts = read(path)
    write_cache(target, [_row(concept) for concept in concepts])
    return concepts


def _row(concept: Concept) -> tuple[Any, ...]:
    terms = [
        (t.text, t.language, t.type.value, t.status.value if t.status else "", t.since, t.until, t.source, t.note, t.id)
        for t in concept.terms
    ]
    return concept.id, concept.kind.value, concept.subject_field, concept.note, terms


def _concepts(rows: Sequence[tuple[Any, ...]]) -> tuple[Concept, ...]:
    # Looked up in tables: to call an enumeration takes longer than to make a term.
    kinds = {kind.value: kind for kind in Kind}
    types = {each.value: each for each in TermType}
    statuses: dict[str, Status | None] = {"": None, **{status.value: status for status in Status}}
    return tuple(
        Concept(
            identifier,
            kinds[kind],
            tuple(
                Term(text, language, types[type_], statuses[status], since, until, source, remark, id=own)
                for text, language, type_, status, since, until, source, remark, own in terms
            ),
            field,
            note,
        )
        for identifier, kind, field, note, terms in rows
    )
