"""Ctrl-C among processes and threads: who is to hear it, and when."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from threading import current_thread, main_thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["interrupts_held", "leave_interrupts"]


def leave_interrupts() -> None:
    """Leave Ctrl-C to the process that started the workers: they would each print where they were."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Let Ctrl-C wait until something is done: a queue that is left half-way never wakes its reader again."""
    if current_thread() is not main_thread():
        yield
        return
    came: list[int] = []
    heard = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, heard)
    if came:
        signal.raise_signal(signal.SIGINT)
