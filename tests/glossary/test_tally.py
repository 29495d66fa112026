"""Tallies of parts give the tally of the whole, in any order and any grouping."""

from __future__ import annotations

from functools import reduce
from operator import add

from hypothesis import given
from hypothesis import strategies as st

from termkit.glossary.tally import SAMPLE, Sight, Tally, sample

sights = st.tuples(
    st.sampled_from(["", "1999-01-01", "2008-08-08", "2018-12-31"]),
    st.sampled_from([f"{name}.txt" for name in "abcdef"]),
    st.integers(0, 1),
    st.integers(1, 9),
    st.integers(1, 3),
    st.sampled_from(["use", "bracket"]),
)
parts = st.lists(st.lists(sights, max_size=40), min_size=1, max_size=5)


def tally(seen: list[Sight]) -> Tally:
    return Tally((len(seen), 1), sample(seen))


@given(parts, st.randoms(use_true_random=False))
def test_any_split_and_any_order_give_the_same(split: list[list[Sight]], chance: object) -> None:
    whole = Tally((sum(map(len, split)), len(split)), sample(sight for part in split for sight in part))
    shuffled = list(split)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert reduce(add, map(tally, split)) == whole
    assert reduce(add, map(tally, shuffled)) == whole


@given(st.lists(sights, min_size=1, max_size=80))
def test_a_sample_has_the_first_and_the_last_and_is_not_large(seen: list[Sight]) -> None:
    kept = sample(seen)
    dated = sorted({each for each in seen if each[0]}) or sorted(set(seen))
    assert set(kept) <= set(seen)
    assert dated[0] in kept
    assert dated[-1][0] in {each[0] for each in kept}
    assert len(kept) <= SAMPLE + 2
    assert set(kept) == set(seen) or len(kept) >= SAMPLE


def test_few_are_all_kept() -> None:
    few: list[Sight] = [("", f"{index}.txt", 0, 1, 1, "") for index in range(SAMPLE)]
    assert list(sample(few)) == sorted(few)
