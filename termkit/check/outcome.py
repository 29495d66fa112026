"""What comes out of a check: findings to show, findings that are accepted, findings that were known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from termkit.check.baseline import Baseline, fingerprint
from termkit.check.engine import all_rules
from termkit.check.suppress import is_suppressed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from termkit.check.finding import Finding
    from termkit.check.profile import Profile
    from termkit.check.suppress import Comment

__all__ = ["Outcome", "fingerprints", "sift"]


class Outcome(NamedTuple):
    """The findings of a run in three parts; every finding is in just one of them."""

    shown: tuple[Finding, ...]
    suppressed: tuple[Finding, ...] = ()
    baselined: tuple[Finding, ...] = ()
    files: int = 0


def sift(
    findings: Iterable[Finding],
    profile: Profile,
    *,
    comments: Mapping[str, Sequence[Comment]] | None = None,
    baseline: Baseline | None = None,
    files: int = 0,
) -> Outcome:
    """Part findings into shown, suppressed and baselined."""
    kept: list[Finding] = []
    suppressed: list[Finding] = []
    for finding in findings:
        (suppressed if is_suppressed(finding, profile, comments or {}) else kept).append(finding)
    known: list[Finding] = []
    if baseline is not None:
        kept, known = baseline.split(fingerprints(kept))
    return Outcome(tuple(kept), tuple(suppressed), tuple(known), files)


def fingerprints(findings: Iterable[Finding]) -> list[tuple[str, Finding]]:
    """Return findings with what they are known by again."""
    single = {rule.code for rule in all_rules() if rule.each_place}
    return [(fingerprint(finding, each_place=finding.code in single), finding) for finding in findings]
