"""Times `termkit build` beside jieba cutting the same text in the same run: python tests/benchmarks/build.py [PATH...].

Seconds differ from machine to machine and from hour to hour; the ratios do not. Every figure is the best of some runs,
each in a process of its own, so that start-up counts; memory is the peak of resident memory.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
RUNS = 5

JIEBA = """
import sys, warnings
warnings.simplefilter("ignore")
import jieba
jieba.setLogLevel("ERROR")
from jieba import posseg
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        for pair in posseg.cut(file.read(), HMM=False):
            pass
"""
RJIEBA = """
import sys
from rjieba import Jieba
segmenter = Jieba()
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        for pair in segmenter.tag(file.read(), hmm=False):
            pass
"""


class Cost(NamedTuple):
    """The best of some runs."""

    seconds: float
    processor_seconds: float
    megabytes: float


def cost(*command: str) -> Cost:
    """Run a command some times and return its least costs."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    found = []
    for _ in range(RUNS):
        start = time.perf_counter()
        process = subprocess.Popen(
            command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.stderr.close()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{' '.join(command)}: {said.decode()}")
        found.append(Cost(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024))
    return Cost(*map(min, zip(*found, strict=True)))


def main(paths: list[str]) -> None:
    """Print seconds, processor seconds, megabytes and ratios."""
    paths = paths or ["seeds"]
    files = [str(each) for path in paths for each in (sorted(Path(ROOT, path).rglob("*.txt")) or [Path(path)])]
    with tempfile.TemporaryDirectory() as folder:
        costs = {
            "termkit build": cost(sys.executable, "-m", "termkit", "build", *paths, "-o", folder),
            "termkit --help": cost(sys.executable, "-m", "termkit", "--help"),
            "python alone": cost(sys.executable, "-c", "pass"),
            "jieba, same text": cost(sys.executable, "-c", JIEBA, *files),
            "rjieba, same text": cost(sys.executable, "-c", RJIEBA, *files),
        }
    print(f"{len(files)} documents, best of {RUNS} runs\n")
    print(f"{'':20}{'s':>8}{'CPU s':>8}{'MB':>8}")
    for name, each in costs.items():
        print(f"{name:20}{each.seconds:8.2f}{each.processor_seconds:8.2f}{each.megabytes:8.0f}")
    build, jieba = costs["termkit build"], costs["jieba, same text"]
    ratio = build.processor_seconds / jieba.processor_seconds
    print(
        f"\nbuild : jieba  = {ratio:.2f} of the processor time, {build.megabytes / jieba.megabytes:.2f} of the memory"
    )
    helped, bare = costs["termkit --help"], costs["python alone"]
    print(f"--help : python = {helped.processor_seconds / bare.processor_seconds:.1f} of the processor time")


if __name__ == "__main__":
    main(sys.argv[1:])
