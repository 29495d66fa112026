"""A build on a real Dask cluster of two worker processes, one of which is killed on the way."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from termkit.corpus.work import WORK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[bytes]]

pytest.importorskip("distributed")

SCHEDULER = [
    sys.executable,
    "-m",
    "distributed.cli.dask_scheduler",
    "--host",
    "127.0.0.1",
    "--port",
    "0",
    "--no-dashboard",
]
WORKER = [sys.executable, "-m", "distributed.cli.dask_worker", "--nthreads", "1", "--no-nanny", "--no-dashboard"]


def start(command: list[str], folder: Path, root: Path, wanted: str) -> tuple[subprocess.Popen[bytes], str]:
    """Start a process of the cluster, and return it with what it says when it is ready."""
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONWARNINGS": "ignore"}
    log = folder / f"log-{len(list(folder.iterdir()))}"
    with log.open("wb") as file:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=file, stderr=file)
    while (match := re.search(wanted, log.read_text("utf-8"))) is None:
        assert process.poll() is None, log.read_text("utf-8")
        time.sleep(0.1)
    return process, match[0]


@pytest.fixture
def cluster(tmp_path: Path, root: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    scheduler, address = start(SCHEDULER, tmp_path, root, r"tcp://127\.0\.0\.1:\d+")
    processes = [scheduler]
    try:
        # The documents lie in this folder: workers see them under the same paths.
        processes += [start([*WORKER, address], tmp_path, root, "Registered to")[0] for _ in range(2)]
        yield address, processes[1:]
    finally:
        for process in reversed(processes):
            process.kill()
            process.wait()


def outputs(folder: Path) -> dict[str, bytes]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != WORK)
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def test_a_cluster_of_which_a_worker_is_killed_gives_the_same_bytes(
    termkit: Run, root: Path, tmp_path: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    address, workers = cluster
    (tmp_path / "in").mkdir()
    seeds = [path.read_text(encoding="utf-8") for path in sorted((root / "seeds").iterdir())]
    for number in range(60):
        paragraphs = seeds[number % 5].split("\n")
        (tmp_path / "in" / f"{number:02}.txt").write_text("\n".join(paragraphs[number : number + 60]), encoding="utf-8")
    assert termkit("build", "in", "-o", "local").returncode == 0
    command = [sys.executable, "-m", "termkit", "build", "in", "-o", "out", "--engine", "dask", "--scheduler", address]
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONWARNINGS": "ignore"}
    process = subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE)
    while not (tmp_path / "out" / WORK).exists():
        time.sleep(0.05)
    time.sleep(2)
    was_running = process.poll() is None
    workers[0].send_signal(signal.SIGKILL)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said.decode()
    assert was_running, "the run was over before the worker was killed"
    assert outputs(tmp_path / "out") == outputs(tmp_path / "local")


def test_options_that_do_not_fit(termkit: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("1. 没有名称。\n", encoding="utf-8")
    for arguments, told in [
        (["--engine", "dask"], "--engine dask needs --scheduler ADDRESS"),
        (["--scheduler", "tcp://127.0.0.1:1"], "--scheduler goes with --engine dask"),
    ]:
        result = termkit("build", "a.txt", "-o", "out", *arguments)
        assert (result.returncode, told in result.stderr.decode()) == (2, True), result.stderr.decode()
