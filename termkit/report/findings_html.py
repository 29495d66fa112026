"""Findings as one self-contained HTML page: no script, style or font from elsewhere."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from termkit.report.labels import counts
from termkit.report.template import render_page

if TYPE_CHECKING:
    from termkit.check.finding import Finding
    from termkit.check.outcome import Outcome

__all__ = ["render"]


def render(outcome: Outcome, language: str = "en") -> str:
    """Return the outcome as a page, findings by document, words marked in their sentences."""
    groups = [(path, [_row(each) for each in found]) for path, found in groupby(outcome.shown, lambda f: f.path)]
    return render_page("findings.html", language, groups=groups, counts=counts(outcome).of(language))


def _row(finding: Finding) -> dict[str, object]:
    start, end = finding.marked
    return {
        "finding": finding,
        "before": finding.sentence[:start],
        "marked": finding.sentence[start:end],
        "after": finding.sentence[end:],
    }
