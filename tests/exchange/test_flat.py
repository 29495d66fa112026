from __future__ import annotations

import csv
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest

from termkit import exchange
from termkit.errors import GlossaryError, UsageError
from termkit.exchange import Options
from termkit.exchange.detect import detect
from termkit.terms.concept import Concept, Kind, Status, Term, TermType

if TYPE_CHECKING:
    from pathlib import Path

F, S, A, V = TermType.FULL_FORM, TermType.SHORT_FORM, TermType.ACRONYM, TermType.VARIANT
UNDP = Concept(
    "undp",
    Kind.PROGRAMME,
    (
        Term("联合国开发计划署", "zh", F, Status.PREFERRED),
        Term("开发署", "zh", S, Status.ADMITTED),
        Term("联合国开发规划署", "zh", V, Status.DEPRECATED),
        Term("United Nations Development Programme", "en", F),
        Term("UNDP", "en", A, Status.ADMITTED),
    ),
    "国际; 组织 [x]",
)
GEF = Concept("gef", Kind.FUND, (Term("=全环\t基金", "zh", F), Term("GEF", "en", A)))
RESTORING = [
    ("g.txt", "omegat"), ("g.csv", "omegat"), ("g.csv", "memoq"), ("g.xlsx", "multiterm"), ("g.xlsx", "phrase"),
    ("g.utx", "utx"), ("g.rdf", "skos"),
]  # fmt: skip


def _rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]


@pytest.mark.parametrize(("name", "form"), RESTORING)
def test_our_own_file_gives_the_concepts_back(tmp_path: Path, name: str, form: str) -> None:
    path = tmp_path / name
    exchange.write([UNDP, GEF], path, name=form, options=Options(flag_deprecated=True))
    first = path.read_bytes()
    assert detect(path).name == form
    undp, gef = exchange.read(path)
    assert set(undp.terms) == set(UNDP.terms)
    assert (undp.id, undp.kind, undp.subject_field) == (UNDP.id, UNDP.kind, UNDP.subject_field)
    assert (gef.id, gef.kind, gef.terms[0].text.replace("\t", " ")) == ("gef", Kind.FUND, "=全环 基金")
    exchange.write([UNDP, GEF], path, name=form, options=Options(flag_deprecated=True))
    assert path.read_bytes() == first


def test_omegat_pairs_like_with_like_and_leaves_deprecated_out(tmp_path: Path) -> None:
    path = tmp_path / "g.txt"
    report = exchange.write([UNDP], path)
    assert _rows(path) == [
        ["联合国开发计划署", "United Nations Development Programme",
         "fullForm preferred > fullForm; 国际; 组织 [x] [undp, programme]"],
        ["开发署", "UNDP", "shortForm admitted > acronym admitted; 国际; 组织 [x] [undp, programme]"],
    ]  # fmt: skip
    assert report.lines() == ["1 × deprecated term: left out of a flat file"]


def test_directions(tmp_path: Path) -> None:
    path = tmp_path / "g.txt"
    exchange.write([UNDP], path, options=Options(direction=("en", "zh")))
    assert [row[:2] for row in _rows(path)] == [
        ["United Nations Development Programme", "联合国开发计划署"],
        ["UNDP", "开发署"],
    ]
    exchange.write([UNDP], path, options=Options(direction=("zh", "zh")))
    assert [row[:2] for row in _rows(path)] == [["联合国开发计划署", "开发署"]]
    with pytest.raises(UsageError, match="fr>en"):
        exchange.write([UNDP], path, options=Options(direction=("fr", "en")))
    assert [row[:2] for row in _rows(path)] == [["联合国开发计划署", "开发署"]]


def test_traditional_terms_are_no_target_of_zh(tmp_path: Path) -> None:
    concept = Concept("c", Kind.OTHER, (Term("GEF", "en", A), Term("全環基金", "zh-TW", F), Term("全环基金", "zh", F)))
    path = tmp_path / "g.txt"
    exchange.write([concept], path, options=Options(direction=("en", "zh")))
    assert [row[:2] for row in _rows(path)] == [["GEF", "全环基金"]]


def test_a_careless_entry_gives_no_cross_product(tmp_path: Path) -> None:
    terms = [Term(f"名{n}", "zh", V) for n in range(5)] + [Term(f"name {n}", "en", V) for n in range(3)]
    path = tmp_path / "g.txt"
    exchange.write([Concept("c", Kind.OTHER, tuple(terms))], path)
    assert len(_rows(path)) == 5


