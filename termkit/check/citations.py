"""Resolutions that a document cites in two ways: by symbol and by number, or two numbers with one 第 for both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from termkit.check.prose import is_prose_at
from termkit.check.quotations import quotations
from termkit.text.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.text.document import Document

__all__ = ["Cited", "cited_by_symbol", "cited_together"]

_BY_SYMBOL = re.compile(r"(?<![A-Za-z/=.])A/RES/(?P<number>\d{2}/\d{1,4})(?![\d/.-])")
_NUMBER = r"\d{2}/\d{1,4}(?: ?[A-Z])?"
_TOGETHER = re.compile(rf"第 ?{_NUMBER} ?[和及] ?{_NUMBER} ?号")
_EACH = re.compile(rf"第 ?{_NUMBER} ?号[和及]第 ?{_NUMBER} ?号")


class Cited(NamedTuple):
    """Where resolutions are cited, and how they, or others, are elsewhere in the text."""

    span: Span
    like: str


def cited_by_symbol(document: Document) -> Iterator[Cited]:
    """Yield the resolutions of the General Assembly that are cited by symbol where the text has their number too."""
    text = document.text
    for match in _BY_SYMBOL.finditer(text) if "A/RES/" in text else ():
        span = Span(*match.span())
        like = re.search(rf"第 ?{match['number']} ?号决议", text)
        if like and is_prose_at(document, span.start) and not quotations(text).closes_in(span):
            yield Cited(span, like.group())


def cited_together(text: str) -> Iterator[Cited]:
    """Yield 第60/265和61/16号 where others are written 第60/265号和第61/16号."""
    if like := _EACH.search(text):
        closed = quotations(text)
        spans = (Span(*match.span()) for match in _TOGETHER.finditer(text))
        yield from (Cited(span, like.group()) for span in spans if not closed.closes_in(span))
