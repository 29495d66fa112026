"""A build on a real Dask cluster of two worker processes, which are killed on the way, one after the other."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from threading import Timer
from typing import TYPE_CHECKING

import pytest

from termkit.corpus.work import WORK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Process = subprocess.Popen[bytes]
    Run = Callable[..., subprocess.CompletedProcess[bytes]]

pytest.importorskip("distributed")

SCHEDULER = ["-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
WORKER = ["-m", "distributed.cli.dask_worker", "--nthreads", "1", "--no-nanny", "--no-dashboard"]

# A build that says where it is at a moment of some steps, and goes on when it is answered.
BUILD = """
import sys
from termkit.cli import main
from termkit.corpus import dask_engine

moment, seconds, steps = sys.argv.pop(1), float(sys.argv.pop(1)), iter(range(99))

class Losing(dask_engine.DaskCluster):
    def map(self, function, shared, items):
        step = next(steps)

        def at(this):
            if this == moment and step % 3 == 0:
                print(moment, flush=True)
                sys.stdin.readline()

        def given():
            at("sharing")
            yield from items

        at("beginning")
        for number, outcome in enumerate(super().map(function, shared, given())):
            if number == 0:
                at("working")
            yield outcome

dask_engine.DaskCluster = lambda address: Losing(address, still_seconds=seconds)
main()
"""


@contextmanager
def running(folder: Path, root: Path, *arguments: str, **pipes: int) -> Iterator[Process]:
    """Run Python in a folder; whatever happens, the process ends and its pipes are closed."""
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONWARNINGS": "ignore"}
    with subprocess.Popen([sys.executable, *arguments], cwd=folder, env=environment, **pipes) as process:
        # What waits for it sees its end, should it come to no other.
        timer = Timer(240, process.kill)
        timer.start()
        try:
            yield process
        finally:
            timer.cancel()
            process.kill()


class Cluster:
    """A scheduler with two workers; documents lie in the folder, so that workers see them under the same paths."""

    def __init__(self, stack: ExitStack, folder: Path, root: Path) -> None:
        self._stack, self._folder, self._root, self._logs = stack, folder, root, 0
        self._scheduler, self.address = self._start(SCHEDULER, r"tcp://127\.0\.0\.1:\d+")
        self._workers = [self._worker(), self._worker()]

    def _start(self, command: list[str], wanted: str) -> tuple[Process, str]:
        """Start a process, and return it with what it says when it is ready."""
        self._logs += 1
        log = self._folder / f"log-{self._logs}"
        with log.open("wb") as file:
            process = self._stack.enter_context(running(self._folder, self._root, *command, stdout=file, stderr=file))
        while (match := re.search(wanted, log.read_text("utf-8"))) is None:
            assert process.poll() is None, log.read_text("utf-8")
            time.sleep(0.05)
        return process, match[0]

    def _worker(self) -> Process:
        return self._start([*WORKER, self.address], "Registered to")[0]

    def renew(self) -> None:
        """Start one more worker."""
        self._workers.append(self._worker())

    def lose(self) -> None:
        """Kill the worker that is the oldest."""
        self._workers.pop(0).kill()

    def lose_workers(self) -> None:
        """Kill all workers."""
        for worker in self._workers:
            worker.kill()

    def end(self) -> None:
        """Kill the scheduler."""
        self._scheduler.kill()


@pytest.fixture
def cluster(tmp_path: Path, root: Path) -> Iterator[Cluster]:
    with ExitStack() as stack:
        yield Cluster(stack, tmp_path, root)


@pytest.fixture(scope="module")
def local(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with documents, and what a build on this machine makes of them."""
    folder = tmp_path_factory.mktemp("local")
    (folder / "in").mkdir()
    seeds = [path.read_text(encoding="utf-8") for path in sorted((root / "seeds").iterdir())]
    for number in range(20):
        paragraphs = seeds[number % 5].split("\n")
        (folder / "in" / f"{number:02}.txt").write_text("\n".join(paragraphs[number : number + 40]), encoding="utf-8")
    with running(folder, root, "-m", "termkit", "build", "in", "-o", "out", "--quiet") as process:
        assert process.wait() == 0
    return folder


def outputs(folder: Path) -> dict[str, bytes]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != WORK)
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def build(
    folder: Path, root: Path, cluster: Cluster, moment: str, lose: Callable[[], None], seconds: int = 120
) -> tuple[int, int, str]:
    """Build on a cluster that loses something at a moment of some steps; return how often, exit code, stderr.

    `seconds` is for how long no worker may be at work.
    """
    command = ["build", "in", "-o", "out", "--engine", "dask", "--scheduler", cluster.address]
    pipe, times = subprocess.PIPE, 0
    with running(
        folder, root, "-c", BUILD, moment, str(seconds), *command, stdin=pipe, stdout=pipe, stderr=pipe
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        while process.stdout.readline():
            cluster.renew()
            process.stdin.write(b"\n")
            process.stdin.flush()
            # A little later each time: while it sends, while a worker begins …
            time.sleep(0.005 * times)
            lose()
            times += 1
        return times, process.wait(), process.stderr.read().decode()


@pytest.mark.parametrize("moment", ["beginning", "sharing", "working"])
def test_workers_that_are_killed_cost_only_their_work(
    root: Path, tmp_path: Path, local: Path, cluster: Cluster, moment: str
) -> None:
    (tmp_path / "in").symlink_to(local / "in")
    times, code, said = build(tmp_path, root, cluster, moment, cluster.lose)
    assert (code, times > 3) == (0, True), said
    assert outputs(tmp_path / "out") == outputs(local / "out")


@pytest.mark.parametrize(
    ("lost", "told"), [("lose_workers", "has had no worker for 5 seconds"), ("end", "the Dask scheduler was lost")]
)
def test_a_cluster_that_is_lost_ends_the_run_with_a_sentence(
    root: Path, tmp_path: Path, local: Path, cluster: Cluster, lost: str, told: str
) -> None:
    (tmp_path / "in").symlink_to(local / "in")
    times, code, said = build(tmp_path, root, cluster, "sharing", getattr(cluster, lost), 5)
    assert (times, code, told in said, "--resume" in said, "Traceback" in said) == (1, 2, True, True, False), said


def test_options_that_do_not_fit(termkit: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("1. 没有名称。\n", encoding="utf-8")
    for arguments, told in [
        (["--engine", "dask"], "--engine dask needs --scheduler ADDRESS"),
        (["--scheduler", "tcp://127.0.0.1:1"], "--scheduler goes with --engine dask"),
    ]:
        result = termkit("build", "a.txt", "-o", "out", *arguments)
        assert (result.returncode, told in result.stderr.decode()) == (2, True), result.stderr.decode()
