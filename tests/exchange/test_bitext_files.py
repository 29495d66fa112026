"""Aligned texts to files and back."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from termkit.errors import InputError, UsageError
from termkit.exchange.bitext_files import read_bitext, write_bitext
from termkit.exchange.bitext_html import review_page
from termkit.text.bitext import Bead, Bitext, BitextSide, Segment

if TYPE_CHECKING:
    from pathlib import Path

_BITEXT = Bitext(
    BitextSide("zh", (Segment("大会，"), Segment("通过 & <决议>。"), Segment("无译文。", number="3")), "zh.txt", ("A/63/1",), "2008-08-01"),
    BitextSide("en", (Segment('The "Assembly"'), Segment("Alone </script>.")), "en.txt", ("A/63/1",)),
    (Bead((0, 1), (0,), 0.97), Bead((2,), (), 0.5), Bead((), (1,), 0.6)),
    ("CC-CEDICT",),
)  # fmt: skip


def test_tsv_and_ladder_say_what_the_design_says(tmp_path: Path) -> None:
    write_bitext(_BITEXT, tmp_path / "x.tsv")
    write_bitext(_BITEXT, tmp_path / "x.ladder")
    assert (tmp_path / "x.tsv").read_text("utf-8").splitlines() == [
        '0,1\t0\t0.9700\t大会，通过 & <决议>。\tThe "Assembly"', "2\t\t0.5000\t无译文。\t", "\t1\t0.6000\t\tAlone </script>.",
    ]  # fmt: skip
    assert (tmp_path / "x.ladder").read_text("utf-8").splitlines() == ["[0, 1]:[0]", "[2]:[]", "[]:[1]"]


def test_moses_pairs_leave_omissions_out(tmp_path: Path) -> None:
    write_bitext(_BITEXT, tmp_path / "x.moses")
    assert (tmp_path / "x.zh").read_text("utf-8") == "大会，通过 & <决议>。\n"
    assert (tmp_path / "x.en").read_text("utf-8") == 'The "Assembly"\n'


@pytest.mark.parametrize("ending", ["tsv", "tmx", "xliff"])
def test_what_was_written_is_read_back(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"x.{ending}"
    write_bitext(_BITEXT, path)
    back = read_bitext(path)
    beads = [b for b in back.beads if not b.is_null]
    assert [(back.zh_text(b), back.en_text(b)) for b in beads] == [("大会，通过 & <决议>。", 'The "Assembly"')]


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_survives_tmx(tmp_path_factory: pytest.TempPathFactory, zh: str, en: str) -> None:
    path = tmp_path_factory.mktemp("tmx") / "x.tmx"
    bitext = Bitext(
        BitextSide("zh", (Segment("头" + zh),)), BitextSide("en", (Segment("e" + en),)), (Bead((0,), (0,), 1.0),)
    )
    write_bitext(bitext, path)
    allowed = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
    # White space comes back as spaces.
    assert read_bitext(path).zh.segments[0].text.split() == allowed.sub("", "头" + zh).split()


def test_tmx_has_what_cat_tools_ask_for(tmp_path: Path) -> None:
    path = tmp_path / "x.tmx"
    write_bitext(_BITEXT, path)
    root = etree.parse(str(path)).getroot()
    header = root.find("header")
    assert root.get("version") == "1.4"
    needed = {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"}
    assert header is not None
    assert set(header.keys()) >= needed
    unit = root.find("body/tu")
    assert unit is not None
    properties = {p.get("type"): p.text for p in unit.iterfind("prop")}
    assert properties["x-document-symbol"] == "A/63/1"
    assert properties["x-date"] == "2008-08-01"
    assert [v.get("{http://www.w3.org/XML/1998/namespace}lang") for v in unit.iterfind("tuv")] == ["en", "zh-CN"]


def test_xliff_keeps_every_bead_with_an_id(tmp_path: Path) -> None:
    path = tmp_path / "x.xliff"
    write_bitext(_BITEXT, path)
    root = etree.parse(str(path)).getroot()
    assert (root.get("version"), root.get("srcLang"), root.get("trgLang")) == ("2.1", "en", "zh-CN")
    ids = [u.get("id") for u in root.iterfind("{*}file/{*}unit")]
    assert ids == ["u1", "u2", "u3"]
    assert [s.get("state") for s in root.iter("{*}segment")] == ["translated", "initial", "initial"]


def test_the_review_page_holds_the_texts_and_nothing_from_outside() -> None:
    page = review_page(_BITEXT, "review")
    assert "src=" not in page
    assert "https://" not in page
    found = re.search(r'id="data">(.*)</script>', page)
    assert found is not None
    data = json.loads(found[1])
    assert [s["text"] for s in data["en"]] == ['The "Assembly"', "Alone </script>."]
    assert data["beads"][0] == [[0, 1], [0], 0.97]
    assert page.count("</script>") == 2  # the data, the script


def test_errors_are_sentences(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no format for this ending"):
        write_bitext(_BITEXT, tmp_path / "x.doc")
    bad = tmp_path / "bad.tmx"
    bad.write_text("<tmx><body><tu>", "utf-8")
    with pytest.raises(InputError, match="damaged XML"):
        read_bitext(bad)
    rows = tmp_path / "bad.tsv"
    rows.write_text("0\t0\t0.5\t中\t\n1\t1\t0.5\t\ten\n", "utf-8")
    with pytest.raises(InputError, match="no pair of Chinese and English"):
        read_bitext(rows)


def test_entities_of_a_tmx_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("geheim", "utf-8")
    path = tmp_path / "x.tmx"
    path.write_text(
        f'<!DOCTYPE tmx [<!ENTITY s SYSTEM "{secret.as_uri()}">]><tmx version="1.4"><body><tu>'
        '<tuv xml:lang="en"><seg>a&s;</seg></tuv><tuv xml:lang="zh"><seg>甲&s;</seg></tuv></tu></body></tmx>',
        "utf-8",
    )
    with pytest.raises(InputError, match="entities are not read"):
        read_bitext(path)
