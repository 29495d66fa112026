"""Files that are damaged, locked, hostile or not what their names say: one sentence each."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import zipfile

import pytest

from termkit.errors import InputError
from termkit.read import Skipped, Source, find_sources, read_source
from termkit.read.contract import Options
from termkit.read.detect import detect_format

from .conformance.samples import SAMPLES, path_of
from .pdf_builder import assembled, pdf, scan
from .word_builder import docx, p, r

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(8))
    + "]>"
)


def zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def locked(data: bytes) -> bytes:
    """Set the bit of encryption on every entry."""
    changed = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        position = changed.find(mark)
        while position >= 0:
            changed[position + at] |= 1
            position = changed.find(mark, position + 4)
    return bytes(changed)


def with_part(name: str, data: bytes) -> bytes:
    """Return a .docx with one part replaced."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx(p(r("文"))))) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, data if each == name else old.read(each))
    return file.getvalue()


def locked_pdf() -> bytes:
    data = pdf(["文"]).replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 9 0 R /ID [<00> <00>]")
    filler = b"(" + b"x" * 32 + b")"
    entry = b"9 0 obj\n<< /Filter /Standard /V 1 /R 2 /O " + filler + b" /U " + filler + b" /P -4 >>\nendobj\n"
    return data.replace(b"%PDF-1.7\n", b"%PDF-1.7\n" + entry)


