"""Undefined short forms, names, abbreviations and explanations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from termkit.corpus.extraction import LISTINGS
from termkit.errors import UsageError
from termkit.extract.abbreviations import list_abbreviations
from termkit.extract.definitions import extract_definitions
from termkit.extract.explain import explain
from termkit.extract.names import find_names
from termkit.extract.undefined import guess_full_form
from termkit.glossary.decided import Decided
from termkit.read.plain import read_plain
from termkit.report.annex import write_annex

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "1. 联合国开发计划署(开发署)和世界粮食计划署(WFP)支持《巴黎协定》。开发署执行第72/278号决议，WFP 提供粮食。\n"
    "2. 人道协调厅与人道主义事务协调厅的伙伴会晤。\n"
)


def document(text: str = TEXT):  # type: ignore[no-untyped-def]
    return read_plain(text.encode(), "draft.txt")


@pytest.mark.parametrize(
    ("form", "names", "full"),
    [
        ("人道协调厅", ["人道主义事务协调厅", "法律事务厅"], "人道主义事务协调厅"),
        ("科技促发委", ["科学和技术促进发展委员会"], "科学和技术促进发展委员会"),
        ("人权高专办", ["人权事务高级专员办事处", "联合国人权事务高级专员办事处"], "人权事务高级专员办事处"),
        ("非经委", ["非洲经济委员会", "非正式经济委员会"], ""),  # a toss-up is left open
        ("开发署", ["联合国环境规划署"], ""),
    ],
)
def test_what_a_short_form_stands_for(form: str, names: list[str], full: str) -> None:
    assert guess_full_form(form, names)[0] == full


def test_titles_and_resolutions_are_names() -> None:
    found = {name.text for name in find_names(document())}
    assert {"《巴黎协定》", "第72/278号决议"} <= found


def test_abbreviations_in_the_order_of_lists() -> None:
    rows = list_abbreviations(extract_definitions(document()), {"开发署": 2, "WFP": 1, "未定义": 4})
    assert [(row.short, row.full) for row in rows] == [("WFP", "世界粮食计划署"), ("开发署", "联合国开发计划署")]


def test_an_annex_as_markdown(tmp_path: Path) -> None:
    rows = list(LISTINGS["abbreviations"]([document()], (), Decided()))
    write_annex(rows, tmp_path / "annex.md")
    lines = (tmp_path / "annex.md").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "| 简称 | 全称 |"
    assert "| 开发署 | 联合国开发计划署 |" in lines


def test_an_annex_in_another_format(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.md, \.csv, \.docx"):
        write_annex([], tmp_path / "annex.pdf")


def test_an_explanation_gives_the_chosen_border_first() -> None:
    answers = next(iter(explain(document(), 1)))
    assert answers[0].full == "联合国开发计划署"
    assert answers[0].probability > answers[1].probability
    assert answers[0].evidence
