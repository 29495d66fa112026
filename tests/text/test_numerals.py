"""Numbers of Chinese text."""

from __future__ import annotations

import pytest

from termkit.text.numerals import whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [("118", 118), ("一百一十八", 118), ("一百十八", 118), ("百", 100), ("二十", 20), ("七五", 75), ("０", 0)],
)
def test_a_whole_number_in_figures_or_han_numerals(text: str, number: int) -> None:
    assert whole_number(text) == number
