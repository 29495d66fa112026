from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from termkit import exchange
from termkit.errors import GlossaryError
from termkit.exchange import Options, TransferReport
from termkit.terms.concept import Concept, DataCategory, Kind, Status, Term, TermType

if TYPE_CHECKING:
    from pathlib import Path

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
            "a\nb",
        ),
        Term("開發署", "zh-Hant", TermType.SHORT_FORM),
        Term("UNDP", "en", TermType.ACRONYM, Status.ADMITTED, until="2015-04-30"),
    ),
    "国际组织",
    'said "so"; twice, at least',
    (DataCategory("descrip", "definition", "机构", "zh", inner=(DataCategory("admin", "source", "自拟"),)),),
)
HEAD = "concept,kind,lang,term,type,status,since,until,source,note\n"


def _file(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "g.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize("bom", [True, False])
def test_comes_back_whole(tmp_path: Path, *, bom: bool) -> None:
    path = tmp_path / "g.csv"
    report = exchange.write([UNDP], path, options=Options(bom=bom))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf") is bom
    assert (report.concepts, report.terms, report.losses) == (1, 3, {})
    assert exchange.read(path) == (UNDP,)


def test_no_cell_runs_as_a_formula(tmp_path: Path) -> None:
    texts = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "'=1", "''+x", "'quoted'"]
    concept = Concept("c", Kind.OTHER, tuple(Term(text, "en", TermType.VARIANT, note=text) for text in texts))
    path = tmp_path / "g.csv"
    exchange.write([concept], path)
    for row in csv.reader(path.read_text("utf-8-sig").splitlines()):
        assert not [cell for cell in row if cell.startswith(tuple("=+-@＝＋－＠\t\r"))]
    assert exchange.read(path) == (concept,)


def test_reads_what_people_make(tmp_path: Path) -> None:
    rows = [
        "Concept;lang;term;owner",
        "undp;zh_CN;联合国开发计划署;me",
        "",
        "undp;en;UNDP;me",
        "undp;zh-TW;開發署;",
    ]
    text = "\r\n".join(rows)
    report = TransferReport()
    (concept,) = exchange.read(_file(tmp_path, text), report=report)
    assert [(t.language, t.type) for t in concept.terms] == [
        ("zh", TermType.FULL_FORM), ("en", TermType.ACRONYM), ("zh-TW", TermType.FULL_FORM)
    ]  # fmt: skip
    assert concept.kind is Kind.OTHER
    assert report.lines() == ["1 × column 'owner': the glossary CSV has no such column, it was not read"]


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        (HEAD, 0, "no terms"),
        ("", 0, "is empty"),
        ("term,lang\nx,en\n", 1, "missing: concept"),
        (HEAD.replace("note", "term"), 1, "'term' stands twice"),
        (HEAD + "12,other,en,x,,,,,,\n", 2, "'12' cannot be the id"),
        (HEAD + ",other,en,x,,,,,,\n", 2, "no concept id"),
        (HEAD + "a,robot,en,x,,,,,,\n", 2, "'robot' is no kind"),
        (HEAD + "a,fund,en,x,,,,,,\na,office,en,y,,,,,,\n", 3, "a is fund above and office here"),
        (HEAD + "a,,en,x,nickname,,,,,\n", 2, "'nickname' is no type"),
        (HEAD + "a,,en,x,,good,,,,\n", 2, "'good' is no status"),
        (HEAD + "a,,en,x,,,soon,,,\n", 2, "since 'soon' is no date"),
        (HEAD + "a,,en,x,,,,2015-13,,\n", 2, "until '2015-13' is no date"),
        (HEAD + "a,,,x,,,,,,\n", 2, "has no language"),
        (HEAD + "a,,e n,x,,,,,,\n", 2, "no language tag"),
        (HEAD + "a,,en,,fullForm,,,,,\n", 2, "has no term"),
        (HEAD + "a,,en,x,,,,,,,,\n", 2, "12 cells"),
        (HEAD + 'a,,en,x,,,,,,"two\nlines"\na,,en,"y" z,,,,,,\n', 4, "not a CSV"),
        (HEAD + 'a,,en,x,,,,,,"two\nlines"\n7,,en,z,,,,,,\n', 4, "'7'"),
        ((HEAD + "a,,zh,开发署,,,,,,\n").encode("gb18030"), 2, "is not UTF-8"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(tmp_path: Path, text: str | bytes, line: int, part: str) -> None:
    with pytest.raises(GlossaryError, match=part) as caught:
        exchange.read(_file(tmp_path, text))
    assert caught.value.line == line
    assert caught.value.path.endswith("g.csv")


def test_a_wrong_encoding_is_named(tmp_path: Path) -> None:
    text = HEAD + "".join(f"c{n},,zh,联合国开发计划署第{n}号决议的执行情况,,,,,,\n" for n in range(9))
    with pytest.raises(GlossaryError, match="--encoding gb"):
        exchange.read(_file(tmp_path, text.encode("gb18030")))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "gb18030"])
def test_other_encodings(tmp_path: Path, encoding: str) -> None:
    path = _file(tmp_path, (HEAD + "a,,zh,开发署,,,,,,\n").encode(encoding))
    options = Options(encoding="gb18030" if encoding == "gb18030" else "")
    assert exchange.read(path, options=options)[0].terms[0].text == "开发署"
