"""Findings as workflow commands of GitHub Actions, which become annotations; columns in code points."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termkit.check.finding import Finding

__all__ = ["render"]

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def render(findings: Iterable[Finding]) -> str:
    """Return one command a finding and line."""
    return "".join(f"{_command(finding)}\n" for finding in findings)


def _command(finding: Finding) -> str:
    place = finding.place
    properties = {
        "file": PurePath(finding.path).as_posix(),
        "line": str(place.line),
        "endLine": str(place.end_line),
        "title": f"termkit {finding.code} {finding.name}",
    }
    if place.line == place.end_line:
        # GitHub refuses columns that span lines.
        properties |= {"col": str(place.column), "endColumn": str(place.end_column)}
    told = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{_LEVELS[finding.severity]} {told}::{_data(finding.message + place.page_note)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
