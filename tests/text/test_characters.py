from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termkit.text.characters import CLOSING_MARKS, HAN, OPENING_MARKS, SENTENCE_END, cells, is_han


@pytest.mark.parametrize("character", ["国", "〇", "々", "㐀", "䶵", "﨎", "𠀀", "𪚥", "⺀"])
def test_han_characters_of_all_blocks(character: str) -> None:
    assert is_han(character)


@pytest.mark.parametrize("character", ["A", "1", "，", "（", "《", "ア", "한", "é", "\n", "\u3000", "①", "％"])
def test_what_is_no_han_character(character: str) -> None:
    assert not is_han(character)


@given(st.characters())
def test_a_han_character_has_a_name_that_says_so(character: str) -> None:
    name = unicodedata.name(character, "")
    if name.startswith("CJK UNIFIED IDEOGRAPH"):
        assert is_han(character)
    if is_han(character) and name:
        assert re.search("CJK|KANGXI|HANGZHOU|IDEOGRAPHIC", name), name


def test_ranges_work_inside_a_character_class() -> None:
    assert re.findall(f"[^{HAN}]+", "联合国(UN)开发署") == ["(UN)"]


def test_brackets_come_in_pairs() -> None:
    assert len(OPENING_MARKS) == len(CLOSING_MARKS)
    assert not set(OPENING_MARKS) & set(CLOSING_MARKS)
    assert "、" not in SENTENCE_END


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("UN", 2), ("联合国", 6), ("第 5 段", 7), ("（）", 4), ("()", 2), ("Ａ", 2)]
)
def test_width_in_cells(text: str, width: int) -> None:
    assert cells(text) == width
