"""Times `termkit check` beside AutoCorrect and zhlint on the same files: python tests/benchmarks/checking.py.

About 12 MB of text in differing documents, made of the paragraphs of the seed reports; the largest report alone, and a
line, which tell how long a start takes. Peers run where they are installed: `pip install autocorrect-py`, `npm install
--prefix FOLDER zhlint` with FOLDER as the first argument. Seconds differ from machine to machine; processor seconds and
ratios hardly do. On two free cores a run takes about half its processor seconds.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]
MEGABYTES = 12
PARAGRAPHS = 250
STARTS = 15

AUTOCORRECT = """
import sys
import autocorrect_py
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        autocorrect_py.lint_for(file.read(), "text")
"""
# Its command line takes the first path only: the library is called for each file.
ZHLINT = """
const { readFileSync } = require("fs")
const { run } = require(process.argv[1])
for (const path of process.argv.slice(2)) run(readFileSync(path, "utf8"), { rules: { preset: "default" } })
"""


class Cost(NamedTuple):
    """Seconds by the clock, processor seconds, and the peak of resident memory of the largest process."""

    seconds: float
    processor_seconds: float
    megabytes: float


def cost(*command: str, runs: int = 1) -> Cost:
    """Run a command some times and return its least costs, children included."""
    found = []
    for _ in range(runs):
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in {0, 1}:
            raise SystemExit(f"{command[:4]} failed")
        found.append(Cost(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024))
    return Cost(*map(min, zip(*found, strict=True)))


def make_documents(folder: Path) -> list[str]:
    """Write documents of paragraphs drawn from all seed reports, each a different draw."""
    paragraphs = [
        line
        for seed in sorted((ROOT / "seeds").glob("*.txt"))
        for line in seed.read_text(encoding="utf-8").splitlines()
        if len(line) > 20
    ]
    draw = random.Random(0)
    written, paths = 0, []
    while written < MEGABYTES * 1_000_000:
        path = folder / f"{len(paths):03}.txt"
        text = "\n\n".join(draw.sample(paragraphs, PARAGRAPHS)) + "\n"
        path.write_text(text, encoding="utf-8")
        written += len(text.encode())
        paths.append(str(path))
    return paths


# What has once taken time out of all proportion; most in one line, which every place has to be found in.
HARD = {
    "one definition over and over": lambda n: "联合国开发计划署(开发署)" * (n // 13),
    "many Traditional phrases": lambda n: "".join(f"会议在第{i}次讨论了安全問題并通过决议，" for i in range(n // 20)),
    "many definitions": lambda n: "".join(
        f"{chr(0x4E00 + i % 97)}{chr(0x5E00 + i // 97)}海洋研究组织({chr(0x4E00 + i % 97)}{chr(0x5E00 + i // 97)}海研组织)开会。"
        for i in range(n // 20)
    ),
    "many open brackets": lambda n: "（会议" * (n // 3),
    "many doubled characters": lambda n: "会议统筹协协调工作，" * (n // 10),
    "one character": lambda n: "会" * n,
    "spaces": lambda n: "会 " * (n // 2),
    "digits": lambda n: "1 000 " * (n // 6),
    "numbers": lambda n: "有1 500人，" * (n // 8),
    "lone marks": lambda n: "《会议。\n\n" * (n // 12) + "会议》。\n\n" * (n // 12),
}


def growth(command: Sequence[str]) -> None:
    """Print the processor seconds for hard texts of one length and of four times that: 4 is in proportion."""
    idle = cost(*command, str(sorted((ROOT / "seeds").glob("*.txt"))[1])).processor_seconds
    with tempfile.TemporaryDirectory() as folder:
        for name, make in HARD.items():
            found = []
            for characters in (80_000, 320_000):
                path = Path(folder, "hard.txt")
                path.write_text(make(characters) + "\n", encoding="utf-8")
                found.append(cost(*command, str(path)).processor_seconds)
            ratio = (found[1] - idle / 2) / max(found[0] - idle / 2, 0.01)
            print(f"{name:32}{found[0]:9.2f}{found[1]:9.2f}{ratio:9.1f}")


def main(peers: str = "") -> None:
    """Print seconds, processor seconds, megabytes and ratios."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # users start from compiled modules
    termkit = (sys.executable, "-m", "termkit", "check", "-q", "--output-format", "concise")
    with tempfile.TemporaryDirectory() as folder:
        paths = make_documents(Path(folder))
        size = sum(Path(path).stat().st_size for path in paths) / 1e6
        print(f"{len(paths)} documents, {size:.1f} MB")
        commands = {"termkit check": (*termkit, folder), "termkit check --jobs 1": (*termkit, "--jobs", "1", folder)}
        try:
            import autocorrect_py  # noqa: F401, PLC0415
        except ImportError:
            print("AutoCorrect is not installed")
        else:
            commands["AutoCorrect"] = (sys.executable, "-c", AUTOCORRECT, *paths)
        if (zhlint := Path(peers, "node_modules", "zhlint").resolve()).is_dir() and peers:
            commands["zhlint"] = ("node", "-e", ZHLINT, str(zhlint), *paths)
        else:
            print("zhlint is not installed")
        costs = {name: cost(*command) for name, command in commands.items()}
        line = Path(folder, "line.txt")
        line.write_text("联合国开发计划署(开发署)协助各国。开发署设有办事处。\n", encoding="utf-8")
        costs["one line"] = cost(*termkit, str(line), runs=STARTS)
    largest = max((ROOT / "seeds").glob("*.txt"), key=lambda path: path.stat().st_size)
    costs["one report, the largest"] = cost(*termkit, str(largest), runs=STARTS)
    costs["python alone"] = cost(sys.executable, "-c", "pass", runs=STARTS)
    base = costs["termkit check"].processor_seconds
    print(f"{'':24}{'seconds':>9}{'cpu':>8}{'cpu / 2':>9}{'MB':>7}{'cpu : termkit':>15}")
    for name, each in costs.items():
        cpu = each.processor_seconds
        print(f"{name:24}{each.seconds:9.2f}{cpu:8.2f}{cpu / 2:9.2f}{each.megabytes:7.0f}{cpu / base:15.2f}")
    print(f"{'hard texts, cpu':32}{'0.08 M':>9}{'0.32 M':>9}{'growth':>9}")
    growth((*termkit, "--jobs", "1"))


if __name__ == "__main__":
    main(*sys.argv[1:])
