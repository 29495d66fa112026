"""What worker processes make of sums: concepts with their evidence, contradictions between documents, findings shown.

Each function takes some groups, or what was kept of some documents, and returns rows of plain values.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from termkit.check.across import Across, Heard
from termkit.check.engine import rules_on
from termkit.corpus.records import (
    as_json,
    concept_bytes,
    concept_from,
    evidence_from_sight,
    finding_of,
    finding_row,
    sighting_from_sight,
    unpack,
)
from termkit.corpus.reduction import joined
from termkit.corpus.tasks import opened
from termkit.glossary.merge import Candidate, index_of, merged, with_uses
from termkit.report.findings_json import render_one
from termkit.terms.concept import Kind
from termkit.terms.keys import form_key
from termkit.text.document import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from termkit.corpus.reduction import Group, Part
    from termkit.corpus.tasks import Shared
    from termkit.glossary.tally import Tally

__all__ = [
    "Findings",
    "Several",
    "ToShow",
    "Used",
    "candidates_of",
    "finish_candidates",
    "finish_findings",
    "finish_said",
    "finish_uses",
    "order_of",
    "several",
]

_MOST_BYTES = 1 << 18


class Several(NamedTuple):
    """Some things to be finished; `path` is of no document."""

    path: str
    rows: list[Any]


def several(sized: Iterable[tuple[int, Any]], most: int = 500) -> Iterator[Several]:
    """Cut things, each with its size in bytes, into pieces that a worker holds in memory at once."""
    rows: list[Any] = []
    size = 0
    for each, thing in sized:
        rows.append(thing)
        size += each
        if len(rows) >= most or size >= _MOST_BYTES:
            yield Several("", rows)
            rows, size = [], 0
    if rows:
        yield Several("", rows)


def finish_candidates(shared: Shared, groups: Several) -> list[tuple[str, int, bytes]]:
    """Return for groups of candidates the id of the concept, how many definitions it has, and the concept."""
    curated = index_of(shared.ground.curated).concepts
    found = []
    group: Group
    for group in groups.rows:
        tallies = joined(group.parts)
        kinds: dict[Kind, int] = {}
        for key, tally in tallies.items():
            kind = Kind(json.loads(key)[2])
            kinds[kind] = kinds.get(kind, 0) + tally.numbers[0]
        concept = merged(group.subject, candidates_of(tallies), curated.get(group.subject), kinds)
        found.append((group.subject, sum(kinds.values()), concept_bytes(concept)))
    return found


def candidates_of(tallies: Mapping[str, Tally]) -> Iterator[Candidate]:
    """Yield the definitions of a concept; of many of one pair, a sample."""
    for key, tally in tallies.items():
        full, short, kind, english = json.loads(key)
        for sight in tally.sights:
            yield Candidate(full, short, Kind(kind), evidence_from_sight(sight), english)


class Used(NamedTuple):
    """What is known of a concept: id, the concept with the evidence of its definitions, parts of uses and counts."""

    identifier: str
    concept: bytes
    uses: list[Part]
    counts: list[Part]


def finish_uses(_shared: Shared, used: Several) -> list[tuple[str, int, bytes, list[tuple[Any, ...]]]]:
    """Return for concepts: id, in how many documents, the concept with all its evidence, and rows of counts."""
    found = []
    each: Used
    for each in used.rows:
        tallies = joined(each.uses)
        uses = {key: [evidence_from_sight(s) for s in tally.sights] for key, tally in tallies.items()}
        most = max((tally.numbers[0] for tally in tallies.values()), default=0)
        counts = [(each.identifier, *json.loads(key), *tally.numbers) for key, tally in joined(each.counts).items()]
        concept = with_uses(concept_from(each.concept), uses)
        found.append((each.identifier, most, concept_bytes(concept), counts))
    return found


def finish_said(shared: Shared, groups: Several) -> list[tuple[str, str, str, str]]:
    """Return the contradictions: the rule that is not to speak of it too, the subject, the path, and the finding."""
    material = opened(shared.file, shared.ground)
    rules = {rule.code: rule for rule in rules_on(shared.ground.profile)}
    found = []
    group: Group
    for group in groups.rows:
        code, _, subject = group.subject.partition(" ")
        rule, tallies = rules[code], joined(group.parts)
        if not isinstance(rule.find, Across) or len(tallies) < 2:
            continue
        heard = {
            form: Heard(tally.numbers[0], [sighting_from_sight(sight) for sight in tally.sights])
            for form, tally in tallies.items()
        }
        if (conflict := rule.find.judge(material, subject, heard)) is not None:
            finding = rule.finding_across(conflict, shared.ground.profile)
            row = as_json(finding_row(finding))
            found.append((rule.find.replaces, subject, finding.path, row))
    return found


class Findings(NamedTuple):
    """The findings in a document, as the last pass packed them, and those that its contradictions are."""

    path: str
    alone: bytes
    across: list[str]


class ToShow(NamedTuple):
    """Documents with their findings, and the codes of rules of which the report shows enough; `path` is of none."""

    path: str
    full: list[str]
    documents: list[Findings]


def finish_findings(
    silenced: frozenset[tuple[str, str]], shown: ToShow
) -> tuple[str, list[tuple[str, str, int, list[tuple[str, str]]]]]:
    """Return the findings of documents as objects of findings.json, and what there is of each rule.

    That is code, name, the number of findings, and where the report may show more of them path and row of each.
    """
    objects: list[str] = []
    rules: dict[str, tuple[str, str, list[tuple[str, str]]]] = {}
    counted: Counter[str] = Counter()
    for each in shown.documents:
        for row in order_of(each, silenced):
            objects.append(render_one(finding_of(row, each.path)))
            code, name = row[:2]
            counted[code] += 1
            rows = rules.setdefault(code, (code, name, []))[2]
            if code not in shown.full:
                rows.append((each.path, as_json(row)))
    return ",\n ".join(objects), [(code, name, counted[code], rows) for code, name, rows in rules.values()]


def order_of(found: Findings, silenced: frozenset[tuple[str, str]]) -> list[Any]:
    """Return the findings of a document as plain values, in order."""
    rows = [row for row in unpack(found.alone) if (row[0], form_key(row[4])) not in silenced]
    if found.across:
        rows += map(json.loads, found.across)
        rows.sort(key=lambda row: (Place(*row[3]).order, row[0], row[5]))
    return rows
