"""The index is made once, follows the glossary, and is read by many while one writes."""

from __future__ import annotations

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termkit import exchange
from termkit.errors import InputError
from termkit.glossary import database
from termkit.glossary.decisions import Decision, Ruling
from termkit.glossary.store import Store
from termkit.lookup.cache import open_index
from termkit.lookup.index import Index, refresh
from termkit.lookup.query import Match, search
from termkit.terms.concept import Concept, Kind, Term, TermType

GLOSSARY = Path(__file__).parent / "glossary.csv"
CONCEPTS = exchange.read(GLOSSARY)


def concept(identifier: str, *names: str) -> Concept:
    return Concept(identifier, Kind.OTHER, tuple(Term(name, "zh", TermType.FULL_FORM) for name in names))


def found(index: Index, query: str) -> list[str]:
    return [hit.concept for hit in search([index], query) if hit.match is not Match.FUZZY]


@pytest.mark.parametrize("ending", ["csv", "tbx", "termkit", "rdf"])
def test_any_format(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"g.{ending}"
    exchange.write(CONCEPTS, path)
    with open_index(path) as index:
        assert found(index, "開發署")[0] == "undp"
        assert index.name == str(path)


def test_a_glossary_is_indexed_once_and_again_when_it_changes(tmp_path: Path, cache: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_bytes(GLOSSARY.read_bytes())
    told: list[str] = []
    for _ in range(2):
        open_index(path, building=lambda: told.append("building")).close()
    assert told == ["building"]
    assert len(list(cache.glob("*.termkit"))) == 1
    path.write_text(path.read_text(encoding="utf-8").replace("开发署", "开办署"), encoding="utf-8")
    with open_index(path) as index:
        assert found(index, "开办署")[0] == "undp"


def test_a_damaged_cache_is_made_again(tmp_path: Path, cache: Path) -> None:
    open_index(GLOSSARY).close()
    (kept,) = cache.glob("*.termkit")
    kept.write_bytes(b"SQLite format 3\0" + os.urandom(5000))
    with open_index(GLOSSARY) as index:
        assert found(index, "开发署")[0] == "undp"
    del tmp_path


def test_without_a_cache_to_write_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("TERMKIT_CACHE", str(tmp_path / "file" / "below"))
    with open_index(GLOSSARY) as index:
        assert found(index, "开发署")[0] == "undp"
        scratch = index.path.parent
    assert not scratch.exists()


def test_what_is_missing_or_broken_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such"):
        Index(tmp_path / "none.termkit")
    assert not (tmp_path / "none.termkit").exists()
    with pytest.raises(InputError):
        open_index(tmp_path / "none.csv")
    (tmp_path / "bad.termkit").write_text("no store", encoding="utf-8")
    with pytest.raises(InputError):
        open_index(tmp_path / "bad.termkit")


def test_an_open_index_follows_what_another_connection_writes(tmp_path: Path) -> None:
    path = tmp_path / "g.termkit"
    exchange.write(CONCEPTS, path)
    with open_index(path) as index:
        assert found(index, "新机构") == []
        with Store(path) as store:
            store.put([concept("new", "新机构")])
            assert found(index, "新机构") == ["new"]
            store.put([concept("new", "旧机构")])
            assert found(index, "新机构") == []
            assert found(index, "旧机构") == ["new"]
            store.remove(["new"])
            assert found(index, "旧机构") == []
            store.decide([Decision("a", "b", Ruling.REJECTED)])
            assert found(index, "开发署")[0] == "undp"


NAMES = st.text(st.sampled_from("联合国开发署议会UN3 《"), min_size=1, max_size=6)


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.lists(NAMES, max_size=3)), max_size=8))
def test_a_followed_index_is_the_same_as_a_new_one(changes: list[tuple[str, list[str]]]) -> None:
    with Index.of([concept("z", "联合国")]) as index, Store(index.path) as store:
        for identifier, names in changes:
            if names:
                store.put([concept(identifier, *names)])
            else:
                store.remove([identifier])
            refresh(index.path)
        with Index.of(store.concepts()) as anew:
            for query in ("联", "联合", "开发", "会U", "un", "lianhe", "lh", "3", "国"):
                assert {(h.concept, h.term, h.match) for h in search([index], query)} == {
                    (h.concept, h.term, h.match) for h in search([anew], query)
                }


def test_many_read_while_one_writes(tmp_path: Path) -> None:
    path = tmp_path / "g.termkit"
    exchange.write(CONCEPTS, path)
    done = Event()

    def read(index: Index) -> int:
        count = 0
        while not done.is_set():
            assert found(index, "kaifashu")[0] == "undp"
            count += 1
        return count

    with open_index(path) as index, ThreadPoolExecutor(8) as pool:
        readers = [pool.submit(read, index) for _ in range(8)]
        try:
            with Store(path) as store:
                for number in range(30):
                    store.put([concept(f"n{number}", f"第{number}机构")])
        finally:
            done.set()
        assert all(reader.result() > 0 for reader in readers)
        assert len(search([index], "机构", 100)) == 30


def test_a_store_that_cannot_be_written_is_read_from_the_cache(tmp_path: Path, cache: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    path = tmp_path / "g.termkit"
    exchange.write(CONCEPTS, path)
    path.chmod(0o444)
    with open_index(path) as index:
        assert found(index, "开发署")[0] == "undp"
        assert index.path.parent == cache


def test_an_index_of_another_version_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "g.termkit"
    exchange.write(CONCEPTS, path)
    open_index(path).close()
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE lookup_state SET value = 0 WHERE name = 'version'")
        connection.execute("DELETE FROM lookup_form")
    connection.close()
    with open_index(path) as index:
        assert found(index, "开发署")[0] == "undp"


def test_an_older_store_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "g.termkit"
    monkeypatch.setattr(database, "MIGRATIONS", database.MIGRATIONS[:1])
    Store(path).close()
    monkeypatch.undo()
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("INSERT INTO concept VALUES ('undp', 1, 'programme', '', '', '')")
        connection.execute(
            "INSERT INTO term VALUES (1, 'undp', 0, '开发署', 'zh', 'shortForm', '', '', '', '', '', '', '')"
        )
    connection.close()
    with open_index(path) as index:
        assert found(index, "開發署") == ["undp"]
