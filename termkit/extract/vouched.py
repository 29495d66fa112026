"""Definitions that people vouch for: a full form and its short form in a bracket, whatever the weights say."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from termkit.extract.definition import Definition, Method
from termkit.extract.heads import kind_of
from termkit.text.context import sentence_around
from termkit.text.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.text.document import Document

__all__ = ["find_vouched"]

_BEFORE = r"[(（](?:[^()（）\n]{1,120}[，,;；、/])?\s?"  # an English name or another form
_CUE = r"(?P<cue>[^()（）《》“”。；，,\n]{0,8}(?:简称|下称|缩写|又称|亦称|即)为?[：:]?\s?)?"
_BEHIND = r"[”」\"]?\s?(?:[，,;；、/][^()（）\n]{0,120})?[)）]"


def find_vouched(document: Document, full: str, short: str) -> Iterator[Definition]:
    """Yield a definition with the score 1 wherever a bracket behind a full form holds the short form."""
    text = document.text
    if short not in text or full not in text:
        return  # as of most pairs
    for match in _together(full, short).finditer(text):
        span = Span(*match.span())
        sentence = sentence_around(text, span)
        yield Definition(
            full=full,
            short=short,
            kind=kind_of(full),
            method=Method.WORDING if match["cue"] else Method.BRACKET,
            score=1.0,
            span=span,
            mark=match.start("mark"),
            full_span=Span(*match.span("full")),
            short_span=Span(*match.span("short")),
            sentence=text[sentence.start : sentence.end],
        )


@lru_cache(maxsize=1 << 10)
def _together(full: str, short: str) -> re.Pattern[str]:
    name = rf"(?P<full>{re.escape(full)})[”」\"]?\s?"
    return re.compile(rf"{name}(?P<mark>){_BEFORE}{_CUE}[“「\"]?(?P<short>{re.escape(short)}){_BEHIND}")
