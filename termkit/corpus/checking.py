"""Checking many documents on all cores: the same findings as in one process, in less time.

Three passes with a process pool, since whose form is whose is known only when all definitions are:
documents are read and their definitions found; concepts are merged here; forms are looked up and the
rules of single documents run; the rules across documents run here.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from termkit.check import Facts, Material, check
from termkit.check.engine import in_order
from termkit.corpus.pipeline import all_concepts, analyse, define, forms_of
from termkit.errors import InputError
from termkit.extract.mentions import find_mentions, matcher_of
from termkit.read import read_source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from termkit.check import Finding, Profile
    from termkit.check.pairs import AlignedPair
    from termkit.extract.definition import Definition
    from termkit.extract.mentions import Mention
    from termkit.read import Source
    from termkit.terms.concept import Concept
    from termkit.terms.matcher import Matcher
    from termkit.text.document import Document

__all__ = ["Checked", "check_documents", "jobs_for", "read_documents"]

_WORTH = 1 << 20
"""Bytes of input from which a second process saves more than it costs to start."""


class Checked(NamedTuple):
    """The material of a run and its findings."""

    material: Material
    findings: list[Finding]


def jobs_for(size: int, asked: int = 0) -> int:
    """Return how many processes to use for so many bytes of input: those asked for, else one a core."""
    if asked:
        return asked
    return 1 if size < _WORTH else min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1, 16)


def read_documents(
    sources: Sequence[Source], encoding: str, jobs: int, *, original: bool = False
) -> Iterator[Document | InputError]:
    """Read documents in order; an error stands in place of one that cannot be read."""
    read = partial(_read, encoding=encoding, original=original)
    if jobs == 1:
        yield from map(read, sources)
        return
    with ProcessPoolExecutor(jobs, multiprocessing.get_context(), _leave_interrupts) as pool:
        yield from pool.map(read, sources, chunksize=_chunk(sources, jobs))


def check_documents(
    documents: Sequence[Document],
    curated: Sequence[Concept],
    profile: Profile,
    *,
    earlier: Sequence[Document] = (),
    jobs: int = 1,
    pairs: Sequence[AlignedPair] = (),
) -> Checked:
    """Check documents, each by itself and all against one another, against earlier ones, and against their English."""
    if jobs == 1:
        material = replace(analyse(documents, curated, profile, earlier=earlier), pairs=tuple(pairs))
        return Checked(material, check(material))
    checked = {document.path: document for document in documents}
    against = {document.path: document for document in earlier if document.path not in checked}
    everything = [*checked.values(), *against.values()]
    with ProcessPoolExecutor(jobs, initializer=_leave_interrupts) as pool:
        found = define(everything, curated, partial(pool.map, chunksize=_chunk(everything, jobs)))
    concepts = all_concepts(found, curated)
    shared = (concepts, tuple(curated), profile, frozenset(against))
    with ProcessPoolExecutor(jobs, initializer=_share, initargs=shared) as pool:
        each = list(pool.map(_check_one, *zip(*found, strict=True), chunksize=_chunk(found, jobs)))
    facts = tuple(Facts(*pair, mentions) for pair, (mentions, _) in zip(found, each, strict=True))
    material = Material(facts, *shared, tuple(pairs))
    return Checked(material, in_order([*(f for _, findings in each for f in findings), *check(material, across=True)]))


def _read(source: Source, encoding: str, *, original: bool) -> Document | InputError:
    try:
        return read_source(source, encoding, original=original)
    except InputError as error:
        return error


class _Shared(NamedTuple):
    """What a worker process keeps between documents."""

    matcher: Matcher
    material: Callable[[Facts], Material]


_shared: list[_Shared] = []


def _leave_interrupts() -> None:
    """Leave Ctrl-C to the process that started the workers: they would each print where they were."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _share(
    concepts: tuple[Concept, ...], curated: tuple[Concept, ...], profile: Profile, earlier: frozenset[str]
) -> None:
    first = Material((), concepts, curated, profile, earlier)
    _leave_interrupts()
    _shared[:] = [_Shared(matcher_of(forms_of(concepts)), first.of)]


def _check_one(document: Document, definitions: tuple[Definition, ...]) -> tuple[tuple[Mention, ...], list[Finding]]:
    (shared,) = _shared
    mentions = find_mentions(document, shared.matcher)
    material = shared.material(Facts(document, definitions, mentions))
    if document.path in material.earlier:
        return mentions, []
    return mentions, check(material, across=False)


def _chunk(items: Iterable[object], jobs: int) -> int:
    return max(1, len(list(items)) // (jobs * 8))
