"""Numbers, dates and months of both languages meet in one notation."""

from __future__ import annotations

import pytest

from termkit.align.numbers import english_numbers
from termkit.text.numerals import chinese_numbers


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("八十五万人", "850,000 people"),
        ("85 万人", "850 000 people"),
        ("1.2 亿美元", "$120 million"),
        ("12亿", "1.2 billion"),
        ("二〇〇八年八月十五日", "15 August 2008"),
        ("2008年8月", "August 2008"),
        ("一九八九年", "1989"),
        ("一百二十三万四千", "1,234,000"),
        ("第三十五届", "thirty-fifth session"),
        ("二百五十名", "two hundred and fifty persons"),
        ("2 800 万", "28 million"),
        ("70%", "70 per cent"),
        ("１２３人", "123 persons"),
        ("两千", "two thousand"),
    ],
)
def test_both_notations_agree(chinese: str, english: str) -> None:
    zh = sorted(value for _, _, value in chinese_numbers(chinese))
    assert zh == sorted(value for _, _, value in english_numbers(english))
    assert zh


@pytest.mark.parametrize("text", ["hundreds of people", "You may go."])
def test_words_that_are_no_numbers(text: str) -> None:
    assert english_numbers(text) == []


def test_numbers_side_by_side_stay_apart() -> None:
    assert [v for _, _, v in english_numbers("two three, 1998 and 1999")] == ["#2", "#3", "#1998", "#1999"]
