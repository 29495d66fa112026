"""Which format a file has: by its content first, by its ending second."""

from __future__ import annotations

import re
from pathlib import PurePath

from termkit.errors import InputError
from termkit.read.contract import BY_NAME, FORMATS, Format

__all__ = ["BINARY", "detect_format", "is_zip"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB] 2.2: header signature of a compound file
_HEAD = 8192  # bytes; a prologue with its comments and DOCTYPE is shorter
_PROLOGUE = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>|\s)*", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_XML_ROOTS = {
    "TEI": "tei", "TEI.2": "tei", "teiCorpus": "tei", "tei": "tei",
    "html": "html", "HTML": "html",
    "xliff": "xliff", "tmx": "tmx", "document": "odt",
}  # fmt: skip
_PO = re.compile(r'^msgid\s+"', re.MULTILINE)
BINARY = {name: BY_NAME[name] for name in ("docx", "pdf", "doc", "odt", "rtf")}
"""Formats whose files are no text that could be shown as it stands."""

_BY_ENDING = {ending: each for each in FORMATS for ending in each.endings}


def is_zip(data: bytes) -> bool:
    """Tell whether the bytes begin like a zip archive (also an empty one)."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def detect_format(data: bytes, path: str) -> Format:
    """Return the format of a file; raises InputError where it is none that is read."""
    by_ending = _BY_ENDING.get(PurePath(path).suffix.lower())
    name = _by_content(data, path)
    if name:
        return BY_NAME[name]
    if by_ending is None:
        return BY_NAME["txt"]
    if by_ending.name in BINARY:
        what = "is empty (0 bytes)" if not data else "is damaged or has the wrong ending"
        raise InputError(f"{what}: its content is not {by_ending.title}", path)
    if by_ending.name == "tei" and data.strip():
        raise InputError("is XML of a kind that is not read, or damaged: neither TEI nor XLIFF nor TMX", path)
    return by_ending


def _by_content(data: bytes, path: str) -> str:
    if is_zip(data):
        return _zipped(data, path)
    if data.startswith(_OLE):
        return _compound(data, path)
    if b"%PDF-" in data[:1024]:  # ISO 32000-1, Annex H, note 13: readers accept the header within the first 1024 bytes
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    return _marked_up(_head(data))


def _zipped(data: bytes, path: str) -> str:
    from termkit.read.archive import Archive  # noqa: PLC0415  start-up

    archive = Archive(data, path)
    names = set(archive)
    kind = ""
    if "mimetype" in names and archive.size("mimetype") < 200:
        kind = archive.read("mimetype", 200).decode("latin-1")
    if kind.startswith("application/vnd.oasis.opendocument.text"):
        return "odt"
    folders = {name.split("/")[0].lower() for name in names}
    if any(name.lower() == "[content_types].xml" for name in names):
        if "xl" in folders:
            raise InputError("is a spreadsheet, not a document; save the sheet as .tsv or .csv", path)
        if "ppt" in folders:
            raise InputError("is a presentation, which is not read; save its text as .docx or .pdf", path)
        return "docx"
    raise InputError("is a zip archive without a document that can be read", path)


def _compound(data: bytes, path: str) -> str:
    # Names of streams stand as UTF-16 in the directory ([MS-CFB] 2.6.1).
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise InputError("is password-protected; save it without a password", path)
    if "WordDocument".encode("utf-16-le") in data:
        return "doc"
    raise InputError("is an Office file of the old kind, but no Word document", path)


def _head(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data[:_HEAD].decode("utf-16", "replace")
    if data.startswith(b"<\0"):
        return data[:_HEAD].decode("utf-16-le", "replace")
    return data[:_HEAD].removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")


def _marked_up(head: str) -> str:
    body = head.lstrip()
    if body.startswith("<"):
        if body[:14].lower() == "<!doctype html":
            return "html"
        start = _PROLOGUE.match(body)
        if root := _ROOT.match(body, start.end() if start else 0):
            return _XML_ROOTS.get(root[1], "")
    if _PO.search(head) and "msgstr" in head:
        return "po"
    return ""
