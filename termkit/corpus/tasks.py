"""What worker processes do: the passes over one document, as functions of what is shared and of a listed document."""

from __future__ import annotations

import json
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from termkit.corpus.introduced import introduced
from termkit.corpus.passes import Ground, define_alone, examine, settle, sure_names
from termkit.corpus.records import as_json, concept_bytes, definition_of, definition_row, finding_row, pack, unpack
from termkit.corpus.statistics import ConceptsMaterial, Statistics, open_concepts
from termkit.corpus.work import Made
from termkit.extract.definitions import clauses_of
from termkit.glossary.store import packed_sentences
from termkit.lookup.concordance import sentences_of

if TYPE_CHECKING:
    from termkit.corpus.work import Listed
    from termkit.text.document import Document

__all__ = ["Reading", "Shared", "digest_of", "first", "opened", "second", "third", "version_of"]


class Reading(Protocol):
    """The way to the documents of a run."""

    def first(self, listed: Listed) -> tuple[Document, bytes, str]:
        """Return a document, the hash of what it was read from, and where it is kept as it was read, if anywhere.

        Raise InputError where it cannot be read.
        """

    def __call__(self, listed: Listed) -> Document:
        """Return a document again; raise InputError where it cannot be read any more or is another one."""

    def digest(self, listed: Listed) -> bytes:
        """Return a hash of what a document is read from."""

    @property
    def settings(self) -> tuple[object, ...]:
        """Return what decides how documents are read."""


class Shared(NamedTuple):
    """What all documents of a pass have in common; `file` is what the corpus tells them, or its bytes."""

    ground: Ground
    reading: Reading
    file: Path | bytes = b""


def digest_of(shared: Shared, listed: Listed) -> bytes:
    """Return a hash of the bytes of a document."""
    return shared.reading.digest(listed)


def first(shared: Shared, listed: Listed) -> Made:
    """Do the first pass: given are the definitions, told what it says of names to others."""
    document, digest, read = shared.reading.first(listed)
    head, definitions = define_alone(document, shared.ground)
    return Made(
        given=pack([definition_row(each) for each in definitions]),
        told=pack([sure_names(definitions), sorted(clauses_of(document.text, definitions))]),
        head=as_json(head),
        digest=digest,
        read=read,
    )


def second(shared: Shared, listed: Listed) -> Made:
    """Do the second pass: given are the definitions, told the candidates that they are; the file has the statistics."""
    alone = tuple(map(definition_of, unpack(listed.given)))
    document = shared.reading(listed)
    definitions = settle(document, alone, shared.ground, _statistics(shared.file))
    return Made(
        given=listed.given if definitions == alone else pack([definition_row(each) for each in definitions]),
        told=pack([introduced(document, each) for each in definitions]),
    )


def third(shared: Shared, listed: Listed) -> Made:
    """Do the third pass: given are the sentences, told the uses, shown the findings; the file is that of concepts."""
    material = opened(shared.file, shared.ground)
    document = shared.reading(listed)
    examined, findings = examine(document, [*map(definition_of, unpack(listed.given))], material, material.matcher)
    return Made(
        given=packed_sentences(sentences_of(document)),
        told=pack(examined),
        shown=pack([finding_row(each) for each in findings]),
    )


@lru_cache(maxsize=1)
def _statistics(file: Path | bytes) -> Statistics:
    return Statistics(file)


@lru_cache(maxsize=1)
def opened(file: Path | bytes, ground: Ground) -> ConceptsMaterial:
    """Return all concepts, out of the file that `write_concepts` wrote or its bytes, and no document."""
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
    profile = json.dumps(ground.profile._asdict(), default=sorted, sort_keys=True)
    told = reading.settings
    found.update(f"{profile} {ground.decided.fingerprint} {told}".encode("utf-8", "surrogatepass"))
    return found.digest()
