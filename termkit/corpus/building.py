"""Building over any number of documents: three passes over each of them, and what is added up between the passes.

Nothing here grows with the number of documents but the work file.
"""

from __future__ import annotations

import json
import tempfile
from functools import cached_property, partial
from hashlib import sha256
from itertools import chain
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from termkit.check.across import Across, Heard
from termkit.check.engine import rules_on
from termkit.corpus.introduced import Introduced
from termkit.corpus.passes import Ground
from termkit.corpus.records import (
    Defined,
    Examined,
    Head,
    Settled,
    Used,
    concept_bytes,
    concept_from,
    evidence_from_sight,
    finding_of,
    finding_row,
    sight_of_evidence,
    sight_of_sighting,
    sighting_from_sight,
    unpack,
)
from termkit.corpus.reduction import Reduction
from termkit.corpus.statistics import open_concepts, write_concepts, write_names
from termkit.corpus.tasks import Shared, digest_of, first, second, third, version_of
from termkit.corpus.work import PASSES
from termkit.errors import InputError, TermkitError
from termkit.glossary.merge import Candidate, FormIndex, keys_of, merged, owner_of, with_uses
from termkit.glossary.store import StoredDocument, StoredSentence
from termkit.report.findings_json import render_one
from termkit.report.page import Column, FormUse
from termkit.report.pages import FormCount
from termkit.terms.concept import Evidence, Kind
from termkit.terms.keys import form_key
from termkit.text.document import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from termkit.check import Finding
    from termkit.corpus.engines import Engine
    from termkit.corpus.passes import Ground
    from termkit.corpus.tasks import Reading
    from termkit.corpus.work import Listed, Work
    from termkit.glossary.tally import Tally
    from termkit.report.rows import Row
    from termkit.terms.concept import Concept

__all__ = ["Building", "Count"]

_STEPS = ("reading", "finding definitions", "settling definitions", "examining")


class Count(NamedTuple):
    """How often documents of a year and a body use a form of a concept."""

    concept: str
    form: str
    year: int
    body: str
    documents: int
    uses: int


