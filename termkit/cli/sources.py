"""The source texts of documents: their lines, and the way back into the file with its encoding kept."""

from __future__ import annotations

import codecs
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from termkit.errors import InputError, OutputError
from termkit.read.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termkit.text.document import Document

__all__ = ["PATCHED", "SourceTexts"]

PATCHED = frozenset({"txt", "md", "html"})
"""Formats whose source is text, so that a fix is an edit of it."""

_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LINE_END = re.compile(r"\r\n|\n|\r")


class SourceTexts:
    """Reads sources again when they are asked for."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = {document.path: document for document in documents}
        self._texts: dict[str, str | None] = {}
        self._lines: dict[str, list[str]] = {}

    def text(self, path: str) -> str | None:
        """Return the source of a document as it was decoded; None for a Word file or standard input."""
        if path not in self._texts:
            document = self._documents[path]
            is_text = document.format in PATCHED and Path(path).is_file()
            self._texts[path] = decode(Path(path).read_bytes(), path, document.encoding).text if is_text else None
        return self._texts[path]

    def line(self, path: str, number: int) -> str | None:
        """Return a line of a document, from 1, without its end."""
        if path not in self._documents or (text := self.text(path)) is None:
            return None
        if path not in self._lines:
            self._lines[path] = _LINE_END.split(text)
        return self._lines[path][number - 1]

    def replace(self, path: str, text: str) -> None:
        """Write a document's new text into its file: same encoding, same byte order mark, whole or not at all.

        Raise InputError where a character is not in the encoding of the file, OutputError where it cannot be written.
        """
        data = Path(path).read_bytes()
        encoding = self._documents[path].encoding
        mark = next((each for each in _MARKS if data.startswith(each)), b"")
        try:
            encoded = mark + text.encode(encoding)
        except UnicodeEncodeError as error:
            message = f"cannot be fixed: {text[error.start]} is not in {encoding.upper()}; save the file as UTF-8"
            raise InputError(message, path) from None
        _write(Path(path), encoded)
        self._texts[path] = text

    def write(self, path: Path, text: str) -> None:
        """Write a new UTF-8 file, whole or not at all."""
        _write(path, text.encode())


def _write(path: Path, data: bytes) -> None:
    try:
        descriptor, name = tempfile.mkstemp(prefix=".termkit-", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
            if path.exists():
                Path(name).chmod(path.stat().st_mode & 0o777)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from None
