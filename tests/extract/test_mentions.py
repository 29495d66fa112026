"""Where known forms stand, by cases that a linguist can add to: mentions.tsv (text, forms and mentions with | between)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from termkit.extract.mentions import find_mentions, matcher_of
from termkit.read.plain import read_plain

with (Path(__file__).parent / "mentions.tsv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['text'][:10]}-{case['forms']}")
def test_mentions(case: dict[str, str]) -> None:
    document = read_plain(case["text"].encode(), "draft.txt")
    found = find_mentions(document, matcher_of(case["forms"].split("|")))
    assert "|".join(each.form for each in found) == case["mentions"], case["why"]
    assert all(document.text[each.span.start : each.span.end] == each.form for each in found)
