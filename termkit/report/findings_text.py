"""Findings for a terminal: the place, the message, and the sentence with the words marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from termkit.check.finding import Safety
from termkit.text.units import cell_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from termkit.check import Finding

__all__ = ["closing", "concise", "render"]

_SHOWN = 40
"""Code points of the sentence that are shown on either side of the marked words."""
_PLACES = 6
_INDENT = "    "
_COLORS = {"error": "red", "warning": "yellow", "info": "cyan"}


def render(findings: Iterable[Finding], *, color: bool) -> Iterator[str]:
    """Yield the lines of each finding.

    The words are marked in the line itself, by colour or by 【】, and by carets below it: how wide a
    terminal draws “ ” and — is its own affair, so the carets alone may be off.
    """
    for finding in findings:
        yield _head(finding, color=color)
        before, marked, after = _excerpt(finding)
        shown = click.style(marked, fg="yellow", bold=True, underline=True) if color else f"【{marked}】"
        yield f"{_INDENT}{before}{shown}{after}"
        indent = cell_width(before) + (0 if color else 2)
        carets = "^" * max(1, cell_width(marked))
        yield f"{_INDENT}{' ' * indent}{click.style(carets, fg=_COLORS[finding.severity]) if color else carets}"
        if finding.related:
            yield f"{_INDENT}also: {_places(finding)}"


def concise(findings: Iterable[Finding], *, color: bool) -> Iterator[str]:
    """Yield one line a finding."""
    for finding in findings:
        yield _head(finding, color=color)


def closing(findings: Iterable[Finding]) -> str:
    """Return a line on what could be fixed, or nothing."""
    fixes = [finding.fix for finding in findings if finding.fix is not None]
    safe = sum(fix.safety is Safety.SAFE for fix in fixes)
    unsafe = sum(fix.safety is Safety.UNSAFE for fix in fixes)
    told = [f"[*] {safe} fixable with --fix"] if safe else []
    if unsafe:
        told.append(f"{unsafe}{' more' if safe else ''} with --fix --unsafe-fixes")
    return ", ".join(told)


def _head(finding: Finding, *, color: bool) -> str:
    place = f"{finding.path}:{finding.place.line}:{finding.place.column}:"
    is_safe = finding.fix is not None and finding.fix.safety is Safety.SAFE
    code = click.style(finding.code, fg=_COLORS[finding.severity], bold=True) if color else finding.code
    place = click.style(place, bold=True) if color else place
    return f"{place}{finding.place.page_note} {code}{' [*]' if is_safe else ''} {finding.message}"


def _excerpt(finding: Finding) -> tuple[str, str, str]:
    start, end = finding.marked
    before, marked, after = finding.sentence[:start], finding.sentence[start:end], finding.sentence[end:]
    before = before if len(before) <= _SHOWN else "…" + before[-_SHOWN:]
    after = after if len(after) <= _SHOWN else after[:_SHOWN] + "…"
    return _flat(before), _flat(marked), _flat(after)


def _flat(text: str) -> str:
    return text.replace("\n", " ").replace("\t", " ")


def _places(finding: Finding) -> str:
    shown = [
        str(each.place) if each.path == finding.path else f"{each.path}:{each.place.line}{each.place.page_note}"
        for each in finding.related[:_PLACES]
    ]
    more = len(finding.related) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")
