from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from termkit import exchange
from termkit.errors import GlossaryError, UsageError
from termkit.exchange import Options, TransferReport
from termkit.exchange.tbx.validate import validate
from termkit.terms.concept import Concept, DataCategory, Evidence, Kind, Status, Term, TermType
from tests.exchange.strategies import random_concepts

if TYPE_CHECKING:
    from pathlib import Path

    from tests.exchange.conftest import Jing

CONTEXT = Evidence("A/63/150", 0, 0, "联合国开发计划署（开发署）& <others>", "context", 0.0)
UNDP = Concept(
    "undp",
    Kind.PROGRAMME,
    (
        Term(
            "联合国开发计划署",
            "zh",
            TermType.FULL_FORM,
            Status.PREFERRED,
            "1965",
            "",
            "A/RES/2029(XX)",
            "",
            (CONTEXT,),
        ),
        Term("开发署", "zh", TermType.SHORT_FORM, Status.ADMITTED, note="首次出现时用全称"),
        Term("联合国开发规划署", "zh", TermType.VARIANT, Status.DEPRECATED, until="2015-04"),
        Term("United Nations Development Programme", "en", TermType.FULL_FORM),
        Term("UNDP", "en", TermType.ACRONYM, Status.SUPERSEDED),
    ),
    "国际组织",
    "two\nlines",
    (DataCategory("descrip", "definition", "机构", "zh", inner=(DataCategory("admin", "source", "自拟"),)),),
)
EVERY = [(d, s, 3) for d in ("core", "min", "basic", "linguist") for s in ("dca", "dct")] + [("basic", "dca", 2)]


@pytest.mark.parametrize(("dialect", "style", "version"), EVERY)
def test_what_we_write_is_valid(
    tmp_path: Path, tbx_files: Path, jing: Jing, dialect: str, style: str, version: int
) -> None:
    glossaries = [(UNDP,), tuple(random_concepts(100, seed=f"{dialect} {style} {version}"))]
    # The biggest of the official samples; that all come back equal is another test.
    glossaries += [exchange.read(tbx_files / "schemas/linguist/DCT/Example_Astronomy_DCT_VALID.tbx")]
    paths = [tmp_path / f"{number}.tbx" for number in range(len(glossaries))]
    for path, concepts in zip(paths, glossaries, strict=True):
        exchange.write(concepts, path, options=Options(dialect=dialect, style=style, version=version))
        assert validate(path).problems == ()
    assert jing.errors(paths, dialect, style, version) == ""


@pytest.mark.parametrize(("dialect", "style", "version"), [each for each in EVERY if each[0] in {"basic", "linguist"}])
def test_comes_back_whole(tmp_path: Path, dialect: str, style: str, version: int) -> None:
    path = tmp_path / "g.tbx"
    report = exchange.write([UNDP], path, options=Options(dialect=dialect, style=style, version=version))
    assert report.lines() == []
    assert exchange.read(path) == (UNDP,)
    first = path.read_bytes()
    exchange.write(exchange.read(path), path, options=Options(dialect=dialect, style=style, version=version))
    assert path.read_bytes() == first


def test_a_narrow_dialect_lists_what_it_loses(tmp_path: Path) -> None:
    path = tmp_path / "g.tbx"
    report = exchange.write([UNDP], path, options=Options(dialect="min"))
    assert report.lines() == [
        "1 × context of a term: TBX-Min has no place for it",
        "1 × definition of a language: TBX-Min has no place for it",
        "1 × source of a term: TBX-Min has no place for it",
        "5 × termType of a term: TBX-Min has no place for it",
    ]
    (concept,) = exchange.read(path)
    assert [(t.text, t.status) for t in concept.terms] == [(t.text, t.status) for t in UNDP.terms]


def test_short_forms_point_to_their_full_form(tmp_path: Path) -> None:
    path = tmp_path / "g.tbx"
    exchange.write([UNDP], path)
    text = path.read_text("utf-8")
    assert '<termSec id="undp-zh-1">' in text
    assert '<basic:crossReference target="undp-zh-1">联合国开发计划署</basic:crossReference>' in text
    assert (
        '<basic:crossReference target="undp-en-1">United Nations Development Programme</basic:crossReference>' in text
    )
    assert '<langSec xml:lang="zh-Hans">' in text


def test_references_that_point_nowhere_are_left_out(tmp_path: Path) -> None:
    lost = DataCategory("ref", "crossReference", "gone", target="gone")
    kept = DataCategory("ref", "crossReference", "UNDP", target="undp")
    other = Concept("other", Kind.OTHER, (Term("x", "en", TermType.FULL_FORM),), carried=(lost, kept))
    path = tmp_path / "g.tbx"
    report = exchange.write([other, UNDP], path)
    assert report.lines() == ["1 × crossReference that points nowhere: left out"]
    assert validate(path).problems == ()
    assert exchange.read(path) == (other._replace(carried=(kept,)), UNDP)


def test_two_concepts_of_one_id_stay_two(tmp_path: Path) -> None:
    path = tmp_path / "g.tbx"
    report = exchange.write([UNDP, UNDP], path)
    assert [c.id for c in exchange.read(path)] == ["undp", "undp.2"]
    assert any("stands more than once" in line for line in report.lines())


