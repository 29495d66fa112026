"""Builds of many documents: python tests/benchmarks/scale.py [NUMBER ...] [--paragraphs 6] [--characters 700] [--jobs 1,2] [--table] [--steps] [--peer].

Makes corpora (tests/benchmarks/corpus.py), builds each with one worker process and with two, and prints for each
process and all together the seconds of processor time and the peak of resident memory, as /proc tells them (Linux).
With --peer, beside it and over the same files: what a user would do without termkit, a pool of processes that cut and
tag with jieba and count; and as the floor a pool that only counts with rjieba.

Wall clocks lie on a machine that others use. What the processes cost together, and how much of it is in the one
process that adds up, tells how far more processes help: with n workers no run is faster than the time of that one
process, nor than all together divided by the number of cores. --table gives the documents as JSON lines in one file:
two hundred thousand files take longer to make than to build.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from corpus import make, make_table

ROOT = Path(__file__).parents[2]
TICK = os.sysconf("SC_CLK_TCK")

PEER = """
import sys, warnings, multiprocessing
from collections import Counter
from pathlib import Path
warnings.simplefilter("ignore")
def count(path):
    import jieba
    jieba.setLogLevel("ERROR")
    from jieba import posseg
    return Counter(word for word, tag in posseg.cut(path.read_text("utf-8")) if tag.startswith("n"))
def floor(path):
    from rjieba import Jieba
    global segmenter
    try: segmenter
    except NameError: segmenter = Jieba()
    return Counter(segmenter.cut(path.read_text("utf-8")))
if __name__ == "__main__":
    function = {"jieba": count, "floor": floor}[sys.argv[1]]
    found = Counter()
    with multiprocessing.Pool(int(sys.argv[3])) as pool:
        for each in pool.imap_unordered(function, sorted(Path(sys.argv[2]).rglob("*.txt")), chunksize=64):
            found.update(each)
    print(len(found))
"""


# `termkit build`, with what each step took on standard error: processor seconds of all processes, and by the clock.
STEPS = """
import json, sys, time
from contextlib import contextmanager
sys.path.insert(0, sys.argv.pop(1))
from scale import processes
from termkit.cli import build
told, at, last = {}, [], [time.perf_counter(), 0.0]
def note(step):
    now, spent = time.perf_counter(), sum(cpu for cpu, _ in processes().values())
    if at:
        clock, cpu = told.get(at[0], (0, 0))
        told[at[0]] = clock + now - last[0], cpu + max(spent - last[1], 0)
    at[:], last[:] = [step], [now, spent]
@contextmanager
def noting(*, quiet):
    note("start")
    yield lambda step, done, total: at == [step] or note(step)
    note("end")
    print(json.dumps(told), file=sys.stderr)
build.progress = noting
build.command.main(sys.argv[1:])
"""


class Cost(NamedTuple):
    """Seconds of the clock, of the processor in the first process and in all, and megabytes likewise."""

    clock: float
    main: float
    all: float
    main_megabytes: float
    all_megabytes: float
    steps: dict[str, tuple[float, float]]
    """By the clock and of all processors, for each step of a build."""


def processes(root: int = os.getpid()) -> dict[int, tuple[float, float]]:
    """Return processor seconds and megabytes of a process and all that descend from it."""
    parents, found = {}, {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            parents[int(folder.name)] = int(fields[1])
            found[int(folder.name)] = (
                (int(fields[11]) + int(fields[12])) / TICK,
                int(fields[21]) * os.sysconf("SC_PAGE_SIZE") / 2**20,
            )
        except (OSError, IndexError, ValueError):
            continue

    def descends(process: int) -> bool:
        while process and process != root:
            process = parents.get(process, 0)
        return process == root

    return {process: told for process, told in found.items() if descends(process)}


def cost(*command: str) -> Cost:
    """Run a command and watch it."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    seconds: dict[int, float] = {}
    main_most = all_most = 0.0
    while process.poll() is None:
        now = processes(process.pid)
        seconds.update({each: told[0] for each, told in now.items()})
        main_most = max(main_most, now.get(process.pid, (0, 0))[1])
        all_most = max(all_most, sum(told[1] for told in now.values()))
        time.sleep(0.2)
    clock = time.perf_counter() - start
    assert process.stderr is not None
    said = process.stderr.read().decode()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: {said}")
    steps = next((json.loads(each) for each in said.splitlines() if each.startswith("{")), {})
    return Cost(clock, seconds.get(process.pid, 0.0), sum(seconds.values()), main_most, all_most, steps)


