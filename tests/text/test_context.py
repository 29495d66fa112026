from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termkit.text.context import sentence_around
from termkit.text.document import Span


@pytest.mark.parametrize(
    ("text", "word", "sentence"),
    [
        ("会议结束。开发署说明了情况。大会散会。", "开发署", "开发署说明了情况。"),
        ("他问：“开发署在哪里？”大会散会。", "开发署", "他问：“开发署在哪里？”"),
        ("标题\n开发署说明了情况", "开发署", "开发署说明了情况"),
        ("会议结束！ 开发署说明；人口基金也说明。", "开发署", "开发署说明；人口基金也说明。"),
        ("开发署", "开发署", "开发署"),
        ("（见附件。）开发署说明。", "开发署", "开发署说明。"),
    ],
)
def test_sentence(text: str, word: str, sentence: str) -> None:
    start = text.index(word)
    found = sentence_around(text, Span(start, start + len(word)))
    assert text[found.start : found.end] == sentence


@given(st.text(st.sampled_from("开发署。！？”）\n ，a"), min_size=1, max_size=80), st.data())
def test_a_sentence_holds_the_span_and_no_outer_space(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    found = sentence_around(text, span)
    assert found.covers(span)
    shown = text[found.start : found.end]
    if not text[span.start].isspace() and not text[span.end - 1].isspace():
        assert shown == shown.strip()


def test_a_text_without_sentences_is_shown_in_part() -> None:
    text = "开" * 100_000
    found = sentence_around(text, Span(50_000, 50_003))
    assert found.end - found.start < 1_000
