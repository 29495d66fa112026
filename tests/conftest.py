"""What the tests of all rooms share: the seed reports, the shared folder, the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from termkit.read import find_sources, read_source

if TYPE_CHECKING:
    from collections.abc import Callable

    from termkit.text.document import Document

ROOT = Path(__file__).parents[1]

# The same examples in every run, and no time limit on one: the suite passes or fails for what the code does, not for
# luck or a busy machine. To look for new ones: pytest --hypothesis-profile=explore
settings.register_profile("termkit", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile("termkit")


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of third-party schemas and labels that lies beside the checkout, or skip."""
    folder = Path(os.environ.get("TERMKIT_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there; TERMKIT_SHARED names another place")
    return folder


@pytest.fixture(scope="session")
def seeds() -> tuple[Document, ...]:
    """Return the five seed reports, read."""
    return tuple(read_source(source) for source in find_sources([str(ROOT / "seeds")]))


@pytest.fixture
def termkit(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Return a function that runs `termkit` as a user does, in an empty folder, without standard input."""

    def run(
        *arguments: str | Path, cwd: Path = tmp_path, stdin: bytes = b"", **environment: str
    ) -> subprocess.CompletedProcess[bytes]:
        kept = {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", "TERMKIT_CACHE": str(tmp_path / "cache")}
        settings = {**os.environ, **kept, **environment}
        settings.pop("NO_COLOR", None)
        command = [sys.executable, "-m", "termkit", *map(str, arguments)]
        return subprocess.run(command, cwd=cwd, input=stdin, env=settings, capture_output=True, timeout=60, check=False)

    return run
