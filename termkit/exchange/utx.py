"""UTX 1.20 (Universal Terminology eXchange, AAMT): tab-separated, UTF-8 with byte order mark, CRLF."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from termkit.errors import GlossaryError
from termkit.exchange.flat import ConceptCollector, Pair, one_line, pairs, tag
from termkit.exchange.languages import code_for
from termkit.exchange.names import to_ncname
from termkit.glossary.files import guard, read_text, replacing, unguard
from termkit.terms.concept import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from termkit.exchange.contract import Options, TransferReport
    from termkit.terms.concept import Concept

__all__ = ["read", "write"]

_COLUMNS = ("src", "tgt", "src:pos", "term status", "src:comment", "concept ID")
_LANGUAGES = re.compile(r"([A-Za-z][\w-]*)/([A-Za-z][\w-]*)")
_STATUS = {
    Status.PREFERRED: "approved",
    Status.ADMITTED: "approved",
    Status.DEPRECATED: "forbidden",
    Status.SUPERSEDED: "non-standard",
    None: "provisional",
}
_READ = {"approved": Status.ADMITTED, "forbidden": Status.DEPRECATED, "non-standard": Status.DEPRECATED}


def read(path: Path, options: Options, report: TransferReport) -> Iterator[Concept]:
    """Yield the concepts of a UTX file; raise GlossaryError for a header or row that is not one."""
    lines = read_text(path, options.encoding).splitlines()
    if not lines or not lines[0].upper().startswith("#UTX"):
        raise GlossaryError("is no UTX file: its first line does not begin with #UTX", path, 1)
    match = _LANGUAGES.search(lines[0])
    languages = options.direction or ((match[1], match[2]) if match else None)
    if languages is None:
        raise GlossaryError("the first line names no languages such as en-US/zh-CN", path, 1)
    names: list[str] = []
    collector = ConceptCollector()
    for number, line in enumerate(lines[1:], 2):
        if line.startswith("#"):
            cells = line.lstrip("#").split("\t")
            names = cells if cells[0].strip() == "src" else names
        elif line.strip():
            if not names:
                raise GlossaryError("there is no line #src, tgt, … that names the columns", path, number)
            row = dict(zip(names, (unguard(cell).strip() for cell in line.split("\t")), strict=False))
            if not row.get("src") or not row.get("tgt"):
                raise GlossaryError("the row has no source and target, separated by a tab", path, number)
            report.rows += 1
            identifier = row.get("concept ID", "")
            collector.add(
                row["src"], row["tgt"], languages, row.get("src:comment", ""),
                to_ncname(identifier) if identifier else "", _READ.get(row.get("term status", "")),
            )  # fmt: skip
    yield from collector.concepts()


def write(concepts: Iterable[Concept], path: Path, options: Options, report: TransferReport) -> None:
    """Write a UTX file; it is marked bidirectional where every term is approved."""
    rows = list(pairs(concepts, options, report))
    report.terms = 2 * len(rows)
    source, target = (code_for(each, "flat", options.codes) for each in options.direction or ("zh", "en"))
    both = all(_status(row) == "approved" for row in rows)
    head = ["#UTX 1.20", f"{source}/{target}", _time(), *(["bidirectional"] if both else [])]
    with replacing(path) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        file.write("; ".join(each for each in head if each) + ";\r\n#" + "\t".join(_COLUMNS) + "\r\n")
        for row in rows:
            comment = tag(row.concept, [row.source], [row.target])
            cells = (row.source.text, row.target.text, "noun", _status(row), comment, row.concept.id)
            line = "\t".join(guard(one_line(cell)) for cell in cells)
            if line.startswith("#"):
                report.lose("term that begins with #: UTX takes it for a comment, it was left out")
            else:
                file.write(line + "\r\n")


def _status(row: Pair) -> str:
    """Return the worse status of the two terms."""
    words = {_STATUS[row.source.status], _STATUS[row.target.status]}
    return next(word for word in ("forbidden", "non-standard", "provisional", "approved") if word in words)


def _time() -> str:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if epoch.isdecimal() else ""
