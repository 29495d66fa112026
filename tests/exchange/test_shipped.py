"""The shipped glossary out of the cache: the same concepts, whatever state the cache is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from termkit.exchange import read
from termkit.exchange.shipped import shipped_concepts, shipped_glossary

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TERMKIT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_the_cache_holds_what_the_file_says(cache: Path) -> None:
    first = shipped_concepts()
    assert [file.suffix for file in cache.iterdir()] == [".columns"]
    assert shipped_concepts() == first == read(shipped_glossary())


@pytest.mark.parametrize("keep", [0, 10, 32, 1000])
def test_a_cache_that_is_cut_off_is_as_none(cache: Path, keep: int) -> None:
    expected = shipped_concepts()
    (file,) = cache.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:keep])
    assert shipped_concepts() == expected
    assert file.read_bytes() == whole


def test_a_cache_of_changed_bytes_is_as_none(cache: Path) -> None:
    expected = shipped_concepts()
    (file,) = cache.iterdir()
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 255
    file.write_bytes(bytes(data))
    assert shipped_concepts() == expected


def test_no_cache_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("TERMKIT_CACHE", str(tmp_path / "file" / "cache"))
    assert shipped_concepts() == read(shipped_glossary())
