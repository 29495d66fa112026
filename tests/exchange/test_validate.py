from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from termkit.exchange.tbx.validate import validate

if TYPE_CHECKING:
    from pathlib import Path

_SHORT = {"valid": "valid", "valid with warnings": "warn", "invalid": "INVALID"}


def test_every_case_has_the_verdict_that_is_right(tbx_files: Path) -> None:
    with (tbx_files / "cases/expected.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    assert len(rows) >= 51
    wrong = []
    for row in rows:
        wanted = row["should_report"].split(",")[0].removesuffix(" under 1.2.1")
        if wanted == "valid in DCA only":
            wanted = "valid" if ".dca." in row["file"] else "INVALID"
        found = _SHORT[validate(tbx_files / "cases" / row["file"]).result]
        if found != wanted:
            wrong.append((row["file"], wanted, found))
    assert wrong == []


def test_the_official_samples_are_valid(tbx_files: Path) -> None:
    for sample in [*tbx_files.glob("schemas/*/*/*_VALID.tbx"), *tbx_files.glob("schemas/v2-tbx-basic/*.tbx")]:
        assert validate(sample).problems == (), sample


NAMESPACES = (
    'xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min"'
    ' xmlns:basic="http://www.tbxinfo.net/ns/basic" xmlns:ling="http://www.tbxinfo.net/ns/linguist"'
)
HEADER = "<tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader>"


def _tbx(entry: str, style: str = "dca", dialect: str = "Basic", head: str = "", lang: str = "en") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}\n<tbx type="TBX-{dialect}" style="{style}" xml:lang="{lang}" {NAMESPACES}>'
        f"\n{HEADER}<text><body>\n{entry}\n</body></text></tbx>"
    )


def _entry(term: str = "", concept: str = "", language: str = "", lang: str = "zh-Hans") -> str:
    return (
        f'<conceptEntry id="c1">{concept}<langSec xml:lang="{lang}">{language}'
        f"<termSec><term>开发署</term>{term}</termSec></langSec></conceptEntry>"
    )


def _date(value: str) -> str:
    return _entry(
        concept=f'<transacGrp><transac type="transactionType">origination</transac><date>{value}</date></transacGrp>'
    )


