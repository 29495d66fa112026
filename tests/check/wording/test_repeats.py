"""Repeats are those that a regular expression with a back reference finds, in time proportional to the text."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from termkit.check.wording.repeats import repeats, short_repeats
from termkit.text.characters import is_han

_REFERENCE = re.compile(r"(.{4,12}?)\1+")
_PIECES = st.text(alphabet="ab中吭国\U00020000\n", max_size=13)  # 中 and 吭 have the same last byte
_REPEATED = st.builds(lambda piece, count: piece * count, _PIECES, st.integers(1, 4))


@settings(max_examples=400, deadline=None)
@given(st.lists(_REPEATED, max_size=5).map("".join))
def test_repeats_are_those_of_the_reference(text: str) -> None:
    assert [(m.span(), m[1]) for m in repeats(text)] == [(m.span(), m[1]) for m in _REFERENCE.finditer(text)]


@settings(max_examples=400, deadline=None)
@given(st.lists(_REPEATED, max_size=5).map("".join))
def test_short_repeats_are_those_of_the_reference(text: str) -> None:
    found = [
        (match.start(), match.start() + 2 * size)
        for size in (2, 3)
        for match in re.finditer(rf"(?s)(?=(.{{{size}}})\1)", text)
        if is_han(match[1][0])
    ]
    assert list(short_repeats(text)) == sorted(found)
