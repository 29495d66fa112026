from __future__ import annotations

import time

import pytest

from termkit.text.symbols import SYMBOL, split_symbols


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("A/63/228-S/2008/531", ("A/63/228", "S/2008/531")),
        ("A/62/89-E/2007/76", ("A/62/89", "E/2007/76")),
        ("A/61/833–S/2007/179", ("A/61/833", "S/2007/179")),
        ("A/71/160—S/2016/621", ("A/71/160", "S/2016/621")),
        ("S/PRST/2007/7", ("S/PRST/2007/7",)),
        ("A/RES/60/265", ("A/RES/60/265",)),
        ("A/HRC/38/25", ("A/HRC/38/25",)),
        ("E/CN.6/2020/3", ("E/CN.6/2020/3",)),
        ("CEDAW/C/CHN/9", ("CEDAW/C/CHN/9",)),
        ("A/CONF.191/11", ("A/CONF.191/11",)),
        ("TD/B/C.I/CLP/1", ("TD/B/C.I/CLP/1",)),
        ("S/RES/1540 (2004)", ("S/RES/1540",)),
        ("S/RES/1540(2004)", ("S/RES/1540(2004)",)),
        ("A/C.2/62/L.17/Rev.1", ("A/C.2/62/L.17/Rev.1",)),
        ("A/63/150 和 Corr. 1", ("A/63/150",)),
        ("(S/2016/780、S/2017/744 和 S/2018/678)", ("S/2016/780", "S/2017/744", "S/2018/678")),
        ("A/63/228，A/63/228", ("A/63/228",)),
    ],
)
def test_symbols(text: str, symbols: tuple[str, ...]) -> None:
    assert split_symbols(text) == symbols


@pytest.mark.parametrize(
    "text",
    [
        "",
        "联合国",
        "和/或",
        "艾滋病毒/艾滋病",
        "第 58/316 号决议",
        "24/7",
        "http://www.un.org/esa",
        "AND/OR",
        "2018/19 年度",
    ],
)
def test_what_is_no_symbol(text: str) -> None:
    assert split_symbols(text) == ()


@pytest.mark.parametrize(
    "text", ["A/" + "." * 5000, "Name" + "." * 5000 + " /5", "A" + ".a" * 5000 + " 5"], ids=lambda text: text[:8]
)
def test_dots_in_a_row_take_no_time(text: str) -> None:
    start = time.process_time()
    assert split_symbols(text) == ()
    assert time.process_time() - start < 1


def test_a_symbol_beside_han_characters_is_whole() -> None:
    match = SYMBOL.search("主席声明S/PRST/2007/7中")
    assert match is not None
    assert match.group() == "S/PRST/2007/7"