CASES: list[tuple[str, str, str]] = [
    ("", _tbx(_entry()), "plain"),
    # dates
    ("", _tbx(_date("2024-02-29")), "leap day"),
    ("", _tbx(_date("2024-02-28T23:59:59.5+08:00")), "time with zone"),
    ("date", _tbx(_date("2023-02-29")), "no leap day"),
    ("date", _tbx(_date("29.02.2024")), "order of numbers"),
    ("date", _tbx(_date("2024-2-9")), "one digit"),
    ("date", _tbx(_date("")), "empty date"),
    ("date", _tbx(_date("2024-02-09T25:00:00")), "hour 25"),
    # language tags
    ("language", _tbx(_entry(lang="zh_CN")), "underscore"),
    ("language", _tbx(_entry(lang="")), "empty tag"),
    ("language", _tbx(_entry(lang="chinesesimplified")), "too long"),
    ("", _tbx(_entry(lang="zh-Hant-HK")), "script and region"),
    ("language", _tbx(_entry(), lang=""), "empty tag of the root"),
    # picklists
    ("value", _tbx(_entry('<termNote type="administrativeStatus">preferred</termNote>')), "short status"),
    ("value", _tbx(_entry('<termNote type="termType">FullForm</termNote>')), "case of a value"),
    ("value", _tbx(_entry('<termNote type="partOfSpeech">properNoun</termNote>')), "value of version 2"),
    ("value", _tbx(_entry("<min:partOfSpeech/>"), "dct"), "empty value"),
    ("", _tbx(_entry("<min:partOfSpeech> noun </min:partOfSpeech>"), "dct"), "space in DCT"),
    ("", _tbx(_entry('<termNote type="grammaticalNumber">dual</termNote>'), dialect="Linguist"), "linguist value"),
    ("value", _tbx(_entry('<termNote type="register">formal</termNote>'), dialect="Linguist"), "linguist wrong value"),
    # categories and dialects
    ("category", _tbx(_entry('<termNote type="register">slangRegister</termNote>')), "linguist in basic"),
    ("category", _tbx(_entry('<termNote type="termType">acronym</termNote>'), dialect="Min"), "basic in min"),
    ("category", _tbx(_entry('<admin type="source">x</admin>'), dialect="Core"), "any in core"),
    ("category", _tbx(_entry("<basic:termType>acronym</basic:termType>"), "dct", "Min"), "module not in dialect"),
    ("category", _tbx(_entry("<min:termType>acronym</min:termType>"), "dct"), "wrong module"),
    ("category", _tbx(_entry('<descrip type="source">x</descrip>')), "wrong element"),
    ("style", _tbx(_entry('<admin type="source">x</admin>'), "dct"), "DCA in DCT"),
    ("style", _tbx(_entry("<basic:source>x</basic:source>")), "DCT in DCA"),
    ("dialect", _tbx(_entry(), dialect="basic"), "case of the dialect"),
    ("dialect", _tbx(_entry()).replace("TBX-Basic", "Basic"), "no TBX-"),
    ("warning", _tbx(_entry(), dialect="Private"), "private dialect"),
    ("attribute", _tbx(_entry()).replace(' style="dca"', ""), "no style"),
    ("attribute", _tbx(_entry(), "DCA"), "case of the style"),
    ("namespace", _tbx(_entry()).replace("iso:30042:ed-2", "iso:30042:ed-3"), "wrong namespace"),
    ("namespace", _tbx(_entry()).replace(' xmlns="urn:iso:std:iso:30042:ed-2"', ""), "no namespace"),
    ("root", "<html/>", "no TBX"),
    # levels
    ("level", _tbx(_entry(language='<descrip type="subjectField">x</descrip>')), "subject field of a language"),
    ("level", _tbx(_entry(language='<admin type="projectSubset">x</admin>')), "subset of a language"),
    ("level", _tbx(_entry(language='<ref type="crossReference" target="c1">x</ref>')), "reference of a language"),
    ("level", _tbx(_entry('<xref type="xGraphic" target="https://x.y">x</xref>')), "picture of a term"),
    ("place", _tbx(_entry(concept="<basic:geographicalUsage>HK</basic:geographicalUsage>"), "dct"), "usage of a concept"),
    ("level", _tbx(_entry('<adminGrp><admin type="reading">x</admin><adminNote type="readingNote">y</adminNote></adminGrp>'
        ).replace("<langSec", '<adminGrp><admin type="source">x</admin><adminNote type="readingNote">y</adminNote></adminGrp><langSec', 1),
        dialect="Linguist"), "reading note of a concept"),
    ("", _tbx(_entry('<adminGrp><admin type="reading">x</admin><adminNote type="readingNote">y</adminNote></adminGrp>'), dialect="Linguist"), "reading"),
    ("", _tbx(_entry(concept='<descripGrp><descrip type="definition">x</descrip><note>n</note></descripGrp>')), "note in a group"),
    ("level", _tbx(_entry('<descripGrp><descrip type="definition">x</descrip></descripGrp>')), "definition in a group of a term"),
    # order and structure
    ("order", _tbx(_entry("<note>n</note><termNote type='termType'>acronym</termNote>")), "note before termNote"),
    ("order", _tbx(_entry("<note>n</note><basic:termType>acronym</basic:termType>"), "dct"), "the same in DCT"),
    ("order", _tbx(_entry().replace("</langSec>", "</langSec><note>n</note>")), "note after langSec"),
    ("order", _tbx(_entry().replace("</term>", "</term><term>two</term>")), "two terms"),
    ("missing", _tbx('<conceptEntry id="c1"/>'), "no language"),
    ("missing", _tbx('<conceptEntry id="c1"><langSec xml:lang="en"/></conceptEntry>'), "no term section"),
    ("missing", _tbx(""), "empty body"),
    ("order", _tbx(_entry()).replace("<term>开发署</term>", "<note>n</note>"), "no term"),
    ("order", _tbx(_entry()).replace("<sourceDesc>", "<sourceDesc><p>x</p></sourceDesc><titleStmt><title>t</title></titleStmt><sourceDesc>", 1), "header order"),
    ("place", _tbx(_entry("<langSec/>")), "section in a term"),
    ("element", _tbx(_entry("<tig/>")), "element of version 2"),
    ("text", _tbx(_entry(concept="loose text")), "text between elements"),
    ("warning", _tbx(_entry()).replace("开发署", " "), "empty term"),
    ("warning", _tbx(_entry().replace("</conceptEntry>", '<langSec xml:lang="ZH-hans"><termSec><term>b</term></termSec></langSec></conceptEntry>')), "language twice"),
    # ids and references
    ("id", _tbx(_entry() + _entry()), "same id"),
    ("id", _tbx(_entry().replace('"c1"', '"1"')), "number as id"),
    ("id", _tbx(_entry().replace('"c1"', '"a:b"')), "colon in id"),
    ("attribute", _tbx(_entry().replace(' id="c1"', "")), "no id"),
    ("reference", _tbx(_entry('<ref type="crossReference" target="c2">x</ref>')), "points nowhere"),
    ("", _tbx(_entry('<ref type="crossReference" target="c1">x</ref>')), "points to the entry"),
    ("reference", _tbx(_entry('<basic:crossReference target="c2">x</basic:crossReference>'), "dct"), "points nowhere, DCT"),
    ("address", _tbx(_entry('<xref type="externalCrossReference" target="ftp://x">x</xref>')), "ftp"),
    ("attribute", _tbx(_entry("<min:externalCrossReference>x</min:externalCrossReference>"), "dct"), "no address"),
    ("attribute", _tbx(_entry('<note type="x">n</note>')), "attribute that is none"),
    ("attribute", _tbx(_entry('<basic:source id="s1">n</basic:source>'), "dct"), "id on a DCT category"),
    ("attribute", _tbx(_entry("<termNote>x</termNote>")), "no type"),
    # inline
    ("", _tbx(_entry('<note>a <sc id="s"/>b<ec startRef="s"/> <ph/> <foreign xml:lang="fr">c</foreign></note>')), "inline codes"),
    ("inline", _tbx(_entry('<note>a <sc id="s"/>b<ec/></note>')), "ec without startRef"),
    ("inline", _tbx(_entry('<note>a <ec isolated="yes"/></note>')), "ec without id"),
    ("attribute", _tbx(_entry('<note><hi type="underline">x</hi></note>')), "unknown hi"),
    ("place", _tbx(_entry("<min:customerSubset>a<hi>b</hi></min:customerSubset>"), "dct"), "hi in a string"),
    # XML
    ("xml", _tbx(_entry()).replace("</term>", ""), "not closed"),
    ("xml", "\n" + _tbx(_entry()), "declaration on line 2"),
    ("entity", _tbx(_entry("<note>&a;</note>"), head='<!DOCTYPE tbx [<!ENTITY a "b">]>'), "entity"),
    ("entity", _tbx(_entry("<note>&nbsp;</note>"), head='<!DOCTYPE tbx SYSTEM "x.dtd">'), "entity of a DTD"),
    ("xml", _tbx(_entry("<note>&nbsp;</note>")), "entity of nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text"), [case[:2] for case in CASES], ids=[case[2] for case in CASES])
