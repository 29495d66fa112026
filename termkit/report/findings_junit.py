"""Findings as JUnit XML, which build servers show: a suite a document, a failed case a finding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from termkit.report.labels import named, page_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termkit.check.finding import Finding
    from termkit.check.outcome import Outcome

__all__ = ["render"]

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def render(outcome: Outcome, paths: Sequence[str], language: str = "en") -> str:
    """Return the outcome as XML; a document without findings has one case that passed."""
    found: dict[str, list[Finding]] = {path: [] for path in paths}
    for finding in outcome.shown:
        found.setdefault(finding.path, []).append(finding)
    root = etree.Element("testsuites", name="termkit", tests=str(sum(max(1, len(f)) for f in found.values())))
    root.set("failures", str(len(outcome.shown)))
    for path, findings in found.items():
        tests, failures = str(max(1, len(findings))), str(len(findings))
        suite = etree.SubElement(root, "testsuite", name=_text(path), tests=tests, failures=failures, errors="0")
        if not findings:
            etree.SubElement(suite, "testcase", name="termkit", classname=_text(path))
        for finding in findings:
            _case(suite, finding, language)
    return etree.tostring(root, encoding="unicode", pretty_print=True)


def _case(suite: etree._Element, finding: Finding, language: str) -> None:
    message = finding.message.of(language)
    where = f"{finding.place.line}:{finding.place.column}{page_of(finding.place).of(language)}"
    name = f"{named(finding, language)} {where}"
    case = etree.SubElement(suite, "testcase", name=name, classname=_text(finding.path))
    case.set("line", str(finding.place.line))
    failure = etree.SubElement(case, "failure", message=_text(message), type=finding.severity.value)
    failure.text = _text(f"{finding.path}:{where}: {finding.code} {message}\n{finding.sentence}")


def _text(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
