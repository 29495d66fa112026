"""What a user may rely on whatever the texts are."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from termkit.align import align_lines
from termkit.align.aligner import align_segments
from termkit.text.bitext import Segment

_ZH = [
    "大会通过了第62/208号决议。",
    "秘书长于2008年8月15日提交了报告。",
    "开发署在非洲开展了十二个项目。",
    "教育仍是优先事项。妇女和儿童的健康也是优先事项。",
    "会议于下午6时散会。",
]
_EN = [
    "The General Assembly adopted resolution 62/208.",
    "The Secretary-General submitted his report on 15 August 2008.",
    "UNDP carried out twelve projects in Africa.",
    "Education remained a priority.",
    "The health of women and children was also a priority.",
    "The meeting rose at 6 p.m.",
]


def _shape(zh: list[str], en: list[str]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(b.zh, b.en) for b in align_lines(zh, en).beads]


def test_a_sentence_translated_by_two() -> None:
    expected = [((0,), (0,)), ((1,), (1,)), ((2,), (2,)), ((3,), (3, 4)), ((4,), (5,))]
    assert _shape(_ZH, _EN) == expected


def test_empty_lines_keep_their_place_and_stand_alone() -> None:
    shape = _shape([_ZH[0], "", *_ZH[1:]], [*_EN[:2], "", *_EN[2:]])
    assert ((1,), ()) in shape
    assert ((), (2,)) in shape
    assert ((4,), (4, 5)) in shape
    assert [i for a, _ in shape for i in a] == list(range(6))
    assert [j for _, b in shape for j in b] == list(range(7))


def test_no_text_on_one_side() -> None:
    assert _shape([], _EN[:2]) == [((), (0,)), ((), (1,))]
    assert _shape(_ZH[:1], []) == [((0,), ())]
    assert _shape([], []) == []


def test_known_pairs_are_evidence() -> None:
    # Sentences that nothing but the names tells apart.
    zh = [Segment("甲署表示同意。"), Segment("乙署表示同意。"), Segment("丙署表示同意。")]
    en = [Segment("XAB agreed to it."), Segment("XCD agreed to it."), Segment("XEF agreed to it.")]
    without = align_segments(zh, en)
    known = align_segments(zh, en, [("甲署", "XAB"), ("乙署", "XCD"), ("丙署", "XEF")])
    assert [(b.zh, b.en) for b in known] == [((k,), (k,)) for k in range(3)]
    assert all(b.score > a.score for a, b in zip(without, known, strict=True))


def test_without_the_dictionary_it_says_so_and_works() -> None:
    assert "CC-CEDICT" in " ".join(align_lines(_ZH, _EN).resources)
    beads = align_segments([Segment(t) for t in _ZH], [Segment(t) for t in _EN], use_dictionary=False)
    assert ((0,), (0,)) in [(b.zh, b.en) for b in beads]


_LINE = st.sampled_from([*_ZH, *_EN, "", "2008", "(a)", "。", "\u3000", "联合国" * 40])


@settings(max_examples=25, deadline=None)
@given(st.lists(_LINE, max_size=12), st.lists(_LINE, max_size=12))
def test_every_line_is_in_one_bead_in_order(zh: list[str], en: list[str]) -> None:
    bitext = align_lines(zh, en)
    # An empty line inside a bead stands behind it.
    assert sorted(i for b in bitext.beads for i in b.zh) == list(range(len(zh)))
    assert sorted(j for b in bitext.beads for j in b.en) == list(range(len(en)))
    joined = [b for b in bitext.beads if not b.is_null]
    assert [b.zh for b in joined] == sorted(b.zh for b in joined)
    assert [b.en for b in joined] == sorted(b.en for b in joined)
    assert all(0 <= b.score <= 1 for b in bitext.beads)
    assert bitext == align_lines(zh, en)
