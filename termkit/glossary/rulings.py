"""Decisions in a store, and the history of all that changes in it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from termkit.glossary.database import Database
from termkit.glossary.decisions import Decision, Ruling, merge_decisions
from termkit.glossary.records import decision_json, decision_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Entry", "Rulings", "now", "record"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history: when (ISO 8601), who, what, and of what.

    `what` is added, changed, removed, decided or undone. `before` and `after` are JSON of the concept or of
    the decision. `batch` numbers the changes of decisions that were made together, 0 for all else; what
    takes back a batch has its number negated.
    """

    at: str
    by: str
    what: str
    subject: str
    before: str
    after: str
    batch: int = 0


class Rulings(Database):
    """What people decided, and what has changed when and by whom."""

    def decide(self, decisions: Iterable[Decision]) -> int:
        """Take decisions in; of one person on one pair and scope the latest stands.

        Return the number under which the history keeps them, 0 where nothing changed.
        """
        with self.change() as run:
            known = {each.key: each for each in self._decisions()}
            changes = [(known.get(each.key), each) for each in merge_decisions(known.values(), decisions)]
            return self._ruled(run, [(before, after) for before, after in changes if before != after], "decided")

    def undo(self, by: str) -> list[tuple[Decision, Decision | None]]:
        """Take back what a person decided last and has not taken back yet; return each decision and what stands now.

        The list is empty where there is nothing to take back.
        """
        with self.change() as run:
            (batch,) = run(
                "SELECT coalesce(max(batch), 0) FROM history AS done WHERE by = ? AND what = 'decided' AND batch > 0"
                " AND NOT EXISTS (SELECT 1 FROM history WHERE batch = -done.batch)",
                (by,),
            ).fetchone()
            rows = run("SELECT before, after FROM history WHERE batch = ? ORDER BY key", (batch,)).fetchall()
            if not batch:
                return []
            taken = [(decision_of(after), decision_of(before) if before else None) for before, after in rows]
            self._ruled(run, taken, "undone", -batch)
        return taken

    def _ruled(
        self, run: Any, changes: Sequence[tuple[Decision | None, Decision | None]], what: str, batch: int = 0
    ) -> int:
        if not changes:
            return 0
        at = now()
        batch = batch or run("SELECT coalesce(max(batch), 0) + 1 FROM history").fetchone()[0]
        for before, after in changes:
            each = after or before
            if each is None:
                continue
            if after is None:
                run("DELETE FROM decision WHERE full = ? AND short = ? AND scope = ? AND by = ?", each.key)
            else:
                row = (each.full, each.short, each.decision, each.scope, each.by, each.date, each.note)
                run("INSERT OR REPLACE INTO decision VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            said = (decision_json(before) if before else "", decision_json(after) if after else "")
            record(run, Entry(at, each.by, what, f"{each.full} / {each.short}", *said, batch))
        return batch

    def decisions(self) -> list[Decision]:
        """Return all decisions, sorted."""
        with self.errors():
            return self._decisions()

    def _decisions(self) -> list[Decision]:
        rows = self._connection.execute("SELECT full, short, decision, scope, by, date, note FROM decision")
        return sorted(Decision(full, short, Ruling(said), *rest) for full, short, said, *rest in rows)

    def latest(self, last: int) -> list[Entry]:
        """Return the last changes of decisions, newest first."""
        with self.errors():
            rows = self._connection.execute(
                "SELECT at, by, what, subject, before, after, batch FROM history"
                " WHERE what IN ('decided', 'undone') ORDER BY key DESC LIMIT ?",
                (last,),
            ).fetchall()
        return [Entry(*row) for row in rows]

    def history(self, subject: str = "") -> list[Entry]:
        """Return the history, oldest first, of one concept or pair where given."""
        where, values = ("WHERE subject = ?", (subject,)) if subject else ("", ())
        with self.errors():
            rows = self._connection.execute(
                f"SELECT at, by, what, subject, before, after, batch FROM history {where} ORDER BY key",  # noqa: S608
                values,
            ).fetchall()
        return [Entry(*row) for row in rows]


def record(run: Any, entry: Entry) -> None:
    """Add a line to the history."""
    row = (entry.at, entry.by, entry.what, entry.subject, entry.before, entry.after, entry.batch)
    run("INSERT INTO history VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", row)


def now() -> str:
    """Return the time of SOURCE_DATE_EPOCH where it is set, else now, in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
