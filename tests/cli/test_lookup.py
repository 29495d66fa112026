"""termkit lookup as a user runs it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[bytes]]


def test_an_entry(termkit: Run) -> None:
    result = termkit("lookup", "kaifashu")
    assert result.returncode == 0, result.stderr.decode()
    out = result.stdout.decode()
    assert out.startswith("开发署  [pinyin, preferred]  programme undp, un.csv\n")
    for form in ("联合国开发计划署", "United Nations Development Programme", "UNDP"):
        assert form in out


def test_json_of_several_queries(termkit: Run) -> None:
    result = termkit("lookup", "粮食计划署", "zzqqxx", "--format", "json")
    assert result.returncode == 0
    first, second = json.loads(result.stdout)
    assert (first["query"], first["hits"][0]["concept"], first["hits"][0]["status"]) == (
        "粮食计划署",
        "wfp",
        "deprecated: 粮食署",
    )
    assert second == {"query": "zzqqxx", "hits": [], "near": []}


def test_tsv_has_the_same_columns_for_all(termkit: Run) -> None:
    lines = termkit("lookup", "联合国", "UNDP", "--format", "tsv").stdout.decode().splitlines()
    assert len({line.count("\t") for line in lines}) == 1
    assert lines[0].startswith("query\tterm\tmatch\t")
    assert len(lines) == 1 + 10 + 1


def test_plain_is_the_forms_and_nothing_else(termkit: Run) -> None:
    result = termkit("lookup", "lhgkfjhs", "--plain")
    assert result.stdout.decode() == "联合国开发计划署\t开发署\tUnited Nations Development Programme\tUNDP\n"


def test_nothing_found_names_near_ones(termkit: Run) -> None:
    result = termkit("lookup", "世界粮食与农业规划署")
    assert (result.returncode, result.stdout) == (1, b"")
    assert "nothing found for 世界粮食与农业规划署; near it: " in result.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "nothing to look up"),
        (("",), "the query is empty"),
        (("开发署", " \t"), "the query is empty"),
        (("开发署", "--text"), "--text takes the text from standard input"),
        (("--text",), "the text is empty"),
        (("开发署", "--glossary", "none.csv"), "none.csv"),
    ],
)
def test_wrong_use(termkit: Run, arguments: tuple[str, ...], said: str) -> None:
    result = termkit("lookup", *arguments)
    assert (result.returncode, result.stdout) == (2, b"")
    assert said in result.stderr.decode()
    assert "Traceback" not in result.stderr.decode()


@pytest.mark.parametrize(
    "query", ["%", ".*", "(", '"', "\x01", "' OR 1=1 --", "*", "\x1b[31m", "x" * 100_000, "署" * 30_000]
)
def test_any_query(termkit: Run, query: str) -> None:
    result = termkit("lookup", query)
    assert result.returncode in {0, 1}, result.stderr.decode()
    assert len(result.stderr) < 1000
    assert b"\x1b" not in result.stderr + result.stdout


def test_bytes_that_are_no_text(termkit: Run) -> None:
    assert termkit("lookup", "开发署\udcff").returncode in {0, 1}
    assert "开发署" in termkit("lookup", "--text", stdin="开发署".encode() + b"\xff").stdout.decode()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"PK\x03\x04\x14\0\0\0\x08", "a damaged or cut-off zip file"),
        (b"%PDF-1.7\n", "is a PDF, and plain text is wanted here"),
        (b"\x7fELF\x02\x01\0\0\xff\xfe" * 40, "is not"),
    ],
)
def test_a_file_that_is_no_text_is_refused(termkit: Run, data: bytes, told: str) -> None:
    result = termkit("lookup", "--text", stdin=data)
    assert (result.returncode, result.stdout) == (2, b"")
    assert told in result.stderr.decode()


def test_a_text_in_another_encoding(termkit: Run) -> None:
    text = "联合国开发计划署和粮农组织一起举办了会议，各国代表欢迎这一做法。"
    assert "粮农组织" in termkit("lookup", "--text", stdin=text.encode("gb18030")).stdout.decode()


def test_the_terms_of_a_text(termkit: Run) -> None:
    text = "開發署和粮农组织。开发署又来。"
    result = termkit("lookup", "--text", "--format", "json", stdin=text.encode())
    found = json.loads(result.stdout)
    assert [(each["start"], each["end"], each["hits"][0]["concept"]) for each in found] == [
        (0, 3, "undp"),
        (4, 8, "fao"),
        (9, 12, "undp"),
    ]
    assert termkit("lookup", "--text", stdin="没有".encode()).returncode == 1


def test_sentences_of_documents_and_several_glossaries(termkit: Run, root: Path, tmp_path: Path) -> None:
    assert termkit("build", root / "seeds", "-o", tmp_path / "out", "--quiet").returncode == 0
    store = tmp_path / "out" / "glossary.termkit"
    result = termkit(
        "lookup", "粮食计划署", "--glossary", store, "--glossary", root / "glossaries" / "un.csv", "--context", "2"
    )
    out = result.stdout.decode()
    assert str(store) in out
    assert str(root / "glossaries" / "un.csv") in out
    assert out.count("  context ") == 2
    assert "【粮食计划署】" in out
    assert "  defined     2008-08-08 " in out
    (tmp_path / "a.txt").write_text("1. 粮食署来了。\n", encoding="utf-8")
    result = termkit("lookup", "粮食署", "--documents", "a.txt")
    assert "context     a.txt:1:1: 1. 【粮食署】来了。" in result.stdout.decode()
