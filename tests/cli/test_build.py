from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[bytes]]

GOOD = """1. 联合国开发计划署(开发署)举办了讲习班。
2. 联合国开发计划署(开发署)签署了协定。
3. 开发署派代表出席，会员国欢迎开发署的工作。
"""
OUTPUTS = [
    ".work.sqlite",
    "counts.csv",
    "findings.json",
    "glossary.csv",
    "glossary.tbx",
    "glossary.termkit",
    "report.html",
]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_build(termkit: Run, good: Path, tmp_path: Path) -> None:
    result = termkit("build", good, "-o", "out")
    assert (result.returncode, result.stdout) == (0, b"")
    assert result.stderr.decode().strip().startswith("1 document, 2 definitions, 1 concept, 1 finding in out")
    assert names(tmp_path / "out") == OUTPUTS


def test_quiet_says_nothing(termkit: Run, good: Path) -> None:
    result = termkit("build", good, "-o", "out", "--quiet")
    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")


def test_csv_opens_in_excel(termkit: Run, good: Path, tmp_path: Path) -> None:
    termkit("build", good, "-o", "out")
    data = (tmp_path / "out" / "glossary.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf"), "Excel needs a byte order mark to read UTF-8"
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert list(rows[0]) == ["concept", "kind", "lang", "term", "type", "status", "since", "until", "source", "note"]
    assert {("undp", "联合国开发计划署", "fullForm"), ("undp", "开发署", "shortForm")} <= {
        (r["concept"], r["term"], r["type"]) for r in rows
    }


def test_no_cell_of_the_csv_runs(termkit: Run, tmp_path: Path) -> None:
    """Names of files come into the column source."""
    for index, name in enumerate(["=1+1.txt", "+1.txt", "@SUM(A1).txt", "-1.txt"]):
        (tmp_path / name).write_text(
            f"1. 第{'甲乙丙丁'[index]}国际合作组织(第{'甲乙丙丁'[index]}组织)举办了讲习班。\n", encoding="utf-8"
        )
    result = termkit("build", "--glossary", "none", "-o", "out", "--", "=1+1.txt", "+1.txt", "@SUM(A1).txt", "-1.txt")
    assert result.returncode == 0, result.stderr.decode()
    text = (tmp_path / "out" / "glossary.csv").read_text("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert sum("1+1.txt" in cell for cell in cells) >= 2
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed")
def test_csv_opens_in_libreoffice_with_the_chinese_intact(termkit: Run, good: Path, tmp_path: Path) -> None:
    termkit("build", good, "-o", "out")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    # With a byte order mark the import dialogue proposes UTF-8; without a dialogue it has to be said (76).
    command = ["soffice", profile, "--headless", "--infilter=CSV:44,34,76,1", "--convert-to", "fods"]
    command += ["--outdir", str(tmp_path), str(tmp_path / "out" / "glossary.csv")]
    subprocess.run(command, check=True, capture_output=True, timeout=100, env={**os.environ, "HOME": str(tmp_path)})
    table = etree.parse(tmp_path / "glossary.fods")
    shown = ["".join(cell.itertext()).strip() for cell in table.iterfind(".//{*}table-cell")]
    assert shown[:4] == ["concept", "kind", "lang", "term"]
    assert {"联合国开发计划署", "开发署"} <= set(shown)
    assert not table.findall(".//{*}table-cell[@{urn:oasis:names:tc:opendocument:xmlns:table:1.0}formula]")


def test_findings_and_page_are_of_this_run(termkit: Run, good: Path, tmp_path: Path) -> None:
    termkit("build", good, "-o", "out")
    assert [each["code"] for each in json.loads((tmp_path / "out" / "findings.json").read_bytes())] == ["SF03"]
    assert "联合国开发计划署" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


def test_a_glossary_of_ones_own(termkit: Run, good: Path, tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(
        "concept,kind,lang,term,type,status,since,until,source,note\n"
        "own,programme,zh,联合国开发计划署,fullForm,preferred,,,,\n"
        "own,programme,zh,开发署,shortForm,deprecated,,,,\n",
        encoding="utf-8",
    )
    assert termkit("build", good, "-o", "out", "--glossary", "own.csv").returncode == 0
    rows = csv.DictReader(io.StringIO((tmp_path / "out" / "glossary.csv").read_text("utf-8-sig"), newline=""))
    assert [(row["concept"], row["term"], row["status"]) for row in rows] == [
        ("own", "联合国开发计划署", "preferred"),
        ("own", "开发署", "deprecated"),
    ]


def test_the_seeds_take_less_than_300_megabytes(root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "termkit", "build", "seeds", "-o", str(tmp_path / "out"), "--quiet"]
    # A process counts as having had the memory of the one that it was forked from: the tests have more.
    measure = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    told = subprocess.run([sys.executable, "-c", measure, *command], cwd=root, capture_output=True, check=True)
    assert int(told.stdout) < 300 * 1024  # KiB on Linux


def test_standard_input(termkit: Run, tmp_path: Path) -> None:
    result = termkit("build", "-", "-o", "out", stdin=GOOD.encode())
    assert result.returncode == 0
    assert json.loads((tmp_path / "out" / "findings.json").read_bytes())[0]["path"] == "-"
