import pytest

from termkit.extract.definitions import extract_definitions
from termkit.glossary.decided import Decided
from termkit.glossary.decisions import Decision, Ruling
from termkit.read.plain import read_plain

TEXT = "1. 秘书处支持联合国开发计划署(开发署)和世界卫生组织(世卫组织)。开发署与世卫组织合作。"


def applied(*decisions: Decision) -> list[tuple[str, str, float]]:
    document = read_plain(TEXT.encode(), "draft.txt")
    found = Decided(decisions).apply(document, extract_definitions(document))
    return [(each.full, each.short, each.score) for each in found]


def test_what_was_rejected_is_gone() -> None:
    pairs = {(full, short) for full, short, _ in applied(Decision("世界卫生组织", "世卫组织", Ruling.REJECTED))}
    assert pairs == {("联合国开发计划署", "开发署")}


def test_an_accepted_border_is_sure() -> None:
    found = applied(Decision("开发计划署", "开发署", Ruling.ACCEPTED))
    assert ("开发计划署", "开发署", 1.0) in found


def test_the_later_decision_counts() -> None:
    earlier = Decision("世界卫生组织", "世卫组织", Ruling.REJECTED, date="2026-01-01")
    later = Decision("世界卫生组织", "世卫组织", Ruling.ACCEPTED, date="2026-02-01")
    assert ("世界卫生组织", "世卫组织", 1.0) in applied(later, earlier)


ACCEPTED = Decided([Decision("伊斯兰国大撒哈拉", "大撒哈拉伊斯兰国", Ruling.ACCEPTED)])


def vouched(text: str) -> list[tuple[str, str, float, str]]:
    document = read_plain(text.encode(), "draft.txt")
    found = ACCEPTED.apply(document, extract_definitions(document))
    return [(each.full, each.short, each.score, text[each.mark]) for each in found]


@pytest.mark.parametrize(
    "bracket",
    [
        "（大撒哈拉伊斯兰国）", "(大撒哈拉伊斯兰国)", "(以下简称“大撒哈拉伊斯兰国”)", "(ISGS，大撒哈拉伊斯兰国)",
        "(大撒哈拉伊斯兰国，又称ISGS)",
    ],
)  # fmt: skip
def test_an_accepted_pair_is_one_wherever_it_stands_together(bracket: str) -> None:
    found = vouched(f"8. 伊斯兰国大撒哈拉{bracket}已于3月撤离。")
    assert [each for each in found if each[1] == "大撒哈拉伊斯兰国"] == [
        ("伊斯兰国大撒哈拉", "大撒哈拉伊斯兰国", 1.0, bracket[0])
    ]


@pytest.mark.parametrize(
    "text",
    [
        "8. 伊斯兰国大撒哈拉已于3月撤离。大撒哈拉伊斯兰国否认。",
        "8. 伊斯兰国大撒哈拉已于3月（见大撒哈拉伊斯兰国的声明）撤离。",
        "8. 伊斯兰国大撒哈拉（大撒哈拉伊斯兰国民军）已于3月撤离。",
    ],
)
def test_an_accepted_pair_is_none_where_it_does_not_stand_together(text: str) -> None:
    assert ("伊斯兰国大撒哈拉", "大撒哈拉伊斯兰国") not in {each[:2] for each in vouched(text)}
