"""What a start may load: a command imports what it needs, and nothing needs all."""

from __future__ import annotations

import subprocess
import sys

import pytest

STANDARD = {*sys.stdlib_module_names, "typing", "sitecustomize"}


def loaded(code: str) -> set[str]:
    """Return the packages that a process has loaded after some code, but for those of the standard library."""
    told = f"import sys; before = {{*sys.modules}}\n{code}\nprint(*sorted({{*sys.modules}} - before))"
    result = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    return {name for name in result.stdout.split() if name.partition(".")[0] not in STANDARD}


def test_importing_termkit_loads_itself_only() -> None:
    assert loaded("import termkit") == {"termkit"}


@pytest.mark.parametrize("command", ["build", "align"])
def test_commands_load_neither_engines_nor_libraries_before_they_run(command: str) -> None:
    packages = {name.partition(".")[0] for name in loaded(f"import termkit.cli.{command}")}
    assert packages <= {"termkit", "click", "colorama"}
    assert not {
        n for n in loaded(f"import termkit.cli.{command}") if n.startswith(("termkit.corpus", "termkit.check."))
    }


def test_one_document_is_built_without_worker_processes_and_their_libraries() -> None:
    code = (
        "from termkit.corpus.pipeline import build\n"
        "from termkit.read.plain import read_plain\n"
        "build([read_plain('1. 联合国开发计划署(开发署)举办了会议。'.encode(), 'a.txt')])"
    )
    packages = {name.partition(".")[0] for name in loaded(code)}
    assert not {"pebble", "distributed", "dask", "pyarrow", "rich", "click", "openpyxl"} & packages
