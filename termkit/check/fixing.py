"""Fixes: which edits of which files, as text and as a unified diff."""

from __future__ import annotations

from collections import defaultdict
from difflib import unified_diff
from typing import TYPE_CHECKING, NamedTuple

from termkit.check.finding import Safety
from termkit.text.edit import apply_edits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from termkit.check.finding import Finding
    from termkit.text.edit import Edit

__all__ = ["Fixed", "edits_of", "fix_source", "fixed_findings"]


class Fixed(NamedTuple):
    """A source text with its fixes made, and how many edits that took."""

    text: str
    edits: int


def fixed_findings(findings: Iterable[Finding], *, unsafe: bool) -> list[Finding]:
    """Return the findings whose fixes would be made: the safe ones, and the unsafe ones where asked for."""
    wanted = {Safety.SAFE, Safety.UNSAFE} if unsafe else {Safety.SAFE}
    return [finding for finding in findings if finding.fix is not None and finding.fix.safety in wanted]


def edits_of(findings: Iterable[Finding]) -> Mapping[str, Sequence[Edit]]:
    """Return the edits of the findings' fixes by the path of their document."""
    found: dict[str, list[Edit]] = defaultdict(list)
    for finding in findings:
        if finding.fix is not None:
            found[finding.path] += finding.fix.edits
    return found


def fix_source(source: str, edits: Iterable[Edit]) -> Fixed:
    """Return a source text with the edits made."""
    return Fixed(*apply_edits(source, edits))


def diff(source: str, fixed: str, path: str) -> str:
    """Return what changed as a unified diff; the lines keep their ends."""
    lines = unified_diff(
        source.splitlines(keepends=True), fixed.splitlines(keepends=True), fromfile=path, tofile=path, n=1
    )
    return "".join(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines)
