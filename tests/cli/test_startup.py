"""What a start may load: a command imports what it needs, and nothing needs all."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

RUN = """
import contextlib, io, sys
from termkit.cli import main
sys.argv = ["termkit", *{arguments}]
with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()): main()
"""
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


def test_definitions_are_listed_without_what_finds_names(tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text("1. 联合国开发计划署(开发署)举办了会议。\n", encoding="utf-8")
    names = loaded(RUN.format(arguments=["extract", "--quiet", str(report)]))
    assert "termkit.extract.definitions" in names
    assert not {"numpy", "lxml", "opencc", "jieba", "rich"} & {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("command", ["check", "extract"])
def test_help_does_not_load_the_dictionary_of_words(command: str) -> None:
    names = loaded(RUN.format(arguments=[command, "--help"]))
    assert f"termkit.cli.{command}" in names
    assert not {"rjieba", "jieba"} & {name.partition(".")[0] for name in names}


def test_a_check_of_a_report_loads_nothing_of_builds_pairs_and_other_formats(tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text("1. 联合国开发计划署(开发署)举办了会议。\n", encoding="utf-8")
    check = RUN.format(arguments=["check", "--quiet", str(report)])
    loaded(check)  # the first run may have to read the shipped glossary
    names = loaded(check)
    assert "termkit.check.rules.sf01_undefined_short_form" in names
    rooms = ("termkit.align", "termkit.lookup", "termkit.serve")
    assert not {name for name in names if name.startswith(rooms)}
    assert not names & {
        "termkit.check.wording.quantities",
        "termkit.corpus.building",
        "termkit.corpus.engines",
        "termkit.corpus.passes",
        "termkit.corpus.records",
        "termkit.exchange.flat",
        "termkit.exchange.glossary_csv",
        "termkit.glossary.store",
        "termkit.read.archive",
        "termkit.read.web.document",
        "termkit.report.page",
    }
    packages = {name.partition(".")[0] for name in names}
    assert not {"lxml", "opencc", "jieba", "openpyxl", "pebble", "dask", "pyarrow", "rich"} & packages
