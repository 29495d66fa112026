"""Near misses of names: a set of names among others is looked for as by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from termkit.check.naming.near import NearNames

NAMES = ("国际移民组织", "国际移民组织大会", "联合国人居署大会", "亚非法律协商组织", "世界议长大会", "各国议会联盟大会")
_PIECES = (
    "国际",
    "移民",
    "移徒",
    "组织",
    "大会",
    "联合国",
    "人居",
    "署",
    "亚洲",
    "非洲",
    "法律",
    "协商",
    "议长",
    "世界",
)


@given(
    st.lists(st.sampled_from([*_PIECES, *NAMES, "各国议会", "联盟", "，", "\n"]), max_size=12).map("".join),
    st.sets(st.sampled_from(NAMES)),
)
def test_names_among_others_are_found_as_by_themselves(text: str, among: set[str]) -> None:
    every = NearNames(NAMES, are_meant=True)
    assert list(every.find(text, among=among)) == list(NearNames(among, are_meant=True).find(text))


def test_a_near_miss_is_told_of_the_names_that_are_asked_for() -> None:
    every = NearNames(NAMES)
    text = "国际移徙组织举行了会议。"
    assert [miss.name for miss in every.find(text)] == ["国际移民组织"]
    assert [miss.name for miss in every.find(text, among={"世界议长大会"})] == []
