"""Bytes to text: by byte order mark, else strict UTF-8, else by a detector whose doubt is said."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from termkit.errors import InputError, UsageError

__all__ = ["Decoded", "decode"]

_MARKS = (  # the longer marks first: UTF-32 LE begins like UTF-16 LE
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1C), 0x7F])
_SAMPLE = 1 << 18  # bytes that the detector sees: enough for any report, and bounded
_SURE = 0.7
_ORDERS = ("utf-16-le", "utf-16-be")
_EXPECTED = re.compile("[\t\n\r -~\u3000-\u3002\u4e00-\u9fff\uff08-\uff1f]")


class Decoded(NamedTuple):
    """A text, the encoding it was read in, and a sentence where that is in doubt."""

    text: str
    encoding: str
    doubt: str = ""


def decode(data: bytes, path: str, encoding: str = "") -> Decoded:
    """Turn the bytes of a text file into text; a byte order mark does not belong to it.

    Raises InputError where the bytes are no text, or not in the `encoding` that was asked for.
    """
    if encoding:
        return _checked(data, path, _known(encoding), "")
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _checked(data[len(mark) :], path, name, "")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _detected(data, path, error)
    if "\0" in text:
        return _detected(data, path, None)
    return Decoded(_plain(text, data, path), "utf-8")


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        raise UsageError(f"--encoding {encoding}: no such encoding; try utf-8, gb18030, big5 or utf-16") from None


def _detected(data: bytes, path: str, error: UnicodeDecodeError | None) -> Decoded:
    # Start-up: most files are UTF-8, and the detector's models take time to load.
    import chardet  # noqa: PLC0415

    guess = chardet.detect(data[:_SAMPLE])
    name, confidence = guess["encoding"], guess["confidence"]
    if not name or name.lower() in {"utf-8", "ascii"}:
        where = f" (byte {error.start} is not UTF-8)" if error else ""
        raise InputError(f"is not text in a known encoding{where}; say which with --encoding", path)
    if name.lower().startswith("utf-16"):
        name = max(_ORDERS, key=lambda order: _expected(data[:_SAMPLE], order))
    doubt = ""
    if confidence < _SURE:
        doubt = f"read as {name.upper()}, which is a guess ({confidence:.0%}); if it looks wrong, say --encoding"
    return _checked(data, path, codecs.lookup(name).name, doubt)


def _expected(data: bytes, encoding: str) -> int:
    """Return how many characters are those of Chinese texts: of short ones the detector swaps the bytes."""
    return len(_EXPECTED.findall(data.decode(encoding, "replace")))


def _checked(data: bytes, path: str, encoding: str, doubt: str) -> Decoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"is not {encoding.upper()} throughout: byte {error.start} cannot be read; say --encoding"
        raise InputError(message, path) from None
    text = text.removeprefix("\ufeff")
    return Decoded(_plain(text, text.encode("utf-8", "surrogatepass"), path), encoding, doubt)


def _plain(text: str, utf8: bytes, path: str) -> str:
    """Refuse what decodes but is no text: NUL and other control characters in number."""
    controls = len(utf8) - len(utf8.translate(None, _CONTROLS))  # several times as fast as a search in the text
    if controls and ("\0" in text or controls > len(text) // 100 + 2):
        raise InputError("is not a text file: it is full of control characters", path)
    return text
