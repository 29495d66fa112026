"""Lists of many documents: the same rows, whether documents are kept in memory or in a file, and few at once."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from termkit.corpus import shelf
from termkit.corpus.extraction import LISTS, list_finds
from termkit.errors import OutputError
from termkit.exchange import read
from termkit.exchange.shipped import shipped_glossary
from termkit.glossary.decided import Decided
from termkit.read.plain import read_plain
from termkit.text.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from termkit.report.rows import Row


@pytest.fixture(scope="module")
def texts(root: Path) -> dict[str, str]:
    """Return short documents, of which two have the same text."""
    seeds = [path.read_text(encoding="utf-8").split("\n") for path in sorted((root / "seeds").iterdir())]
    found = {f"{number:02}.txt": "\n".join(seeds[number % 5][number : number + 60]) for number in range(15)}
    return {**found, "again.txt": found["03.txt"]}


def rows(what: str, texts: dict[str, str]) -> list[Row]:
    documents = (read_plain(text.encode(), path) for path, text in texts.items())
    return list(list_finds(what, documents, read(shipped_glossary()), Decided()))


@pytest.mark.parametrize("what", [*LISTS, "all"])
def test_documents_in_a_file_give_the_rows_of_those_in_memory(
    texts: dict[str, str], monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    in_memory = rows(what, texts)
    assert in_memory
    for near in (0, 10_000):  # none, and some
        monkeypatch.setattr(shelf.Shelf.__init__, "__defaults__", (near,))
        assert rows(what, dict(reversed(texts.items()))) == in_memory


def test_few_documents_are_in_memory_at_once(texts: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf.Shelf.__init__, "__defaults__", (0,))
    counts: list[int] = []

    def count() -> None:
        counts.append(sum(isinstance(each, Document) for each in gc.get_objects()))

    def documents() -> Iterator[Document]:
        for number in range(12):
            yield read_plain(texts["01.txt"].encode(), f"{number}.txt")
            count()

    count()
    for number, _ in enumerate(list_finds("all", documents(), (), Decided())):
        if number % 20 == 0:
            count()
    assert len(counts) > 20
    assert max(counts) - counts[0] < 5


def test_the_last_document_of_a_path_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    def listed() -> list[object]:
        given = ["联合国开发计划署(开发署)。", "世界粮食计划署(粮食署)。"]
        documents = [read_plain(f"1. {text}\n".encode(), "a.txt") for text in given]
        return [row["short"] for row in list_finds("definitions", documents, (), Decided())]

    assert listed() == ["粮食署"]
    monkeypatch.setattr(shelf.Shelf.__init__, "__defaults__", (0,))
    assert listed() == ["粮食署"]


def test_evidence_is_the_first_place_of_the_full_form_in_the_document_else_in_the_first_that_has_it() -> None:
    full = "2. 人道主义事务协调厅的会议。\n"
    texts = {
        "a.txt": "1. 没有。\n" + full + full,
        "b.txt": full,
        "c.txt": "1. 人道协调厅派人。\n",
        "d.txt": "1. 人道协调厅。\n" + full,
    }
    found = {row["document"]: row["evidence"] for row in rows_without_glossary(texts)}
    assert found == {"c.txt": "a.txt:2", "d.txt": "d.txt:2"}


def rows_without_glossary(texts: dict[str, str]) -> Iterator[Row]:
    documents = [read_plain(text.encode(), path) for path, text in reversed(texts.items())]
    return (row for row in list_finds("undefined", documents, (), Decided()) if row["form"] == "人道协调厅")


def test_a_full_disk_gets_a_sentence(texts: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf.Shelf.__init__, "__defaults__", (0,))
    monkeypatch.setattr(shelf, "_FAR", (*shelf._FAR[:-1], "PRAGMA max_page_count = 8", shelf._FAR[-1]))
    with pytest.raises(OutputError, match="TMPDIR"):
        rows("definitions", texts)


def test_spellings_of_a_name_are_one_row() -> None:
    document = read_plain("1. 大会第72/278号决议和大会第 72/278 号决议。太平洋岛屿论坛发言。\n".encode(), "a.txt")
    rows = list_finds("names", [document], read(shipped_glossary()), Decided())
    assert [(row["name"], row["kind"], row["count"]) for row in rows] == [
        ("大会第72/278号决议", "instrument", 2),
        ("太平洋岛屿论坛", "organization", 1),
    ]


def test_a_name_is_of_one_kind_in_all_lists() -> None:
    text = (
        "1. 联合国贸易和发展会议(贸发会议)、内部监督事务厅(监督厅)、国际劳工大会(劳工大会)和国际贸易中心(国贸中心)派员参加。\n"
        "2. 湖区渔业管理论坛(湖渔论坛)、湖区高原冷水鱼类养殖(湖区冷水办)和第16/1号决定获得通过。\n"
    )
    kinds: dict[str, set[str]] = {}
    for row in rows("all", {"a.txt": text}):
        if row["what"] in {"definitions", "names"}:
            kinds.setdefault(str(row.get("full") or row["name"]), set()).add(str(row["kind"]))
    assert {name: kind for name, kind in kinds.items() if len(kind) > 1} == {}
    assert kinds["联合国贸易和发展会议"] == {"organization"}
    assert kinds["内部监督事务厅"] == {"office"}
    assert kinds["湖区渔业管理论坛"] == {"conference"}
    assert kinds["第16/1号决定"] == {"instrument"}
