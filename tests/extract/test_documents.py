"""Extraction on documents with labels, each by itself and without a glossary: no step back goes unseen.

The weights were fitted on these documents too; what they reach on others is in README.md.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from termkit.corpus.extraction import list_finds
from termkit.extract.definitions import extract_definitions
from termkit.extract.names import find_names
from termkit.glossary.decided import Decided
from termkit.read.plain import read_plain

FOLDERS = sorted(path for path in (Path(__file__).parents[1] / "data" / "documents").iterdir() if path.is_dir())
NAMED = [folder for folder in FOLDERS if (folder / "names.tsv").exists()]
WITH_UNDEFINED = [folder for folder in FOLDERS if (folder / "undefined.tsv").exists()]


def bare(form: str) -> str:
    return form.strip('“”"《》').replace(" ", "")


def found_and_right(folder: Path) -> tuple[list[tuple[float, bool]], int]:
    """Return score and verdict of every find, and how many definitions are wanted."""
    with (folder / "definitions.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    verdicts, wanted = [], 0
    for path in sorted(folder.glob("*.txt")):
        labels = {
            (bare(full), bare(short)): row["status"] == "optional"
            for row in rows
            if row["document"].removesuffix(".txt") == path.stem
            for full in row["full"].split("|")
            for short in row["short"].split("|")
        }
        wanted += sum(row["status"] != "optional" for row in rows if row["document"].removesuffix(".txt") == path.stem)
        for each in extract_definitions(read_plain(path.read_bytes(), path.name)):
            label = labels.get((bare(each.full), bare(each.short)))
            if label is not True:  # optional: neither wanted nor wrong
                verdicts.append((each.score, label is not None))
    return verdicts, wanted


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_definitions(folder: Path) -> None:
    verdicts, wanted = found_and_right(folder)
    right = sum(is_right for _, is_right in verdicts)
    f1 = 2 * right / (len(verdicts) + wanted)
    assert f1 >= (0.93 if folder.name.startswith("prose") else 0.88)


def rows_of(folder: Path, table: str, column: str) -> set[tuple[str, str]]:
    with (folder / table).open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(row["document"].removesuffix(".txt"), bare(row[column])) for row in rows}


def ratios(found: set[tuple[str, str]], wanted: set[tuple[str, str]]) -> tuple[float, float]:
    return len(found & wanted) / len(found), len(found & wanted) / len(wanted)


@pytest.mark.parametrize("folder", NAMED, ids=lambda path: path.name)
def test_names(folder: Path) -> None:
    documents = [read_plain(path.read_bytes(), path.name) for path in sorted(folder.glob("*.txt"))]
    found = {
        (Path(each.path).stem, bare(name.text))
        for each in documents
        for name in find_names(each, (), extract_definitions(each))
        if not name.text.endswith(("号决议", "号决定"))  # not all folders have labels of them
    }
    wanted = {each for each in rows_of(folder, "names.tsv", "name") if not each[1].endswith(("号决议", "号决定"))}
    precision, recall = ratios(found, wanted)
    assert precision >= 0.88
    assert recall >= 0.80


@pytest.mark.parametrize("folder", WITH_UNDEFINED, ids=lambda path: path.name)
def test_undefined_short_forms_without_a_glossary(folder: Path) -> None:
    documents = [read_plain(path.read_bytes(), path.name) for path in sorted(folder.glob("*.txt"))]
    rows = [row for each in documents for row in list_finds("undefined", [each], (), Decided())]
    found = {(Path(str(row["document"])).stem, bare(str(row["form"]))) for row in rows}
    precision, recall = ratios(found, rows_of(folder, "undefined.tsv", "short"))
    assert precision >= 0.6
    assert recall >= 0.5


def test_scores_mean_what_they_say() -> None:
    verdicts = [verdict for folder in FOLDERS for verdict in found_and_right(folder)[0]]
    sure = [is_right for score, is_right in verdicts if score >= 0.9]
    assert len(sure) > len(verdicts) / 3
    assert sum(sure) / len(sure) >= 0.95
