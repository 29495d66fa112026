from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from termkit.text.words import reference_words, word_borders, word_ends, words

if TYPE_CHECKING:
    from termkit.text.document import Document

TEXTS = st.text(st.sampled_from("联合国开发计划署和世界粮食UN 12，。（）\n𠀀é"), max_size=60) | st.text(max_size=60)


def test_the_fast_segmenter_agrees_with_the_reference(seeds: tuple[Document, ...]) -> None:
    for document in seeds:
        fast, slow = words(document.text), reference_words(document.text)
        assert [word[:3] for word in fast] == [word[:3] for word in slow], document.path
        # Numbers are m to one and eng to the other; all other tags come from the same dictionary.
        apart = [pair for pair in zip(fast, slow, strict=True) if pair[0] != pair[1] and not pair[0].text.isascii()]
        assert apart == [], document.path


@given(TEXTS)
def test_words_cover_the_text_without_gaps(text: str) -> None:
    cut = words(text)
    assert "".join(word.text for word in cut) == text
    assert all(text[word.start : word.end] == word.text for word in cut)


@given(TEXTS)
def test_the_reference_covers_the_text_too(text: str) -> None:
    assert "".join(word.text for word in reference_words(text)) == text


def test_an_offset_moves_the_words() -> None:
    assert [(word.text, word.start, word.end) for word in words("世界粮食", 10)] == [("世界", 10, 12), ("粮食", 12, 14)]


def test_a_long_text_has_the_same_borders_in_pieces(seeds: tuple[Document, ...]) -> None:
    text = "\n".join(document.text for document in seeds)
    borders = word_borders(text)
    assert len(borders) == len(text) + 1 > 100_000
    assert [offset for offset, is_border in enumerate(borders) if is_border] == [0, *word_ends(text)]
