"""What a build found: it comes out of the work file, in order, and is never all held in memory."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from termkit.corpus.engines import in_turn
from termkit.corpus.finishing import Findings, ToShow, candidates_of, finish_findings, order_of, several
from termkit.corpus.introduced import Introduced
from termkit.corpus.records import Examined, Head, Used, concept_from, finding_of, unpack
from termkit.corpus.reduction import groups, joined
from termkit.corpus.work import PASSES
from termkit.glossary.store import StoredDocument
from termkit.report.page import Column, FormUse
from termkit.report.pages import MOST_FINDINGS, FormCount

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from termkit.check import Finding
    from termkit.corpus.engines import Engine
    from termkit.corpus.work import Work
    from termkit.glossary.merge import Candidate
    from termkit.report.rows import Row
    from termkit.terms.concept import Concept

__all__ = ["Count", "Found", "form_counts"]


_SHOWN = """
CREATE TABLE scratch.rendered (number INTEGER PRIMARY KEY, objects TEXT) STRICT;
CREATE TABLE scratch.shown (code TEXT, number INTEGER, path TEXT, row TEXT, PRIMARY KEY (code, number)) STRICT
"""


class Count(NamedTuple):
    """How often documents of a year and a body use a form of a concept."""

    concept: str
    form: str
    year: int
    body: str
    documents: int
    uses: int


def form_counts(rows: Iterable[tuple[Any, ...]]) -> dict[str, FormCount]:
    """Return the counts of the forms of a concept, over all bodies."""
    found: dict[str, FormCount] = {}
    for each in map(Count._make, rows):
        known = found.get(each.form, FormCount(0, 0, {}))
        years = {**known.years, each.year: known.years.get(each.year, 0) + each.documents}
        found[each.form] = FormCount(known.documents + each.documents, known.uses + each.uses, years)
    return found


class Rule(NamedTuple):
    """A rule that has findings, and how many."""

    code: str
    name: str
    findings: int


class Found:
    """What a build found; its work file must stay open, and its engine for findings."""

    def __init__(
        self,
        work: Work,
        engine: Engine,
        silenced: frozenset[tuple[str, str]],
        definitions: int,
        reused: int,
        progress: Callable[[str, int, int], None],
    ) -> None:
        """Take the work file of a build that has run.

        `silenced` are rules and forms that contradictions between documents take the place of, `definitions` how many
        there are, and `reused` how many documents had been done before.
        """
        self.definitions, self.reused = definitions, reused
        self._work, self._silenced, self._progress = work, silenced, progress
        self.engine = engine

    def _one(self, query: str) -> int:
        return int(self._work.connection.execute(query).fetchone()[0])

    @cached_property
    def documents_count(self) -> int:
        """Return how many documents were done."""
        return self._work.count()

    @cached_property
    def concepts_count(self) -> int:
        """Return how many concepts the documents define or use."""
        return self._one("SELECT count(*) FROM scratch.concept")

    @cached_property
    def newest(self) -> str:
        """Return the ISO date of the newest document, empty where none has one."""
        query = "SELECT coalesce(max(json_extract(head, '$[1]')), '') FROM document WHERE failed = ''"
        return str(self._work.connection.execute(query).fetchone()[0])

    @cached_property
    def remarks(self) -> list[tuple[str, Head]]:
        """Return the documents whose reading leaves something to say, by path."""
        rows = self._work.connection.execute(
            "SELECT path, head FROM document WHERE failed = '' AND (json_extract(head, '$[4]') OR "
            "json_extract(head, '$[5]') != '' OR json_extract(head, '$[6]') NOT IN ('utf-8', 'ascii')) ORDER BY path"
        )
        return [(path, Head.of(head)) for path, head in rows]

    def concepts(self, *, most_used_first: bool = False) -> Concepts:
        """Return the concepts that the documents define or use, by id or by how many documents use them."""
        return Concepts(self._work, most_used_first=most_used_first)

    def candidates(self) -> Iterator[Candidate]:
        """Yield the definitions of all documents as candidates; of many of one pair, a sample."""
        for group in groups(self._work.connection, "candidates"):
            yield from candidates_of(joined(group.parts))

    def documents(self) -> Iterator[StoredDocument]:
        """Yield the documents, by path."""
        for told in self._work.told(PASSES, "''"):
            head = Head.of(told.head)
            yield StoredDocument(told.path, tuple(head.symbols), head.date, head.language, head.digest, head.title)

    def sentences(self) -> Iterator[tuple[str, bytes]]:
        """Yield the sentences of each document as the store keeps them, by path."""
        for told in self._work.told(PASSES, "given"):
            yield told.path, told.part

    def counts(self) -> Iterator[Count]:
        """Yield how often which form is used, by concept, form, year and body."""
        rows = self._work.connection.execute("SELECT * FROM scratch.count ORDER BY concept, form, year, body")
        yield from map(Count._make, rows)

    def counts_of(self, concept: str) -> list[tuple[Any, ...]]:
        """Return the counts of the forms of a concept as plain values (`form_counts`)."""
        return self._work.connection.execute("SELECT * FROM scratch.count WHERE concept = ?", (concept,)).fetchall()

    def columns(self) -> Iterator[Column]:
        """Yield which forms each document uses, by path."""
        for path, head, examined in self._examined():
            forms: dict[str, list[FormUse]] = {}
            for row in examined.used:
                used = Used(*row)
                use = FormUse(used.key, used.form, used.uses, used.is_defined, used.first)
                forms.setdefault(used.concept, []).append(use)
            yield Column(path, tuple(head.symbols), head.date, forms)

    def _examined(self) -> Iterator[tuple[str, Head, Examined]]:
        for told in self._work.told(PASSES, "told"):
            yield told.path, Head.of(told.head), Examined(*unpack(told.part))

    # -- findings --------------------------------------------------------------------------------------

    def findings(self) -> Iterator[Finding]:
        """Yield the findings by path, place, code and message."""
        for each in self._in_documents():
            for row in order_of(each, self._silenced):
                yield finding_of(row, each.path)

    def _in_documents(self) -> Iterator[Findings]:
        # Both are in the order of the paths, so that each is walked once.
        conflicts = self._work.connection.execute("SELECT path, row FROM scratch.conflict ORDER BY path, rowid")
        path, row = next(conflicts, ("", ""))
        for told in self._work.told(PASSES, "shown"):
            across = []
            while path == told.path:
                across.append(row)
                path, row = next(conflicts, ("", ""))
            yield Findings(told.path, told.part, across)

    @cached_property
    def rules(self) -> list[Rule]:
        """Return the rules that have findings, by code. The workers render the findings while they are counted."""
        run, many = self._work.connection.execute, self._work.connection.executemany
        for statement in _SHOWN.split(";"):
            run(statement)
        counted: dict[str, Rule] = {}

        def to_show() -> Iterator[ToShow]:
            done = 0
            for some in several((len(each.alone), each) for each in self._in_documents()):
                done += len(some.rows)
                self._progress("showing findings", done, self.documents_count)
                full = [rule.code for rule in counted.values() if rule.findings >= MOST_FINDINGS]
                yield ToShow("", full, some.rows)

        for objects, rules in in_turn(self.engine, finish_findings, self._silenced, to_show()):
            if objects:
                run("INSERT INTO scratch.rendered (objects) VALUES (?)", (objects,))
            for code, name, number, rows in rules:
                before = counted.get(code, Rule(code, name, 0)).findings
                numbered = ((code, before + n, *row) for n, row in enumerate(rows))
                many("INSERT INTO scratch.shown VALUES (?, ?, ?, ?)", numbered)
                counted[code] = Rule(code, name, before + number)
        run(f"DELETE FROM scratch.shown WHERE number >= {MOST_FINDINGS}")  # noqa: S608
        return [counted[code] for code in sorted(counted)]

    @property
    def findings_count(self) -> int:
        """Return how many findings there are."""
        return sum(rule.findings for rule in self.rules)

    def rendered_findings(self) -> Iterator[str]:
        """Yield the findings in their order as objects of findings.json, some at a time."""
        if self.rules:
            for (objects,) in self._work.connection.execute("SELECT objects FROM scratch.rendered ORDER BY number"):
                yield objects

    def shown_findings(self, rule: Rule) -> Iterator[tuple[str, str]]:
        """Yield the first findings of a rule, those that the report shows: path, and row as JSON."""
        yield from self._work.connection.execute(
            "SELECT path, row FROM scratch.shown WHERE code = ? ORDER BY number", (rule.code,)
        )

    # -- rows ------------------------------------------------------------------------------------------

    def tables(self) -> dict[str, Iterator[Row]]:
        """Return what was found as rows of plain values."""
        return {
            "definitions": self._definition_rows(),
            "uses": self._use_rows(),
            "findings": self._finding_rows(),
            "counts": (each._asdict() for each in self.counts()),
        }

    def _definition_rows(self) -> Iterator[Row]:
        for told in self._work.told(PASSES - 1, "told"):
            for row in unpack(told.part):
                yield {"document": told.path, **Introduced(*row)._asdict()}

    def _use_rows(self) -> Iterator[Row]:
        for path, head, examined in self._examined():
            for row in examined.used:
                used = Used(*row)
                yield {
                    "document": path, "symbol": "-".join(head.symbols), "date": head.date, "year": examined.year,
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
        self._query = f"SELECT id, value FROM scratch.concept ORDER BY {order}"  # noqa: S608  one of two

    def packed(self) -> Iterator[tuple[str, bytes]]:
        """Yield the concepts as id and bytes (`concept_from`)."""
        yield from self._work.connection.execute(self._query)

    def __iter__(self) -> Iterator[Concept]:
        return (concept_from(value) for _, value in self.packed())
