"""Large and strange documents: time grows with the text, not with its square, and nothing breaks."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from termkit.extract.definitions import extract_definitions
from termkit.read.plain import read_plain

if TYPE_CHECKING:
    from collections.abc import Callable

NUMBERS = "一二三四五六七八九十"
SENTENCE = "秘书长和{0}{1}问题国际组织({0}{1}组织)总干事会晤，与会者来自(伊朗伊斯兰共和国)和各区域"


def differing(many: int, end: str = "。") -> str:
    """Return many definitions, hardly two of one name."""
    return "".join(
        SENTENCE.format(NUMBERS[i % 10] + NUMBERS[i // 10 % 10], NUMBERS[i // 100 % 10] + NUMBERS[i // 1000 % 10]) + end
        for i in range(many)
    )


def cost(text: str) -> tuple[float, int]:
    document = read_plain(text.encode(), "large.txt")
    start = time.process_time()
    found = len(extract_definitions(document))
    return time.process_time() - start, found


@pytest.mark.parametrize(
    "made",
    [
        differing,
        lambda n: differing(n, "，"),  # one line, no sentence ends
        lambda n: "联合国开发计划署(开发署)" * n,
        lambda n: "(" * n + "世界卫生组织(世卫组织)" + ")" * n,
        lambda n: "世界卫生组织(" * n + "世卫组织" + ")" * n,
    ],
    ids=["sentences", "one line", "one name", "nested", "nested names"],
)
def test_time_grows_with_the_text(made: Callable[[int], str]) -> None:
    many = 2_000
    cost(made(100))
    (once, found), (twice, more) = (min(cost(made(size)) for _ in range(2)) for size in (many, 2 * many))
    assert more >= found
    assert twice <= 3 * once + 0.05  # twice as much, and what a busy machine adds


def test_a_long_line_without_brackets() -> None:
    assert cost("联合国系统各组织和各会员国继续执行这项任务" * 50_000)[1] == 0


@pytest.mark.parametrize("row", ["…… " * 30, "A" + " \t" * 40, "简称" * 30, "粮农组织 = "])
def test_rows_that_are_none_cost_no_more_than_others(row: str) -> None:
    seconds, _ = cost("缩略语\n\n" + f"{row}\n\n" * 2_000)
    assert seconds < 5


def test_a_block_that_only_ends_as_titles_of_lists_do() -> None:
    assert cost("缩略语\n\n" + "本报告所用简称" * 50_000 + "\n\n")[0] < 5
