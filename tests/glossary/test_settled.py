"""What was decided since a build holds in what is read of the store, and the next build makes the same of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from termkit import exchange
from termkit.cli.build import command
from termkit.corpus.storing import STORE
from termkit.exchange.shipped import shipped_glossary
from termkit.glossary.decided import Decided
from termkit.glossary.decisions import Decision, Ruling
from termkit.glossary.store import Store
from termkit.terms.concept import Status

if TYPE_CHECKING:
    from pathlib import Path

    from termkit.terms.concept import Concept

TEXTS = {
    "a.txt": "1. 区域水务合作中心(水务中心)与沿海城市信息网络(沿海信息网)合作。水务中心与沿海信息网开会。",
    "b.txt": "1. 区域水务合作中心(区水中心)报告了情况。区水中心与沿海地区城市信息网络(沿海信息网)合作。",
}
FULL, SHORT = "区域水务合作中心", "水务中心"


def forms(concepts: tuple[Concept, ...]) -> set[tuple[str, str, str, str]]:
    """Return what a glossary says, without scores and the like."""
    return {(c.id, t.text, str(t.type), str(t.status or "")) for c in concepts for t in c.terms}


def built(folder: Path, glossary: str = "none") -> Path:
    """Build the documents of a folder as a user does, with the decisions that the store holds."""
    command.main([str(folder / "in"), "-o", str(folder), "--glossary", glossary, "-q"], standalone_mode=False)
    return folder / STORE


@pytest.fixture
def store(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    return built(tmp_path)


def decided(path: Path, *decisions: Decision) -> tuple[set[tuple[str, str, str, str]], set[tuple[str, str, str, str]]]:
    """Return what is exported right after decisions, and what the next build makes."""
    with Store(path) as store:
        store.decide(decisions)
    now = forms(exchange.read(path))
    built(path.parent)
    return now, forms(exchange.read(path))


def texts(found: set[tuple[str, str, str, str]]) -> set[str]:
    return {text for _, text, _, _ in found}


def test_without_decisions_all_stays(store: Path) -> None:
    now, later = decided(store)
    assert now == later
    assert {FULL, SHORT, "沿海信息网"} <= texts(now)


def test_a_rejected_pair_is_gone_at_once(store: Path) -> None:
    now, later = decided(store, Decision(FULL, SHORT, Ruling.REJECTED, by="li"))
    assert SHORT not in texts(now)
    assert {FULL, "区水中心"} <= texts(now)
    assert now == later


def test_a_name_whose_pairs_are_all_rejected_is_gone(store: Path) -> None:
    now, later = decided(
        store, Decision(FULL, SHORT, Ruling.REJECTED, by="li"), Decision(FULL, "区水中心", Ruling.REJECTED, by="li")
    )
    assert FULL not in texts(now)
    assert now == later


def test_accepted_and_preferred_are_statuses(store: Path) -> None:
    now, later = decided(
        store, Decision(FULL, SHORT, Ruling.ACCEPTED, by="li"), Decision(FULL, "区水中心", Ruling.PREFERRED, by="li")
    )
    statuses = {text: status for _, text, _, status in now}
    assert statuses[SHORT] == "admitted"
    assert statuses["区水中心"] == "preferred"
    assert now == later


def test_a_moved_border_is_another_name(store: Path) -> None:
    now, later = decided(
        store,
        Decision(FULL, SHORT, Ruling.REJECTED, by="li"),
        Decision("水务合作中心", SHORT, Ruling.ACCEPTED, by="li"),
    )
    assert "水务合作中心" in texts(now)
    owner = {text: concept for concept, text, _, _ in now}
    assert owner[SHORT] == owner["水务合作中心"] != owner[FULL]
    assert now == later


def test_merged_names_are_one_concept(store: Path) -> None:
    assert len({c for c, text, _, _ in forms(exchange.read(store)) if "信息网络" in text}) == 2
    now, later = decided(store, Decision("沿海城市信息网络", "沿海地区城市信息网络", Ruling.MERGED, by="li"))
    (merged,) = {c for c, text, _, _ in now if "信息网络" in text}
    assert (merged, "沿海地区城市信息网络", "variant", "") in now
    assert now == later


def test_taking_back_leaves_what_was(store: Path) -> None:
    before = exchange.read(store)
    with Store(store) as opened:
        opened.decide([Decision(FULL, SHORT, Ruling.ACCEPTED, by="li", date="2026-01-01T00:00:00Z", note="n")])
        opened.decide([Decision(FULL, SHORT, Ruling.REJECTED, by="li", date="2026-01-02T00:00:00Z")])
        opened.decide([Decision("x", "y", Ruling.REJECTED, by="wang")])
        ((gone, back),) = opened.undo("li")
        assert (gone.decision, back and back.decision, back and back.note) == (Ruling.REJECTED, Ruling.ACCEPTED, "n")
        assert [each for each in opened.decisions() if each.by == "li"] == [back]
        assert opened.undo("li")[0][1] is None
        assert opened.undo("li") == []
        assert [each.by for each in opened.decisions()] == ["wang"]
        opened.undo("wang")
        said = [(each.by, each.what) for each in opened.latest(20)][::-1]
    assert said == [("li", "decided")] * 2 + [("wang", "decided")] + [("li", "undone")] * 2 + [("wang", "undone")]
    assert exchange.read(store) == before


def test_decisions_made_together_are_taken_back_together(store: Path) -> None:
    with Store(store) as opened:
        opened.decide([Decision("a", "b", Ruling.REJECTED, by="li"), Decision("c", "b", Ruling.ACCEPTED, by="li")])
        assert len(opened.undo("li")) == 2
        assert opened.decisions() == []


def test_curated_terms_stay_when_a_pair_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "w.txt").write_text("1. 世界卫生组织(世卫组织)报告。世卫组织同意。", encoding="utf-8")
    path = built(tmp_path, str(shipped_glossary()))
    with Store(path) as store:
        store.decide([Decision("世界卫生组织", "世卫组织", Ruling.REJECTED, by="li")])
    (who,) = [each for each in exchange.read(path) if each.id == "who"]
    assert [t.status for t in who.terms if t.text == "世卫组织"] == [Status.PREFERRED]


def test_the_later_of_two_people_counts_within_a_day() -> None:
    first = Decision(FULL, SHORT, Ruling.REJECTED, by="li", date="2026-01-02T09:00:00.000001Z")
    later = replace(first, decision=Ruling.PREFERRED, by="an", date="2026-01-02T09:00:00.000002Z")
    for order in ([first, later], [later, first]):
        assert Decided(order).full_forms == frozenset({FULL})
