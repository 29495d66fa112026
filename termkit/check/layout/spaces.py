"""Spaces between two Chinese characters of running text, and whether they cut a word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.check.layout.prose import in_prose
from termkit.check.memo import once_a_document
from termkit.text.characters import is_han
from termkit.text.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termkit.text.document import Document, Span

__all__ = ["cut_word", "spaces"]

# The space comes first: the scan runs over all else at once. Most stand beside figures.
_SPACE = re.compile("[ \u00a0\u3000](?![\0-\x7f])(?<![\0-\x7f].)")
_SENTENCE = re.compile("[，。；]")


@once_a_document
def spaces(document: Document) -> Sequence[Span]:
    """Return the single spaces between Chinese characters in blocks that have sentences."""
    text = document.text
    found = []
    sentences: dict[int, bool] = {}  # by where a block begins: a long one is looked through once
    for span, _ in in_prose(document, _SPACE):
        if not (span.start and is_han(text[span.start - 1]) and is_han(text[span.end : span.end + 1])):
            continue
        block = document.block_at(span.start).span
        if block.start not in sentences:
            sentences[block.start] = _SENTENCE.search(text, *block) is not None
        if sentences[block.start]:
            found.append(span)
    return found


def cut_word(text: str, span: Span) -> str:
    """Return the word that a space cuts in two, or nothing."""
    left, right = _run(text, span.start, -1), _run(text, span.end, 1)
    before, after = text[left : span.start], text[span.end : right]
    joint = len(before)
    found = next((word for word in words(before + after) if word.start < joint < word.end), None)
    return found.text if found else ""


def _run(text: str, offset: int, step: int) -> int:
    end = offset
    while 0 <= end + min(step, 0) < len(text) and abs(end - offset) < 8 and is_han(text[end + min(step, 0)]):
        end += step
    return end
