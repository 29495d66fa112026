"""Findings of the default profile on the seed reports, against the verdicts of a reader (judged.tsv).

Who changes a rule reads the findings that have no verdict yet and adds them to the file.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import pytest

from termkit.check import check
from termkit.corpus.pipeline import analyse
from termkit.exchange import read
from termkit.exchange.shipped import shipped_glossary

if TYPE_CHECKING:
    from termkit.text.document import Document

_PRECISION = 0.9


@pytest.fixture(scope="module")
def verdicts(seeds: tuple[Document, ...]) -> list[tuple[str, str, str, str]]:
    """Return code, seed, words and verdict of every finding; the verdict is empty where none was given."""
    with (Path(__file__).parent / "judged.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        judged = {(row["code"], row["seed"], row["text"]): row["verdict"] for row in rows}
    findings = check(analyse(seeds, read(shipped_glossary())))
    keys = [(each.code, PurePath(each.path).name[:3], each.text.replace("\n", " ")) for each in findings]
    return [(*key, judged.get(key, "")) for key in keys]


def test_precision_on_the_seeds(verdicts: list[tuple[str, str, str, str]]) -> None:
    doubtful = [each for each in verdicts if each[3] != "right"]
    assert len(verdicts) > 100
    assert len(doubtful) <= (1 - _PRECISION) * len(verdicts), doubtful


def test_precision_of_every_rule(verdicts: list[tuple[str, str, str, str]]) -> None:
    found = Counter(code for code, *_ in verdicts)
    wrong = Counter(code for code, *_, verdict in verdicts if verdict == "wrong")
    assert [code for code in wrong if wrong[code] > (1 - _PRECISION) * found[code]] == []
