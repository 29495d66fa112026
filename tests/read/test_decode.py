from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termkit.errors import InputError, UsageError
from termkit.read.decode import decode

if TYPE_CHECKING:
    from pathlib import Path

SHORT = "1. 会议讨论了安全问题，并休会。\r\n2. 开发署提交了报告。\r\n"
REPORT = "1. 联合国开发计划署（开发署）与各国议会联盟（议会联盟）签署了谅解备忘录，以加强双方的合作。\n" * 4
TRADITIONAL = "1. 聯合國開發計劃署與各國議會聯盟簽署了諒解備忘錄，以加強雙方的合作。會議討論了糧食問題。\n" * 4


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (REPORT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + REPORT.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + REPORT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + REPORT.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + REPORT.encode("utf-32-le"), "utf-32-le"),
        (codecs.BOM_UTF32_BE + REPORT.encode("utf-32-be"), "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_text(data: bytes, encoding: str) -> None:
    found = decode(data, "r.txt")
    assert (found.text, found.encoding, found.doubt) == (REPORT, encoding, "")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (REPORT, "gb18030"),
        (REPORT, "gbk"),
        (REPORT[:26], "gb18030"),
        (TRADITIONAL, "big5"),
        (REPORT, "utf-16-le"),
        (REPORT, "utf-16-be"),
        (SHORT, "utf-16-le"),
        (SHORT, "utf-16-be"),
    ],
)
def test_without_a_mark_the_encoding_is_detected(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding), "r.txt")
    assert found.text == text
    assert codecs.lookup(found.encoding).name != "utf-8"


def test_a_guess_is_said() -> None:
    found = decode("论".encode("gb18030"), "r.txt")
    assert found.doubt.startswith(f"read as {found.encoding.upper()}, which is a guess (")
    assert "--encoding" in found.doubt


@given(st.text(st.sampled_from("联合国开发计划署，。 abc\n\r\t1（）𠀀")))
def test_utf_8_is_never_taken_for_something_else(text: str) -> None:
    assert decode(text.encode(), "r.txt") == (text, "utf-8", "")


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-16", "utf-8", "GBK"])
def test_encoding_overrides(encoding: str) -> None:
    text = "联合国" if encoding != "big5" else "聯合國"
    assert decode(text.encode(encoding), "r.txt", encoding).text == text


def test_encoding_that_does_not_fit_names_the_byte() -> None:
    with pytest.raises(InputError, match=r"r\.txt: is not UTF-8 throughout: byte 6 .* --encoding"):
        decode("联合".encode() + b"\xff\xfe", "r.txt", "utf-8")


def test_unknown_encoding() -> None:
    with pytest.raises(UsageError, match="--encoding klingon: no such encoding; try utf-8"):
        decode(b"x", "r.txt", "klingon")


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
        b"PK\x03\x04" + bytes(200),
        bytes(100),
        b"text\0text\0text",
        b"%PDF-1.7\n" + bytes(range(128, 256)) * 40 + bytes(range(32)) * 10,
        b"\x7fELF" + bytes([2, 1, 1, 0]) + bytes(64),
        codecs.BOM_UTF16_LE + b"a",
    ],
)
def test_what_is_no_text_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^image\.txt: is not "):
        decode(data, "image.txt")


def test_an_empty_file_is_an_empty_text() -> None:
    assert decode(b"", "r.txt") == ("", "utf-8", "")
    assert decode(codecs.BOM_UTF8, "r.txt").text == ""


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be"])
def test_reports_in_other_encodings_read_the_same(root: Path, encoding: str) -> None:
    for path in sorted((root / "seeds").glob("*.txt")):
        source = path.read_bytes().decode()
        for part in (source, source[2000:2060]):
            assert decode(part.encode(encoding), path.name).text == part
