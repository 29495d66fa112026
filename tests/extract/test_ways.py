"""The ways in which a short form is introduced, and what is none: cases as data in ways.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from termkit.extract.definitions import extract_definitions
from termkit.read.contract import DEFAULT
from termkit.read.detect import detect_format

CASES = tomllib.loads((Path(__file__).parent / "ways.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:24] for case in CASES])
def test_a_way(case: dict[str, Any]) -> None:
    path = f"case.{case.get('format', 'txt')}"
    document = detect_format(case["text"].encode(), path).reader(case["text"].encode(), path, DEFAULT)
    known, forms = set(case.get("known", ())), set(case.get("known_short", ()))
    found = [f"{each.full} = {each.short}" for each in extract_definitions(document, known, forms)]
    assert found == case["found"]
