"""Findings as rdjson, the diagnostic format of reviewdog.

Its columns count bytes of UTF-8 from 1, so the lines of the source are needed; where a format has
none (a Word file), columns stay code points.
"""

from __future__ import annotations

import json
from functools import lru_cache
from itertools import accumulate
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from termkit.report.labels import page_of
from termkit.text.units import utf8_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from termkit.check.finding import Finding
    from termkit.text.document import Place

__all__ = ["render"]

_STEP = 1024
_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def render(findings: Iterable[Finding], line_of: Callable[[str, int], str | None], language: str = "en") -> str:
    """Return the findings as one DiagnosticResult; `line_of` gives the text of a line of a path, from 1."""
    found = [_diagnostic(finding, line_of, language) for finding in findings]
    result = {"source": {"name": "termkit"}, "severity": "WARNING", "diagnostics": found}
    return json.dumps(result, ensure_ascii=False, indent=1) + "\n"


def _diagnostic(finding: Finding, line_of: Callable[[str, int], str | None], language: str) -> dict[str, Any]:
    diagnostic: dict[str, Any] = {
        "message": finding.message.of(language) + page_of(finding.place).of(language),
        "location": _location(finding.path, finding.place, line_of),
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.code},
    }
    if finding.fix is not None:
        diagnostic["suggestions"] = [
            {"range": _range(finding.path, edit.place, line_of), "text": edit.text} for edit in finding.fix.edits
        ]
    if finding.related:
        diagnostic["related_locations"] = [
            {
                "message": each.text + page_of(each.place).of(language),
                "location": _location(each.path, each.place, line_of),
            }
            for each in finding.related
        ]
    return diagnostic


def _location(path: str, place: Place, line_of: Callable[[str, int], str | None]) -> dict[str, Any]:
    return {"path": PurePath(path).as_posix(), "range": _range(path, place, line_of)}


def _range(path: str, place: Place, line_of: Callable[[str, int], str | None]) -> dict[str, Any]:
    return {
        "start": {"line": place.line, "column": _column(line_of(path, place.line), place.column)},
        "end": {"line": place.end_line, "column": _column(line_of(path, place.end_line), place.end_column)},
    }


def _column(line: str | None, column: int) -> int:
    if line is None:
        return column
    step, rest = divmod(column - 1, _STEP)
    return _bytes_at(line)[step] + utf8_bytes(line[column - 1 - rest : column - 1]) + 1


@lru_cache(maxsize=64)
def _bytes_at(line: str) -> Sequence[int]:
    """Return the bytes before every `_STEP`th character: a line may have a million, and as many findings."""
    pieces = (line[start : start + _STEP] for start in range(0, len(line), _STEP))
    return [0, *accumulate(map(utf8_bytes, pieces))]
