"""A cache of its own for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which this test keeps indexes."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("TERMKIT_CACHE", str(folder))
    return folder
