from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termkit.text.document import LineIndex, SourceMap, Span

SOURCES = st.text(st.sampled_from("国a\r\n\f\v\u2028\u0085𠀀"), max_size=60)


def lines_by_hand(source: str) -> list[tuple[int, int]]:
    """Return line and column of every character, counted one by one."""
    places, line, column = [], 1, 1
    for index, character in enumerate(source):
        places.append((line, column))
        if character == "\n" or (character == "\r" and source[index + 1 : index + 2] != "\n"):
            line, column = line + 1, 1
        else:
            column += 1
    return places


@given(SOURCES)
def test_lines_end_at_line_feed_and_carriage_return_only(source: str) -> None:
    index = LineIndex(source)
    places = lines_by_hand(source)
    assert [index.position(offset) for offset in range(len(source))] == places
    assert [index.offset(line, column) for line, column in places] == list(range(len(source)))


@pytest.mark.parametrize(
    ("source", "count"), [("", 1), ("a", 1), ("a\n", 2), ("a\r\nb", 2), ("a\rb\nc", 3), ("a\u2028b\fc", 1)]
)
def test_number_of_lines(source: str, count: int) -> None:
    assert len(LineIndex(source)) == count


@st.composite
def maps(draw: st.DrawFn) -> tuple[SourceMap, list[int]]:
    """Return a map of random runs, and the source offset of every character of its text.

    The runs come in any order: a paragraph that goes on behind the footnotes of a page stands before them.
    """
    stretches, position = [], 0
    for _ in range(draw(st.integers(1, 8))):
        position += draw(st.integers(0, 5))
        length = draw(st.integers(1, 6))
        stretches.append(range(position, position + length))
        position += length
    texts, sources, offsets = [], [], list[int]()
    for stretch in draw(st.permutations(stretches)):
        texts.append(len(offsets))
        sources.append(stretch.start)
        offsets += stretch
    return SourceMap(texts, sources), offsets


@given(maps())
def test_a_map_leads_to_the_source_and_back(case: tuple[SourceMap, list[int]]) -> None:
    source_map, offsets = case
    for text, source in enumerate(offsets):
        assert source_map.to_source(text) == source
        assert source_map.to_text(source) == text


@given(maps())
def test_a_place_that_the_text_leaves_out_leads_to_what_stands_before_it(case: tuple[SourceMap, list[int]]) -> None:
    source_map, offsets = case
    for source in range(min(offsets), max(offsets) + 1):
        before = max(each for each in offsets if each <= source)
        # The map does not know where the text ends.
        assert min(source_map.to_text(source), len(offsets) - 1) == offsets.index(before)


def test_no_edit_runs_over_a_join() -> None:
    source_map = SourceMap([0, 3], [0, 4])  # 联合国¶开发署
    assert source_map.is_joined(Span(2, 4))
    assert not source_map.is_joined(Span(0, 3))
    assert not source_map.is_joined(Span(3, 6))


@pytest.mark.parametrize(
    ("one", "other", "covers", "overlaps"),
    [
        ((0, 5), (1, 3), True, True),
        ((0, 5), (0, 5), True, True),
        ((0, 3), (2, 5), False, True),
        ((0, 3), (3, 5), False, False),
        ((3, 5), (0, 3), False, False),
    ],
)
def test_spans(one: tuple[int, int], other: tuple[int, int], *, covers: bool, overlaps: bool) -> None:
    assert Span(*one).covers(Span(*other)) is covers
    assert Span(*one).overlaps(Span(*other)) is overlaps
