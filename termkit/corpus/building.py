"""Building over any number of documents: three passes over each of them, and what is added up between the passes.

Nothing here grows with the number of documents but the work file. This process deals out the work and keeps what comes
back, and looks into next to nothing of it; what is done with documents and sums is done by workers.
"""

from __future__ import annotations

import tempfile
from hashlib import sha256
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termkit.corpus.adding import add_defined, add_examined, add_settled, chunks, clauses_in, surely_defined
from termkit.corpus.engines import in_turn
from termkit.corpus.finishing import Used, finish_candidates, finish_said, finish_uses, several
from termkit.corpus.found import Found
from termkit.corpus.records import concept_bytes, concept_from
from termkit.corpus.reduction import groups, make_tables, put
from termkit.corpus.statistics import write_concepts, write_statistics
from termkit.corpus.tasks import Shared, digest_of, first, second, third, version_of
from termkit.corpus.work import PASSES
from termkit.errors import InputError, TermkitError
from termkit.glossary.merge import keys_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from termkit.corpus.adding import Chunk
    from termkit.corpus.engines import Engine
    from termkit.corpus.passes import Ground
    from termkit.corpus.reduction import Group, Part
    from termkit.corpus.tasks import Reading
    from termkit.corpus.work import Listed, Made, Work
    from termkit.terms.concept import Concept

__all__ = ["run_build"]

_STEPS = ("reading", "finding definitions", "settling definitions", "examining")
_ADDING = ("", "adding up names", "adding up definitions", "adding up uses")

_TABLES = """
CREATE TABLE scratch.merged (id TEXT PRIMARY KEY, value BLOB) STRICT;
CREATE TABLE scratch.conflict (path TEXT, row TEXT) STRICT;
CREATE TABLE scratch.concept (id TEXT PRIMARY KEY, documents INTEGER, value BLOB) STRICT;
CREATE TABLE scratch.count (
  concept TEXT, form TEXT, year INTEGER, body TEXT, documents INTEGER, uses INTEGER,
  PRIMARY KEY (concept, form, year, body)
) STRICT, WITHOUT ROWID;
"""


def run_build(
    work: Work,
    engine: Engine,
    ground: Ground,
    reading: Reading,
    progress: Callable[[str, int, int], None] | None = None,
) -> Found:
    """Build out of the documents that are listed in the work file, and return what was found.

    `progress` is told the name of a step, how many documents it has done, and how many there are.
    """
    return _Building(work, engine, ground, reading, progress or (lambda *_: None)).run()


