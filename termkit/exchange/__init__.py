"""Glossaries in and out of files: one contract for every format.

`read` and `write` choose the format by ending and content; formats are imported when first used.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from termkit.errors import GlossaryError, OutputError, UsageError
from termkit.exchange.contract import FORMATS, Format, Options, TransferReport
from termkit.exchange.detect import detect, format_for_writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from termkit.terms.concept import Concept

__all__ = ["FORMATS", "ConceptFile", "Format", "Options", "TransferReport", "detect", "read", "write"]


class ConceptFile:
    """The concepts of a file, read anew each time they are walked and never all held in memory."""

    def __init__(
        self,
        path: str | Path,
        *,
        name: str = "",
        options: Options | None = None,
        report: TransferReport | None = None,
    ) -> None:
        """Take a path and, where it cannot be told from the file, the name of its format.

        Raise InputError where the file is missing, GlossaryError where no format fits.
        """
        self.path = Path(path)
        self.options = options or Options()
        self.report = report or TransferReport()
        self.format = _named(name, "read") if name else detect(self.path)

    def __iter__(self) -> Iterator[Concept]:
        self.report.concepts = self.report.terms = self.report.rows = 0
        self.report.losses.clear()
        for concept in self.format.codec().read(self.path, self.options, self.report):
            self.report.concepts += 1
            self.report.terms += len(concept.terms)
            yield concept
        if not self.report.terms:
            raise GlossaryError(f"has no terms that can be read as {self.format.title}", self.path)


def read(
    path: str | Path, *, name: str = "", options: Options | None = None, report: TransferReport | None = None
) -> tuple[Concept, ...]:
    """Return the concepts of a glossary file of any format that termkit knows.

    `name` is a format of `FORMATS`; empty chooses by ending and content. Raise InputError where the file
    cannot be read and GlossaryError, with file and line, where it contradicts its format or has no term.
    """
    return tuple(ConceptFile(path, name=name, options=options, report=report))


def write(
    concepts: Iterable[Concept],
    path: str | Path,
    *,
    name: str = "",
    options: Options | None = None,
    report: TransferReport | None = None,
) -> TransferReport:
    """Write concepts to a file, whole or not at all; return what was written and what could not be.

    `name` is a format of `FORMATS`; empty chooses by the ending. Raise OutputError where the place cannot be
    written. `concepts` may be walked more than once, so give a sequence or a `ConceptFile`.
    """
    path, options, report = Path(path), options or Options(), report or TransferReport()
    chosen = _named(name, "written") if name else format_for_writing(path)
    if not path.parent.is_dir():
        raise OutputError(f"{path} cannot be written: there is no folder {path.parent}")
    # An iterator can be walked once only, and some formats need to look ahead.
    walkable = tuple(concepts) if iter(concepts) is concepts else concepts
    try:
        chosen.codec().write(walkable, path, options, report)
    except UnicodeEncodeError as error:
        broken = error.object[error.start : error.end]
        raise GlossaryError(f"a lone surrogate {broken!r} stands in a term or note; no file can hold it") from error
    return report


def _named(name: str, done: str) -> Format:
    chosen = FORMATS.get(name)
    if chosen is None or not (chosen.writes if done == "written" else chosen.reads):
        able = [each.name for each in FORMATS.values() if (each.writes if done == "written" else each.reads)]
        raise UsageError(f"{name!r} is no format that can be {done}; use one of {', '.join(able)}")
    return chosen
