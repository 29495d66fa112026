"""Reports in the manner of 2022 and 2023, of New York and of other bodies: nothing is found in them, what spoils them is.

`reports/` was written without a look at what the rules say of it; `spoilt.tsv` has what a reviser would mark where
`old` becomes `new`, under any of the codes. Who adds a row reads it first and runs it afterwards.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from termkit.check import Finding, check
from termkit.corpus.pipeline import analyse
from termkit.exchange.shipped import shipped_concepts
from termkit.read.plain import read_plain

REPORTS = sorted((Path(__file__).parent / "reports").glob("*.txt"))
_RECALL = 0.85


def findings(text: str) -> list[Finding]:
    return check(analyse([read_plain(text.encode(), "report.txt")], shipped_concepts()))


@pytest.mark.parametrize("path", REPORTS, ids=[path.stem for path in REPORTS])
def test_a_clean_report_has_no_findings(path: Path) -> None:
    assert [(each.code, each.text, str(each.message)) for each in findings(path.read_text(encoding="utf-8"))] == []


def test_what_spoils_a_report_is_found() -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in REPORTS}
    with Path(__file__).with_name("spoilt.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    missed = []
    for row in rows:
        assert row["old"] in texts[row["report"]], row
        found = findings(texts[row["report"]].replace(row["old"], row["new"], 1))
        if not {each.code for each in found} & set(row["codes"].split()):
            missed.append(row)
    assert len(missed) <= (1 - _RECALL) * len(rows), missed
