"""The files of a run with the fixes of their findings made: texts and Word documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from termkit.check.fixing import diff, edits_of, fix_source, fixed_findings
from termkit.corpus.sources import TEXTS
from termkit.read.word.document import read_word
from termkit.read.word.patch import is_original, patch_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from termkit.check.finding import Finding
    from termkit.corpus.sources import SourceFiles
    from termkit.text.document import Document
    from termkit.text.edit import Edit

__all__ = ["FixedFile", "fixed_files"]


class FixedFile(NamedTuple):
    """A file as it is after its fixes: how many edits that took, what changed.

    Where `refused` gives a reason, the file stays as it is.
    """

    path: str
    data: bytes = b""
    edits: int = 0
    diff: str = ""
    refused: str = ""


def fixed_files(findings: Iterable[Finding], sources: SourceFiles, *, unsafe: bool) -> Iterator[FixedFile]:
    """Yield each file that the safe fixes of findings change, and with `unsafe` the others, by path.

    Raises InputError where a file cannot hold its fixes.
    """
    wanted = fixed_findings(findings, unsafe=unsafe)
    for path, edits in sorted(edits_of(wanted).items()):
        document = sources.documents[path]
        if document.format in TEXTS:
            yield _fixed_text(path, edits, sources)
        elif document.format == "docx":
            yield _fixed_word(document, edits, sources)
        else:
            yield FixedFile(path, refused="fixes are made in .txt, .md, .html and .docx only; this file stays as it is")


def _fixed_text(path: str, edits: Sequence[Edit], sources: SourceFiles) -> FixedFile:
    source = sources.text(path) or ""
    fixed = fix_source(source, edits)
    return FixedFile(path, sources.encoded(path, fixed.text), fixed.edits, diff(source, fixed.text, path))


def _fixed_word(document: Document, edits: Sequence[Edit], sources: SourceFiles) -> FixedFile:
    path, data = document.path, sources.data(document.path)
    view = is_original(data, document)
    patched = patch_word(data, path, edits=edits, original=view)
    made = set(patched.made)
    if not made:
        return FixedFile(path, refused="its fixes fall into headers, formulas or data fields, which are not edited")
    after = read_word(patched.data, path, original=view).document.text
    return FixedFile(path, patched.data, len(made), diff(document.text + "\n", after + "\n", path))
