from __future__ import annotations

import json

import pytest

from termkit.extract.definitions import extract_definitions
from termkit.read.plain import read_plain
from termkit.report import definitions
from termkit.report.table import print_definitions

SOURCE = "1. 秘书长和世界卫生组织（世卫组织）举行了会议。\n2. 它与联合国开发计划署(开发署)签署了协定。\n"
KEYS = {"document", "line", "column", "full", "short", "kind", "score", "sentence"}


def found(source: str = SOURCE) -> list:  # type: ignore[type-arg]
    document = read_plain(source.encode(), "r.txt")
    return [(document, each) for each in extract_definitions(document)]


def test_json_lines() -> None:
    objects = [json.loads(line) for line in definitions.jsonl(found())]
    assert all(each.keys() >= KEYS for each in objects)
    assert [(each["full"], each["short"], each["line"], each["column"]) for each in objects] == [
        ("世界卫生组织", "世卫组织", 1, 14),
        ("联合国开发计划署", "开发署", 2, 14),
    ]
    assert all(0 < each["score"] <= 1 for each in objects)
    assert objects[1]["sentence"] == "2. 它与联合国开发计划署(开发署)签署了协定。"


def test_tab_separated_values() -> None:
    header, *rows = list(definitions.tsv(found()))
    assert set(header.split("\t")) >= KEYS
    assert all(len(row.split("\t")) == len(header.split("\t")) for row in rows)
    assert rows[0].split("\t")[header.split("\t").index("short")] == "世卫组织"


@pytest.mark.parametrize("character", ["\t", "\u2028", "\f", "\v", "\x85", "\u3000", '"', "\\"])
def test_a_definition_is_one_line_whatever_the_text(character: str) -> None:
    source = f"1. 会议{character}结束，联合国开发计划署(开发署)举办{character}了讲习班。\n"
    (row,) = list(definitions.tsv(found(source)))[1:]
    (line,) = definitions.jsonl(found(source))
    assert row.count("\t") == len(definitions.COLUMNS) - 1
    assert len(row.splitlines()) == 1
    assert "\n" not in line
    assert json.loads(line)["sentence"] == found(source)[0][1].sentence


def test_the_table_for_a_terminal_shows_names_whole(capsys) -> None:  # type: ignore[no-untyped-def]
    print_definitions(found())
    shown = capsys.readouterr().out
    assert "r.txt:1:14" in shown
    assert "联合国开发计划署" in shown
