"""Findings as JSON: a list of objects, columns in code points from 1."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from termkit.check.finding import Finding, Fix
    from termkit.text.document import Place

__all__ = ["array", "render", "render_one"]


def render(findings: Iterable[Finding]) -> str:
    """Return the findings as a JSON array, one object a finding, ended by a line feed."""
    return "".join(array(render_one(finding) for finding in findings))


def array(objects: Iterable[str]) -> Iterator[str]:
    """Yield the parts of the array of objects that `render_one` gave."""
    before = "[\n "
    for each in objects:
        yield before + each
        before = ",\n "
    yield "[]\n" if before == "[\n " else "\n]\n"


def render_one(finding: Finding) -> str:
    """Return a finding as a JSON object, indented as it stands in the array."""
    return _json(_object(finding), "\n ")


def _json(value: object, line: str) -> str:
    """Return what `json.dumps(..., ensure_ascii=False, indent=1)` does, which takes ten times as long; `line` begins
    a line as far in as the value.
    """
    inner = line + " "
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, dict) and value:
        return "{" + ",".join([f'{inner}"{key}": {_json(each, inner)}' for key, each in value.items()]) + line + "}"
    if isinstance(value, list) and value:
        return "[" + ",".join([inner + _json(each, inner) for each in value]) + line + "]"
    return json.dumps(value)


_quoted = json.JSONEncoder(ensure_ascii=False).encode


def _object(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "path": finding.path,
        **_place(finding.place),
        "text": finding.text,
        "message": finding.message.en,
        "message_zh": finding.message.zh,
        "sentence": finding.sentence,
        "fix": _fix(finding.fix),
        "related": [{"path": each.path, **_place(each.place), "text": each.text} for each in finding.related],
    }


def _fix(fix: Fix | None) -> dict[str, object] | None:
    if fix is None:
        return None
    edits = [{**_place(edit.place), "text": edit.text} for edit in fix.edits]
    return {"safety": fix.safety.value, "edits": edits}


def _place(place: Place) -> dict[str, int]:
    found = {
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }
    return found if place.page is None else {**found, "page": place.page}
