"""Checking many documents on all cores: the same findings as in one process, in less time.

Three passes with a process pool, since whose form is whose is known only when all definitions are:
documents are read; their definitions are found, and concepts merged here; forms are looked up and the rules of
single documents run, which also tell what each document says for the rules across documents; those run here.
"""

from __future__ import annotations

import gc
import os
import threading
from collections import deque
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from termkit.check import Facts, Material, check
from termkit.check.across import Said
from termkit.check.engine import check_alone, told_by, with_across
from termkit.check.finding import Spot
from termkit.corpus.pipeline import Known, all_concepts, analyse, define, matcher_with
from termkit.errors import InputError
from termkit.extract.mentions import find_mentions
from termkit.glossary.derived import as_glossary
from termkit.read import read_source
from termkit.text.garbage import uncollected
from termkit.text.words import load as load_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import ProcessPoolExecutor

    from termkit.check import Finding, Profile
    from termkit.check.accepted import Comment
    from termkit.check.pairs import AlignedPair
    from termkit.extract.definition import Definition
    from termkit.read import Source
    from termkit.terms.concept import Concept
    from termkit.terms.matcher import Matcher
    from termkit.text.document import Document, Span

__all__ = ["check_documents", "jobs_for", "read_documents"]

_AHEAD = 8
"""Documents that a process reads at a time; some of these wait to be taken."""
_WORTH = 1 << 20
"""Bytes of input from which a second process saves more than it costs to start."""


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
    size = min(_chunk(sources, jobs), _AHEAD)
    chunks = (sources[start : start + size] for start in range(0, len(sources), size))
    with _pool(jobs, _Given, (), None) as pool:
        # `pool.map` would read all, however slowly they are taken.
        reading = deque(pool.submit(_each, read, chunk) for chunk in islice(chunks, 2 * jobs))
        load_words()  # whoever reads documents needs it next, and this process has nothing else to do
        while reading:
            done = reading.popleft()
            reading.extend(pool.submit(_each, read, chunk) for chunk in islice(chunks, 1))
            yield from done.result()


@uncollected
def check_documents(
    documents: Sequence[Document],
    curated: Sequence[Concept],
    profile: Profile,
    *,
    earlier: Sequence[Document] = (),
    jobs: int = 1,
    pairs: Sequence[AlignedPair] = (),
    comments: Mapping[str, Sequence[Comment]] | None = None,
) -> list[Finding]:
    """Return the findings of documents: each by itself, against the others, earlier ones, and their English.

    `comments` accept findings, by the path of the document that they stand in.
    """
    if jobs == 1:
        material = analyse(documents, curated, profile, earlier=earlier)
        return check(replace(material, pairs=tuple(pairs), comments=comments or {}))
    # Start-up: one report needs no records, here and in `_check_one`.
    from termkit.corpus.records import finding_of  # noqa: PLC0415

    curated = as_glossary(curated)
    checked = {document.path: document for document in documents}
    against = {document.path: document for document in earlier if document.path not in checked}
    everything = (*checked.values(), *against.values())
    load_words()  # processes that are forked share it
    with _pool(jobs, _Given, everything, Known.by(curated)) as pool:
        numbers = {id(document): number for number, document in enumerate(everything)}

        def run(
            function: Callable[..., Any], _: Known, chosen: Sequence[Document], *others: Iterable[Any]
        ) -> Iterator[Any]:
            each = (numbers[id(document)] for document in chosen)
            return pool.map(partial(_work, function), each, *others, chunksize=_chunk(chosen, jobs))

        found = define(everything, curated, run)
    concepts = all_concepts(found, curated)
    shared = (concepts, curated, profile, frozenset(against))
    accepting = comments or {}
    with _pool(jobs, _given_to_check, found, accepting, *shared) as pool:
        each = pool.map(partial(_work, _check_one), range(len(found)), chunksize=_chunk(found, jobs))
        findings: list[Finding] = []
        told: dict[str, list[Said]] = {}
        for (document, _), (rows, said) in zip(found, each, strict=True):
            findings += [finding_of(row, document.path) for row in rows]
            for code, subject, form, span, year in said:
                told.setdefault(code, []).append(Said(subject, form, Spot(document, span), year))
    material = Material(tuple(Facts(*pair, ()) for pair in found), *shared, pairs=tuple(pairs), comments=accepting)
    return with_across(material, findings, told)


class _Given(NamedTuple):
    """What a worker process has, and need not be sent: documents, and what its work on each of them needs."""

    documents: Sequence[Any]
    shared: Any


class _Checking(NamedTuple):
    """What the rules need beside a document: all concepts, and the matcher of their forms."""

    material: Material
    matcher: Matcher


def _given_to_check(
    found: Sequence[tuple[Document, tuple[Definition, ...]]],
    comments: Mapping[str, Sequence[Comment]],
    concepts: tuple[Concept, ...],
    *shared: Any,
) -> _Given:
    material = replace(Material((), concepts, *shared), comments=comments)
    return _Given(found, _Checking(material, matcher_with(concepts, material.glossary)))


def _check_one(
    given: _Checking,
    found: tuple[Document, tuple[Definition, ...]],
) -> tuple[list[list[Any]], list[tuple[str, str, str, Span, int]]]:
    """Return the findings of one document by itself as rows, and what it says for the rules across documents.

    That is the code of the rule, the subject, the form, the span and the year: the document stays where it is.
    """
    from termkit.corpus.records import finding_row  # noqa: PLC0415

    document, definitions = found
    material = given.material.of(Facts(document, definitions, find_mentions(document, given.matcher)))
    told = [(code, s.subject, s.form, s.spot.span, s.year) for code, said in told_by(material).items() for s in said]
    return [] if document.path in material.earlier else [*map(finding_row, check_alone(material))], told


def _each(read: Callable[[Source], Document | InputError], sources: Sequence[Source]) -> list[Document | InputError]:
    return [read(source) for source in sources]


def _read(source: Source, encoding: str, *, original: bool) -> Document | InputError:
    try:
        return read_source(source, encoding, original=original)
    except InputError as error:
        return error


_given: list[_Given] = []
"""What this process has been given to work on, where it is a worker."""


def _pool(jobs: int, make: Callable[..., _Given], *given: object) -> ProcessPoolExecutor:
    """Return a pool of processes that start with what `make` makes of what is given.

    Where processes are forked they inherit it and nothing is copied; elsewhere it is sent to each once.
    """
    import multiprocessing  # noqa: PLC0415  start-up: one report needs no processes
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    can_fork = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if can_fork else None)
    return ProcessPoolExecutor(jobs, context, partial(_start, make, given))


def _start(make: Callable[..., _Given], given: tuple[object, ...]) -> None:
    from termkit.corpus.interrupts import leave_interrupts  # noqa: PLC0415  start-up: one report needs no processes

    leave_interrupts()
    # What was inherited lives as long as the process, and what it makes is hardly ever garbage.
    gc.disable()
    _given[:] = [make(*given)]


def _work(function: Callable[..., Any], number: int, *others: object) -> Any:
    documents, shared = _given[0]
    return function(shared, documents[number], *others)


def _chunk(items: Sequence[object], jobs: int) -> int:
    return max(1, len(items) // (jobs * 32))