class Building:
    """A build: `run` it, then ask for what it found. What is asked for comes out of the work file, in order."""

    def __init__(
        self,
        work: Work,
        engine: Engine,
        ground: Ground,
        reading: Reading,
        progress: Callable[[str, int, int], None] | None = None,
    ) -> None:
        """Take the work file, in which the documents are listed, and where and how to work.

        `progress` is told the name of a step, how many documents it has done, and how many there are.
        """
        self._work, self._engine, self._ground, self._reading = work, engine, ground, reading
        self._progress = progress or (lambda *_: None)
        self._index = FormIndex(ground.curated)
        table = partial(Reduction, work.connection)
        self._votes, self._candidates = table("votes"), table("candidates")
        self._uses, self._years, self._said = table("uses"), table("years"), table("said")
        self._silenced: set[tuple[str, str]] = set()
        self._settled: dict[str, Concept | None] = {}
        self.definitions = self.findings_count = self.concepts_count = 0
        self.reused = 0
        self.documents_count = 0
        self.remarks: list[tuple[str, Head]] = []
        self._newest = ""

    def run(self) -> None:
        """Do all passes, and add up what they find."""
        salt = version_of(self._ground, self._reading)
        self._digests()
        with tempfile.TemporaryDirectory(prefix="termkit-") as folder:
            names, concepts = Path(folder, "names"), Path(folder, "concepts")
            shared = Shared(self._ground, self._reading)
            self._pass(1, first, shared, salt, self._take_defined)
            told = write_names(names, self._surely_defined())
            self._pass(2, second, self._sharing(shared, names), salt + told, self._take_settled)
            self._merge()
            self._settle()
            known = write_concepts(concepts, self._all_concepts())
            self._pass(3, third, self._sharing(shared, concepts), salt + known, self._take_examined)
            self._judge(concepts)
        self._finish_concepts()
        self._finish_counts()
        self.documents_count = self._work.count()

    # -- the passes ------------------------------------------------------------------------------------

    def _digests(self) -> None:
        for done, (listed, digest) in enumerate(
            self._map(digest_of, Shared(self._ground, self._reading), self._work.documents(0)), 1
        ):
            self._work.set_digest(listed.position, digest)
            self._progress(_STEPS[0], done, self._work_count)

    @cached_property
    def _work_count(self) -> int:
        return self._work.count()

    def _sharing(self, shared: Shared, file: Path) -> Shared:
        """Return what a pass shares, with a file where the workers see it, else with its bytes."""
        return shared._replace(file=file if self._engine.shares_files else file.read_bytes())

    def _pass(
        self,
        number: int,
        function: Callable[[Shared, Listed], bytes],
        shared: Shared,
        salt: bytes,
        take: Callable[[Listed, list[Any]], None],
    ) -> None:
        """Do a pass for each document that it has not been done for with the same going into it."""
        work, done = self._work, 0
        keys: dict[int, bytes] = {}  # of what is being done

        def listed_anew() -> Iterator[Listed]:
            nonlocal done
            for listed in work.documents(number):
                before = listed.key + PurePath(listed.path).suffix.lower().encode("utf-8", "surrogatepass")
                key = sha256(bytes([number]) + before + salt).digest()
                if (value := work.reused(listed.position, number, key)) is None:
                    keys[listed.position] = key
                    yield listed
                else:
                    self.reused += number == PASSES
                    take(listed, unpack(value))
                    done += 1
                    self._progress(_STEPS[number], done, self._work_count)

        for listed, value in self._map(function, shared, listed_anew()):
            work.put(listed.position, number, keys.pop(listed.position), value)
            take(listed, unpack(value))
            done += 1
            self._progress(_STEPS[number], done, self._work_count)
        work.commit()

    def _map(
        self, function: Callable[[Any, Listed], bytes], shared: Any, items: Iterable[Listed]
    ) -> Iterator[tuple[Listed, bytes]]:
        """Yield what could be done, and mark what could not."""
        for listed, result in self._engine.map(function, shared, items):
            if isinstance(result, TermkitError):
                named = isinstance(result, InputError) and result.path
                self._work.fail(listed.position, str(result if named else InputError(str(result), listed.path)))
            else:
                yield listed, result

    # -- adding up -------------------------------------------------------------------------------------

    def _take_defined(self, listed: Listed, row: list[Any]) -> None:
        defined = Defined(*row)
        head = Head(*defined.head)
        self._work.set_head(listed.position, defined.head)
        if head.is_empty or head.doubt or head.encoding not in {"utf-8", "ascii"}:
            self.remarks.append((listed.path, head))
        self._newest = max(self._newest, head.date)
        for full in defined.sure:
            self._votes.add(full, "", (1,))

    def _surely_defined(self) -> Iterator[tuple[str, int]]:
        for name, tallies in self._votes.groups():
            if name not in self._ground.known:
                yield name, tallies[""].numbers[0]

    def _take_settled(self, listed: Listed, row: list[Any]) -> None:
        self.definitions += len(Settled(*row).definitions)
        for each in Settled(*row).candidates:
            found = Introduced(*each)
            evidence = _evidence(
                listed, found.line, found.column, found.page, found.sentence, found.method, found.score
            )
            key = json.dumps([found.full, found.short, found.kind, found.english], ensure_ascii=False)
            owner = owner_of(self._index, found.full, found.short)
            self._candidates.add(owner, key, (1,), sight_of_evidence(evidence))

    def _merge(self) -> None:
        run = self._work.connection.execute
        run("DROP TABLE IF EXISTS merged")
        run("CREATE TABLE merged (id TEXT PRIMARY KEY, value BLOB) STRICT")
        for owner, tallies in self._candidates.groups():
            kinds: dict[Kind, int] = {}
            for key, tally in tallies.items():
                kind = Kind(json.loads(key)[2])
                kinds[kind] = kinds.get(kind, 0) + tally.numbers[0]
            concept = merged(owner, self._candidates_of(tallies), self._index.concepts.get(owner), kinds)
            run("INSERT INTO merged VALUES (?, ?)", (owner, concept_bytes(concept)))

    def _settle(self) -> None:
        """Do what people decided on concepts: statuses, and concepts that are one."""
        keys = self._ground.decided.keys
        if not keys:
            return
        concerned = {c.id: c for c in self._all_concepts() if any(key in keys for key, _ in keys_of(c))}
        settled = {concept.id: concept for concept in self._ground.decided.settle(concerned.values())}
        self._settled = {identifier: settled.get(identifier) for identifier in concerned}

    @staticmethod
    def _candidates_of(tallies: Mapping[str, Tally]) -> Iterator[Candidate]:
        for key, tally in tallies.items():
            full, short, kind, english = json.loads(key)
            for sight in tally.sights:
                yield Candidate(full, short, Kind(kind), evidence_from_sight(sight), english)

    def _all_concepts(self) -> Iterator[Concept]:
        """Yield the concepts of the documents by id, then those of the glossary that no document defines."""
        run = self._work.connection.execute
        merged = (concept_from(value) for (value,) in run("SELECT value FROM merged ORDER BY id"))
        is_merged = "SELECT 1 FROM merged WHERE id = ?"
        others = (each for each in self._ground.curated if run(is_merged, (each.id,)).fetchone() is None)
        for concept in chain(merged, others):
            settled = self._settled.get(concept.id, concept)
            if settled is not None:
                yield settled

    def _concept(self, identifier: str) -> Concept:
        """Return a concept of the documents or the glossary, with the evidence of its definitions."""
        if (settled := self._settled.get(identifier)) is not None:
            return settled
        run = self._work.connection.execute
        row = run("SELECT value FROM merged WHERE id = ?", (identifier,)).fetchone()
        return concept_from(row[0]) if row else self._index.concepts[identifier]

    def _take_examined(self, listed: Listed, row: list[Any]) -> None:
        examined = Examined(*row)
        head = Head(*listed.head)
        for identifier in examined.concepts:
            self._uses.add(identifier, "", (1,))
        for each in examined.used:
            used = Used(*each)
            if used.column:
                evidence = _evidence(listed, used.line, used.column, used.page, used.sentence, "use", 1.0)
                self._uses.add(used.concept, used.key, (1,), sight_of_evidence(evidence))
            year = json.dumps([used.key, examined.year, examined.body], ensure_ascii=False)
            self._years.add(used.concept, year, (1, used.uses))
        for code, subject, form, seen in examined.said:
            self._said.add(f"{code} {subject}", form, (1,), sight_of_sighting(listed.path, head.date, seen))

    def _judge(self, concepts: Path) -> None:
        """Find what documents contradict one another in."""
        run = self._work.connection.execute
        run("DROP TABLE IF EXISTS conflict")
        run("CREATE TABLE conflict (path TEXT, value TEXT) STRICT")
        material = open_concepts(concepts, self._ground.curated, self._ground.profile)
        rules = {rule.code: rule for rule in rules_on(self._ground.profile)}
        for major, tallies in self._said.groups():
            code, _, subject = major.partition(" ")
            rule = rules[code]
            if not isinstance(rule.find, Across) or len(tallies) < 2:
                continue
            heard = {
                form: Heard(tally.numbers[0], [sighting_from_sight(sight) for sight in tally.sights])
                for form, tally in tallies.items()
            }
            if (conflict := rule.find.judge(material, subject, heard)) is not None:
                finding = rule.finding_across(conflict, self._ground.profile)
                value = json.dumps([finding_row(finding), render_one(finding)], ensure_ascii=False)
                run("INSERT INTO conflict VALUES (?, ?)", (finding.path, value))
                self._silenced.add((rule.find.replaces, subject))
        run("CREATE INDEX conflict_by_path ON conflict (path)")

    def _finish_concepts(self) -> None:
        """Put the evidence of uses to the concepts that the documents define or use."""
        run = self._work.connection.execute
        run("DROP TABLE IF EXISTS concept")
        run("CREATE TABLE concept (id TEXT PRIMARY KEY, documents INTEGER, value BLOB) STRICT")
        for identifier, tallies in self._uses.groups():
            concept = self._concept(identifier)
            uses = {key: [evidence_from_sight(s) for s in tally.sights] for key, tally in tallies.items()}
            most = max(tally.numbers[0] for tally in tallies.values())
            run("INSERT INTO concept VALUES (?, ?, ?)", (identifier, most, concept_bytes(with_uses(concept, uses))))
            self.concepts_count += 1

    def _finish_counts(self) -> None:
        run = self._work.connection.execute
        run("DROP TABLE IF EXISTS count")
        run(
            "CREATE TABLE count (concept TEXT, form TEXT, year INTEGER, body TEXT, documents INTEGER, uses INTEGER, "
            "PRIMARY KEY (concept, form, year, body)) STRICT, WITHOUT ROWID"
        )
        for concept, tallies in self._years.groups():
            rows = ((concept, *json.loads(key), *tally.numbers) for key, tally in tallies.items())
            self._work.connection.executemany("INSERT INTO count VALUES (?, ?, ?, ?, ?, ?)", rows)

    # -- what was found --------------------------------------------------------------------------------

    @property
    def newest(self) -> str:
        """Return the ISO date of the newest document, empty where none has one."""
        return self._newest

    def concepts(self, *, most_used_first: bool = False) -> Concepts:
        """Return the concepts that the documents define or use, by id or by how many documents use them."""
        return Concepts(self._work, most_used_first=most_used_first)

    def candidates(self) -> Iterator[Candidate]:
        """Yield the definitions of all documents as candidates; of many of one pair, a sample."""
        for _, tallies in self._candidates.groups():
            yield from self._candidates_of(tallies)

    def documents(self) -> Iterator[StoredDocument]:
        """Yield the documents, by path."""
        for listed in self._work.documents(0):
            head = Head(*listed.head)
            yield StoredDocument(listed.path, tuple(head.symbols), head.date, head.language, head.digest, head.title)

    def sentences(self) -> Iterator[tuple[str, Iterator[StoredSentence]]]:
        """Yield the sentences of each document, by path."""
        for listed, examined in self._examined():
            yield listed.path, (StoredSentence(*row) for row in json.loads(examined.sentences))

    def counts(self) -> Iterator[Count]:
        """Yield how often which form is used, by concept, form, year and body."""
        rows = self._work.connection.execute("SELECT * FROM count ORDER BY concept, form, year, body")
        yield from map(Count._make, rows)

    def form_counts(self, concept: str) -> dict[str, FormCount]:
        """Return the counts of the forms of a concept, over all bodies."""
        found: dict[str, FormCount] = {}
        rows = self._work.connection.execute("SELECT * FROM count WHERE concept = ?", (concept,))
        for each in map(Count._make, rows):
            known = found.get(each.form, FormCount(0, 0, {}))
            years = {**known.years, each.year: known.years.get(each.year, 0) + each.documents}
            found[each.form] = FormCount(known.documents + each.documents, known.uses + each.uses, years)
        return found

    def columns(self) -> Iterator[Column]:
        """Yield which forms each document uses, by path."""
        for listed, examined in self._examined():
            head = Head(*listed.head)
            forms: dict[str, list[FormUse]] = {}
            for row in examined.used:
                used = Used(*row)
                use = FormUse(used.key, used.form, used.uses, used.is_defined, used.first)
                forms.setdefault(used.concept, []).append(use)
            yield Column(listed.path, tuple(head.symbols), head.date, forms)

    def _examined(self) -> Iterator[tuple[Listed, Examined]]:
        for listed in self._work.documents(PASSES + 1):
            yield listed, Examined(*unpack(listed.given))

    def findings(self) -> Iterator[Finding]:
        """Yield the findings by path, place, code and message."""
        for path, found in self._found():
            yield from (finding_of(row, path) for row, _ in found)

    def rendered_findings(self) -> Iterator[str]:
        """Yield the findings in their order as objects of findings.json, and count them."""
        self.findings_count = 0
        for path, found in self._found():
            name = f'"path": {json.dumps(path, ensure_ascii=False)}'
            for _, text in found:
                self.findings_count += 1
                # The quotation marks inside of strings have a backslash before them: this is no text of a report.
                yield text.replace('"path": ""', name)

    def _found(self) -> Iterator[tuple[str, list[Any]]]:
        """Yield the findings of each document as plain values and as JSON, in order."""
        run = self._work.connection.execute
        for listed, examined in self._examined():
            found = [
                pair
                for pair in json.loads(examined.findings)
                if (pair[0][0], form_key(pair[0][4])) not in self._silenced
            ]
            across = run("SELECT value FROM conflict WHERE path = ?", (listed.path,)).fetchall()
            if across:
                found += (json.loads(value) for (value,) in across)
                found.sort(key=lambda pair: (Place(*pair[0][3]).order, pair[0][0], pair[0][5]))
            yield listed.path, found

    def tables(self) -> dict[str, Iterator[Row]]:
        """Return what was found as rows of plain values."""
        return {
            "definitions": self._definition_rows(),
            "uses": self._use_rows(),
            "findings": self._finding_rows(),
            "counts": (each._asdict() for each in self.counts()),
        }

    def _definition_rows(self) -> Iterator[Row]:
        for listed in self._work.documents(PASSES):
            for row in Settled(*unpack(listed.given)).candidates:
                yield {"document": listed.path, **Introduced(*row)._asdict()}

    def _use_rows(self) -> Iterator[Row]:
        for listed, examined in self._examined():
            head = Head(*listed.head)
            for row in examined.used:
                used = Used(*row)
                yield {
                    "document": listed.path, "symbol": "-".join(head.symbols), "date": head.date, "year": examined.year,
                    "concept": used.concept, "form": used.form, "count": used.uses, "defined": used.is_defined,
                    "line": used.first,
                }  # fmt: skip

    def _finding_rows(self) -> Iterator[Row]:
        for each in self.findings():
            yield {
                "document": each.path, "code": each.code, "severity": each.severity.value, "line": each.place.line,
                "column": each.place.column, "text": each.text, "message": each.message.en, "sentence": each.sentence,
            }  # fmt: skip


class Concepts:
    """The concepts of a build, read anew each time they are walked and never all held in memory."""

    def __init__(self, work: Work, *, most_used_first: bool = False) -> None:
        """Take the work file of a build that has run."""
        self._work = work
        order = "documents DESC, id" if most_used_first else "id"
        self._query = f"SELECT value FROM concept ORDER BY {order}"  # noqa: S608  one of two

    def __iter__(self) -> Iterator[Concept]:
        for (value,) in self._work.connection.execute(self._query):
            yield concept_from(value)


def _evidence(listed: Listed, line: int, column: int, page: int, sentence: str, method: str, score: float) -> Evidence:
    head = Head(*listed.head)
    return Evidence(listed.path, line, column, sentence, method, score, "-".join(head.symbols), head.date, page)
