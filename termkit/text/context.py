"""The sentence around a place: what evidence and findings show."""

from __future__ import annotations

import re

from termkit.text.document import Span

__all__ = ["sentence_around"]

_MARK = re.compile(r"[。！？!?\n]")
_END = re.compile(r"[。！？!?][”’」』）)》]*|\n")
_MOST = 400
"""Longest stretch in code points that is shown on either side where no sentence ends."""


def sentence_around(text: str, span: Span) -> Span:
    """Return the span of the sentence that holds a span, without outer white space."""
    start = max(0, span.start - _MOST)
    last = _MARK.search(text[start : span.start][::-1])
    if last and (match := _END.match(text, span.start - last.end(), span.start)):
        start = match.end()
    behind = _END.search(text, span.end, span.end + _MOST)
    end = min(len(text), span.end + _MOST) if behind is None else behind.end()
    while start < span.start and text[start].isspace():
        start += 1
    while end > span.end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
