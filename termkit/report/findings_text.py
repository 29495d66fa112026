"""Findings for a terminal: the place, the message, and the sentence with the words marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from termkit.check import Finding

__all__ = ["render"]

_SHOWN = 40
"""Code points of the sentence that are shown on either side of the marked words."""
_PLACES = 6


def render(findings: Iterable[Finding], *, color: bool) -> Iterator[str]:
    """Yield the lines of each finding; words are marked by colour or, without it, by 【】."""
    for finding in findings:
        place = f"{finding.path}:{finding.place.line}:{finding.place.column}:"
        code = click.style(finding.code, fg="red", bold=True) if color else finding.code
        yield f"{click.style(place, bold=True) if color else place} {code} {finding.message}"
        yield f"    {_excerpt(finding, color=color)}"
        if finding.related:
            yield f"    also: {_places(finding)}"


def _excerpt(finding: Finding, *, color: bool) -> str:
    start, end = finding.marked
    before, marked, after = finding.sentence[:start], finding.sentence[start:end], finding.sentence[end:]
    before = before if len(before) <= _SHOWN else "…" + before[-_SHOWN:]
    after = after if len(after) <= _SHOWN else after[:_SHOWN] + "…"
    marked = click.style(marked, fg="yellow", bold=True, underline=True) if color else f"【{marked}】"
    return f"{before}{marked}{after}".replace("\n", " ")


def _places(finding: Finding) -> str:
    shown = [
        f"{each.place.line}:{each.place.column}" if each.path == finding.path else f"{each.path}:{each.place.line}"
        for each in finding.related[:_PLACES]
    ]
    more = len(finding.related) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")