def test_the_official_samples_come_back_equal(tmp_path: Path, tbx_files: Path) -> None:
    samples = [*sorted(tbx_files.glob("schemas/*/*/*_VALID.tbx")), tbx_files / "example-undp.dct.tbx"]
    assert len(samples) >= 7
    for sample in samples:
        report = TransferReport()
        concepts = exchange.read(sample, report=report)
        assert report.losses == {}
        for dialect, style in (("basic", "dct"), ("basic", "dca"), ("linguist", "dct"), ("linguist", "dca")):
            path = tmp_path / "g.tbx"
            assert exchange.write(concepts, path, options=Options(dialect=dialect, style=style)).losses == {}
            assert exchange.read(path) == concepts, sample


def test_both_styles_and_both_versions_of_one_entry_are_one_concept(tbx_files: Path) -> None:
    (dct,) = exchange.read(tbx_files / "example-undp.dct.tbx")
    (dca,) = exchange.read(tbx_files / "example-undp.dca.tbx")
    (old,) = exchange.read(tbx_files / "example-undp.v2.tbx")
    assert dct == dca
    assert [(t.text, t.language, t.type, t.status, t.note) for t in old.terms] == [
        (t.text, t.language, t.type, t.status, t.note) for t in dct.terms
    ]


def _martif(entry: str, doctype: str = "") -> str:
    return (
        f'<?xml version="1.0"?>{doctype}<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>x</p>'
        f"</sourceDesc></fileDesc></martifHeader><text><body>{entry}</body></text></martif>"
    )


def _file(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "in.tbx"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_version_2_as_tools_write_it(tmp_path: Path) -> None:
    terms = "".join(
        f'<ntig id="t{i}"><termGrp><term>term {i}</term><termNote type="{name}">{value}</termNote></termGrp></ntig>'
        for i, (name, value) in enumerate(
            [
                ("administrativeStatus", "preferred"),
                ("administrativeStatus", "notRecommended"),
                ("usageStatus", "obsolete"),
                ("administrativeStatus", "Obsolete"),
                ("normativeAuthorization", "admittedTerm"),
                ("termType", "initialism"),
                ("administrativeStatus", "forbidden"),
            ]
        )
    )
    entry = f'<termEntry id="12"><langSet xml:lang="zh-cn">{terms}</langSet><langSet xml:lang="zh-tw"><tig><term>臺</term></tig></langSet></termEntry>'
    report = TransferReport()
    (concept,) = exchange.read(_file(tmp_path, _martif(entry)), report=report)
    assert concept.id == "c12"
    assert [t.status for t in concept.of("zh")] == [
        Status.PREFERRED, Status.DEPRECATED, Status.SUPERSEDED, Status.SUPERSEDED, Status.ADMITTED, None, Status.DEPRECATED,
    ]  # fmt: skip
    assert concept.terms[5].type is TermType.ACRONYM
    assert [t.text for t in concept.of("zh-TW")] == ["臺"]
    assert report.lines() == ["1 × id that XML does not allow: '12' was read as 'c12'"]


@pytest.mark.parametrize(
    ("doctype", "term", "said"),
    [
        ('<!DOCTYPE martif [<!ENTITY a SYSTEM "file:///etc/hostname">]>', "&a;", "declares entities"),
        ('<!DOCTYPE martif [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>', "&b;", "declares entities"),
        ('<!DOCTYPE martif SYSTEM "x.dtd">', "New&nbsp;York", "uses the entity &nbsp;"),
        ("", "New&nbsp;York", "not well-formed"),
        ("", "<b>", "not well-formed"),
        ("", "\x01", "not well-formed"),
    ],
)
def test_entities_and_broken_xml_are_refused(tmp_path: Path, doctype: str, term: str, said: str) -> None:
    entry = f'<termEntry id="c1"><langSet xml:lang="en"><tig><term>{term}</term></tig></langSet></termEntry>'
    path = _file(tmp_path, _martif(entry, doctype))
    with pytest.raises(GlossaryError, match=said):
        exchange.read(path)
    assert not validate(path).valid


def test_comments_and_markup_do_not_cut_a_term_short(tmp_path: Path) -> None:
    entry = '<termEntry id="c1"><langSet xml:lang="en"><tig><term>New <!-- x -->York <hi>City</hi> Hall</term></tig></langSet></termEntry>'
    (concept,) = exchange.read(_file(tmp_path, _martif(entry)))
    assert concept.terms[0].text == "New York City Hall"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (_martif(""), "has no terms"),
        ("<html/>", "its root is <html>"),
        (
            _martif('<termEntry id="a"><langSet xml:lang="e n"><tig><term>x</term></tig></langSet></termEntry>'),
            "'e n'",
        ),
        ("", "is empty"),
    ],
)
def test_what_is_no_termbase_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(GlossaryError, match=said):
        exchange.read(_file(tmp_path, text))


@pytest.mark.parametrize(
    "options",
    [Options(version=4), Options(dialect="default"), Options(style="x"), Options(dialect="min", version=2)],
)
def test_wrong_options_leave_the_old_file(tmp_path: Path, options: Options) -> None:
    path = tmp_path / "g.tbx"
    path.write_text("old")
    with pytest.raises(UsageError):
        exchange.write([UNDP], path, options=options)
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("g.tbx", "old")]