class _Building:
    def __init__(
        self, work: Work, engine: Engine, ground: Ground, reading: Reading, progress: Callable[[str, int, int], None]
    ) -> None:
        self._work, self._engine, self._ground, self._reading, self._progress = work, engine, ground, reading, progress
        self._run = work.connection.execute
        self._curated = {concept.id: concept for concept in ground.curated}
        self._settled: dict[str, Concept | None] = {}
        self._reused = 0
        for statement in _TABLES.split(";"):
            self._run(statement)
        make_tables(work.connection, "names", "clauses", "candidates", "uses", "counts", "said")

    def run(self) -> Found:
        """Do all passes, and add up what they find."""
        salt = version_of(self._ground, self._reading)
        shared = Shared(self._ground, self._reading)
        self._count = self._work.count()
        self._digests(shared)
        with tempfile.TemporaryDirectory(prefix="termkit-") as folder:
            statistics, concepts = Path(folder, "statistics"), Path(folder, "concepts")
            self._pass(1, first, shared, salt)
            self._work.count_once()
            self._add(1, add_defined, shared)
            connection = self._work.connection
            told = write_statistics(statistics, surely_defined(connection, self._ground.known), clauses_in(connection))
            self._pass(2, second, self._sharing(shared, statistics), salt + told)
            self._add(2, add_settled, shared)
            definitions = self._merge(shared)
            self._settle()
            known = write_concepts(concepts, self._all_concepts())
            with_concepts = self._sharing(shared, concepts)
            self._pass(3, third, with_concepts, salt + known)
            self._add(3, add_examined, shared)
            silenced = self._judge(with_concepts)
        self._finish_concepts(shared)
        return Found(self._work, self._engine, silenced, definitions, self._reused, self._progress)

    # -- the passes ------------------------------------------------------------------------------------

    def _digests(self, shared: Shared) -> None:
        """Take the hash of each document where it may tell that one has been done; else the first pass does."""
        if self._work.has_results:
            for done, (listed, digest) in enumerate(self._map(digest_of, shared, self._work.documents(0)), 1):
                self._work.set_digest(listed.position, digest)
                self._progress(_STEPS[0], done, self._count)

    def _sharing(self, shared: Shared, file: Path) -> Shared:
        """Return what a pass shares, with a file where the workers see it, else with its bytes."""
        return shared._replace(file=file if self._engine.shares_files else file.read_bytes())

    def _pass(self, number: int, function: Callable[[Shared, Listed], Made], shared: Shared, salt: bytes) -> None:
        """Do a pass for each document that it has not been done for with the same going into it."""
        work, done = self._work, 0

        def key(listed: Listed, before: bytes) -> bytes:
            # A Path takes as long as the rest.
            ending = listed.path.rpartition("/")[2].partition(".")[2].lower().encode("utf-8", "surrogatepass")
            return sha256(bytes([number]) + before + ending + salt).digest()

        def listed_anew() -> Iterator[Listed]:
            nonlocal done
            for listed in work.documents(number):
                if work.has_results and work.reused(listed.position, number, key(listed, listed.key)):
                    self._reused += number == PASSES
                    done += 1
                    self._progress(_STEPS[number], done, self._count)
                else:
                    yield listed

        for listed, made in self._map(function, shared, listed_anew()):
            work.put(listed.position, number, key(listed, listed.key or made.digest), made)
            done += 1
            self._progress(_STEPS[number], done, self._count)
        work.commit()

    def _map(
        self, function: Callable[[Any, Listed], Any], shared: Any, items: Iterable[Listed]
    ) -> Iterator[tuple[Listed, Any]]:
        """Yield what could be done, and mark what could not."""
        for listed, result in self._engine.map(function, shared, items):
            if isinstance(result, TermkitError):
                named = isinstance(result, InputError) and result.path
                self._work.fail(listed.position, str(result if named else InputError(str(result), listed.path)))
            else:
                yield listed, result

    # -- adding up -------------------------------------------------------------------------------------

    def _add(self, number: int, function: Callable[[Shared, Any], list[tuple[str, str, Part]]], shared: Shared) -> None:
        """Add up what a pass told of all documents."""
        done = 0

        def counted() -> Iterator[Chunk]:
            nonlocal done
            for chunk in chunks(self._work.told(number, "told")):
                yield chunk
                done += len(chunk.rows)
                self._progress(_ADDING[number], done, self._count)

        for rows in in_turn(self._engine, function, shared, counted()):
            put(self._work.connection, rows)

    def _finish(self, function: Callable[[Shared, Any], list[Any]], shared: Shared, *tables: str) -> Iterator[Any]:
        """Yield the rows that a function makes of the groups of some tables."""
        sized = ((sum(map(len, group.parts)), group) for group in groups(self._work.connection, *tables))
        for rows in in_turn(self._engine, function, shared, several(sized)):
            yield from rows

    def _merge(self, shared: Shared) -> int:
        """Merge the candidates to concepts; return how many definitions there are."""
        definitions = 0
        for identifier, number, value in self._finish(finish_candidates, shared, "candidates"):
            self._run("INSERT INTO scratch.merged VALUES (?, ?)", (identifier, value))
            definitions += number
        return definitions

    def _settle(self) -> None:
        """Do what people decided on concepts: statuses, and concepts that are one."""
        keys = self._ground.decided.keys
        if not keys:
            return
        concerned = {c.id: c for c in self._all_concepts() if any(key in keys for key, _ in keys_of(c))}
        settled = {concept.id: concept for concept in self._ground.decided.settle(concerned.values())}
        self._settled = {identifier: settled.get(identifier) for identifier in concerned}

    def _all_concepts(self) -> Iterator[Concept]:
        """Yield the concepts of the documents by id, then those of the glossary that no document defines."""
        merged = (concept_from(value) for (value,) in self._run("SELECT value FROM scratch.merged ORDER BY id"))
        is_merged = "SELECT 1 FROM scratch.merged WHERE id = ?"
        others = (each for each in self._ground.curated if self._run(is_merged, (each.id,)).fetchone() is None)
        for concept in chain(merged, others):
            settled = self._settled.get(concept.id, concept)
            if settled is not None:
                yield settled

    def _judge(self, shared: Shared) -> frozenset[tuple[str, str]]:
        """Find what documents contradict one another in; return what other rules are not to speak of too."""
        silenced = set()
        for rule, subject, path, row in self._finish(finish_said, shared, "said"):
            self._run("INSERT INTO scratch.conflict VALUES (?, ?)", (path, row))
            silenced.add((rule, subject))
        return frozenset(silenced)

    def _finish_concepts(self, shared: Shared) -> None:
        """Put the evidence of uses to the concepts that the documents define or use."""
        sized = ((sum(map(len, (each.concept, *each.uses, *each.counts))), each) for each in self._used())
        for done, rows in enumerate(in_turn(self._engine, finish_uses, shared, several(sized)), 1):
            self._progress("finishing concepts", done, done)
            for identifier, documents, value, counts in rows:
                self._run("INSERT INTO scratch.concept VALUES (?, ?, ?)", (identifier, documents, value))
                self._work.connection.executemany("INSERT INTO scratch.count VALUES (?, ?, ?, ?, ?, ?)", counts)

    def _used(self) -> Iterator[Used]:
        def subject(group: Group) -> str:
            return group.subject

        for identifier, both in groupby(groups(self._work.connection, "uses", "counts"), key=subject):
            parts = {group.table: group.parts for group in both}
            yield Used(identifier, self._concept(identifier), parts.get("uses", []), parts.get("counts", []))

    def _concept(self, identifier: str) -> bytes:
        """Return a concept of the documents or the glossary, with the evidence of its definitions."""
        if (settled := self._settled.get(identifier)) is not None:
            return concept_bytes(settled)
        row = self._run("SELECT value FROM scratch.merged WHERE id = ?", (identifier,)).fetchone()
        return row[0] if row else concept_bytes(self._curated[identifier])