def line(name: str, told: Cost, number: int) -> None:
    """Print what a run cost."""
    print(
        f"{name:28}{told.clock:9.1f}{told.main:9.1f}{told.all:9.1f}{1000 * told.all / number:9.2f}"
        f"{told.main_megabytes:9.0f}{told.all_megabytes:9.0f}",
        flush=True,
    )


def main(arguments: list[str]) -> None:
    """Print the table."""
    length = int(arguments[arguments.index("--paragraphs") + 1]) if "--paragraphs" in arguments else 6
    characters = int(arguments[arguments.index("--characters") + 1]) if "--characters" in arguments else 700
    jobs = arguments[arguments.index("--jobs") + 1].split(",") if "--jobs" in arguments else ["1", "2"]
    numbers = [int(each) for each in arguments if each.isdigit() and int(each) >= 1000] or [2000]
    print(f"{'':28}{'clock s':>9}{'main s':>9}{'all s':>9}{'ms/doc':>9}{'main MB':>9}{'all MB':>9}")
    for number in numbers:
        with tempfile.TemporaryDirectory() as folder:
            source = f"{folder}/in.jsonl" if "--table" in arguments else f"{folder}/in"
            write = make_table if "--table" in arguments else make
            size = write(number, Path(source), length, characters)
            print(f"{number} documents, {size / 2**20:.0f} MB", flush=True)
            clocks = {}
            for each in jobs:
                command = [
                    sys.executable,
                    "-c",
                    STEPS,
                    str(Path(__file__).parent),
                    source,
                    "-o",
                    f"{folder}/{each}",
                    "--jobs",
                    each,
                ]
                told = clocks[each] = cost(*command)
                line(f"termkit build --jobs {each}", told, number)
                for step, (clock, processor) in told.steps.items() if "--steps" in arguments else ():
                    print(f"  {step:26}{clock:9.1f}{'':9}{processor:9.1f}{1000 * processor / number:9.3f}", flush=True)
                work = Path(folder, each, ".work.sqlite").stat().st_size / 2**20
            out = sum(path.stat().st_size for path in Path(folder, jobs[-1]).rglob("*") if path.is_file()) / 2**20
            print(f"work file {work:.0f} MB, results {out - work:.0f} MB", flush=True)
            if len(jobs) > 1:
                same = subprocess.run(
                    ["diff", "-rq", "-x", ".work.sqlite", *[f"{folder}/{each}" for each in jobs]], check=False
                )
                one, two = (clocks[each] for each in jobs[:2])
                print(
                    f"same bytes: {same.returncode == 0}; clock {one.clock / two.clock:.2f} times as fast", flush=True
                )
                print(f"share of the main process: {two.main / two.all:.1%}", flush=True)
            again = cost(sys.executable, "-m", "termkit", "build", source, "-o", f"{folder}/{jobs[-1]}")
            line("again, nothing changed", again, number)
            if "--peer" in arguments:
                script = Path(folder, "peer.py")
                script.write_text(PEER, encoding="utf-8")
                for name, told in (("jieba posseg, 2 processes", "jieba"), ("rjieba, words only, 2", "floor")):
                    line(name, cost(sys.executable, str(script), told, f"{folder}/in", "2"), number)


if __name__ == "__main__":
    main(sys.argv[1:])
