"""Hooks and workflows: the manifest and the samples of the README, as the programs read them that they are for."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

yaml = pytest.importorskip("yaml", reason="pyyaml is not installed")

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., subprocess.CompletedProcess[bytes]]

ROOT = Path(__file__).parents[2]
MANIFEST = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
FAULTY = "1. 训研所举办了讲习班,并讨论了安全問題。\n"


def samples() -> list[Any]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return [yaml.safe_load(each) for each in re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)]


def test_pre_commit_takes_the_manifest() -> None:
    clientlib = pytest.importorskip("pre_commit.clientlib", reason="pre-commit is not installed")
    assert [each["id"] for each in clientlib.load_manifest(str(ROOT / ".pre-commit-hooks.yaml"))] == [
        "termkit-check",
        "termkit-fix",
    ]


def test_the_hooks_run_before_a_commit(tmp_path: Path) -> None:
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    repository = tmp_path / "repository"
    repository.mkdir()
    script = tmp_path / "bin" / "termkit"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m termkit "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    # The same hooks, without an environment to install.
    hooks = [{**each, "language": "system"} for each in MANIFEST]
    config = {"repos": [{"repo": "local", "hooks": hooks}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    (repository / "a.txt").write_text(FAULTY, encoding="utf-8")
    (repository / "b.py").write_text("x = '安全問題'\n", encoding="utf-8")
    environment = {
        **os.environ,
        "PATH": f"{script.parent}{os.pathsep}{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(tmp_path / "home"),
    }

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=repository, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=False
        )

    run("git", "init", "-q")
    run("git", "add", "-A")
    result = run(sys.executable, "-m", "pre_commit", "run", "--all-files")
    assert result.returncode == 1
    assert "a.txt:1:20: ZH01 [*]" in result.stdout
    assert "files were modified by this hook" in result.stdout
    assert (repository / "a.txt").read_text(encoding="utf-8") == FAULTY.replace("班,", "班，").replace("問題", "问题")
    assert "問" in (repository / "b.py").read_text(encoding="utf-8")
    (repository / "a.txt").write_text("1. 会议讨论了和平。\n", encoding="utf-8")
    assert run(sys.executable, "-m", "pre_commit", "run", "--all-files").returncode == 0


def test_the_readme_names_hooks_that_there_are() -> None:
    config = samples()[0]
    assert {hook["id"] for repo in config["repos"] for hook in repo["hooks"]} == {each["id"] for each in MANIFEST}


def test_the_commands_of_the_sample_workflow_run(termkit: Run, tmp_path: Path) -> None:
    workflow = samples()[1]
    steps = workflow["jobs"]["termkit"]["steps"]
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    commands = [step["run"] for step in steps if step.get("run", "").startswith("termkit ")]
    assert len(commands) == 2
    for command in commands:
        words = shlex.split(command)
        end = next((index for index, word in enumerate(words) if word in {">", "||"}), len(words))
        result = termkit(*words[1:end])
        assert result.returncode == 1, result.stderr
        assert result.stdout.startswith((b'{\n "$schema"', b"::"))
    assert all(set(step) <= {"uses", "with", "run", "name"} for step in steps)


@pytest.mark.parametrize(("name", "shown"), [("draft.md", 1), ("draft.txt", 2), ("", 2)])
def test_standard_input_is_read_in_the_format_of_its_name(termkit: Run, tmp_path: Path, name: str, shown: int) -> None:
    """Comments accept findings in Markdown only; a file of that name is another text."""
    (tmp_path / "draft.md").write_text(FAULTY * 3, encoding="utf-8")
    text = "<!-- termkit: ignore-file SF01 -->\n\n1. 训研所讨论了安全問題。\n"
    arguments = ["--stdin-filename", name] if name else []
    result = termkit("check", "-", *arguments, "--output-format", "concise", stdin=text.encode())
    lines = [line for line in result.stdout.decode().splitlines() if "[*] 1" not in line]
    assert len(lines) == shown, lines
    assert all(line.startswith(f"{name or '-'}:3:") for line in lines)
    # No --fix of standard input falls on that file.
    result = termkit("check", "-", *arguments, "--fix", stdin=text.encode())
    assert b"use --diff" in result.stderr
    assert (tmp_path / "draft.md").read_text(encoding="utf-8") == FAULTY * 3
    result = termkit("check", "-", *arguments, "--diff", stdin=text.encode())
    assert "+1. 训研所讨论了安全问题。" in result.stdout.decode()
