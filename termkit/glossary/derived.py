"""What is worked out of a glossary, kept in the user's cache where the glossary is known by a fingerprint.

Indexes, automata and the near names of two thousand concepts are a sixth of the time that a report takes to check, and
they are the same each time. What is kept is good for the glossary and the code that it was made of.
"""

from __future__ import annotations

import os
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from termkit.cache import cache_folder, cached, write_cache
from termkit.terms.concept import Concept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["MAKERS", "Glossary", "as_glossary", "derived", "restored"]

T = TypeVar("T")
U = TypeVar("U")

MAKERS = ("check/naming", "check/titles", "extract", "glossary", "terms", "text")
"""The folders of the code that derives something, and of what that uses."""


class Glossary(tuple[Concept, ...]):
    """The concepts of a glossary, with what tells its file from all others if anything does."""

    fingerprint: str
    known: dict[str, Any]
    """What was derived from it in this process."""

    def __new__(cls, concepts: Iterable[Concept], fingerprint: str = "") -> Glossary:
        """Take the concepts and the fingerprint; of a glossary without one nothing outlives the process."""
        made = super().__new__(cls, concepts)
        made.fingerprint, made.known = fingerprint, {}
        return made

    def __reduce__(self) -> tuple[type[Glossary], tuple[tuple[Concept, ...], str]]:
        return Glossary, (tuple(self), self.fingerprint)


def as_glossary(concepts: Iterable[Concept]) -> Glossary:
    """Return concepts as a glossary; what has been derived from one stays with it."""
    return concepts if isinstance(concepts, Glossary) else Glossary(concepts)


def derived(glossary: Iterable[Concept], name: str, make: Callable[[], T]) -> T:
    """Return what `make` makes of a glossary: values of built-in types, nobody's to change, kept by a name."""
    return restored(glossary, name, make, lambda value: value)


def restored(glossary: Iterable[Concept], name: str, make: Callable[[], T], restore: Callable[[T], U]) -> U:
    """Return what `restore` makes of what is derived: of any type, and made once in a process."""
    if not isinstance(glossary, Glossary):
        return restore(make())
    if name not in glossary.known:
        glossary.known[name] = restore(_kept(glossary.fingerprint, name, make) if glossary.fingerprint else make())
    value: U = glossary.known[name]
    return value


def _kept(fingerprint: str, name: str, make: Callable[[], T]) -> T:
    # One file a name: what the last version of the glossary or of the code left is written over.
    target = cache_folder("derived") / f"{name}.kept"
    made_of = f"{fingerprint} {_code()}"
    if (kept := cached(target)) is not None and kept[0] == made_of:
        value: T = kept[1]
        return value
    made = make()
    write_cache(target, (made_of, made))
    return made


@cache
def _code() -> str:
    """Return what tells the code that derives from any other, as Python tells a source that has been changed."""
    files = []
    for folder in MAKERS:
        with os.scandir(Path(__file__).parents[1] / folder) as entries:
            told = ((entry.name, entry.stat()) for entry in entries if entry.is_file())
            files += [(folder, name, status.st_mtime_ns, status.st_size) for name, status in told]
    return sha256(repr(sorted(files)).encode()).hexdigest()
