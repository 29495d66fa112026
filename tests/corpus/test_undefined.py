"""Which short forms of a text have no definition, by cases that a linguist can add to (undefined.tsv)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from termkit.corpus.extraction import list_finds
from termkit.exchange import read
from termkit.exchange.shipped import shipped_glossary
from termkit.glossary.decided import Decided
from termkit.glossary.decisions import Decision, Ruling
from termkit.read.plain import read_plain

with (Path(__file__).parent / "undefined.tsv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_undefined(case: dict[str, str]) -> None:
    document = read_plain(f"1. {case['text']}\n".encode(), "draft.txt")
    rows = list(list_finds("undefined", [document], read(shipped_glossary()), Decided()))
    assert [row["form"] for row in rows] == case["forms"].split("|") if case["forms"] else not rows


def test_a_noun_of_another_body_is_no_mention() -> None:
    document = read_plain("1. 缔约方大会和大会通过决议。独立评价小组审议了评价小组的报告。\n".encode(), "draft.txt")
    rows = list_finds("mentions", [document], read(shipped_glossary()), Decided())
    assert {row["form"]: row["count"] for row in rows} == {"大会": 1, "评价小组": 1}


@pytest.mark.parametrize(
    ("full", "short", "ruling", "found"),
    [
        ("联合国减少灾害风险办公室", "减灾办", Ruling.REJECTED, {}),
        ("联合国减少灾害风险办公室", "减灾办", Ruling.ACCEPTED, {"减灾办": ("联合国减少灾害风险办公室", "decisions")}),
        ("湖区减灾问题合办办公室", "湖灾办", Ruling.ACCEPTED, {"减灾办": ("联合国减少灾害风险办公室", "glossary")}),
    ],
)
def test_decisions_are_honoured(full: str, short: str, ruling: Ruling, found: dict[str, tuple[str, str]]) -> None:
    document = read_plain("1. 减灾办派员参加。\n".encode(), "draft.txt")
    decided = Decided([Decision(full, short, ruling)])
    rows = list_finds("undefined", [document], read(shipped_glossary()), decided)
    assert {row["form"]: (row["full"], row["source"]) for row in rows} == found


def test_a_rejected_pair_is_no_mention() -> None:
    document = read_plain("1. 联合国开发计划署(开发署)发言。开发署和粮食署表示欢迎。\n".encode(), "draft.txt")
    decided = Decided([Decision("联合国开发计划署", "开发署", Ruling.REJECTED)])
    rows = list_finds("mentions", [document], read(shipped_glossary()), decided)
    assert {row["form"] for row in rows} == {"联合国开发计划署", "粮食署"}


def test_an_accepted_pair_says_what_a_form_stands_for() -> None:
    document = read_plain("1. 欧刑联派员参加。\n".encode(), "draft.txt")
    decided = Decided([Decision("欧洲刑警组织大联合", "欧刑联", Ruling.ACCEPTED)])
    (row,) = list_finds("undefined", [document], read(shipped_glossary()), decided)
    assert (row["full"], row["evidence"]) == ("欧洲刑警组织大联合", "decisions")


def test_the_nearest_evidence_is_told() -> None:
    texts = {"a.txt": "联合国训练研究所举办讲习班，训研所派员参加。", "b.txt": "训研所和减灾办派员参加。"}
    documents = [read_plain(f"1. {text}\n".encode(), path) for path, text in texts.items()]
    rows = list_finds("undefined", documents, read(shipped_glossary()), Decided())
    assert [(row["document"], row["form"], row["source"], row["evidence"]) for row in rows] == [
        ("a.txt", "训研所", "document", "a.txt:1"),
        ("b.txt", "训研所", "documents", "a.txt:1"),
        ("b.txt", "减灾办", "glossary", "glossary"),
    ]


def test_what_another_document_calls_so_may_be_plain_words_here() -> None:
    texts = {
        "a.txt": "湖区方案协调委员会(协调委员会)和湖区经济发展组织(湖经组织)派员参加。由联合国工业发展组织(牵头)主办。",
        "b.txt": "非政府组织协调委员会由国际商会牵头。湖经组织发言。",
    }
    documents = [read_plain(f"1. {text}\n".encode(), path) for path, text in texts.items()]
    rows = list_finds("undefined", documents, read(shipped_glossary()), Decided())
    assert [(row["document"], row["form"], row["source"]) for row in rows] == [("b.txt", "湖经组织", "documents")]


def undefined(texts: dict[str, str]) -> list[tuple[object, ...]]:
    documents = [read_plain(f"1. {text}\n".encode(), path) for path, text in texts.items()]
    rows = list_finds("undefined", documents, read(shipped_glossary()), Decided())
    return [(row["document"], row["form"], row["full"] or row["candidates"]) for row in rows]


def test_spellings_of_one_name_are_no_rivals() -> None:
    texts = {
        "a.txt": "2019年冠状病毒病(COVID-19)大流行。湖区减灾办公室(湖减办)发言。世界自然保护联盟(IUCN)参加。",
        "b.txt": "2019冠状病毒病(COVID-19)大流行。湖区减灾办事处(湖减办)发言。",
        "c.txt": "COVID-19影响各国。湖减办发言。IUCN参加。",
        "d.txt": "2019冠状病毒病又来，COVID-19影响各国。湖区减灾办事处开会，湖减办发言。世界自然保护联盟开会，IUCN参加。",
    }
    assert undefined(texts) == [  # nobody wants COVID-19 defined
        ("c.txt", "湖减办", "湖区减灾办事处"),
        ("c.txt", "IUCN", "世界自然保护联盟|国际自然保护联盟"),  # these are two until somebody says that they are one
        ("d.txt", "湖减办", "湖区减灾办事处"),
        ("d.txt", "IUCN", "世界自然保护联盟"),
    ]


def test_names_that_differ_in_a_word_are_rivals() -> None:
    texts = {
        "a.txt": "湖区减灾办公室(湖减办)发言。",
        "b.txt": "湖滨减灾办公室(湖减办)发言。",
        "c.txt": "湖减办发言。",
    }
    assert undefined(texts) == [("c.txt", "湖减办", "湖区减灾办公室|湖滨减灾办公室")]


def test_a_short_title_is_followed_to_the_full_one() -> None:
    full = "《联合国国际贸易法委员会仲裁规则》"
    assert undefined({"a.txt": f"{full}(《贸易法委员会仲裁规则》)获得通过。各方适用《仲裁规则》。"}) == [
        ("a.txt", "《仲裁规则》", full)
    ]
