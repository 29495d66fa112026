"""Findings as JSON: a list of objects, columns in code points from 1."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termkit.check import Finding
    from termkit.text.document import Place

__all__ = ["render"]


def render(findings: Iterable[Finding]) -> str:
    """Return the findings as a JSON array, one object a finding, ended by a line feed."""
    return json.dumps([_object(finding) for finding in findings], ensure_ascii=False, indent=1) + "\n"


def _object(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "path": finding.path,
        **_place(finding.place),
        "text": finding.text,
        "message": finding.message,
        "sentence": finding.sentence,
        "fix": None,
        "related": [{"path": each.path, **_place(each.place), "text": each.text} for each in finding.related],
    }


def _place(place: Place) -> dict[str, int]:
    found = {
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }
    return found if place.page is None else {**found, "page": place.page}
