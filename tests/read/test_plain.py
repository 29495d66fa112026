from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from termkit.read.plain import read_plain
from termkit.text.document import BlockKind, Span

if TYPE_CHECKING:
    from pathlib import Path

    from termkit.text.document import Document

PIECES = st.sampled_from(
    [
        "联合国", "开发署", "由联", "议会联盟", "。", "，", "（", "）", "1. ", "(a) ", "一. ", "A. ", "• ", "- ", "¹", "1", "A/62/89",
        "\n", "\n", "\n\n", "\r\n", "\r", " ", "\t", "\u3000\u3000", "\u2028", "\f", "UN", "2007 年", "____", "𠀀", "第 3 页", "目录", "\u00a0",
    ]
)  # fmt: skip
# Files full of control characters are no text: test_decode.py.
ANY = st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r\t\v\f\x85")
SOURCES = st.lists(PIECES, max_size=60).map("".join) | st.text(ANY, max_size=200)


def characters_at(source: str) -> dict[tuple[int, int], str]:
    """Return the character at every line and column, counted by hand."""
    places, line, column = {}, 1, 1
    for index, character in enumerate(source):
        places[line, column] = character
        if character == "\n" or (character == "\r" and source[index + 1 : index + 2] != "\n"):
            line, column = line + 1, 1
        else:
            column += 1
    return places


def assert_leads_back(document: Document, source: str) -> None:
    """Assert that every character of the text stands in the source where the document says."""
    there = characters_at(source)
    offsets = []
    for offset, character in enumerate(document.text):
        place = document.place(Span(offset, offset + 1))
        at = there[place.line, place.column]
        # A line end may have become a space, or a blank between two blocks.
        assert at == character or (at.isspace() and character in " \n"), (offset, character, at, place)
        assert (place.end_line, place.end_column) == (place.line, place.column + 1)
        offsets.append(document.lines.offset(place.line, place.column))
        if not character.isspace():
            assert document.source_map.to_text(offsets[-1]) == offset
    assert len(offsets) == len(document.text)


def assert_blocks_fit(document: Document) -> None:
    """Assert that the blocks cover the text in order, set apart by one line feed."""
    spans = [block.span for block in document.blocks]
    assert "\n".join(document.text[span.start : span.end] for span in spans) == document.text
    assert all(left.end + 1 == right.start for left, right in pairwise(spans))
    for block in document.blocks:
        assert document.block_at(block.span.start) == block
        assert document.block_at(block.span.end - 1) == block


@given(SOURCES)
@example("由联\n\n联合国发展账户。")
@example("1. 国\r\n\r\n\r国")
def test_every_character_leads_back_to_the_source(source: str) -> None:
    document = read_plain(source.encode(), "r.txt")
    assert_leads_back(document, source.removeprefix("\ufeff"))
    if document.text:
        assert_blocks_fit(document)


def test_every_character_of_the_seeds_leads_back(seeds: tuple[Document, ...], root: Path) -> None:
    assert len(seeds) == 5
    for document in seeds:
        source = (root / document.path).read_bytes().decode()
        assert_leads_back(document, source)
        assert_blocks_fit(document)


def test_nothing_of_the_seeds_is_lost(seeds: tuple[Document, ...], root: Path) -> None:
    """Only white space, rules, the marks of notes on lines of their own and what a page repeats are left out."""
    for document in seeds:
        source = (root / document.path).read_bytes().decode()
        kept = {document.source_map.to_source(offset) for offset in range(len(document.text))}
        left_out = [
            character for offset, character in enumerate(source) if offset not in kept and not character.isspace()
        ]
        assert set(left_out) <= set("_*j1234567892联"), document.path
        assert left_out.count("联") <= 1


