"""What the corpus says of the left side of names: in a file as in memory, and what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from termkit.corpus.pipeline import define, found_in
from termkit.corpus.statistics import Statistics, write_statistics
from termkit.extract.evidence import Clauses, Surroundings
from termkit.read.plain import read_plain

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

CLAUSES = st.sets(st.text("世界组织和由", min_size=4, max_size=9), max_size=12)


@given(CLAUSES, st.data())
def test_clauses_in_a_file_tell_what_clauses_in_memory_do(
    tmp_path_factory: pytest.TempPathFactory, clauses: set[str], data: st.DataObject
) -> None:
    own = data.draw(st.sets(st.sampled_from(sorted(clauses)))) if clauses else set()
    name, before = (
        data.draw(st.text("世界组织", min_size=4, max_size=6)),
        data.draw(st.text("和由", min_size=1, max_size=2)),
    )
    path: Path = tmp_path_factory.mktemp("statistics") / "file"
    write_statistics(path, [], sorted(clause[::-1] for clause in clauses))
    stored, held = Statistics(path).without(own, [name]), Clauses(clauses - own)
    assert stored.behind(name, before) == held.behind(name, before)
    if len({clause for clause in clauses if clause.endswith(name[-4:])}) > 1:  # one alone is not kept
        assert stored.knows(name) == held.knows(name)


def test_what_always_stands_before_a_name_elsewhere_speaks_against_a_border_there() -> None:
    text = "脊灰仍是国际关注的突发公共卫生事件（突卫事件）。"
    clause, name = text[: text.index("（")], "突发公共卫生事件"
    always = Clauses(["疫情成为国际关注的突发公共卫生事件", "宣布国际关注的突发公共卫生事件"])
    other = Clauses(["疫情成为国际关注的突发公共卫生事件", "宣布突发公共卫生事件"])
    told: list[dict[str, float]] = [{}, {}, {}]
    for found, elsewhere in zip(told, (None, always, other), strict=True):
        Surroundings(text, clauses=[clause], elsewhere=elsewhere).add_to(found, name, "的")
    assert ["again, always this before" in each for each in told] == [False, True, False]


def test_a_build_learns_from_other_documents_what_memory_does() -> None:
    texts = [
        "3. 会议一致同意，脊灰仍是国际关注的突发公共卫生事件（突卫事件）。",
        "2. 疫情成为国际关注的突发公共卫生事件（PHEIC），为期两年。",
        "1. 教科文组织政府间海洋学委员会（海委会）和欧洲空间局（欧空局）参加了会议。",
        "4. 会议由教科文组织政府间海洋学委员会（海委会）举办。",
    ]
    documents = [read_plain(text.encode(), f"{name}.txt") for name, text in enumerate(texts)]
    together = {(document.path, each.full, each.short) for document, found in define(documents) for each in found}
    with found_in(documents) as built:
        assert {(each.evidence.document, each.full, each.short) for each in built.candidates()} == together
    assert len(together) == 5
