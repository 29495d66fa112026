"""Undefined short forms, names, abbreviations and explanations."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from termkit.corpus.extraction import list_finds
from termkit.errors import UsageError
from termkit.exchange import read
from termkit.exchange.shipped import shipped_glossary
from termkit.extract.abbreviations import list_abbreviations
from termkit.extract.definitions import extract_definitions
from termkit.extract.explain import Answer, explain, outcome
from termkit.extract.names import find_names, tie_variants
from termkit.extract.undefined import Names, guess_full_form
from termkit.glossary.decided import Decided
from termkit.read.plain import read_plain
from termkit.report.annex import write_annex
from termkit.terms.concept import Concept, Kind, Status, Term, TermType

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
    assert guess_full_form(form, Names(names))[0] == full


def test_titles_and_resolutions_are_names() -> None:
    found = {name.text for name in find_names(document())}
    assert {"《巴黎协定》", "第72/278号决议"} <= found


def names_of(text: str) -> set[str]:
    return {name.text for name in find_names(document(text))}


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("大会 安全理事会\n第七十届会议\n", {"安全理事会"}, {"大会 安全理事会"}),
        ("国际劳工组织和世界卫生组织发表了声明。", {"国际劳工组织", "世界卫生组织"}, {"国际劳工组织和世界卫生组织"}),
        ("各国政府和有关部门应加强合作。", set(), {"各国政府", "有关部门"}),
        ("尼日利亚东北部的局势恶化。", set(), {"尼日利亚东北部"}),
        ("肯尼亚议会通过了预算，并举行了一次研讨会。", set(), {"肯尼亚议会"}),
        ("第1/CP.16号决定和大会第73/291号决议。", {"第1/CP.16号决定", "大会第73/291号决议"}, set()),
        (
            "安全理事会关于不扩散武器的第1540(2004)号决议和第8634号法。",
            {"第1540(2004)号决议", "第8634号法"},
            {"安全理事会关于不扩散武器的第1540(2004)号决议"},
        ),
        ("2018年举行了第八届世界水论坛。", {"第八届世界水论坛"}, {"世界水论坛"}),
        ("联合国和世界卫生组织(世卫组织)合作。世界卫生组织很活跃。", {"世界卫生组织"}, {"联合国和世界卫生组织"}),
        ("会议在联合国总部举行。第七十届大会开幕。", set(), {"联合国总部", "第七十届大会"}),
    ],
)
def test_names_are_cut_apart_and_common_nouns_are_none(text: str, wanted: set[str], unwanted: set[str]) -> None:
    found = names_of(text)
    assert wanted <= found
    assert not unwanted & found


def test_variants_are_tied_to_the_most_used_form() -> None:
    high, office, aids = "联合国人权事务高级专员办事处", "人权事务高级专员公署", "联合国艾滋病病毒/艾滋病联合规划署"
    other = "联合国艾滋病毒/艾滋病联合规划署"
    assert tie_variants({high: 3, office: 1, other: 1, aids: 2, "世界银行": 9}) == {office: high, other: aids}


def test_rows_of_names_offer_their_variants() -> None:
    text = "联合国人权事务高级专员办事处发表了报告。联合国人权事务高级专员办事处作了答复。人权事务高级专员办事处派员出席。\n"
    rows = {row["name"]: row for row in list_finds("names", [document(text)], (), Decided())}
    assert rows["人权事务高级专员办事处"]["variant_of"] == "联合国人权事务高级专员办事处"
    assert rows["联合国人权事务高级专员办事处"]["variant_of"] == ""


def undefined(text: str, concepts=()):  # type: ignore[no-untyped-def]
    return {row["form"]: row for row in list_finds("undefined", [document(text)], concepts, Decided())}


def test_undefined_forms_without_a_glossary_by_a_full_form_of_the_document() -> None:
    found = undefined("1. 人道主义事务协调厅提交了报告。\n2. 人道协调厅和开发署支持该项目。该署和理事会感谢本组织。\n")
    assert found["人道协调厅"]["full"] == "人道主义事务协调厅"
    assert found["人道协调厅"]["source"] == "document"
    assert (found["开发署"]["full"], found["开发署"]["source"]) == ("", "open")
    assert not {"该署", "理事会", "本组织"} & found.keys()
    assert found["人道协调厅"]["score"] > found["开发署"]["score"]


def test_a_part_of_a_form_that_is_defined_is_none() -> None:
    text = "1. 国际货币基金组织(货币基金组织)。\n2. 各机构主持了任务组，货币基金组织主持了任务组。\n"
    assert not undefined(text, read(shipped_glossary()))


@pytest.mark.parametrize(
    ("status", "text", "full", "candidates"),
    [
        (Status.ADMITTED, "湖合组织参加了会议。", "", "湖区合作与发展组织|湖区合作组织"),
        (Status.DEPRECATED, "湖合组织参加了会议。", "湖区合作与发展组织", ""),
        (Status.DEPRECATED, "湖区合作组织发表了报告。湖合组织参加了会议。", "湖区合作组织", ""),
    ],
)
def test_a_toss_up_names_its_candidates(status: Status, text: str, full: str, candidates: str) -> None:
    """Which it is not where the glossary advises against the form for all bodies but one, or the document has one."""
    concepts = [
        Concept(
            name,
            Kind.ORGANIZATION,
            (
                Term(name, "zh", TermType.FULL_FORM, Status.PREFERRED),
                Term("湖合组织", "zh", TermType.SHORT_FORM, each),
            ),
        )
        for name, each in (("湖区合作与发展组织", Status.PREFERRED), ("湖区合作组织", status))
    ]
    found = undefined(text, concepts)["湖合组织"]
    assert (found["full"], found["candidates"]) == (full, candidates)


def test_a_department_has_the_name_of_its_time() -> None:
    text = "2008年提交的报告。2008年，政治部派出了一个小组。\n"
    assert undefined(text, read(shipped_glossary()))["政治部"]["full"] == "政治事务部"


def test_abbreviations_in_the_order_of_lists() -> None:
    rows = list_abbreviations(extract_definitions(document()), {"开发署": 2, "WFP": 1, "未定义": 4})
    assert [(row.short, row.full) for row in rows] == [("WFP", "世界粮食计划署"), ("开发署", "联合国开发计划署")]


def test_an_annex_as_markdown(tmp_path: Path) -> None:
    rows = list(list_finds("abbreviations", [document()], (), Decided()))
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


def test_an_explanation_says_that_the_likeliest_answer_is_too_unlikely() -> None:
    best = Answer("开发署", "联合国开发计划署", 0.338, (), 8)
    assert outcome(best, [], []) == "not told: the likeliest answer has 0.338, which is below 0.4"


def test_an_annex_in_word_is_the_same_bytes_at_any_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docx = pytest.importorskip("docx", reason="python-docx is not installed")
    rows = [{"short": "开发署", "full": "联合国开发计划署", "english": "UNDP", "count": 2}]
    write_annex(rows, tmp_path / "one.docx")
    monkeypatch.setattr(time, "time", lambda: 1_900_000_000.0)
    write_annex(rows, tmp_path / "two.docx")
    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()
    (table,) = docx.Document(str(tmp_path / "two.docx")).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["简称", "全称", "英文"],
        ["开发署", "联合国开发计划署", "UNDP"],
    ]


def test_what_is_defined_and_no_body_is_listed_too() -> None:
    text = "1. 伊斯兰国西非省(西非省)扩大了活动范围，2019冠状病毒病(COVID-19)蔓延。西非省受COVID-19影响。\n"
    found = list_finds("abbreviations", [document(text)], (), Decided())
    assert [row["short"] for row in found] == ["COVID-19", "西非省"]
