"""A decision is settled among what has its forms, and comes to the same as if all had been looked at."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from termkit.glossary.decisions import Decision, Ruling
from termkit.glossary.merge import Candidate, merge_candidates
from termkit.glossary.settled import Settling, settled
from termkit.terms.concept import Evidence, Kind

NAMES = ("区域水务中心", "水务中心", "沿海城市网络", "城市网络")
SHORTS = ("水务", "城网", "")
FORMS = st.tuples(st.sampled_from(NAMES), st.sampled_from(SHORTS))
CANDIDATES = st.lists(FORMS, max_size=6, unique=True).map(
    lambda pairs: [
        Candidate(full, short, Kind.OTHER, Evidence("a.txt", line, 1, f"{full}（{short}）", "bracket", 0.9))
        for line, (full, short) in enumerate(pairs, 1)
    ]
)
DECISIONS = st.lists(
    st.builds(
        lambda pair, said, day: Decision(*pair, said, by="li", date=f"2026-01-0{day}"),
        FORMS, st.sampled_from([Ruling.ACCEPTED, Ruling.REJECTED, Ruling.PREFERRED]), st.integers(1, 9),
    ),
    max_size=4,
)  # fmt: skip
OTHERS = [
    Candidate(
        f"别的机构{number}", f"别机{number}", Kind.OTHER, Evidence("b.txt", number, 1, "别的机构", "bracket", 0.9)
    )
    for number in range(1, 4)
]


@given(CANDIDATES, DECISIONS)
def test_what_has_other_forms_stays_and_changes_nothing(candidates: list[Candidate], decisions: list[Decision]) -> None:
    alone = list(settled(merge_candidates(candidates), candidates, decisions))
    both = [*candidates, *OTHERS]
    concepts = merge_candidates(both)
    ground = Settling(concepts, both)
    others = {each.id: each for each in merge_candidates(OTHERS)}
    found = {each.id: each for each in ground.after(ground.changes(decisions))}
    assert found == {each.id: each for each in alone} | others
    assert not ground.changes(decisions).keys() & others.keys()
