"""The baseline: findings that were there when a team began, counted from then on and not shown.

A finding is known again by its document, its code and what stands there, for rules of single places
also by its sentence, never by its line. Where a document has more such findings or uses than before, it is new.
"""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from termkit.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termkit.check.finding import Finding

__all__ = ["Baseline", "fingerprint"]

_VERSION = 1


def fingerprint(finding: Finding, *, each_place: bool) -> str:
    """Return what a finding is known by again: a hash that knows no lines."""
    parts = [PurePath(finding.path).as_posix().removeprefix("./"), finding.code, finding.text]
    if each_place:
        parts.append(re.sub(r"\s+", "", finding.sentence))
    return sha256("\0".join(parts).encode()).hexdigest()[:24]


class Baseline:
    """How many findings and uses of each kind are known."""

    def __init__(self, known: dict[str, list[int]]) -> None:
        """Take for each fingerprint the numbers of uses of its findings."""
        self._known = known

    @classmethod
    def of(cls, findings: Iterable[tuple[str, Finding]]) -> Baseline:
        """Make a baseline of findings with their fingerprints."""
        known: dict[str, list[int]] = {}
        for key, finding in findings:
            known.setdefault(key, []).append(_uses(finding))
        return cls(known)

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """Read a baseline. Raise InputError where the file is none."""
        import json  # noqa: PLC0415  start-up

        try:
            data: Any = json.loads(path.read_text(encoding="utf-8"))
            known = {str(key): [int(uses) for uses in value] for key, value in data["findings"].items()}
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror}; write one with --write-baseline", path) from None
        except (ValueError, KeyError, TypeError, AttributeError):
            raise InputError("is no baseline of termkit; write it anew with --write-baseline", path) from None
        if data.get("version") != _VERSION:
            raise InputError("is a baseline of another version of termkit; write it anew with --write-baseline", path)
        return cls(known)

    def dumps(self) -> str:
        """Return the baseline as JSON, one finding a line, in an order that does not change."""
        import json  # noqa: PLC0415  start-up

        lines = (f"  {json.dumps(key)}: {json.dumps(sorted(self._known[key]))}" for key in sorted(self._known))
        return f'{{\n "version": {_VERSION},\n "findings": {{\n' + ",\n".join(lines) + "\n }\n}\n"

    def split(self, findings: Iterable[tuple[str, Finding]]) -> tuple[list[Finding], list[Finding]]:
        """Return new findings and known ones."""
        new, known = [], []
        taken: Counter[str] = Counter()
        for key, finding in findings:
            allowed = sorted(self._known.get(key, []), reverse=True)
            if taken[key] < len(allowed) and _uses(finding) <= allowed[taken[key]]:
                taken[key] += 1
                known.append(finding)
            else:
                new.append(finding)
        return new, known


def _uses(finding: Finding) -> int:
    return 1 + len(finding.related)
