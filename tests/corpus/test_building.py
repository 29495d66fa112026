"""Builds of many documents: the same bytes however they are done, and nothing done twice."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from termkit.check import check
from termkit.corpus.pipeline import analyse, build
from termkit.corpus.work import WORK
from termkit.exchange import read
from termkit.exchange.shipped import shipped_glossary
from termkit.glossary.decided import Decided
from termkit.glossary.decisions import Decision, Ruling
from termkit.read.plain import read_plain
from termkit.terms.concept import Status, TermType

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from termkit.text.document import Document

    Run = Callable[..., subprocess.CompletedProcess[bytes]]

BODIES = "开发 贸易 卫生 环境 人口 粮食 教育 能源 海洋 气候".split()


def text(number: int) -> str:
    chance = random.Random(number)
    one, two = chance.sample(BODIES, 2)
    lines = [
        f"A/{60 + number % 10}/{number}",
        "",
        f"{1 + number % 28} March {2005 + number % 10}",
        "",
        f"1. 会议由世界{one}合作组织({one}组织)和亚洲{two}合作中心({one}中心)举办。",
        f"2. {one}组织和{one}中心签署了协定，联合国开发计划署(开发署)出席了会议。",
        f"3. {two}组织派代表出席。世界{two}合作组织在讲习班上发了言。",
        f"4. 经济合作{['组织', '与发展组织'][number % 2]}(经合组织)参加了讲习班，经合组织作了介绍。",
        f"5. 世界粮食计划署({['粮食署', '粮食计划署'][number % 2]})欢迎{['粮食署', '粮食计划署'][number % 2]}的报告。",
    ]
    return "\n\n".join(lines) + "\n"


def outputs(folder: Path) -> dict[str, bytes]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != WORK)
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number:03}.txt").write_text(text(number), encoding="utf-8")
    return folder


def test_one_process_several_and_any_order_give_the_same_bytes(termkit: Run, corpus: Path, tmp_path: Path) -> None:
    assert termkit("build", "in", "-o", "serial").returncode == 0
    assert termkit("build", "in", "-o", "local", "--jobs", "2").returncode == 0
    names = sorted(f"in/{path.name}" for path in corpus.iterdir())
    random.Random(1).shuffle(names)
    assert termkit("build", *names, "-o", "shuffled").returncode == 0
    wanted = outputs(tmp_path / "serial")
    assert {"report.html", "report/concepts-0001.html", "findings.json", "counts.csv"} <= set(wanted)
    assert outputs(tmp_path / "local") == wanted
    assert outputs(tmp_path / "shuffled") == wanted


def documents(numbers: range) -> list[Document]:
    return [read_plain(text(number).encode(), f"{number:03}.txt") for number in numbers]


def test_a_build_finds_what_all_in_memory_finds() -> None:
    """Up to the number of documents of which all are kept as evidence."""
    few, glossary = documents(range(12)), read(shipped_glossary())
    built, material = build(few, glossary), analyse(few, glossary)
    assert built.findings == check(material)
    assert {each.code for each in built.findings} >= {"XD01", "XD02"}
    defined = {material.concept_of(each).id for facts in material.documents for each in facts.definitions}
    assert defined <= {concept.id for concept in built.concepts}


def test_the_findings_of_a_build_are_those_of_a_check(termkit: Run, root: Path, tmp_path: Path) -> None:
    """Of reports in which most rules find something, among them those that ask for the full forms of the glossary."""
    seeds = str(root / "seeds")
    assert termkit("build", seeds, "-o", "out").returncode == 0
    built = json.loads((tmp_path / "out" / "findings.json").read_bytes())
    assert built == json.loads(termkit("check", seeds, "--output-format", "json").stdout)
    assert {"FN01", "FN02", "SF01", "TM01", "XD01", "XD03"} <= {each["code"] for each in built}


def test_decisions_on_concepts_hold() -> None:
    few = documents(range(12))
    one, two = sorted({re.findall("由(世界..合作组织)", document.text)[0] for document in few})[:2]
    decided = Decided([Decision(one, two, Ruling.MERGED), Decision(one, f"{one[2:4]}组织", Ruling.PREFERRED)])
    built, material = build(few, decided=decided), analyse(few, decided=decided)
    of_build = {c.id: [(t.text, t.type, t.status) for t in c.terms] for c in built.concepts}
    of_memory = {c.id: [(t.text, t.type, t.status) for t in c.terms] for c in material.concepts}
    assert of_build.items() <= of_memory.items()
    (merged,) = [terms for terms in of_build.values() if terms[0][0] == one]
    assert {(two, TermType.VARIANT, None), (f"{one[2:4]}组织", TermType.SHORT_FORM, Status.PREFERRED)} <= set(merged)


def test_evidence_is_capped_and_counts_are_not(termkit: Run, corpus: Path, tmp_path: Path) -> None:
    termkit("build", "in", "-o", "out")
    with sqlite3.connect(tmp_path / "out" / "glossary.termkit") as store:
        (most,) = store.execute("SELECT max(n) FROM (SELECT count(*) n FROM evidence GROUP BY term)").fetchone()
    assert 10 < most <= 16
    rows = [line.split(",") for line in (tmp_path / "out" / "counts.csv").read_text("utf-8-sig").splitlines()[1:]]
    undp = [row for row in rows if row[1] == "开发署"]
    assert {row[3] for row in undp} == {"A"}
    assert len({row[2] for row in undp}) == 10, "years"
    assert sum(int(row[4]) for row in undp) == len(list(corpus.iterdir())) == 60


def test_what_has_not_changed_is_not_done_again(termkit: Run, corpus: Path, tmp_path: Path) -> None:
    first = termkit("build", "in", "-o", "out")
    assert b"unchanged" not in first.stderr
    wanted = outputs(tmp_path / "out")
    assert termkit("build", "in", "-o", "out").stderr.decode().strip().endswith("in out; 60 unchanged")
    again = outputs(tmp_path / "out")
    assert {name for name, data in again.items() if data != wanted[name]} <= {"glossary.termkit"}  # it has a history
    # A document that says nothing to the others leaves what was done for them.
    (corpus / "100.txt").write_text("1. 没有名称。\n", encoding="utf-8")
    assert termkit("build", "in", "-o", "out").stderr.decode().strip().endswith("; 60 unchanged")
    (corpus / "100.txt").unlink()
    (corpus / "007.txt").write_text(text(7).replace("发了言", "发言"), encoding="utf-8")
    assert termkit("build", "in", "-o", "out").stderr.decode().strip().endswith("; 59 unchanged")
    assert b"unchanged" not in termkit("build", "in", "-o", "out", "--glossary", "none").stderr
    (tmp_path / "out" / WORK).write_bytes(b"no database")
    assert termkit("build", "in", "-o", "out").returncode == 0


def is_at_work(path: Path) -> bool:
    """Tell whether the first pass of a build is done: results stand in the log of its work file."""
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 80_000


def test_a_build_that_was_stopped_is_resumed(termkit: Run, root: Path, corpus: Path, tmp_path: Path) -> None:
    assert termkit("build", str(corpus.name), "-o", "wanted", "--encoding", "utf-8").returncode == 0
    command = [sys.executable, "-m", "termkit", "build", "in", "-o", "out", "--encoding", "utf-8", "--jobs", "1"]
    process = subprocess.Popen(
        command,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(root)},
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    while not is_at_work(tmp_path / "out" / WORK) and process.poll() is None:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)  # as Ctrl-C does: to all processes of the terminal
    _, said = process.communicate(timeout=60)
    if process.returncode == 0:
        pytest.skip("the build was done before it was stopped")
    assert (process.returncode, said.decode().splitlines()[-1]) == (130, "termkit: stopped")
    assert "Traceback" not in said.decode()
    resumed = termkit("build", "--resume", "-o", "out")
    assert resumed.returncode == 0, resumed.stderr.decode()
    assert outputs(tmp_path / "out") == outputs(tmp_path / "wanted")
    again = termkit("build", "--resume", "-o", "out")
    assert again.returncode == 2
    assert "is finished" in again.stderr.decode()


def test_resume_of_nothing(termkit: Run) -> None:
    result = termkit("build", "--resume", "-o", "out")
    assert (result.returncode, b"holds no build that was stopped" in result.stderr) == (2, True)
    assert termkit("build", "--resume", "in", "-o", "out").returncode == 2


# Imported by every Python process of the run, as a library with a fault would be: two documents are its undoing.
FAULTY = """
import os, time
from termkit.corpus import inputs

