"""The termbase of the main job: what a CAT tool finds in it, and what the official schemas say."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from lxml import etree

if TYPE_CHECKING:
    from pathlib import Path

TBX = "{urn:iso:std:iso:30042:ed-2}"
BASIC = "{http://www.tbxinfo.net/ns/basic}"
MIN = "{http://www.tbxinfo.net/ns/min}"


@pytest.fixture(scope="module")
def termbase(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("termbase")
    command = [sys.executable, "-m", "termkit", "build", "seeds", "-o", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True, timeout=60)
    return folder / "glossary.tbx"


@pytest.fixture(scope="module")
def entries(termbase: Path) -> dict[str, etree._Element]:
    return {entry.get("id", ""): entry for entry in etree.parse(termbase).iter(f"{TBX}conceptEntry")}


def terms(entry: etree._Element, language: str) -> dict[str, etree._Element]:
    sections = entry.iterfind(f"{TBX}langSec[@{{http://www.w3.org/XML/1998/namespace}}lang='{language}']/{TBX}termSec")
    return {section.findtext(f"{TBX}term", ""): section for section in sections}


def test_the_official_schemas_accept_it(termbase: Path, shared: Path) -> None:
    schemas = shared / "tbx" / "schemas"
    jing = shutil.which("jing")
    if jing is None:
        pytest.skip("jing is not installed")
    if not schemas.is_dir():
        pytest.skip(f"the official schemas are not in {schemas}")
    command = [jing, "-C", str(schemas / "catalog.xml"), str(schemas / "basic/DCT/TBX-Basic.nvdl"), str(termbase)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)
    assert (result.returncode, result.stdout) == (0, ""), result.stdout[:2000]


def test_dialect_and_style(termbase: Path) -> None:
    tbx = etree.parse(termbase).getroot()
    assert (tbx.tag, tbx.get("type"), tbx.get("style")) == (f"{TBX}tbx", "TBX-Basic", "dct")


def test_ids_are_valid_and_unique_and_references_lead_somewhere(termbase: Path) -> None:
    tree = etree.parse(termbase)
    ids = [each.get("id", "") for each in tree.iter() if each.get("id")]
    assert len(ids) == len(set(ids)) > 100
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", each, re.ASCII) for each in ids)
    targets = {each.get("target") for each in tree.iter(f"{BASIC}crossReference")}
    assert targets
    assert targets <= set(ids)


def test_full_form_and_short_form_are_one_concept_with_a_reference(entries: dict[str, etree._Element]) -> None:
    chinese = terms(entries["undp"], "zh-Hans")
    full, short = chinese["联合国开发计划署"], chinese["开发署"]
    assert full.findtext(f"{BASIC}termType") == "fullForm"
    assert short.findtext(f"{BASIC}termType") == "shortForm"
    assert short.find(f"{BASIC}crossReference").get("target") == full.get("id")
    assert full.findtext(f"{MIN}administrativeStatus") == "preferredTerm-admn-sts"
    assert "United Nations Development Programme" in terms(entries["undp"], "en")


def test_a_form_that_the_reports_use_has_one_context_and_its_source(entries: dict[str, etree._Element]) -> None:
    short = terms(entries["undp"], "zh-Hans")["开发署"]
    contexts = short.findall(f"{TBX}descripGrp/{BASIC}context")
    assert len(contexts) == 1
    assert "开发署" in (contexts[0].text or "")
    assert short.findtext(f"{BASIC}source")
    assert (short.findtext(f"{TBX}descripGrp/{BASIC}source") or "").startswith("seeds/")


def test_one_short_form_of_two_bodies_is_in_two_concepts(entries: dict[str, etree._Element]) -> None:
    holders = {identifier for identifier, entry in entries.items() if "经合组织" in terms(entry, "zh-Hans")}
    assert holders == {"eco", "oecd"}


def test_two_short_forms_of_one_body_are_in_one_concept(entries: dict[str, etree._Element]) -> None:
    assert {"粮食署", "粮食计划署", "世界粮食计划署"} <= terms(entries["wfp"], "zh-Hans").keys()
    statuses = {
        form: each.findtext(f"{MIN}administrativeStatus") for form, each in terms(entries["wfp"], "zh-Hans").items()
    }
    assert (statuses["粮食署"], statuses["粮食计划署"]) == ("preferredTerm-admn-sts", "deprecatedTerm-admn-sts")
