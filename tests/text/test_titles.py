"""Titles of documents; a linguist adds cases to titles.tsv, lines apart by a stroke."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from termkit.read import read_document
from termkit.text.titles import title_of

with (Path(__file__).parent / "titles.tsv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_case(case: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "document.txt"
    path.write_text("\n\n".join(case["lines"].split("|")), encoding="utf-8")
    assert title_of(read_document(path)) == case["title"], case["why"]
