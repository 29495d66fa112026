"""Sentence splitting: hard cases of UN prose as data, and what holds of every text."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termkit.text.sentences import split_sentences

_CASES = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", _CASES, ids=lambda c: c.get("name", c["text"][:20]))
def test_hard_cases(case: dict[str, object]) -> None:
    text = str(case["text"])
    assert [text[s.start : s.end] for s in split_sentences(text, str(case["language"]))] == case["sentences"]


_TEXT = st.lists(
    st.sampled_from([*"联合国大会a A1.。！？“”()（）\n :;,…\"'", "No. ", "U.S. ", "Mr. "]), max_size=60
).map("".join)


@given(_TEXT, st.sampled_from(["zh", "en"]))
def test_spans_are_in_order_and_lose_only_white_space(text: str, language: str) -> None:
    spans = split_sentences(text, language)
    end = 0
    kept = ""
    for span in spans:
        assert end <= span.start < span.end
        assert text[end : span.start].isspace() or end == span.start
        kept += text[span.start : span.end]
        end = span.end
    assert "".join(kept.split()) == "".join(text.split())
