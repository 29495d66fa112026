"""Ctrl-C is heard when what it must not cut in two is done."""

from __future__ import annotations

import signal
import threading

import pytest

from termkit.corpus.interrupts import interrupts_held


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