def test_mt_has_each_source_once_and_no_header(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    report = exchange.write([UNDP, UNDP], path, name="mt")
    assert path.read_text("utf-8") == "联合国开发计划署,United Nations Development Programme\n开发署,UNDP\n"
    assert "2 × second target of a source term: a service takes one, the first was written" in report.lines()
    assert [c.terms[0].text for c in exchange.read(path)] == ["联合国开发计划署", "开发署"]


def test_utx_is_bidirectional_only_when_all_is_approved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1768435200")
    path = tmp_path / "g.utx"
    exchange.write([GEF], path)
    assert path.read_bytes().startswith("\ufeff#UTX 1.20; zh-CN/en; 2026-01-15T00:00:00Z;\r\n".encode())
    approved = Concept("c", Kind.OTHER, (Term("甲", "zh", F, Status.PREFERRED), Term("A B", "en", F, Status.ADMITTED)))
    exchange.write([approved], path)
    assert "; bidirectional;" in path.read_text("utf-8-sig").splitlines()[0]


def test_no_cell_of_a_workbook_is_a_formula(tmp_path: Path) -> None:
    texts = ["=1+1", "+1", "@x", "{=1}", "http://x.y", "'=1"]
    concept = Concept("c", Kind.OTHER, tuple(Term(text, "en", V) for text in texts[:5]), texts[5], "=2")
    for form in ("multiterm", "phrase"):
        path = tmp_path / f"{form}.xlsx"
        exchange.write([concept], path, name=form)
        book = openpyxl.load_workbook(path)
        cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value is not None]
        assert {cell.data_type for cell in cells} == {"s"}
        book.close()
        assert {t.text for t in exchange.read(path)[0].terms} == set(texts[:5])


def test_memoq_columns(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    exchange.write([UNDP], path, name="memoq", options=Options(flag_deprecated=True))
    head, row = csv.reader(path.read_text("utf-8-sig").splitlines(), delimiter=";")
    assert head[:2] == ["Entry_ID", "Entry_Subject"]
    assert len(head) == len(row)
    assert [cell for cell in row if "Forbidden" in cell] == ["CasePermissive;HalfPrefix;Forbidden"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("g.txt", "only one column\n", "no source and target"),
        ("g.utx", "#UTX 1.20; x\n#src\ttgt\na\tb\n", "names no languages"),
        ("g.utx", "#UTX 1.20; en/zh\na\tb\n", "names the columns"),
        ("g.rdf", "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>", "has no terms"),
        ("g.rdf", "<a xmlns='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>", "not well-formed"),
        ("g.xlsx", "no zip", "no workbook"),
        ("g.xyz", "what", "no glossary format ends in .xyz"),
    ],
)
def test_what_is_no_such_file_is_refused(tmp_path: Path, name: str, text: str, said: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GlossaryError, match=said):
        exchange.read(path)


def _package(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"xl/worksheets/sheet1.xml": b"0" * (8 << 20)}, "zip bomb"),
        ({"xl/workbook.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'}, "has a DOCTYPE"),
        ({f"p{n}": b"" for n in range(2001)}, "2001 parts"),
        ({"xl/workbook.xml": b"<x/>"}, "no workbook"),
    ],
)
def test_dangerous_workbooks_are_refused(tmp_path: Path, parts: dict[str, bytes], said: str) -> None:
    with pytest.raises(GlossaryError, match=said):
        exchange.read(_package(tmp_path / "g.xlsx", parts))


@pytest.mark.parametrize(("bits", "data"), [("utf-16", "GEF\t全环基金\n"), ("utf-8-sig", "GEF\t全环基金\tmy note\n")])
def test_foreign_omegat_files(tmp_path: Path, bits: str, data: str) -> None:
    path = tmp_path / "g.txt"
    path.write_bytes(data.encode(bits))
    (concept,) = exchange.read(path)
    assert [(t.text, t.language, t.type) for t in concept.terms] == [("GEF", "en", A), ("全环基金", "zh", F)]
    assert concept.note == ("my note" if "note" in data else "")


def test_traditional_sheet_headings(tmp_path: Path) -> None:
    path = tmp_path / "g.xlsx"
    book = openpyxl.Workbook()
    for row in (
        ["English", "Chinese (Simplified, China)", "Chinese (Traditional, Taiwan)"],
        ["UN|United Nations", "联合国", "聯合國"],
    ):
        book.worksheets[0].append(row)
    book.save(path)
    (concept,) = exchange.read(path)
    assert [(t.text, t.language) for t in concept.terms] == [
        ("UN", "en"), ("United Nations", "en"), ("联合国", "zh"), ("聯合國", "zh-TW"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "form", "text"),
    [
        ("g.csv", "omegat", "source,target,domain,status\nUNDP,开发署,国际组织,admitted\n"),
        ("g.tsv", "omegat", "Source Term\tTarget Term\tDomain\tForbidden\nUNDP\t开发署\t国际组织\tTRUE\n"),
        ("g.txt", "multiterm", "English\tChinese (Simplified, China)\tSubject\nUNDP\t开发署\t国际组织\n"),
        ("g.csv", "multiterm", 'en,"zh_CN",Subject\nUNDP,开发署,国际组织\n'),
    ],
)
def test_tables_that_name_their_columns(tmp_path: Path, name: str, form: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8-sig")
    assert detect(path).name == form
    (concept,) = exchange.read(path)
    assert [(t.text, t.language) for t in concept.terms] == [("UNDP", "en"), ("开发署", "zh")]
    assert concept.subject_field == "国际组织"
    status = concept.terms[1].status
    assert status is (Status.ADMITTED if "admitted" in text else Status.DEPRECATED if "TRUE" in text else None)
