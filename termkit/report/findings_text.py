"""Findings for a terminal: the place, the message, and the sentence with the words marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from termkit.check.finding import Safety
from termkit.report.labels import ALSO, AND_MORE, COMMA, page_of
from termkit.text.characters import visible
from termkit.text.message import NOTHING, Message, Wording, joined
from termkit.text.units import cell_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from termkit.check import Finding
    from termkit.check.finding import Related

__all__ = ["closing", "concise", "render"]

_SHOWN = 40
"""Code points of the sentence that are shown on either side of the marked words."""
_PLACES = 6
_SAFE = Wording("[*] {count} fixable with --fix", "[*] {count}个可用 --fix 改正")
_UNSAFE = Wording("{count} fixable with --fix --unsafe-fixes", "{count}个可用 --fix --unsafe-fixes 改正")
_MORE_UNSAFE = Wording("{count} more with --fix --unsafe-fixes", "另有{count}个可用 --fix --unsafe-fixes 改正")
_INDENT = "    "
_COLORS = {"error": "red", "warning": "yellow", "info": "cyan"}


def render(findings: Iterable[Finding], *, color: bool, language: str = "en") -> Iterator[str]:
    """Yield the lines of each finding.

    The words are marked in the line itself, by colour or by 【】, and by carets below it: how wide a
    terminal draws “ ” and — is its own affair, so the carets alone may be off.
    """
    for finding in findings:
        yield _head(finding, color=color, language=language)
        before, marked, after = _excerpt(finding)
        shown = click.style(marked, fg="yellow", bold=True, underline=True) if color else f"【{marked}】"
        yield f"{_INDENT}{before}{shown}{after}"
        indent = cell_width(before) + (0 if color else 2)
        carets = "^" * max(1, cell_width(marked))
        yield f"{_INDENT}{' ' * indent}{click.style(carets, fg=_COLORS[finding.severity]) if color else carets}"
        if finding.related:
            yield f"{_INDENT}{visible(ALSO(places=_places(finding)).of(language))}"


def concise(findings: Iterable[Finding], *, color: bool, language: str = "en") -> Iterator[str]:
    """Yield one line a finding."""
    for finding in findings:
        yield _head(finding, color=color, language=language)


def closing(findings: Iterable[Finding], language: str = "en") -> str:
    """Return a line on what could be fixed, or nothing."""
    fixes = [finding.fix for finding in findings if finding.fix is not None]
    safe = sum(fix.safety is Safety.SAFE for fix in fixes)
    unsafe = sum(fix.safety is Safety.UNSAFE for fix in fixes)
    told = [_SAFE(count=safe)] if safe else []
    if unsafe:
        told.append((_MORE_UNSAFE if safe else _UNSAFE)(count=unsafe))
    return joined(told, Message(", ", "，")).of(language)


def _head(finding: Finding, *, color: bool, language: str) -> str:
    place = f"{visible(finding.path)}:{finding.place.line}:{finding.place.column}:"
    is_safe = finding.fix is not None and finding.fix.safety is Safety.SAFE
    code = click.style(finding.code, fg=_COLORS[finding.severity], bold=True) if color else finding.code
    page = page_of(finding.place).of(language)
    place = click.style(place, bold=True) if color else place
    return f"{place}{page} {code}{' [*]' if is_safe else ''} {visible(finding.message.of(language))}"


def _excerpt(finding: Finding) -> tuple[str, str, str]:
    start, end = finding.marked
    before, marked, after = finding.sentence[:start], finding.sentence[start:end], finding.sentence[end:]
    before = before if len(before) <= _SHOWN else "…" + before[-_SHOWN:]
    after = after if len(after) <= _SHOWN else after[:_SHOWN] + "…"
    return visible(before), visible(marked), visible(after)


def _places(finding: Finding) -> Message:
    shown = joined((_place(each, own=each.path == finding.path) for each in finding.related[:_PLACES]), COMMA)
    more = len(finding.related) - _PLACES
    return AND_MORE(shown=shown, count=more) if more > 0 else shown


def _place(related: Related, *, own: bool) -> Message:
    place = related.place
    where = f"{place.line}:{place.column}" if own else f"{related.path}:{place.line}"
    return joined((where, page_of(place)), NOTHING)
