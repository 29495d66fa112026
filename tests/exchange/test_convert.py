from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from termkit import exchange
from termkit.errors import GlossaryError, UsageError
from termkit.exchange import Options
from termkit.exchange.convert import Selection, convert, with_traditional
from termkit.exchange.diff import diff, to_html, to_json
from termkit.exchange.languages import canonical, covers
from termkit.exchange.merge import merge
from termkit.terms.concept import Concept, Kind, Status, Term, TermType

if TYPE_CHECKING:
    from pathlib import Path

F, S, A = TermType.FULL_FORM, TermType.SHORT_FORM, TermType.ACRONYM
ZH = Term("联合国开发计划署", "zh", F, Status.PREFERRED, source="A/RES/1")
OLD = Concept("undp", Kind.PROGRAMME, (ZH, Term("开发署", "zh", S)), "国际组织", "note")


def test_merging_by_id_and_full_form_erases_nothing() -> None:
    by_id = Concept("undp", Kind.OTHER, (Term("UNDP", "en", A),))
    by_form = Concept("other", Kind.OTHER, (Term("联合国开发计划署", "zh", F, since="1965"), Term("PNUD", "fr", A)))
    merged, conflicts = merge([("a", [OLD]), ("b", [by_id]), ("c", [by_form])])
    assert conflicts == []
    (concept,) = merged
    assert (concept.id, concept.kind, concept.subject_field, concept.note) == (
        "undp",
        Kind.PROGRAMME,
        "国际组织",
        "note",
    )
    assert [t.text for t in concept.terms] == ["联合国开发计划署", "开发署", "UNDP", "PNUD"]
    assert concept.terms[0] == Term("联合国开发计划署", "zh", F, Status.PREFERRED, "1965", source="A/RES/1")


@pytest.mark.parametrize(("prefer", "status", "kept_from"), [("", "preferred", "a"), ("b", "deprecated", "b")])
def test_conflicts_name_both_sources(prefer: str, status: str, kept_from: str) -> None:
    new = Concept("undp", Kind.PROGRAMME, (Term("联合国开发计划署", "zh", F, Status.DEPRECATED),))
    merged, conflicts = merge([("a", [OLD]), ("b", [new])], prefer)
    (conflict,) = conflicts
    assert (conflict.field, conflict.kept, conflict.kept_from) == ("status", status, kept_from)
    assert {conflict.kept_from, conflict.dropped_from} == {"a", "b"}
    assert merged[0].terms[0].status == status
    assert "undp zh 联合国开发计划署: status is" in str(conflict)


def test_a_short_form_alone_merges_nothing() -> None:
    one = Concept("a", Kind.OTHER, (Term("经济合作组织", "zh", F), Term("经合组织", "zh", S)))
    two = Concept("b", Kind.OTHER, (Term("经济合作与发展组织", "zh", F), Term("经合组织", "zh", S)))
    merged, _ = merge([("x", [one]), ("y", [two])])
    assert merged == [one, two]


def test_convert_selects_and_merges(tmp_path: Path) -> None:
    first, second, out = tmp_path / "a.csv", tmp_path / "b.tbx", tmp_path / "out.csv"
    exchange.write([OLD], first)
    exchange.write([Concept("undp", Kind.OTHER, (Term("UNDP", "en", A), Term("開發署", "zh-Hant", S)))], second)
    done = convert([first, second], out, selection=Selection(("zh", "en")))
    assert (done.output.concepts, done.output.terms, done.conflicts) == (1, 3, [])
    convert([first, second], out, selection=Selection(statuses=(Status.PREFERRED,)))
    assert [t.text for t in exchange.read(out)[0].terms] == ["联合国开发计划署"]
    with pytest.raises(GlossaryError, match="no term is left"):
        convert([first], tmp_path / "none.tbx", selection=Selection(("fr",)))
    assert not (tmp_path / "none.tbx").exists()
    with pytest.raises(UsageError, match="nothing overwrites an input"):
        convert([first, second], first)
    with pytest.raises(UsageError, match="--prefer"):
        convert([first, second], out, prefer="c.csv")


