"""Reissues and corrections: evidence like any document, counted once with the text that they are of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from termkit.corpus.families import family_of
from termkit.corpus.pipeline import found_in
from termkit.read.plain import read_plain

if TYPE_CHECKING:
    from termkit.text.document import Document


@pytest.mark.parametrize(
    ("symbols", "family"),
    [
        (["A/77/123"], "A/77/123"),
        (["A/77/123/Rev.1"], "A/77/123"),
        (["A/77/123/Corr.2"], "A/77/123"),
        (["A/77/123/Rev.1/Corr.1"], "A/77/123"),
        (["A/77/123/Rev.1*"], "A/77/123"),
        (["A/77/123/Add.1"], "A/77/123/Add.1"),
        (["A/77/123/Add.1/Rev.2"], "A/77/123/Add.1"),
        (["A/63/228/Rev.1", "S/2008/531/Rev.1"], "A/63/228-S/2008/531"),
        ([], ""),
    ],
)
def test_a_document_and_its_reissues_are_a_family(symbols: list[str], family: str) -> None:
    assert family_of(symbols)[0] == family


def test_the_last_revision_counts_and_a_correction_only_where_there_is_nothing_else() -> None:
    order = ["A/1/2/Corr.1", "A/1/2/Corr.2", "A/1/2", "A/1/2/Rev.1/Corr.1", "A/1/2/Rev.1", "A/1/2/Rev.2"]
    ranks = {symbol: family_of([symbol])[1] for symbol in order}
    assert max(order, key=ranks.__getitem__) == "A/1/2/Rev.2"
    assert ranks["A/1/2/Corr.1"] < ranks["A/1/2/Corr.2"] < ranks["A/1/2"] < ranks["A/1/2/Rev.1"]


TEXT = "1. 世界气候合作组织(气候组织)举办了会议。\n\n2. 气候组织感谢代表。{}\n"


def document(path: str, symbol: str, more: str = "") -> Document:
    masthead = f"{symbol}\n\n12 March 2009\n\n" if symbol else ""
    return read_plain((masthead + TEXT.format(more)).encode(), path)


def counted(documents: list[Document]) -> dict[str, tuple[int, int]]:
    """Return form → documents and uses."""
    with found_in(documents) as found:
        assert found.definitions == len(documents), "each is evidence"
        return {each.form: (each.documents, each.uses) for each in found.counts()}


def test_a_family_counts_once() -> None:
    family = [
        document("a.txt", "A/63/500"),
        document("b.txt", "A/63/500/Rev.1", "气候组织再次感谢代表。"),
        document("c.txt", "A/63/500/Corr.1", "气候组织更正了报告。"),
    ]
    assert counted(family)["气候组织"] == (1, 3), "the revision's"
    assert counted([*family, document("d.txt", "A/63/501", "另一份。")])["气候组织"] == (2, 5)
    assert counted([*family, document("d.txt", "A/63/500/Add.1", "增编。")])["气候组织"] == (2, 5)


def test_the_same_text_under_other_names_counts_once() -> None:
    assert counted([document("a.txt", ""), document("again.txt", "")])["气候组织"] == (1, 2)
    assert counted([document("a.txt", ""), document("other.txt", "", "另一份。")])["气候组织"] == (2, 4)