DOCX = SAMPLES["docx"].data
BAD = {
    "truncated.docx": (DOCX[: len(DOCX) // 2], "damaged or cut-off"),
    "half.pdf": (SAMPLES["pdf"].data[:60], "damaged PDF"),
    "empty.docx": (b"", "is empty"),
    "empty.pdf": (b"", "is empty"),
    "password.docx": (OLE + "EncryptedPackage".encode("utf-16-le"), "password-protected"),
    "locked.docx": (locked(DOCX), "password-protected"),
    "locked.pdf": (locked_pdf(), "password-protected"),
    "text.docx": ("只是文字".encode(), "wrong ending"),
    "text.pdf": ("只是文字".encode(), "wrong ending"),
    "sheet.docx": (zipped({"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"}), "spreadsheet"),
    "no_document.docx": (zipped({"[Content_Types].xml": b"x"}), "main part is missing"),
    "old.doc": (OLE, "no Word document"),
    "entities.docx": (with_part("word/document.xml", f'<?xml version="1.0"?>{LAUGHS}<x>&i;</x>'.encode()), "declares a document type"),
    "wide.docx": (with_part("word/document.xml", f'<?xml version="1.0" encoding="UTF-16"?>{LAUGHS}<x/>'.encode("utf-16")), "declares a document type"),
    "outside.docx": (with_part("word/document.xml", b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'), "declares a document type"),
    "bomb.docx": (with_part("word/document.xml", b"<w>" + b" " * (40 << 20) + b"</w>"), "zip bomb"),
    "deep.docx": (with_part("word/document.xml", b"<a>" * 5000), "damaged"),
    "nameless.docx": (zipped({"nul": b"x", "a": b"x"}).replace(b"nul", b"\0ul"), "without a document"),
    "broken.docx": (with_part("word/document.xml", b"<a><b></a>"), "not well-formed"),
    "laughs.xml": (f'<?xml version="1.0"?>{LAUGHS}<TEI><body><p>&i;</p></body></TEI>'.encode(), "entities are not read"),
    "outside.xml": (b'<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]><TEI><body><p>&x;</p></body></TEI>', "entities are not read"),
    "undefined.xml": (b'<!DOCTYPE TEI SYSTEM "x.dtd"><TEI><text><body><p>&x;</p></body></text></TEI>', "declared elsewhere"),
    "broken.xml": ("<TEI><body><p>文</body></TEI>".encode(), "2|damaged XML"),
    "deep.xml": (b"<TEI>" + b"<p>" * 2000, "nested"),
    "unknown.xml": (b"<recipe/>", "XML of a kind that is not read"),
    "broken.po": (b'msgid "x"\nmsgstr "y"\nnonsense\n', "damaged PO file"),
    "scan.pdf": (scan(), "scan without text"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "not"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_one_sentence(name, tmp_path):
    data, expected = BAD[name]
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_source(Source(str(tmp_path / name)))
    sentence = str(caught.value)
    assert expected.split("|")[-1] in sentence
    assert sentence.startswith(str(tmp_path / name))
    assert "\n" not in sentence


def test_pdf_with_a_loop_ends():
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 /Parent 2 0 R >>",
               3: b"<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>"}  # fmt: skip
    data = assembled(objects)
    with pytest.raises(InputError, match="damaged PDF"):
        detect_format(data, "x.pdf").reader(data, "x.pdf", Options())


def test_pdf_of_500_pages():
    document = detect_format(b"%PDF-", "x.pdf").reader(pdf(["联合国大会。", "第二行。"], pages=500), "x.pdf", Options())
    assert document.text.count("联合国大会") >= 1
    assert max(document.place(block.span).page for block in document.blocks) >= 1


def test_characters_without_a_map_are_warned_of():
    data = pdf(["联合国"], mapped=False)
    document = detect_format(data, "x.pdf").reader(data, "x.pdf", Options())
    assert "cannot be mapped" in document.doubt


def test_archive_members_are_documents(tmp_path):
    inner = zipped({"a.txt": "正文。".encode()})
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("二/报告.docx", DOCX)
        archive.writestr("一.txt", "正文。")
        archive.writestr("~$报告.docx", b"x")
        archive.writestr("__MACOSX/一.txt", b"x")
        archive.writestr("bild.png", b"x")
        archive.writestr("more.zip", inner)
    skipped = Skipped()
    found = list(find_sources([str(tmp_path)], skipped=skipped))
    names = [each.path if isinstance(each, Source) else str(each) for each in found]
    root = str(tmp_path / "all.zip")
    assert names == [f"{root}/more.zip: is an archive inside an archive, which is not opened; unpack it",
                     f"{root}/一.txt", f"{root}/二/报告.docx"]  # fmt: skip
    assert (skipped.hidden, skipped.foreign, skipped.excluded) == (2, 1, 0)
    assert read_source(found[2]).path == f"{root}/二/报告.docx"
    assert [each.path for each in find_sources([f"{root}/一.txt"])] == [f"{root}/一.txt"]


def test_names_that_old_tools_wrote_are_put_right(tmp_path):
    data = bytearray(zipped({"xxxx.txt": "正文。".encode()}))
    path = tmp_path / "old.zip"
    path.write_bytes(bytes(data).replace(b"xxxx", "报告".encode("gb18030")))
    (found,) = find_sources([str(path)])
    assert found.path.endswith("old.zip/报告.txt")
    assert read_source(found).text == "正文。"


def test_bomb_in_an_archive_stops_only_itself(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"a" * (30 << 20))
        archive.writestr("b.txt", "正文。")
    bomb, good = find_sources([str(tmp_path / "a.zip")])
    with pytest.raises(InputError, match="zip bomb"):
        read_source(bomb)
    assert read_source(good).text == "正文。"


def test_include_and_exclude(tmp_path):
    for name in ("a.docx", "b.txt", "old/c.txt", "d.tsv", "~$a.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")

    def names(**options):
        return [each.path[len(str(tmp_path)) + 1 :] for each in find_sources([str(tmp_path)], **options)]

    assert names() == ["a.docx", "b.txt", "old/c.txt"]
    assert names(include=["*.txt"]) == ["b.txt", "old/c.txt"]
    assert names(include=["*.txt", "*.tsv"], exclude=["old/*"]) == ["b.txt", "d.tsv"]
    skipped = Skipped()
    list(find_sources([str(tmp_path)], exclude=["*.txt"], skipped=skipped))
    assert (skipped.hidden, skipped.excluded) == (1, 3)


WATCH = """
import sys
from pathlib import Path
from termkit.read.contract import BY_NAME, Options
seen, watching = [], False
def hook(event, arguments):
    if watching and (event.startswith(("socket.", "subprocess.", "os.exec", "urllib.")) or event in ("open", "os.listdir")):
        seen.append((event, arguments))
sys.addaudithook(hook)
for name, path in zip(sys.argv[1::2], sys.argv[2::2]):
    data = Path(path).read_bytes()
    for watching in (False, True):  # the first time modules are loaded
        try:
            BY_NAME[name].reader(data, path, Options())
        except Exception:
            pass
    watching = False
print(seen)
"""


def test_readers_open_nothing_but_their_input(tmp_path):
    """Runs in a process of its own: an audit hook cannot be taken off again."""
    hostile = {
        "html": '<html><img src="file:///etc/passwd"><link rel="stylesheet" href="http://127.0.0.1:9/x"><iframe src="/etc/hosts"></iframe><p>文</html>'.encode(),
        "docx": with_part("word/_rels/document.xml.rels", b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                          b'<Relationship Id="r" Type="http://x/styles" Target="file:///etc/passwd" TargetMode="External"/>'
                          b'<Relationship Id="s" Type="http://x/numbering" Target="../../../etc/passwd"/></Relationships>'),
        "tei": BAD["outside.xml"][0],
    }  # fmt: skip
    arguments = []
    for name, data in [*((n, s.data) for n, s in SAMPLES.items()), *hostile.items()]:
        path = tmp_path / f"{len(arguments)}{path_of(name)}"
        path.write_bytes(data)
        arguments += [name, str(path)]
    run = subprocess.run([sys.executable, "-c", WATCH, *arguments], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_office_is_named_where_it_is_missing(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    reader = detect_format(b"{\\rtf1 x}", "x.rtf").reader
    with pytest.raises(InputError, match="needs LibreOffice, which is not installed here"):
        reader(b"{\\rtf1 x}", "x.rtf", Options())
