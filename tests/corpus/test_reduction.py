"""What spills to disk adds up to what would have been held in memory."""

from __future__ import annotations

import random
import sqlite3
from typing import TYPE_CHECKING

import pytest

from termkit.corpus import reduction
from termkit.corpus.reduction import Reduction

if TYPE_CHECKING:
    from termkit.glossary.tally import Sight, Tally

Row = tuple[str, str, int, "Sight"]


def rows(number: int) -> list[Row]:
    chance = random.Random(7)
    found: list[Row] = []
    for index in range(number):
        sight = (f"20{index % 20:02}-01-01", f"{index:05}.txt", 0, 1 + index % 50, 1, "联合国")
        found.append((f"concept-{chance.randint(0, 9)}", f"form-{chance.randint(0, 3)}", 1, sight))
    return found


def added(told: list[Row]) -> list[tuple[str, dict[str, Tally]]]:
    table = Reduction(sqlite3.connect(":memory:", isolation_level=None), "told")
    for major, minor, number, sight in told:
        table.add(major, minor, (number, 2), sight)
    return list(table.groups())


@pytest.mark.parametrize("most", [1, 17, 400, 10**9])
def test_how_often_it_spills_and_in_which_order_it_comes_does_not_matter(
    monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    told = rows(3000)
    wanted = added(told)
    assert sum(tally.numbers[0] for _, forms in wanted for tally in forms.values()) == 3000
    monkeypatch.setattr(reduction, "_MOST_SIGHTS", most)
    assert added(told) == wanted
    random.Random(8).shuffle(told)
    assert added(told) == wanted


def test_groups_come_in_order() -> None:
    wanted = added(rows(200))
    assert [major for major, _ in wanted] == sorted({major for major, _ in wanted})
    assert all(list(forms) == sorted(forms) for _, forms in wanted)
