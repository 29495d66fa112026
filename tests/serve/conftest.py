"""Servers for the tests, over a store that was built of the seeds. The helpers of this folder are imported by name."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from termkit.cli.build import command
from termkit.corpus.storing import STORE

sys.path.insert(0, str(Path(__file__).parent))

from servers import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from servers import Server


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """Return the store of a build of the seeds; copy it before writing."""
    folder = tmp_path_factory.mktemp("built")
    command.main([str(root / "seeds"), "-o", str(folder), "-q"], standalone_mode=False)
    return folder / STORE


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(built, tmp_path / STORE))


@pytest.fixture(scope="module")
def server(built: Path, cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a server for tests that change nothing."""
    with serving(Path(shutil.copy(built, tmp_path_factory.mktemp("served") / STORE)), cache) as running:
        yield running


@pytest.fixture
def own_server(store: Path, cache: Path) -> Iterator[Server]:
    """Return a server that a test may change things in."""
    with serving(store, cache) as running:
        yield running


@pytest.fixture
def serve(cache: Path) -> Callable[..., object]:
    return lambda store=None, *arguments: serving(store, cache, *arguments)
