"""What the corpus says of the left side of names: in a file as in memory, and what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from termkit.corpus.pipeline import define, found_in
from termkit.corpus.statistics import Statistics, write_statistics
from termkit.extract.definitions import extract_definitions
from termkit.extract.evidence import Clauses
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
    stored, held = Statistics(path).without(own), Clauses(clauses - own)
    assert stored.behind(name, before) == held.behind(name, before)
    if len({clause for clause in clauses if clause.endswith(name[-4:])}) > 1:  # one alone is not kept
        assert stored.knows(name) == held.knows(name)


def test_a_name_that_always_has_the_same_word_before_it_is_longer() -> None:
    """By itself the first text leaves the name too short; the second, not sure of its own, has the same before it."""
    one = "3. 第三十三次会议一致同意，脊灰仍是国际关注的突发公共卫生事件（突卫事件）。"
    two = "2. 疫情成为国际关注的突发公共卫生事件（PHEIC），为期两年。"
    documents = [read_plain(text.encode(), f"{name}.txt") for name, text in (("a", one), ("b", two))]
    (alone,) = extract_definitions(documents[0])
    assert alone.full == "突发公共卫生事件"
    together = {document.path: each.full for document, (each,) in define(documents)}
    assert together == dict.fromkeys(["a.txt", "b.txt"], "国际关注的突发公共卫生事件")
    with found_in(documents) as found:
        assert {each.evidence.document: each.full for each in found.candidates()} == together