@pytest.mark.parametrize(
    ("seed", "line", "words"),
    [
        ("000", 66, "一. 引言"),
        ("000", 80, "非洲待命部队"),
        ("000", 100, "贸发会议还大力支助"),
        ("000", 110, "工发组织和非洲联盟在达喀尔"),
        ("000", 144, "其后，开发署致力于"),
        ("000", 232, "系由联合国发展账户资助"),
        ("001", 126, "联合国毒品和犯罪问题办公室(毒品和犯罪问题办公室)"),
        ("001", 252, "我在 2018 年6月与各区域组织"),
        ("002", 67, "在联哥核查团的支持下"),
        ("002", 117, "太平洋区域、格鲁吉亚和塞尔维亚)组织"),
        ("003", 75, "土著问题常设论坛秘书处"),
        ("003", 184, "整个联合国社区的模式"),
        ("004", 2, "统筹协协调执行"),
        ("004", 354, "联合国开发计划署（开发署）"),
        ("004", 392, "联合国人口基金(人口基金)"),
        ("004", 376, "还为各次具体会议开展了后续活动"),
        ("004", 401, "方案编制工作；推进提高妇女地位"),
        ("004", 529, "146 个联发援框架已被证明"),
        ("004", 1162, "网络连接、培训、内容及服务"),
    ],
)
def test_words_of_the_seeds_are_whole(seeds: tuple[Document, ...], seed: str, line: int, words: str) -> None:
    (document,) = (each for each in seeds if f"/{seed}_" in each.path)
    bare = document.text.replace(" ", "")
    assert words.replace(" ", "") in bare
    at = bare.index(words.replace(" ", ""))
    count = -1
    start = next(i for i, c in enumerate(document.text) if (count := count + (c != " ")) == at)
    place = document.place(Span(start, start + len(words)))
    assert place.line <= line <= place.end_line


def test_masthead_symbols_and_dates_of_the_seeds(seeds: tuple[Document, ...]) -> None:
    """A/63/150 and A/62/50 are footnotes to the agenda, not the symbols of the reports."""
    assert [(document.symbols, document.date) for document in seeds] == [
        ((), "2008-08-08"),
        ((), "2018-08-17"),
        ((), ""),
        ((), ""),
        (("A/62/89", "E/2007/76"), ""),
    ]


@pytest.mark.parametrize(
    ("head", "symbols", "date"),
    [
        ("联合国 A/63/228-S/2008/531", ("A/63/228", "S/2008/531"), ""),
        ("A/62/89-E/2007/76\nDistr.: General\n9 July 2007", ("A/62/89", "E/2007/76"), "2007-07-09"),
        ("E/CN.6/2020/3\n2019年12月13日", ("E/CN.6/2020/3",), "2019-12-13"),
        ("大会\n* A/63/150。", (), ""),
        ("大会\nA/63/150 和 Corr.1", (), ""),
    ],
)
def test_masthead(head: str, symbols: tuple[str, ...], date: str) -> None:
    document = read_plain(
        f"{head}\n\n秘书长的报告\n\n一. 引言\n\n1. 会议于 2001 年 1 月 1 日结束。\n".encode(), "r.txt"
    )
    assert (document.symbols, document.date) == (symbols, date)


def test_numbered_paragraphs_of_the_seeds(seeds: tuple[Document, ...]) -> None:
    """The reports number their paragraphs from 1 on without a gap; 000 has lost one number to a page end."""
    for document, last in zip(seeds, (143, 101, 71, 32, 54), strict=True):
        numbers = [int(b.number) for b in document.blocks if b.kind is BlockKind.PARAGRAPH and b.number.isdigit()]
        assert numbers[:last] == list(range(1, last + 1)), document.path


def test_footnotes_of_the_seeds(seeds: tuple[Document, ...]) -> None:
    notes = [[block.number for block in document.blocks if block.kind is BlockKind.FOOTNOTE] for document in seeds]
    assert notes == [
        ["*", "**"],
        ["*"],
        [],
        ["¹", "²", "³", "⁴", "⁵", "^a"],
        ["*", "*", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
    ]


def test_an_empty_file_is_an_empty_document() -> None:
    for data in (b"", b"\n\n", b" \t\r\n", b"\xef\xbb\xbf"):
        document = read_plain(data, "r.txt")
        assert (document.text, document.blocks) == ("", ())


def test_a_line_of_a_million_characters(tmp_path: Path) -> None:
    source = "联合国开发计划署（开发署）举办了讲习班。" * 50_000
    document = read_plain(source.encode(), str(tmp_path / "r.txt"))
    assert document.text == source
