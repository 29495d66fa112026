"""Real programs read what we write; each test says which program is missing."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import warnings
from pathlib import Path

import openpyxl
import pytest

from termkit import exchange
from termkit.exchange import Options
from termkit.terms.concept import Concept, Kind, Status, Term, TermType

F, S, A, V = TermType.FULL_FORM, TermType.SHORT_FORM, TermType.ACRONYM, TermType.VARIANT
OMEGAT = Path("/usr/share/omegat/OmegaT.jar")
READER = Path(__file__).with_name("data") / "OmegaTGlossary.java"

UNDP = Concept(
    "undp",
    Kind.PROGRAMME,
    (
        Term("联合国开发计划署", "zh", F, Status.PREFERRED),
        Term("开发署", "zh", S, Status.ADMITTED),
        Term("联合国开发规划署", "zh", V, Status.DEPRECATED),
        Term("United Nations Development Programme", "en", F, Status.PREFERRED),
        Term("UNDP", "en", A, Status.ADMITTED),
        Term("聯合國開發計劃署", "zh-Hant", F),
    ),
    "国际组织",
)
GEF = Concept("gef", Kind.FUND, (Term("全球环境基金", "zh", F), Term("=全环基金", "zh", S), Term("GEF", "en", A)))
ZH_EN = {
    ("联合国开发计划署", "United Nations Development Programme"),
    ("开发署", "UNDP"),
    ("全球环境基金", "GEF"),
    ("'=全环基金", "GEF"),
}


def _run(call: list[str], home: Path) -> str:
    environment = {**os.environ, "HOME": str(home)}
    done = subprocess.run(call, capture_output=True, text=True, check=False, env=environment, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _omegat(form: str, path: Path, source: str, target: str) -> list[tuple[str, str]]:
    if not OMEGAT.exists() or shutil.which("java") is None:
        pytest.skip("OmegaT (Debian package omegat) and a Java compiler are not installed")
    call = ["java", "-Djava.awt.headless=true", "-cp", str(OMEGAT), str(READER), form, str(path), source, target]
    lines = [line.split("\t") for line in _run(call, path.parent).splitlines() if line.startswith("PAIR\t")]
    return [(line[1], line[2]) for line in lines]


@pytest.mark.parametrize(("form", "name"), [("tsv", "g.txt"), ("csv", "g.csv")])
def test_omegat_reads_our_text_glossaries(tmp_path: Path, form: str, name: str) -> None:
    path = tmp_path / name
    report = exchange.write([UNDP, GEF], path, name="omegat")
    pairs = _omegat(form, path, "zh-CN", "en")
    assert len(pairs) == report.rows == 4
    assert set(pairs) == ZH_EN


def test_omegat_reads_our_version_2(tmp_path: Path) -> None:
    path = tmp_path / "g.tbx"
    concepts = [
        Concept(c.id, c.kind, tuple(t for t in c.terms if t.status is not Status.DEPRECATED)) for c in (UNDP, GEF)
    ]
    exchange.write(concepts, path, options=Options(version=2))
    # OmegaT pairs every form with every form of an entry, and looks at the language alone: 3 × 2 and 2 × 1.
    pairs = _omegat("tbx", path, "zh-CN", "en")
    assert len(pairs) == 8
    assert ("开发署", "UNDP") in pairs
    assert ("=全环基金", "GEF") in pairs


def test_translate_toolkit_reads_our_version_2(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tbx = pytest.importorskip("translate.storage.tbx", reason="translate-toolkit is not installed")
        path = tmp_path / "g.tbx"
        exchange.write([UNDP, GEF], path, options=Options(version=2))
        store = tbx.tbxfile(sourcelanguage="en", targetlanguage="zh-CN")
        store.parse(path.read_bytes())
        assert [(unit.source, unit.target) for unit in store.units] == [
            ("United Nations Development Programme", "联合国开发计划署"),
            ("GEF", "全球环境基金"),
        ]


def test_openpyxl_reads_our_sheets(tmp_path: Path) -> None:
    path = tmp_path / "g.xlsx"
    exchange.write([UNDP, GEF], path)
    book = openpyxl.load_workbook(path)
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    book.close()
    assert len(rows) == 3
    place = rows[0].index("Chinese (Simplified, China)")
    assert [row[place] for row in rows[1:]] == ["联合国开发计划署|开发署", "全球环境基金|=全环基金"]


def _libreoffice(path: Path, *options: str) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    _run(["soffice", profile, "--headless", *options, "--outdir", str(path.parent / "out"), str(path)], path.parent)


def test_libreoffice_opens_our_csv_with_its_chinese(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    exchange.write([UNDP, GEF], path)
    # Comma, quotation mark, UTF-8: what its dialog proposes for a file with a byte order mark.
    _libreoffice(path, "--infilter=CSV:44,34,76,1", "--convert-to", "xlsx:Calc MS Excel 2007 XML")
    book = openpyxl.load_workbook(tmp_path / "out" / "g.xlsx")
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value is not None]
    book.close()
    assert {cell.data_type for cell in cells} == {"s"}
    assert {"联合国开发计划署", "聯合國開發計劃署", "'=全环基金", "国际组织"} <= {cell.value for cell in cells}
    assert cells[0].value == "concept"


def test_libreoffice_opens_our_sheet(tmp_path: Path) -> None:
    path = tmp_path / "g.xlsx"
    exchange.write([UNDP, GEF], path)
    _libreoffice(path, "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76")
    with (tmp_path / "out" / "g.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 3
    assert "全球环境基金|=全环基金" in rows[2]
