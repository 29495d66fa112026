from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
import traceback
from typing import TYPE_CHECKING

import pytest

from termkit import exchange
from termkit.errors import GlossaryError, InputError, OutputError
from termkit.glossary import database
from termkit.glossary.decisions import Decision, Ruling
from termkit.glossary.merge import Candidate
from termkit.glossary.records import decision_of
from termkit.glossary.store import Store, StoredDocument
from termkit.terms.concept import Concept, DataCategory, Evidence, Kind, Status, Term, TermType

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PLACE = Evidence("a.txt", 3, 7, "联合国开发计划署（开发署）。", "bracket", 0.25, "A/63/150", "2008-08-01")
UNDP = Concept(
    "undp",
    Kind.PROGRAMME,
    (
        Term(
            "联合国开发计划署", "zh", TermType.FULL_FORM, Status.PREFERRED, "1965", "", "A/RES/1", "n", (PLACE, PLACE)
        ),
        Term("UNDP", "en", TermType.ACRONYM, carried=(DataCategory("termNote", "partOfSpeech", "noun"),), id="t1"),
    ),
    "国际组织",
    "a\nb",
    (DataCategory("descrip", "definition", "机构", "zh", inner=(DataCategory("admin", "source", "x"),)),),
)
KILLS = int(os.environ.get("TERMKIT_KILLS", "60"))


def _batch(number: int, size: int = 5) -> list[Concept]:
    return [
        Concept(f"c{number}-{n}", Kind.OTHER, (Term(f"名{number}", "zh", TermType.FULL_FORM, evidence=(PLACE,)),))
        for n in range(size)
    ]


def test_what_is_put_in_comes_out(tmp_path: Path) -> None:
    path = tmp_path / "g.termkit"
    candidates = [Candidate("联合国开发计划署", "开发署", Kind.PROGRAMME, PLACE, "UNDP")]
    documents = [StoredDocument("a.txt", ("A/63/150", "S/1"), "2008-08-01", "zh", "d1")]
    with Store(path) as store:
        store.put([UNDP, *_batch(1)])
        store.put_candidates(candidates * 2)
        store.put_documents(documents)
    with Store(path, read_only=True) as store:
        assert list(store.concepts()) == [UNDP, *_batch(1)]
        assert store.concept("undp") == UNDP
        assert store.concept("none") is None
        assert list(store.candidates()) == candidates
        assert store.documents() == documents
    assert exchange.read(path) == (UNDP, *_batch(1))
    assert not list(tmp_path.glob("*-wal"))


