"""Ctrl-C is heard when what it must not cut in two is done."""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING

import pytest

from termkit.corpus.interrupts import interrupts_held

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def heard() -> Iterator[None]:
    """Hear Ctrl-C as on a terminal: a test run in the background of a shell has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_ctrl_c_waits_for_the_end_and_is_heard_then() -> None:
    done = []

    def work() -> None:
        with interrupts_held():
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGINT)
            done.append("the rest")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert done == ["the rest"]
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_threads_do_not_hear_it_and_need_not_hold_it() -> None:
    done = []

    def work() -> None:
        with interrupts_held():
            done.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [signal.getsignal(signal.SIGINT)]
