"""Many clients and one reviewer, and a kill in the middle: no error, and no decision that was acknowledged is lost."""

from __future__ import annotations

import signal
import threading
import time
from typing import TYPE_CHECKING

import pytest
from load import Outcome, load
from servers import serving

from termkit.errors import InputError
from termkit.exchange.shipped import shipped_glossary
from termkit.glossary.store import Store
from termkit.serve.drafts import Draft
from termkit.serve.worker import Worker

if TYPE_CHECKING:
    from pathlib import Path

    from servers import Server

    from termkit.text.document import Document


def decisions(store: Path) -> set[tuple[str, str, str]]:
    with Store(store) as opened:
        return {(each.full, each.short, str(each.decision)) for each in opened.decisions()}


def test_fifty_clients_and_a_reviewer(own_server: Server) -> None:
    outcome = load(own_server.address, seconds=4)
    assert outcome.errors == []
    assert len(outcome.seconds) > 100
    assert len(outcome.decided) > 1
    assert own_server.store is not None
    assert set(outcome.decided) <= decisions(own_server.store)


def test_a_kill_leaves_every_acknowledged_decision(store: Path, cache: Path) -> None:
    acknowledged: set[tuple[str, str, str]] = set()
    for wanted in (1, 7, 3):
        outcome = Outcome()
        with serving(store, cache) as server:
            clients = threading.Thread(target=load, args=(server.address, 60, 5), kwargs={"outcome": outcome})
            clients.start()
            while len(outcome.decided) < wanted and clients.is_alive():
                time.sleep(0.003)
            server.process.send_signal(signal.SIGKILL)
            server.process.wait()
            clients.join()
        assert len(outcome.decided) >= wanted
        acknowledged |= set(outcome.decided)
        found = decisions(store)
        # Of one pair the later decision stands, so a run begins where the one before it left off.
        assert {each[:2] for each in acknowledged} <= {each[:2] for each in found}
        assert set(outcome.decided) <= found
    with serving(store, cache) as server:
        assert server.client.get("/api/review?limit=1").json()["progress"]["people"]["li"] == len(found)


def test_a_long_check_does_not_stop_look_ups(server: Server, seeds: tuple[Document, ...]) -> None:
    long = "\n\n".join(each.text for each in seeds)
    done: list[float] = []

    def check() -> None:
        begin = time.monotonic()
        assert server.client.post("/api/check", json={"text": long}).status_code == 200
        done.append(time.monotonic() - begin)

    checking = threading.Thread(target=check)
    checking.start()
    waits = []
    while checking.is_alive():
        begin = time.monotonic()
        assert server.client.get("/api/lookup?q=开发署").status_code == 200
        waits.append(time.monotonic() - begin)
    checking.join()
    assert len(waits) > 10
    assert max(waits) < done[0] / 3


def test_a_worker_that_hangs_or_dies_is_started_anew() -> None:
    worker = Worker([shipped_glossary()], None, seconds=0.001)
    draft = Draft("议联。".encode(), "a.txt")
    try:
        for _ in range(2):
            with pytest.raises(InputError, match="check it in parts"):
                worker.check(draft, 0)
        worker._seconds = 60
        assert worker.check(draft, 0)["findings"]
        assert worker._process is not None
        worker._process.kill()
        worker._process.join()
        assert worker.check(draft, 0)["findings"]
    finally:
        worker.close()