def test_history_keeps_who_and_what(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1768435200")
    with Store(tmp_path / "g.termkit") as store:
        store.put([UNDP], by="li")
        store.put([UNDP], by="li")
        store.put([Concept("undp", Kind.FUND, UNDP.terms)], by="wang")
        store.remove(["undp", "none"], by="li")
        said = [(e.at, e.by, e.what) for e in store.history("undp")]
        assert list(store.concepts()) == []
    at = "2026-01-15T00:00:00Z"
    assert said == [(at, "li", "added"), (at, "wang", "changed"), (at, "li", "removed")]


def test_decisions_of_several_people_are_merged(tmp_path: Path) -> None:
    first = Decision("联合国开发计划署", "开发署", Ruling.ACCEPTED, "", "li", "2026-01-02")
    later = Decision("联合国开发计划署", "开发署", Ruling.PREFERRED, "", "li", "2026-01-03")
    other = Decision("联合国开发计划署", "开发署", Ruling.REJECTED, "", "wang", "2026-01-01", "why")
    with Store(tmp_path / "g.termkit") as store:
        store.decide([later, other])
        store.decide([first])
        assert store.decisions() == [later, other]
        assert [decision_of(e.after) for e in store.history()] == [later, other]


def test_an_error_on_the_way_changes_nothing(tmp_path: Path) -> None:
    def broken() -> object:
        yield _batch(2)[0]
        raise GlossaryError("line 7 is bad")

    with Store(tmp_path / "g.termkit") as store:
        store.put(_batch(1))
        with pytest.raises(GlossaryError, match="line 7"):
            store.put(broken())  # type: ignore[arg-type]
        assert list(store.concepts()) == _batch(1)


def _forked(work: Callable[[], None]) -> int:
    """Run in a process of its own and return its id."""
    process = os.fork()
    if process == 0:
        code = 1
        try:
            work()
            code = 0
        except BaseException:  # noqa: BLE001 - the exit code says it, and the trace why
            traceback.print_exc()
        os._exit(code)
    return process


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_kill_at_any_moment_leaves_the_last_committed_state(tmp_path: Path) -> None:
    path = tmp_path / "g.termkit"
    chance = random.Random(7)
    done = 0
    for _ in range(KILLS):
        reader, writer = os.pipe()

        def work(start: int = done, writer: int = writer) -> None:
            number = start
            with Store(path) as store:
                while True:
                    number += 1
                    store.put(_batch(number))
                    store.decide([Decision(f"名{number}", "短", Ruling.ACCEPTED)])
                    os.write(writer, b".")

        process = _forked(work)
        os.close(writer)
        time.sleep(chance.uniform(0.001, 0.06))
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        told = 0
        while data := os.read(reader, 4096):
            told += len(data)
        os.close(reader)
        with Store(path) as store:
            counts: dict[str, int] = {}
            for concept in store.concepts():
                batch = concept.id.split("-")[0]
                counts[batch] = counts.get(batch, 0) + 1
                assert concept.terms[0].evidence == (PLACE,)
            # Every batch is whole, none is missing, and what was told as done is there.
            assert set(counts.values()) <= {5}
            assert set(counts) == {f"c{n}" for n in range(1, len(counts) + 1)}
            assert done + told <= len(counts) <= done + told + 1
            assert len(counts) - 1 <= len(store.decisions()) <= len(counts)
            done = len(counts)
            store.decide([Decision(f"名{n}", "短", Ruling.ACCEPTED) for n in range(max(done - 1, 1), done + 1)])
    assert done > 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_two_writers_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "g.termkit"

    def writes(start: int) -> Callable[[], None]:
        def work() -> None:
            with Store(path) as store:
                for number in range(start, start + 20):
                    store.put(_batch(number))

        return work

    processes = [_forked(writes(100)), _forked(writes(200)), _forked(writes(300))]
    assert [os.waitstatus_to_exitcode(os.waitpid(p, 0)[1]) for p in processes] == [0, 0, 0]
    with Store(path) as store:
        found = {concept.id for concept in store.concepts()}
    assert found == {c.id for s in (100, 200, 300) for n in range(s, s + 20) for c in _batch(n)}


def test_a_store_that_a_process_opens_twice_stays_its_own_beside_other_processes(tmp_path: Path) -> None:
    path = tmp_path / "g.termkit"
    writes = f"from termkit.glossary.store import Store\nwith Store({str(path)!r}) as store:\n    store.decide([])"
    with Store(path) as served:
        served.put(_batch(1))
        for number in (2, 3):
            # Who closes the file gives up its locks: the next to come would take the log away from under `served`.
            assert exchange.detect(path).name == "store"
            Store(path, wait=0, verify=False).close()
            subprocess.run([sys.executable, "-c", writes], check=True)
            served.put(_batch(number))
            with Store(path) as other:
                wanted = {each.id for n in range(1, number + 1) for each in _batch(n)}
                assert {each.id for each in other.concepts()} == wanted


def test_a_writer_that_waits_too_long_says_so(tmp_path: Path) -> None:
    path = tmp_path / "g.termkit"
    with Store(path) as first, Store(path, wait=0.05) as second:
        first._connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(OutputError, match="being written by another process"):
            second.put(_batch(1))
        first._connection.execute("ROLLBACK")
        second.put(_batch(1))


def _other_program(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE x (y)")
    connection.close()


def _newer(path: Path) -> None:
    Store(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


def _damaged(path: Path) -> None:
    with Store(path) as store:
        for number in range(60):
            store.put(_batch(number))
    data = bytearray(path.read_bytes())
    for page in range(3, len(data) // 4096):
        data[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path.write_text("concept,lang\n"), "no glossary store"),
        (_other_program, "of another program"),
        (_newer, "has version 99"),
        (_damaged, "is damaged"),
        (lambda path: path.write_bytes(b"SQLite format 3\0" + b"\1" * 5000), "damaged|cannot be used"),
    ],
)
def test_a_file_that_is_no_store_is_refused_and_left_alone(
    tmp_path: Path, make: Callable[[Path], object], said: str
) -> None:
    path = tmp_path / "g.termkit"
    make(path)
    before = path.read_bytes()
    with pytest.raises(GlossaryError, match=said) as caught:
        Store(path)
    assert "g.termkit" in str(caught.value)
    assert path.read_bytes() == before


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such store"):
        Store(tmp_path / "none.termkit", read_only=True)
    with pytest.raises(OutputError, match="no folder"):
        Store(tmp_path / "none" / "g.termkit")
    (tmp_path / "empty.termkit").touch()
    with Store(tmp_path / "empty.termkit") as store:
        assert list(store.concepts()) == []


def test_an_older_store_is_copied_and_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "g.termkit"
    with Store(path) as store:
        store.put([UNDP])
    newer = (*database.MIGRATIONS, "ALTER TABLE document ADD COLUMN pages INTEGER NOT NULL DEFAULT 0")
    monkeypatch.setattr(database, "MIGRATIONS", newer)
    with pytest.raises(GlossaryError, match="open it for writing"):
        Store(path, read_only=True)
    with Store(path) as store:
        assert list(store.concepts()) == [UNDP]
        assert store._pragma("user_version") == len(newer)
    backup = tmp_path / f"g.termkit.version-{len(newer) - 1}.bak"
    monkeypatch.undo()
    with Store(backup) as store:
        assert list(store.concepts()) == [UNDP]


def test_every_earlier_version_keeps_what_it_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "g.termkit"
    monkeypatch.setattr(database, "MIGRATIONS", database.MIGRATIONS[:1])
    Store(path).close()
    with sqlite3.connect(path) as connection:  # as the first version wrote it
        connection.executescript(
            """
            INSERT INTO concept VALUES ('c', 1, 'fund', '', '', '');
            INSERT INTO term VALUES (1, 'c', 0, '儿童基金会', 'zh', 'shortForm', '', '', '', '', '', '', '');
            INSERT INTO evidence VALUES (1, 0, 'a.txt', 3, 7, '甲。', 'bracket', 0.5, '', '');
            INSERT INTO candidate VALUES (1, '全称', '简称', 'fund', '', 'a.txt', 3, 7, '甲。', 'bracket', 0.5, '', '');
            """
        )
    connection.close()
    monkeypatch.undo()
    with Store(path) as store:
        (concept,), (candidate,) = store.concepts(), store.candidates()
        assert concept.terms[0].evidence == (Evidence("a.txt", 3, 7, "甲。", "bracket", 0.5),)
        assert (candidate.full, candidate.evidence) == ("全称", concept.terms[0].evidence[0])
        # Two pages may have the same pair at the same line.
        pages = [candidate._replace(evidence=candidate.evidence._replace(page=page)) for page in (1, 2)]
        store.put_candidates(pages)
        assert list(store.candidates()) == [candidate, *pages]


def test_a_migration_that_fails_leaves_the_old_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "g.termkit"
    with Store(path) as store:
        store.put([UNDP])
    monkeypatch.setattr(database, "MIGRATIONS", (*database.MIGRATIONS, "CREATE TABLE y (z); CREATE TABLE document (a)"))
    with pytest.raises(GlossaryError):
        Store(path)
    monkeypatch.undo()
    with Store(path) as store:
        assert list(store.concepts()) == [UNDP]


def test_converting_into_a_store_keeps_its_decisions(tmp_path: Path) -> None:
    path = tmp_path / "g.termkit"
    decision = Decision("a", "b", Ruling.REJECTED)
    with Store(path) as store:
        store.decide([decision])
    report = exchange.write([UNDP], path)
    assert (report.concepts, report.terms) == (1, 2)
    with Store(path) as store:
        assert store.decisions() == [decision]
        assert list(store.concepts()) == [UNDP]