def test_verdicts(tmp_path: Path, rule: str, text: str) -> None:
    path = tmp_path / "f.tbx"
    path.write_text(text, encoding="utf-8")
    verdict = validate(path)
    errors = [each.rule for each in verdict.problems if each.severity == "error"]
    if rule == "warning":
        assert errors == []
        assert verdict.result == "valid with warnings"
    elif rule:
        assert rule in errors
    else:
        assert verdict.problems == ()


@pytest.mark.parametrize(
    ("encoding", "declared", "valid"),
    [
        ("utf-8", "UTF-8", True),
        ("utf-8-sig", "UTF-8", True),
        ("utf-16", "UTF-16", True),
        ("gb18030", "GB18030", True),
        ("gbk", "UTF-8", False),
        ("utf-16", "UTF-8", False),
        ("utf-8", "no-such", False),
        ("utf-8", "UTF-16", False),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, declared: str, *, valid: bool) -> None:
    path = tmp_path / "f.tbx"
    path.write_bytes(_tbx(_entry()).replace('encoding="UTF-8"', f'encoding="{declared}"').encode(encoding))
    assert validate(path).valid is valid


def test_a_problem_names_line_rule_and_value(tmp_path: Path) -> None:
    path = tmp_path / "f.tbx"
    path.write_text(_tbx(_entry('\n<termNote type="termType">nick</termNote>')), encoding="utf-8")
    (problem,) = validate(path).problems
    assert (problem.line, problem.column, problem.rule, problem.value) == (5, 1, "value", "nick")
