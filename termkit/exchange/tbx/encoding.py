"""The text of an XML file: the byte order mark decides, then the declaration, then UTF-8."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["WrongEncodingError", "decoded"]

_CHUNK = 1 << 16
_DECLARATION = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']")


class WrongEncodingError(Exception):
    """The bytes are not in the encoding that the file has or claims."""

    def __init__(self, value: str, message: str) -> None:
        self.value, self.message = value, message
        super().__init__(message)


def decoded(file: BinaryIO) -> Iterator[str]:
    """Yield the text of a file in pieces; raise WrongEncodingError where it is not what it claims."""
    head = file.read(_CHUNK)
    encoding, width = _sniff(head)
    match = _DECLARATION.search(head.replace(b"\0", b"")[:400])
    declared = match[1].decode().lower() if match else ""
    if declared and encoding and not declared.replace("_", "-").startswith(f"utf-{encoding.split('-')[1]}"):
        raise WrongEncodingError(declared, f"the declaration says {declared}, the first bytes are {encoding}")
    name = encoding or declared or "utf-8"
    try:
        decoder = codecs.getincrementaldecoder(name)()
    except LookupError:
        raise WrongEncodingError(declared, "there is no such encoding") from None
    data = head[width:]
    while True:
        try:
            text = decoder.decode(data, not data)
        except UnicodeError as error:
            wrong = error.object[error.start : error.end] if isinstance(error, UnicodeDecodeError) else b""
            raise WrongEncodingError(repr(wrong), f"bytes that are not {name.upper()}") from error
        yield text
        if not data:
            return
        data = file.read(_CHUNK)


def _sniff(head: bytes) -> tuple[str, int]:
    """Return the encoding that the first bytes show and the length of the byte order mark."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if head.startswith(mark):
            return name, len(mark)
    if head.startswith(b"<\0"):
        return "utf-16-le", 0
    return ("utf-16-be", 0) if head.startswith(b"\0<") else ("", 0)
