"""Compiled regular expressions out of the cache: the same ones, whatever state the cache is in."""

from __future__ import annotations

import re
import sys
from runpy import run_path
from typing import TYPE_CHECKING

import pytest

from termkit.cli.patterns import kept_patterns

if TYPE_CHECKING:
    from pathlib import Path

SOURCES = [
    "(?P<word>[届次]) ?(?P<name>[一-鿿/]{2,20})|(x)",
    "[。！？!?]+|\n",
    "(?i:a)b",
    "[\U00020000-\U0002a6df和a-z]",
]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TERMKIT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def module(tmp_path: Path) -> Path:
    """Return a module whose constant is the sources, compiled."""
    path = tmp_path / "module.py"
    path.write_text(
        f"import re\nPATTERNS = []\nfor each in {SOURCES!r}:\n"
        "    PATTERNS += re.compile(each), re.compile(each, re.VERBOSE | re.DOTALL)\n",
        encoding="utf-8",
    )
    return path


def constants(module: Path) -> list[re.Pattern[str]]:
    re.purge()
    patterns: list[re.Pattern[str]] = run_path(str(module))["PATTERNS"]
    return patterns


def test_what_is_kept_is_what_is_compiled(cache: Path, module: Path) -> None:
    expected = constants(module)
    with kept_patterns():
        assert constants(module) == expected
    (file,) = cache.iterdir()
    first = file.read_bytes()
    with kept_patterns():
        found = constants(module)
    # Equal patterns have the same code for the engine.
    assert found == expected
    assert [p.groupindex for p in found] == [p.groupindex for p in expected]
    assert found[0].sub(r"\g<name>:\1", "第三届 大会") == "第三大会:届"
    assert file.read_bytes() == first


def test_only_constants_of_modules_are_kept(cache: Path) -> None:
    with kept_patterns():
        re.purge()
        assert re.findall("[大小]会", "大会") == ["大会"]
        assert re.compile(b"a+").match(b"aa")
    assert not cache.exists()


@pytest.mark.parametrize("cut", [0, 10, 32, 200])
def test_a_cache_that_is_cut_off_is_as_none(cache: Path, module: Path, cut: int) -> None:
    with kept_patterns():
        expected = constants(module)
    (file,) = cache.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:cut])
    with kept_patterns():
        assert constants(module) == expected
    assert file.read_bytes() == whole


def test_a_python_that_is_made_otherwise_compiles_as_ever(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("re._compiler._code")
    monkeypatch.setitem(sys.modules, "_sre", None)
    with kept_patterns():
        pass
    assert not cache.exists()


def test_errors_are_told_as_ever(cache: Path, module: Path) -> None:
    module.write_text("import re\nre.compile('[大')\n", encoding="utf-8")
    with kept_patterns(), pytest.raises(re.error, match="unterminated character set"):
        constants(module)
    assert not cache.exists()
