"""Lists of paths, JSON lines and Parquet as input."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from termkit.corpus.inputs import TextRow, expanded
from termkit.errors import InputError
from termkit.read import Source

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[bytes]]

A = "1. 联合国开发计划署(开发署)举办了讲习班。\n2. 开发署签署了协定。\n"
B = "1. 世界卫生组织(世卫组织)举办了讲习班。\n2. 世卫组织签署了协定。\n"


def forms(folder: Path) -> set[str]:
    text = (folder / "glossary.csv").read_text("utf-8-sig")
    return {row["term"] for row in csv.DictReader(io.StringIO(text, newline=""))}


def test_a_list_of_paths(termkit: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(A, encoding="utf-8")
    (tmp_path / "b.txt").write_text(B, encoding="utf-8")
    (tmp_path / "list").write_text("a.txt\n\nb.txt\nnone.txt\n", encoding="utf-8")
    for index, arguments in enumerate([["@list"], ["--paths-from", "list"], ["a.txt", "--paths-from", "list"]]):
        result = termkit("build", *arguments, "-o", f"out{index}")
        assert result.returncode == 2
        assert result.stderr.decode().splitlines()[0] == "termkit: none.txt: does not exist"
        assert result.stderr.decode().splitlines()[1].startswith("2 documents")
        assert {"开发署", "世卫组织"} <= forms(tmp_path / f"out{index}")
    from_input = termkit("build", "--paths-from", "-", "-o", "out", stdin=b"a.txt\n")
    assert from_input.stderr.decode().startswith("1 document,")


def test_lists_that_are_none(termkit: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("\n", encoding="utf-8")
    (tmp_path / "binary").write_bytes(b"PK\x03\x04\x14\0\0\0")
    for arguments, told in [
        (["@empty"], "termkit: empty: is a list without a path"),
        (["--paths-from", "binary"], "termkit: binary: is no list of paths, but a binary file"),
        (["--paths-from", "missing"], "termkit: --paths-from missing: cannot be read: No such file or directory"),
    ]:
        result = termkit("build", *arguments, "-o", "out")
        assert (result.returncode, result.stderr.decode().strip()) == (2, told)
    assert not (tmp_path / "out").exists()


def test_json_lines(termkit: Run, tmp_path: Path) -> None:
    rows = [{"text": A, "symbol": "A/1"}, {"text": B}, {"no": "text"}]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (tmp_path / "t.jsonl").write_text("\n".join([*lines[:2], "", lines[2], "{"]), encoding="utf-8")
    result = termkit("build", "t.jsonl", "-o", "out")
    told = result.stderr.decode().splitlines()
    assert result.returncode == 2
    assert told[0] == "termkit: t.jsonl:4: is no JSON object with a “text”"
    assert told[1].startswith("termkit: t.jsonl:5: is no JSON: ")
    assert told[2].startswith("2 documents, 2 definitions")
    sources = [row for row in expanded([Source(str(tmp_path / "t.jsonl"))]) if isinstance(row, TextRow)]
    assert [row.path.rpartition("t.jsonl/")[2] for row in sources] == ["A/1", "2"]
    assert [row.read_bytes().decode() for row in sources] == [A, B]


def test_parquet_in_and_out(termkit: Run, tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = pyarrow.table({"id": ["a", "b"], "text": [A, B]})
    parquet.write_table(table, tmp_path / "t.parquet", row_group_size=1)
    result = termkit("build", "t.parquet", "-o", "out", "--records", "parquet")
    assert result.returncode == 0, result.stderr.decode()
    uses = parquet.read_table(tmp_path / "out" / "records" / "uses" / "part-00000.parquet").to_pylist()
    assert {(row["document"], row["form"], row["count"], row["defined"]) for row in uses} >= {
        ("t.parquet/a", "开发署", 2, True),
        ("t.parquet/b", "世界卫生组织", 1, False),
    }
    again = termkit("build", "t.parquet", "-o", "out", "--records", "jsonl")
    assert again.returncode == 0, again.stderr.decode()
    lines = (tmp_path / "out" / "records" / "uses" / "part-00000.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == uses
    parquet.write_table(pyarrow.table({"body": ["x"]}), tmp_path / "u.parquet")
    wrong = termkit("build", "u.parquet", "-o", "no")
    assert (wrong.returncode, wrong.stderr.decode().strip()) == (
        2,
        "termkit: u.parquet: has no column “text”, only body",
    )


def test_a_source_that_is_no_table_stays_what_it_is(tmp_path: Path) -> None:
    error = InputError("does not exist", "x")
    given = [Source(str(tmp_path / "a.txt")), error]
    assert list(expanded(given)) == given
