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
from termkit.report.labels import SAFETIES, page_of
from termkit.text.message import Message, Wording

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termkit.check.finding import Finding, Fix
    from termkit.check.outcome import Outcome
    from termkit.check.rule import Rule
    from termkit.text.document import Place

__all__ = ["render"]

_IGNORED = Message("accepted in the settings", "已在设置中标明忽略")
_COMMENTED = Message("accepted by a comment", "已在注释中标明忽略")
_KNOWN = Message("in the baseline", "基线中已有")
_WHY, _EXAMPLE = Message("Why: ", "理由："), Message("Example: ", "例：")
_FIX = Wording("{safety} fix", "改法({safety})")
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def render(outcome: Outcome, language: str = "en") -> str:
    """Return the outcome as one SARIF log with one run."""
    index = {rule.code: number for number, rule in enumerate(all_rules())}
    results = [_result(key, finding, index, language) for key, finding in fingerprints(outcome.shown)]
    results += _suppressed(outcome.ignored, index, language, _IGNORED)
    results += _suppressed(outcome.commented, index, language, _COMMENTED, kind="inSource")
    results += _suppressed(outcome.baselined, index, language, _KNOWN)
    rules = [_rule(rule, language) for rule in all_rules()]
    run = {
        "tool": {"driver": {"name": "termkit", "version": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        **({"language": "zh-CN"} if language == "zh" else {}),
        "invocations": [{"executionSuccessful": True}],
        "results": results,
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: Rule, language: str) -> dict[str, Any]:
    papers = rule.papers(language)
    why, example = _WHY.of(language), _EXAMPLE.of(language)
    text = f"{papers.what}\n\n{why}{papers.why}\n\n{example}{papers.example}"
    markdown = f"{papers.what}\n\n**{why.strip()}** {papers.why}\n\n**{example.strip()}** {papers.example}"
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": papers.what},
        "fullDescription": {"text": f"{papers.what} {papers.why}"},
        "help": {"text": text, "markdown": markdown},
        "defaultConfiguration": {"enabled": rule.on, "level": _LEVELS[rule.severity]},
    }


def _suppressed(
    findings: Iterable[Finding], index: dict[str, int], language: str, why: Message, *, kind: str = "external"
) -> list[dict[str, Any]]:
    suppression = {"kind": kind, "status": "accepted", "justification": why.of(language)}
    known = fingerprints(findings)
    return [{**_result(key, each, index, language), "suppressions": [suppression]} for key, each in known]


def _result(key: str, finding: Finding, index: dict[str, int], language: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message.of(language) + page_of(finding.place).of(language)},
        "locations": [_location(finding.path, finding.place, finding.text)],
        "partialFingerprints": {"termkit/v1": key},
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, **_location(each.path, each.place, each.text)}
            for number, each in enumerate(finding.related, 1)
        ]
    if finding.fix is not None:
        result["fixes"] = [_fix(finding, finding.fix, language)]
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


def _fix(finding: Finding, fix: Fix, language: str) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(edit.place), "insertedContent": {"text": edit.text}} for edit in fix.edits
    ]
    change = {"artifactLocation": {"uri": _uri(finding.path)}, "replacements": replacements}
    return {"description": {"text": _FIX(safety=SAFETIES[fix.safety]).of(language)}, "artifactChanges": [change]}


def _uri(path: str) -> str:
    return quote(PurePath(path).as_posix())
