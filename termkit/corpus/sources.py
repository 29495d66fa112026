"""The files of documents: their lines, their comments, and the way back into them, whole or not at all."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import TYPE_CHECKING

from termkit.check.suppress import COMMENTED, comments_in, faults_in
from termkit.errors import InputError
from termkit.glossary.files import replacing
from termkit.read import Source, find_sources
from termkit.read.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from termkit.check.accepted import Comment
    from termkit.check.suppress import Fault
    from termkit.text.document import Document

__all__ = ["TEXTS", "SourceFiles", "write_bytes"]

TEXTS = frozenset({"txt", "md", "html"})
"""Formats whose source is text, so that a fix is an edit of it."""

_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LINE_END = re.compile(r"\r\n|\n|\r")


class SourceFiles:
    """Reads the sources of documents again when they are asked for."""

    def __init__(self, documents: Iterable[Document], stdin_name: str = "-") -> None:
        """Take the documents and what standard input is called among them."""
        self._documents = {document.path: document for document in documents}
        self._stdin_name = stdin_name
        self._texts: dict[str, str | None] = {}
        self._lines: dict[str, list[str]] = {}

    @property
    def documents(self) -> Mapping[str, Document]:
        """Return the documents by their paths."""
        return self._documents

    def is_file(self, path: str) -> bool:
        """Tell whether a document is a file that can be written: not standard input, no member of an archive."""
        return path != self._stdin_name and Path(path).is_file()

    def data(self, path: str) -> bytes:
        """Return the bytes of a document. Raises InputError where it cannot be read again."""
        if path == self._stdin_name:
            return Source("-").read_bytes()
        found = next(iter(find_sources([path])))
        if isinstance(found, InputError):
            raise found
        return found.read_bytes()

    def text(self, path: str) -> str | None:
        """Return the source of a document as it was decoded; None for a Word file or another that is no text."""
        if path not in self._texts:
            document = self._documents[path]
            is_text = document.format in TEXTS
            self._texts[path] = decode(self.data(path), path, document.encoding).text if is_text else None
        return self._texts[path]

    def line(self, path: str, number: int) -> str | None:
        """Return a line of a document, from 1, without its end."""
        if path not in self._documents or (text := self.text(path)) is None:
            return None
        if path not in self._lines:
            self._lines[path] = _LINE_END.split(text)
        return self._lines[path][number - 1]

    def comments(self) -> Mapping[str, Sequence[Comment]]:
        """Return the comments that accept findings, by path."""
        return {path: comments_in(text) for path, text in self._commented()}

    def faults(self) -> Iterator[tuple[str, Fault]]:
        """Yield what is wrong with such comments, with the path."""
        for path, text in self._commented():
            for fault in faults_in(text):
                yield path, fault

    def _commented(self) -> Iterator[tuple[str, str]]:
        for path, document in self._documents.items():
            if document.format in COMMENTED:
                yield path, self.text(path) or ""

    def encoded(self, path: str, text: str) -> bytes:
        """Return a new text of a document as its file holds it: same encoding, same byte order mark.

        Raise InputError where a character is not in that encoding.
        """
        data, encoding = self.data(path), self._documents[path].encoding
        mark = next((each for each in _MARKS if data.startswith(each)), b"")
        try:
            return mark + text.encode(encoding)
        except UnicodeEncodeError as error:
            message = f"cannot be fixed: {text[error.start]} is not in {encoding.upper()}; save the file as UTF-8"
            raise InputError(message, path) from None

    def replace(self, path: str, data: bytes) -> None:
        """Write new bytes into a document's file, whole or not at all; raise OutputError where that fails."""
        write_bytes(Path(path), data)
        self._texts.pop(path, None)
        self._lines.pop(path, None)


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; raise OutputError where it cannot be written."""
    with replacing(path) as part:
        part.write_bytes(data)
