"""What is added up in parts and sorted on disk is what would have been held in memory."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from termkit.corpus.reduction import Sums, groups, joined, make_tables, put
from termkit.glossary.tally import SAMPLE

if TYPE_CHECKING:
    from termkit.glossary.tally import Sight, Tally

Row = tuple[str, str, str, int, "Sight"]


def rows(number: int) -> list[Row]:
    chance = random.Random(7)
    found: list[Row] = []
    for index in range(number):
        sight = (f"20{index % 20:02}-01-01", f"{index:05}.txt", 0, 1 + index % 50, 1, "联合国")
        subject, key = f"concept-{chance.randint(0, 9)}", f"form-{chance.randint(0, 3)}"
        found.append((chance.choice(["uses", "said"]), subject, key, 1, sight))
    return found


def added(told: list[Row], most: int) -> list[tuple[str, str, dict[str, Tally]]]:
    """Add up so many rows at a time."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("ATTACH ':memory:' AS scratch")
    make_tables(connection, "uses", "said")
    for start in range(0, len(told), most):
        sums = Sums()
        for table, subject, key, number, sight in told[start : start + most]:
            sums.add(table, subject, key, (number, 2), sight)
        put(connection, sums.rows())
    return [(group.subject, group.table, joined(group.parts)) for group in groups(connection, "uses", "said")]


@pytest.mark.parametrize("most", [1, 17, 400, 10**9])
def test_in_which_parts_and_in_which_order_it_comes_does_not_matter(most: int) -> None:
    told = rows(3000)
    wanted = added(told, 3000)
    assert sum(tally.numbers[0] for _, _, forms in wanted for tally in forms.values()) == 3000
    assert max(len(tally.sights) for _, _, forms in wanted for tally in forms.values()) == SAMPLE + 2
    assert added(told, most) == wanted
    random.Random(8).shuffle(told)
    assert added(told, most) == wanted


def test_groups_come_in_order_and_with_what_was_told_of_them() -> None:
    told = rows(200)
    wanted = added(told, 50)
    assert [each[:2] for each in wanted] == sorted({(subject, table) for table, subject, *_ in told})
    assert all(list(forms) == sorted(forms) for _, _, forms in wanted)
    counted = Counter((subject, table, key) for table, subject, key, *_ in told)
    assert {(s, t, key): tally.numbers[0] for s, t, forms in wanted for key, tally in forms.items()} == counted
