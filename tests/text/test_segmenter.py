"""A short text is cut with a part of the dictionary, and just as with all of it."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

pytest.importorskip("rjieba", reason="the compiled segmenter has no wheel here")

from termkit.text.segmenter import Segmenter, _dictionary

if TYPE_CHECKING:
    from termkit.text.document import Document

PIECES = st.sampled_from(
    "联合国 开发计划署 议联 建议 会议 世界 粮食 年 的 和 2008 WHO T恤 C++ 卡拉OK ·（()） 𠮷 、".split()
)
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=30).map("".join)


@cache
def whole() -> Segmenter:
    segmenter = Segmenter()
    segmenter.load()
    return segmenter


@given(TEXTS)
@example("\U0010ffff\U0010fffd联合国")
@example("高\uffff高富帅")
def test_a_part_of_the_dictionary_cuts_as_all_of_it(text: str) -> None:
    part = Segmenter()
    assert part.cut(text) == whole().cut(text)
    assert part.tag(text) == whole().tag(text)


def test_sentence_after_sentence_of_a_report_is_cut_as_by_all_of_it(seeds: tuple[Document, ...]) -> None:
    for document in seeds:
        part = Segmenter()
        for block in document.blocks:
            text = document.text[block.span.start : block.span.end]
            assert part.tag(text) == whole().tag(text)


def test_a_sentence_does_not_build_the_dictionary_and_the_package_can_be_imported_after_it() -> None:
    code = (
        "import time\n"
        "from termkit.text.words import words\n"
        "print(*(word.text for word in words('世界粮食')))\n"
        "from termkit.text import words as room\n"
        "print(room._segmenter()._whole)\n"
        "import rjieba\n"
        "print(*rjieba.cut('世界粮食', hmm=False))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert told.stdout.split() == ["世界", "粮食", "None", "世界", "粮食"]


def test_a_report_is_cut_with_a_part_of_it(seeds: tuple[Document, ...]) -> None:
    for document in seeds:
        part = Segmenter()
        assert part.cut(document.text) == whole().cut(document.text)
        assert part._whole is None


def test_every_word_of_the_dictionary_is_found_by_its_first_two_characters() -> None:
    dictionary = _dictionary()
    assert dictionary is not None
    lines: dict[str, set[str]] = {}
    for line in dictionary._data[:].decode().splitlines():
        lines.setdefault(line[:2], set()).add(line)
    others = set(dictionary.unsorted.decode().splitlines())
    for (first, second), each in lines.items():
        found = dictionary.lines([(first, second)]).decode().splitlines()[1:]
        assert len(found) == len(set(found))
        assert each - others == set(found), "each once: what stands twice counts twice"
