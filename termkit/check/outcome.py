"""What comes out of a check: findings to show, findings that are accepted, findings that were known."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from termkit.check.baseline import Baseline, fingerprint, known_path
from termkit.check.engine import all_rules
from termkit.check.suppress import is_ignored

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from termkit.check.finding import Finding
    from termkit.check.profile import Profile

__all__ = ["Outcome", "fingerprints", "sift"]


class Outcome(NamedTuple):
    """The findings of a run: shown, accepted in the settings or by a comment, known; each is in just one of them."""

    shown: tuple[Finding, ...]
    ignored: tuple[Finding, ...] = ()
    commented: tuple[Finding, ...] = ()
    baselined: tuple[Finding, ...] = ()
    files: int = 0

    @property
    def suppressed(self) -> tuple[Finding, ...]:
        """Return the findings that are accepted, in the settings or by a comment."""
        return self.ignored + self.commented


def sift(
    findings: Iterable[Finding],
    profile: Profile,
    *,
    baseline: Baseline | None = None,
    files: int = 0,
) -> Outcome:
    """Part findings into shown, accepted and baselined."""
    kept: list[Finding] = []
    ignored: list[Finding] = []
    commented: list[Finding] = []
    for finding in findings:
        if is_ignored(finding, profile):
            ignored.append(finding)
        else:
            (commented if finding.is_accepted else kept).append(finding)
    known: list[Finding] = []
    if baseline is not None:
        kept, known = baseline.split(fingerprints(kept, baseline.folder))
    return Outcome(tuple(kept), tuple(ignored), tuple(commented), tuple(known), files)


def fingerprints(findings: Iterable[Finding], folder: Path | None = None) -> list[tuple[str, Finding]]:
    """Return findings with what they are known by again, their paths from a folder or as they are given."""
    single = {rule.code for rule in all_rules() if rule.each_place}
    path = cache(partial(known_path, folder=folder))
    return [(fingerprint(each, path(each.path), each_place=each.code in single), each) for each in findings]