def test_language_tags() -> None:
    for tag in ("zh", "zh-CN", "zh_CN", "ZH", "zh-hans", "zh-Hans-CN", "zho", "cmn-Hans"):
        assert canonical(tag) == "zh"
    assert [canonical(t) for t in ("zh-tw", "zh_Hant", "ZH-HANT-hk", "EN-gb", "sr-latn-rs")] == [
        "zh-TW", "zh-Hant", "zh-Hant-HK", "en-GB", "sr-Latn-RS",
    ]  # fmt: skip
    assert covers("en", "en-GB")
    assert covers("zh-Hant", "zh-TW")
    assert not any(covers("zh", each) for each in ("zh-TW", "zh-Hant", "zh-HK", "en"))


def test_codes_are_those_of_the_tool(tmp_path: Path) -> None:
    path = tmp_path / "g.tbx"
    for options, code in (
        (Options(), "zh-Hans"),
        (Options(version=2), "zh-CN"),
        (Options(codes={"zh": "zh-Hans-CN"}), "zh-Hans-CN"),
    ):
        exchange.write([OLD], path, options=options)
        assert f'xml:lang="{code}"' in path.read_text("utf-8")
        assert exchange.read(path) == (OLD,)


def test_traditional_forms_keep_the_words() -> None:
    pytest.importorskip("opencc", reason="OpenCC is not installed")
    concept = Concept("c", Kind.OTHER, (Term("信息安全问题", "zh", F), Term("已有", "zh", S), Term("x", "en", A)))
    (changed,) = with_traditional([concept])
    assert [(t.text, t.type) for t in changed.of("zh-Hant")] == [("信息安全問題", F), ("已有", S)]
    assert list(with_traditional([changed])) == [changed]


def test_diff_says_what_changed() -> None:
    new = Concept(
        "undp",
        Kind.PROGRAMME,
        (Term("联合国开发计划署", "zh", F, Status.SUPERSEDED, source="A/RES/1"), Term("开署", "zh", S)),
        "国际组织",
    )
    changes = diff(
        [OLD, Concept("gone", Kind.OTHER, (Term("x", "en", F),))],
        [new, Concept("come", Kind.OTHER, (Term("<y>", "en", F),))],
    )
    said = [(c.what, c.concept, c.term, c.field, c.old, c.new) for c in changes]
    assert said == [
        ("changed", "undp", "", "note", "note", ""),
        ("changed", "undp", "联合国开发计划署", "status", "preferred", "superseded"),
        ("changed", "undp", "开发署", "text", "开发署", "开署"),
        ("removed", "gone", "", "", "x (en)", ""),
        ("added", "come", "", "", "", "<y> (en)"),
    ]
    assert diff([OLD], [OLD]) == []
    assert len(json.loads(to_json(changes))) == 5
    page = to_html(changes, "old.csv", "new.csv")
    assert "1 added, 1 removed, 3 changed" in page
    assert "&lt;y&gt;" in page
    assert "<y>" not in page


def test_a_renamed_id_is_found_by_full_form() -> None:
    (change,) = diff([OLD], [Concept("undp-new", OLD.kind, OLD.terms, OLD.subject_field, OLD.note)])
    assert (change.field, change.old, change.new) == ("id", "undp", "undp-new")


_PEAK = """
import resource, sys
from pathlib import Path
from termkit.exchange.convert import convert
from termkit.exchange import Options
convert([Path(sys.argv[1])], Path(sys.argv[2]), options=Options(style="dca"))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def test_a_big_termbase_streams(tmp_path: Path, root: Path) -> None:
    peaks = []
    for count in (500, 10_000):
        path = tmp_path / f"{count}.tbx"
        terms = tuple(Term(f"名{n}", "zh", TermType.VARIANT, note="注" * 50) for n in range(4))
        exchange.write((Concept(f"c{n}", Kind.OTHER, terms) for n in range(count)), path)
        call = [sys.executable, "-c", _PEAK, str(path), str(tmp_path / "out.tbx")]
        done = subprocess.run(call, capture_output=True, text=True, check=True, cwd=root)
        peaks.append(int(done.stdout))
    # Nothing grows with the file but the ids in use: some MB for 9,500 concepts more, of some 20 MB of file.
    assert peaks[1] - peaks[0] < 12
