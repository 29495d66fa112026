"""Findings as workflow commands of GitHub Actions, which become annotations; columns in code points."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from termkit.report.labels import named, page_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termkit.check.finding import Finding

__all__ = ["render"]

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def render(findings: Iterable[Finding], language: str = "en") -> str:
    """Return one command a finding and line."""
    return "".join(f"{_command(finding, language)}\n" for finding in findings)


def _command(finding: Finding, language: str) -> str:
    place = finding.place
    properties = {
        "file": PurePath(finding.path).as_posix(),
        "line": str(place.line),
        "endLine": str(place.end_line),
        "title": f"termkit {named(finding, language)}",
    }
    if place.line == place.end_line:
        # GitHub refuses columns that span lines.
        properties |= {"col": str(place.column), "endColumn": str(place.end_column)}
    told = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    message = finding.message.of(language) + page_of(place).of(language)
    return f"::{_LEVELS[finding.severity]} {told}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