detect = inputs.detect_format

def faulty(data, path):
    if path.endswith("013.txt"):
        os.kill(os.getpid(), 9)
    if path.endswith("031.txt"):
        time.sleep(600)
    return detect(data, path)

inputs.detect_format = faulty
"""


def test_a_document_that_ends_its_worker_costs_itself_only(
    termkit: Run, root: Path, corpus: Path, tmp_path: Path
) -> None:
    (tmp_path / "faulty").mkdir()
    (tmp_path / "faulty" / "sitecustomize.py").write_text(FAULTY, encoding="utf-8")
    path = f"{tmp_path / 'faulty'}{os.pathsep}{root}"
    result = termkit("build", "in", "-o", "out", "--jobs", "2", "--timeout", "8", PYTHONPATH=path)
    told = result.stderr.decode().splitlines()
    assert result.returncode == 2
    assert told[:2] == [
        "termkit: in/013.txt: ended its worker process (SIGKILL)",
        "termkit: in/031.txt: took more than 8 seconds and was given up (--timeout)",
    ]
    assert told[2].startswith("58 documents")
    for name in ("013.txt", "031.txt"):
        (corpus / name).unlink()
    assert termkit("build", "in", "-o", "without").returncode == 0
    assert outputs(tmp_path / "out") == outputs(tmp_path / "without")


def test_findings_of_many_documents_are_in_order_and_name_their_documents(
    termkit: Run, corpus: Path, tmp_path: Path
) -> None:
    assert len(list(corpus.iterdir())) == 60
    termkit("build", "in", "-o", "out")
    findings = json.loads((tmp_path / "out" / "findings.json").read_bytes())
    places = [(each["path"], each["line"], each["column"]) for each in findings]
    assert places == sorted(places)
    assert all(each["path"].startswith("in/") for finding in findings for each in (finding, *finding["related"]))
    (differs,) = (each for each in findings if each["code"] == "XD01" and "世界粮食计划署" in each["message"])
    assert re.fullmatch(
        r".*“粮食署” in in/\d+.txt, .* and \d+ more \(.*\); “粮食计划署”.* in in/\d+.txt.* more.*", differs["message"]
    )
    assert len(differs["related"]) < 32, "a sample"
