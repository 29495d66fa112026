"""The glossary that comes with termkit, and its concepts in a form that loads in no time.

Every command reads it: parsing its rows takes a fifth of the time that a report takes to check. So what was parsed is
kept in the user's cache, under the hash of the file; a cache that is damaged or cannot be written is as none.
"""

from __future__ import annotations

import marshal
import sys
from functools import partial
from hashlib import sha256
from itertools import islice, repeat
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termkit import __version__
from termkit.cache import cache_folder, cached, write_cache
from termkit.errors import GlossaryError
from termkit.glossary.derived import Glossary
from termkit.terms.concept import Concept, Kind, Status, Term, TermType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

__all__ = ["shipped_concepts", "shipped_glossary"]

_LAYOUT = 2
"""Of what is kept: another number for another one."""
_TEXTS = ("text", "language", "since", "until", "source", "note", "id")
"""The fields of a term that are plain text."""


def shipped_glossary() -> Path:
    """Return the path of `un.csv`: inside the installed package, or beside it in a checkout.

    Raise GlossaryError where the installation has lost it.
    """
    package = Path(__file__).parents[1]
    for folder in (package / "glossaries", package.parent / "glossaries"):
        if (path := folder / "un.csv").is_file():
            return path
    raise GlossaryError("the glossary that comes with termkit is missing: install termkit again", "un.csv")


def shipped_concepts() -> Glossary:
    """Return the concepts of the shipped glossary, from the user's cache where they are in it."""
    path = shipped_glossary()
    # Whatever changes what comes out of the file makes another cache of it.
    made_by = f"{_LAYOUT} {__version__} {sys.version_info[:3]} {marshal.version}".encode()
    fingerprint = sha256(made_by + path.read_bytes()).hexdigest()[:32]
    target = cache_folder("glossary") / f"{fingerprint}.columns"
    if (columns := cached(target)) is not None:
        return Glossary(_concepts(*columns), fingerprint)
    from termkit.exchange import read  # noqa: PLC0415  start-up

    concepts = read(path)
    write_cache(target, _columns(concepts))
    return Glossary(concepts, fingerprint)


def _columns(concepts: Sequence[Concept]) -> tuple[list[tuple[Any, ...]], dict[str, list[str]]]:
    """Return a row for each concept, with the number of its terms, and the terms of all, a list for each field."""
    one: dict[str, str] = {}  # a text that comes again is written once, and read once
    terms = [term for concept in concepts for term in concept.terms]
    rows = [(c.id, c.kind.value, c.subject_field, c.note, len(c.terms)) for c in concepts]
    columns = {name: [one.setdefault(text, text) for text in map(attrgetter(name), terms)] for name in _TEXTS}
    types = [term.type.value for term in terms]
    statuses = [term.status.value if term.status else "" for term in terms]
    return rows, {**columns, "type": types, "status": statuses}


def _concepts(rows: Sequence[tuple[Any, ...]], columns: Mapping[str, Sequence[str]]) -> list[Concept]:
    # Looked up in tables: to call an enumeration takes longer than to make a term.
    kinds = {kind.value: kind for kind in Kind}
    types = {each.value: each for each in TermType}
    statuses: dict[str, Status | None] = {"": None, **{status.value: status for status in Status}}
    fields: dict[str, Iterable[Any]] = {
        **columns,
        "type": map(types.__getitem__, columns["type"]),
        "status": map(statuses.__getitem__, columns["status"]),
        "evidence": repeat(()),
        "carried": repeat(()),
    }
    terms = map(_term, zip(*(fields[name] for name in Term._fields), strict=False))
    return [
        _concept((identifier, kinds[kind], tuple(islice(terms, count)), field, note, ()))
        for identifier, kind, field, note, count in rows
    ]


_term: Callable[[tuple[Any, ...]], Term] = partial(tuple.__new__, Term)  # its _make, at half the time
_concept: Callable[[tuple[Any, ...]], Concept] = partial(tuple.__new__, Concept)
