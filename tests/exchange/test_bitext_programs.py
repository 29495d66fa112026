"""Programs of others read the translation memories and XLIFF files that we write; each test says what it lacks."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from termkit.exchange.bitext_files import write_bitext
from termkit.text.bitext import Bead, Bitext, BitextSide, Segment

OMEGAT = Path("/usr/share/omegat/OmegaT.jar")
GRAMMAR = Path(__file__).with_name("data") / "xliff21.rnc"
PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir><source_lang>EN</source_lang><target_lang>ZH-CN</target_lang>
<sentence_seg>false</sentence_seg><support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags>
</project></omegat>
"""
ZH = [
    "大会通过了第62/208号决议。", "开发署 & 儿基会在<非洲>开展了十二个项目。", "无译文的一句。",
    "会议于下午6时散会。", "“好。”\u0007主席说。",
]  # fmt: skip
EN = [
    "The General Assembly adopted resolution 62/208.", "UNDP & UNICEF carried out twelve projects in <Africa>.",
    "The meeting rose at 6 p.m.", "“Good”, said the Chair.",
]  # fmt: skip


@pytest.fixture(scope="module")
def bitext() -> Bitext:
    shapes = [((0,), (0,)), ((1,), (1,)), ((2,), ()), ((3,), (2,)), ((4,), (3,))]
    zh = BitextSide(
        "zh", tuple(Segment(t, number=str(k)) for k, t in enumerate(ZH)), "zh.txt", ("A/63/1",), "2008-08-01"
    )
    en = BitextSide("en", tuple(Segment(t) for t in EN), "en.txt", ("A/63/1",))
    return Bitext(zh, en, tuple(Bead(a, b, 0.95) for a, b in shapes), ("CC-CEDICT",))


@pytest.fixture(scope="module")
def omegat() -> Path:
    if not OMEGAT.exists() or shutil.which("java") is None:
        pytest.skip("OmegaT (Debian package omegat) and Java are not installed")
    return OMEGAT


def test_tmx_is_valid_by_its_document_type_definition(bitext: Bitext, omegat: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(omegat) as jar:
        definition = etree.DTD(io.BytesIO(jar.read("schemas/tmx14.dtd")))
    write_bitext(bitext, tmp_path / "x.tmx")
    assert definition.validate(etree.parse(str(tmp_path / "x.tmx"))), definition.error_log
    assert not definition.validate(etree.fromstring("<tmx version='1.4'><body/></tmx>"))


def test_omegat_translates_by_the_memory(bitext: Bitext, omegat: Path, tmp_path: Path) -> None:
    for name in ("source", "target", "omegat", "glossary", "dictionary", "tm/auto"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "omegat.project").write_text(PROJECT, "utf-8")
    (tmp_path / "source" / "x.txt").write_text("\n\n".join([*EN, "Not in the memory."]) + "\n", "utf-8")
    write_bitext(bitext, tmp_path / "tm" / "auto" / "x.tmx")
    subprocess.run(
        ["java", "-Djava.awt.headless=true", "-jar", str(omegat), str(tmp_path), "--mode=console-translate",
         f"--config-dir={tmp_path / 'config'}"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    lines = [line for line in (tmp_path / "target" / "x.txt").read_text("utf-8").splitlines() if line]
    assert lines == [ZH[0], ZH[1], ZH[3], "“好。”主席说。", "Not in the memory."]
    statistics = (tmp_path / "omegat" / "project_stats.txt").read_text("utf-8").splitlines()
    counts = {
        line.split(":")[0].strip(): line.split("\t")[1].strip()
        for line in statistics[:8]
        if ":" in line and "\t" in line
    }
    assert (counts["Total"], counts["Remaining"]) == ("5", "1")


def test_translate_toolkit_reads_both(bitext: Bitext, tmp_path: Path) -> None:
    tmx = pytest.importorskip("translate.storage.tmx", reason="needs translate-toolkit")
    xliff = pytest.importorskip("translate.storage.xliff2", reason="needs translate-toolkit")
    expected = [(EN[0], ZH[0]), (EN[1], ZH[1]), (EN[2], ZH[3]), (EN[3], "“好。”主席说。")]
    write_bitext(bitext, tmp_path / "x.tmx")
    write_bitext(bitext, tmp_path / "x.xliff")
    with (tmp_path / "x.tmx").open("rb") as file:
        assert [(u.source, u.target) for u in tmx.tmxfile(file, "en", "zh-CN").units] == expected
    store = xliff.Xliff2File.parsestring((tmp_path / "x.xliff").read_bytes())
    assert (store.sourcelanguage, store.targetlanguage) == ("en", "zh-CN")
    assert [(u.source, u.target) for u in store.units if u.source and u.target] == expected
    assert len(store.units) == 5


@pytest.mark.skipif(shutil.which("jing") is None, reason="needs jing (Debian package jing)")
def test_xliff_follows_its_specification(bitext: Bitext, tmp_path: Path) -> None:
    write_bitext(bitext, tmp_path / "x.xliff")
    done = subprocess.run(
        ["jing", "-c", str(GRAMMAR), str(tmp_path / "x.xliff")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    # The ids that the specification wants to differ.
    root = etree.parse(str(tmp_path / "x.xliff")).getroot()
    ids = [unit.get("id") for unit in root.iterfind("{*}file/{*}unit")]
    assert len(set(ids)) == len(ids) == 5
    broken = tmp_path / "y.xliff"
    broken.write_text((tmp_path / "x.xliff").read_text("utf-8").replace('state="translated"', 'state="done"'), "utf-8")
    assert subprocess.run(["jing", "-c", str(GRAMMAR), str(broken)], capture_output=True, check=False).returncode
