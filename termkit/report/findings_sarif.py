"""Findings as SARIF 2.1.0 (OASIS Static Analysis Results Interchange Format), for code hosts and IDEs.

Columns are code points, and the file says so (columnKind). Findings that were accepted or are in the
baseline are there too, with their suppressions.
"""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from termkit import __version__
from termkit.check.engine import all_rules
from termkit.check.outcome import fingerprints

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termkit.check.finding import Finding, Fix
    from termkit.check.outcome import Outcome
    from termkit.check.rule import Rule
    from termkit.text.document import Place

__all__ = ["render"]

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def render(outcome: Outcome) -> str:
    """Return the outcome as one SARIF log with one run."""
    index = {rule.code: number for number, rule in enumerate(all_rules())}
    results = [_result(key, finding, index) for key, finding in fingerprints(outcome.shown)]
    results += _suppressed(outcome.suppressed, index, "accepted in the settings or by a comment")
    results += _suppressed(outcome.baselined, index, "in the baseline")
    run = {
        "tool": {"driver": {"name": "termkit", "version": __version__, "rules": [_rule(rule) for rule in all_rules()]}},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True}],
        "results": results,
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    text = f"{rule.what}\n\nWhy: {rule.why}\n\nExample: {rule.example}"
    markdown = f"{rule.what}\n\n**Why:** {rule.why}\n\n**Example:** {rule.example}"
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.what},
        "fullDescription": {"text": f"{rule.what} {rule.why}"},
        "help": {"text": text, "markdown": markdown},
        "defaultConfiguration": {"enabled": rule.on, "level": _LEVELS[rule.severity]},
    }


def _suppressed(findings: Iterable[Finding], index: dict[str, int], why: str) -> list[dict[str, Any]]:
    suppression = {"kind": "external", "status": "accepted", "justification": why}
    return [{**_result(key, each, index), "suppressions": [suppression]} for key, each in fingerprints(findings)]


def _result(key: str, finding: Finding, index: dict[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message + finding.place.page_note},
        "locations": [_location(finding.path, finding.place, finding.text)],
        "partialFingerprints": {"termkit/v1": key},
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, **_location(each.path, each.place, each.text)}
            for number, each in enumerate(finding.related, 1)
        ]
    if finding.fix is not None:
        result["fixes"] = [_fix(finding, finding.fix)]
    return result


def _location(path: str, place: Place, text: str) -> dict[str, Any]:
    region = {**_region(place), "snippet": {"text": text}}
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(path)}, "region": region}}


def _region(place: Place) -> dict[str, Any]:
    region: dict[str, Any] = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    # SARIF knows no pages; a property bag is where it takes what it does not know.
    return region if place.page is None else {**region, "properties": {"page": place.page}}


def _fix(finding: Finding, fix: Fix) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(edit.place), "insertedContent": {"text": edit.text}} for edit in fix.edits
    ]
    change = {"artifactLocation": {"uri": _uri(finding.path)}, "replacements": replacements}
    return {"description": {"text": f"{fix.safety.value} fix"}, "artifactChanges": [change]}


def _uri(path: str) -> str:
    return quote(PurePath(path).as_posix())
