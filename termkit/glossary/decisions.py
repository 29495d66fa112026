"""Decisions of people on pairs of full and short form, in and out as `decisions.tsv`.

One row a decision: full, short, decision, scope, by, date, note. Files of several people are merged:
each person has one decision on a pair in a scope, the latest; where people differ, both stay and the
difference is listed.
"""

from __future__ import annotations

import csv
import io
from dataclasses import astuple, dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from termkit.errors import GlossaryError
from termkit.glossary.files import guard, read_text, replacing, unguard

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["Decision", "Ruling", "differences", "merge_decisions", "read_decisions", "write_decisions"]


class Ruling(StrEnum):
    """What was decided: the pair is right, is wrong, is the form to use, or names one concept.

    Of a merged pair both are full forms; the concept of the second (`short`) joins that of the first.
    """

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    PREFERRED = "preferred"
    MERGED = "merged"


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """A decision on a pair. `scope` is where it holds (a body, a collection), empty for everywhere.

    `date` is an ISO date, with the time where it is known, empty where neither is.
    """

    full: str
    short: str
    decision: Ruling
    scope: str = ""
    by: str = ""
    date: str = ""
    note: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Return whose decision on what this is."""
        return self.full, self.short, self.scope, self.by


COLUMNS = tuple(field.name for field in fields(Decision))


def read_decisions(path: Path) -> list[Decision]:
    """Return the decisions of a file; raise GlossaryError, with the line, for a row that is none."""
    rows = csv.reader(io.StringIO(read_text(path), newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
    head = [name.strip().lower() for name in next(rows, [])]
    missing = [name for name in ("full", "short", "decision") if name not in head]
    if missing:
        raise GlossaryError(f"the first row must name the columns; missing: {', '.join(missing)}", path, 1)
    if len(set(head)) < len(head):
        raise GlossaryError("a column stands twice in the first row", path, 1)
    found = []
    for cells in rows:
        if any(map(str.strip, cells)):
            row = dict(zip(head, (unguard(cell.strip()) for cell in cells), strict=False))
            found.append(_decision(row, path, rows.line_num))
    return found


def _decision(row: dict[str, str], path: Path, line: int) -> Decision:
    said = row.get("decision", "").lower()
    if said not in {*Ruling}:
        raise GlossaryError(f"{said!r} is no decision; use {', '.join(Ruling)}", path, line)
    if not row.get("full"):
        raise GlossaryError("the row has no full form", path, line)
    when = row.get("date", "")
    try:
        datetime.fromisoformat(when or "2000-01-01")
    except ValueError:
        raise GlossaryError(f"{when!r} is no date such as 2026-01-15", path, line) from None
    rest = {name: row.get(name, "") for name in COLUMNS if name != "decision"}
    return Decision(decision=Ruling(said), **rest)


def write_decisions(decisions: Iterable[Decision], path: Path) -> None:
    """Write decisions, sorted; UTF-8 with byte order mark, so that a spreadsheet opens it."""
    with replacing(path) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        file.write("\t".join(COLUMNS) + "\n")
        for decision in sorted(decisions):
            # A cell is one line without tabs; quotation marks stand as they are.
            file.write("\t".join(guard(" ".join(str(cell).split())) for cell in astuple(decision)) + "\n")


def merge_decisions(*sources: Iterable[Decision]) -> list[Decision]:
    """Return one decision of each person on each pair and scope: the latest, else that of the later source."""
    latest: dict[tuple[str, str, str, str], Decision] = {}
    for source in sources:
        for decision in source:
            known = latest.get(decision.key)
            if known is None or decision.date >= known.date:
                latest[decision.key] = decision
    return sorted(latest.values())


def differences(decisions: Iterable[Decision]) -> list[tuple[Decision, Decision]]:
    """Return pairs of decisions of different people that contradict each other.

    Accepted and preferred agree that the pair is right.
    """
    by_pair: dict[tuple[str, str, str], list[Decision]] = {}
    found: list[tuple[Decision, Decision]] = []
    for decision in sorted(decisions):
        others = by_pair.setdefault((decision.full, decision.short, decision.scope), [])
        found.extend(
            (other, decision)
            for other in others
            if (other.decision is Ruling.REJECTED) != (decision.decision is Ruling.REJECTED)
        )
        others.append(decision)
    return found
