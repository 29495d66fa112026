"""Time and memory of the aligner, beside galechurch and, where it is on the path, hunalign.

    python tests/benchmarks/alignment.py ZH_LINES EN_LINES [--model use]

The lines are repeated or cut to 1,000, 2,000 and 4,000; each run is a process of its own, so that its memory
is its own. Times are seconds of one core, start-up included. Lines are made different by a running number, so
that a repeated text is no trap of its own.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

_SIZES = (1000, 2000, 4000)


def _lines(path: str, size: int) -> list[str]:
    lines = [line for line in Path(path).read_text("utf-8").splitlines() if line.strip()]
    return [lines[i % len(lines)] + (f" ({i // len(lines) + 2})" if i >= len(lines) else "") for i in range(size)]


def _termkit(zh: list[str], en: list[str], model: str) -> int:
    from termkit.align.documents import align_sides, lines_side  # noqa: PLC0415  its cost is measured
    from termkit.align.embedding import load_embedder  # noqa: PLC0415  its cost is measured

    embedder = load_embedder(model) if model else None
    return len(align_sides(lines_side(zh, "zh"), lines_side(en, "en"), embedder=embedder).beads)


def _galechurch(zh: list[str], en: list[str]) -> int:
    import galechurch  # noqa: PLC0415  its cost is measured

    return len(galechurch.align(zh, en).beads)


def _hunalign(zh: list[str], en: list[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        for name, lines in (("zh", zh), ("en", en), ("dictionary", [])):
            (Path(folder) / name).write_text("\n".join(lines) + "\n", "utf-8")
        done = subprocess.run(
            ["hunalign", "dictionary", "zh", "en"], cwd=folder, capture_output=True, check=True, text=True
        )
    return len(done.stdout.splitlines())


def _child(system: str, size: int, arguments: argparse.Namespace) -> None:
    zh, en = _lines(arguments.zh, size), _lines(arguments.en, size)
    if system == "galechurch":
        beads = _galechurch(zh, en)
    elif system == "hunalign":
        beads = _hunalign(zh, en)
    else:
        beads = _termkit(zh, en, arguments.model if system == "termkit + model" else "")
    own, children = (resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    seconds = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
    print(
        f"{system:<16} {size:>6} lines {beads:>6} beads {seconds:>7.2f} s {max(own.ru_maxrss, children.ru_maxrss) / 1024:>6.0f} MB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("zh")
    parser.add_argument("en")
    parser.add_argument("--model", default="")
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        _child(arguments.child[0], int(arguments.child[1]), arguments)
        return
    systems = ["termkit", "galechurch"] + ["termkit + model"] * bool(arguments.model)
    systems += ["hunalign"] if shutil.which("hunalign") else []
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    for system in systems:
        for size in _SIZES:
            subprocess.run(
                [sys.executable, __file__, *sys.argv[1:], "--child", system, str(size)], check=True, env=environment
            )


if __name__ == "__main__":
    main()
