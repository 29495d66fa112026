"""Every command that the README shows is run, and prints what the README says.

The convention, for whoever adds a section:

- A block marked ```console holds commands behind `$ ` and what they print, standard error included. All commands of
  the README run in the order in which they stand, in one temporary folder that holds copies of `seeds/` and
  `glossaries/`, so that a later command may use what an earlier one wrote. A command may end with exit code 1
  (findings), not with 2.
- `…` stands for what is left out: inside a line for any characters, alone on a line for any number of lines. A `…`
  that the command prints itself matches too.
- A block marked ```sh is run by `.ci/run`, as it installs something; there is no output to compare.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

README = Path(__file__).parents[1] / "README.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Shown(NamedTuple):
    """A command of the README and what it is said to print."""

    command: str
    output: str


def shown() -> list[Shown]:
    found: list[Shown] = []
    for kind, body in BLOCK.findall(README.read_text(encoding="utf-8")):
        if kind != "console":
            continue
        assert body.startswith("$ "), f"a console block begins with a command: {body[:40]!r}"
        for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append(Shown(command, output))
    return found


def pattern(output: str) -> re.Pattern[str]:
    """Return what an output of the README matches; white space at line ends does not count."""
    lines = []
    for line in output.rstrip("\n").split("\n"):
        is_gap = line.strip() == "…"
        lines.append(r"(?:[^\n]*\n)*?" if is_gap else ".*".join(map(re.escape, line.rstrip().split("…"))) + r"[ \t]*\n")
    return re.compile("".join(lines) if output.strip() else "")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what a clone holds, and a `termkit` that runs this checkout."""
    folder = tmp_path_factory.mktemp("readme")
    for name in ("seeds", "glossaries"):
        shutil.copytree(README.parent / name, folder / "clone" / name)
    (folder / "bin").mkdir()
    script = folder / "bin" / "termkit"
    script.write_text(
        f'#!/bin/sh\nPYTHONPATH="{README.parent}" exec "{sys.executable}" -m termkit "$@"\n', encoding="utf-8"
    )
    script.chmod(0o755)
    return folder


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "110",
        "TERMKIT_CACHE": str(folder / "cache"),
        "LC_ALL": "C.UTF-8",
        "PYTHONUTF8": "1",
    }
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder / "clone",
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_readme_shows_what_the_commands_print(folder: Path) -> None:
    """One test, as a later command may use what an earlier one wrote."""
    wrong = []
    for each in shown():
        result = run(each.command, folder)
        if result.returncode > 1 or not pattern(each.output).fullmatch(result.stdout):
            wrong.append(
                f"$ {each.command}\n--- exit code {result.returncode}, printed:\n{result.stdout}\n--- README:\n{each.output}"
            )
    assert not wrong, "\n\n".join(wrong)


def test_readme_shows_python_that_runs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "clone")
    for kind, body in BLOCK.findall(README.read_text(encoding="utf-8")):
        if kind == "python":
            exec(compile(body, "README.md", "exec"), {})  # noqa: S102  the README is ours


def test_readme_has_the_two_commands_that_ci_runs() -> None:
    commands = [body for kind, body in BLOCK.findall(README.read_text(encoding="utf-8")) if kind == "sh"]
    assert len(commands) >= 2
    assert all(command.count("\n") == 1 for command in commands[:2]), "one line each"
    assert "termkit build seeds -o out" in commands[0]
    assert "pytest" in commands[1]


@pytest.mark.parametrize(
    ("output", "printed", "fits"),
    [
        ("a\n", "a\n", True),
        ("a\n", "a  \n", True),
        ("a\n", "b\n", False),
        ("a … c\n", "a b c\n", True),
        ("a\n…\nc\n", "a\nb\nb\nc\n", True),
        ("a\n…\nc\n", "a\nc\n", True),
        ("a\n", "a\nb\n", False),
        ("", "", True),
        ("", "a\n", False),
        ("(a) [b]…\n", "(a) [b]\n", True),
    ],
)
def test_what_is_left_out(output: str, printed: str, fits: bool) -> None:  # noqa: FBT001  a table of cases
    assert bool(pattern(output).fullmatch(printed)) is fits
