"""What worker processes do: the passes over one document, as functions of what is shared and of a listed document."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from termkit.corpus.passes import Ground, define_alone, examine, settle
from termkit.corpus.records import Defined, Settled, concept_bytes, definition_of, pack, unpack
from termkit.corpus.statistics import ConceptsMaterial, Names, open_concepts

if TYPE_CHECKING:
    from termkit.corpus.work import Listed
    from termkit.text.document import Document

__all__ = ["Reading", "Shared", "digest_of", "first", "second", "third", "version_of"]


class Reading(Protocol):
    """The way to the documents of a run."""

    def __call__(self, listed: Listed) -> Document:
        """Return a document; raise InputError where it cannot be read."""

    def digest(self, listed: Listed) -> bytes:
        """Return a hash of what a document is read from."""


class Shared(NamedTuple):
    """What all documents of a pass have in common; `file` is what the corpus tells them, or its bytes."""

    ground: Ground
    reading: Reading
    file: Path | bytes = b""


def digest_of(shared: Shared, listed: Listed) -> bytes:
    """Return a hash of the bytes of a document."""
    return shared.reading.digest(listed)


def first(shared: Shared, listed: Listed) -> bytes:
    """Do the first pass."""
    return pack(define_alone(shared.reading(listed), shared.ground))


def second(shared: Shared, listed: Listed) -> bytes:
    """Do the second pass; given is the result of the first, the file is that of names."""
    alone = Defined(*unpack(listed.given))
    definitions = tuple(definition_of(row) for row in alone.definitions)
    return pack(settle(shared.reading(listed), definitions, alone.sure, shared.ground, _names(shared.file)))


def third(shared: Shared, listed: Listed) -> bytes:
    """Do the third pass; given is the result of the second, the file is that of concepts."""
    definitions = [definition_of(row) for row in Settled(*unpack(listed.given)).definitions]
    material = _opened(shared.file, shared.ground)
    return pack(examine(shared.reading(listed), definitions, material, material.matcher))


@lru_cache(maxsize=1)
def _names(file: Path | bytes) -> Names:
    return Names(file)


@lru_cache(maxsize=1)
def _opened(file: Path | bytes, ground: Ground) -> ConceptsMaterial:
    return open_concepts(file, ground.curated, ground.profile)


def version_of(ground: Ground, reading: Reading) -> bytes:
    """Return a hash of what every result depends on beside the documents: code, dictionaries, glossary, settings."""
    found = sha256()
    root = Path(__file__).parents[1]
    for path in sorted(root.rglob("*")):
        if path.suffix in {".py", ".tsv", ".toml", ".txt", ".json"}:
            found.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    for package in ("jieba", "rjieba", "opencc"):
        with suppress(PackageNotFoundError):
            found.update(f"{package} {version(package)}".encode())
    for concept in ground.curated:
        found.update(concept_bytes(concept))
    profile = json.dumps(asdict(ground.profile), default=sorted, sort_keys=True)
    told = tuple(reading) if isinstance(reading, tuple) else ()
    found.update(f"{profile} {ground.decided.fingerprint} {told}".encode("utf-8", "surrogatepass"))
    return found.digest()
