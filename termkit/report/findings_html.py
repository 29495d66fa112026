"""Findings as one self-contained HTML page: no script, style or font from elsewhere."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from termkit.check.finding import Finding
    from termkit.check.outcome import Outcome

__all__ = ["render"]


def render(outcome: Outcome) -> str:
    """Return the outcome as a page, findings by document, words marked in their sentences."""
    # Start-up: only this output needs the template engine.
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        loader=PackageLoader("termkit.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    groups = [(path, [_row(each) for each in found]) for path, found in groupby(outcome.shown, lambda f: f.path)]
    return environment.get_template("findings.html").render(groups=groups, counts=outcome.counts())


def _row(finding: Finding) -> dict[str, object]:
    start, end = finding.marked
    return {
        "finding": finding,
        "before": finding.sentence[:start],
        "marked": finding.sentence[start:end],
        "after": finding.sentence[end:],
    }
