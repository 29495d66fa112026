"""Hard documents: what a check does grows with the text, not with its square. Calls are counted, no seconds."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from termkit.check import check
from termkit.corpus.pipeline import analyse
from termkit.read.plain import read_plain
from tests.benchmarks.checking import HARD

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

CHARACTERS = 3_000
BEGIN = 2_000
"""Calls that a check makes whatever the text is, a few times over."""


def calls(text: str) -> int:
    """Return how often functions are called to check a text, those of Python and generators that go on."""
    document = read_plain(text.encode(), "hard.txt")
    counted = 0

    def count(_frame: FrameType, event: str, _: object) -> None:
        nonlocal counted
        counted += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        check(analyse([document]))
    finally:
        sys.setprofile(before)
    return counted


@pytest.mark.parametrize("make", HARD.values(), ids=HARD)
def test_work_grows_with_the_text(make: Callable[[int], str]) -> None:
    calls(make(CHARACTERS))  # what is worked out once and kept
    once, fourfold = (calls(f"{make(size)}\n") for size in (CHARACTERS, 4 * CHARACTERS))
    assert fourfold < 6 * once + BEGIN
