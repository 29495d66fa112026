"""Engines do every item, whatever becomes of a worker."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from termkit.corpus.engines import Local, Serial
from termkit.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# A module of its own, as worker processes have to import it.
TASKS = """
import os, time
from typing import NamedTuple
from termkit.errors import InputError

class Item(NamedTuple):
    path: str

def work(shared, item):
    if "dies" in item.path:
        os.kill(os.getpid(), 9)
    if "hangs" in item.path:
        time.sleep(600)
    if "fails" in item.path:
        raise InputError("is damaged", item.path)
    if "breaks" in item.path:
        raise ZeroDivisionError("by nothing")
    return shared + item.path.upper()
"""


class Tasks(NamedTuple):
    item: Callable[[str], Any]
    work: Callable[[Any, Any], Any]


@pytest.fixture
def tasks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tasks:
    (tmp_path / "tasks_of_a_test.py").write_text(TASKS, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    module = import_module("tasks_of_a_test")
    return Tasks(module.Item, module.work)


def test_local_and_serial_give_the_same(tasks: Tasks) -> None:
    items = [tasks.item(f"{number}.txt") for number in range(500)]
    with Serial() as serial, Local(2) as local:
        wanted = list(serial.map(tasks.work, "of ", items))
        assert sorted(local.map(tasks.work, "of ", items)) == sorted(wanted)
        # The same workers go on with something else that is shared.
        assert {result[:5] for _, result in local.map(tasks.work, "from ", items[:9])} == {"from "}


def test_a_worker_that_dies_or_hangs_costs_its_document(tasks: Tasks) -> None:
    names = [f"{number}.txt" for number in range(120)]
    names[17], names[40], names[41], names[90] = "dies.txt", "hangs.txt", "fails.txt", "breaks.txt"
    with Local(2, seconds=2) as local:
        found = {item.path: result for item, result in local.map(tasks.work, "", [tasks.item(n) for n in names])}
    assert set(found) == set(names)
    wrong = {name: str(result) for name, result in found.items() if isinstance(result, InputError)}
    assert wrong == {
        "dies.txt": "dies.txt: ended its worker process (SIGKILL)",
        "hangs.txt": "hangs.txt: took more than 2 seconds and was given up (--timeout)",
        "fails.txt": "fails.txt: is damaged",
        "breaks.txt": "breaks.txt: could not be processed: ZeroDivisionError: by nothing",
    }


def test_items_are_not_all_read_ahead(tasks: Tasks) -> None:
    read = 0

    def items() -> Any:
        nonlocal read
        for number in range(100_000):
            read += 1
            yield tasks.item(f"{number}.txt")

    with Local(2) as local:
        next(local.map(tasks.work, "", items()))
    assert read < 5000


def test_nothing_to_do(tasks: Tasks) -> None:
    with Local(2) as local:
        assert list(local.map(tasks.work, "", [])) == []
