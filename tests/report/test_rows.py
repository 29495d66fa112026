from __future__ import annotations

import json

import pytest

from termkit.report import rows

ROWS: list[rows.Row] = [
    {"document": "r.txt", "line": 1, "column": 14, "full": "世界卫生组织", "short": "世卫组织", "score": 0.9, "sentence": "甲。"},
    {"document": "r.txt", "line": 2, "column": 3, "full": "联合国开发计划署", "short": "开发署", "score": 1.0, "sentence": "乙。"},
]  # fmt: skip


def test_json_lines_are_objects_with_the_chinese_as_it_is() -> None:
    lines = list(rows.jsonl(ROWS))
    assert [json.loads(line) for line in lines] == ROWS
    assert "世卫组织" in lines[0]


def test_tab_separated_values_have_one_header() -> None:
    assert list(rows.tsv(ROWS)) == [
        "document\tline\tcolumn\tfull\tshort\tscore\tsentence",
        "r.txt\t1\t14\t世界卫生组织\t世卫组织\t0.9\t甲。",
        "r.txt\t2\t3\t联合国开发计划署\t开发署\t1.0\t乙。",
    ]


@pytest.mark.parametrize("character", ["\n", "\r", "\t", "\u2028", "\f", "\v", "\x85", "\u3000", '"', "\\"])
def test_a_row_is_one_line_whatever_its_text(character: str) -> None:
    row: rows.Row = {"document": f"a{character}b.txt", "sentence": f"会议{character}结束。"}
    (_, line) = rows.tsv([row])
    assert line.count("\t") == 1
    assert len(line.splitlines()) == 1
    (text,) = rows.jsonl([row])
    assert "\n" not in text
    assert json.loads(text) == row


def test_the_table_for_a_terminal_shows_places_and_names_whole(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    rows.print_table(ROWS)
    shown = capsys.readouterr().out
    assert "r.txt:1:14" in shown
    assert "联合国开发计划署" in shown
    assert "乙。" not in shown


def test_nothing_found(capsys: pytest.CaptureFixture[str]) -> None:
    rows.print_table([])
    assert capsys.readouterr().out == ""
    assert list(rows.jsonl([])) == []
