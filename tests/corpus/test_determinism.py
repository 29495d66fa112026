"""The same inputs give the same bytes, whatever the order of the files, the hash seed and the locale."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from termkit.corpus.work import WORK

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[bytes]]


def outputs(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.name != WORK}


@pytest.fixture
def wanted(termkit: Run, root: Path, tmp_path: Path) -> dict[str, bytes]:
    result = termkit("build", "seeds", "-o", tmp_path / "wanted", cwd=root, PYTHONHASHSEED="0")
    assert result.returncode == 0, result.stderr.decode()
    return outputs(tmp_path / "wanted")


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "4711", "LC_ALL": "C", "LANG": "C"},
        {"LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai", "COLUMNS": "40", "TERM": "dumb"},
    ],
    ids=["hash seed", "C locale", "time zone and terminal"],
)
def test_whatever_the_environment(
    termkit: Run, root: Path, tmp_path: Path, wanted: dict[str, bytes], environment: dict[str, str]
) -> None:
    result = termkit("build", "seeds", "-o", tmp_path / "again", cwd=root, **environment)
    assert result.returncode == 0, result.stderr.decode()
    assert outputs(tmp_path / "again") == wanted


def test_whatever_the_order_of_the_files(termkit: Run, root: Path, tmp_path: Path, wanted: dict[str, bytes]) -> None:
    files = sorted(str(path.relative_to(root)) for path in (root / "seeds").iterdir())
    result = termkit("build", *reversed(files), files[2], "-o", tmp_path / "again", cwd=root)
    assert result.returncode == 0, result.stderr.decode()
    assert outputs(tmp_path / "again") == wanted


def test_over_older_results(termkit: Run, root: Path, tmp_path: Path, wanted: dict[str, bytes]) -> None:
    (tmp_path / "again").mkdir()
    (tmp_path / "again" / "glossary.csv").write_text("old")
    (tmp_path / "again" / "mine.txt").write_text("mine")
    assert termkit("build", "seeds", "-o", tmp_path / "again", cwd=root).returncode == 0
    assert outputs(tmp_path / "again") == {**wanted, "mine.txt": b"mine"}
