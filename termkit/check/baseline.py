"""The baseline: findings that were there when a team began, counted from then on and not shown.

A finding is known again by its document, its code and what stands there, for rules of single places
also by its sentence, never by its line. Where a document has more such findings or uses than before, it is new.
Documents are known by their paths from the folder of the baseline, in one of version 1 by their paths as given.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from contextlib import suppress
from hashlib import sha256
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from termkit.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termkit.check.finding import Finding

__all__ = ["Baseline", "fingerprint", "known_path"]

_VERSION = 2
_BY_PATHS_AS_GIVEN = 1


def fingerprint(finding: Finding, path: str, *, each_place: bool) -> str:
    """Return what a finding is known by again: a hash that knows no lines; `path` is what its document is known by."""
    parts = [path, finding.code, finding.text]
    if each_place:
        parts.append(re.sub(r"\s+", "", finding.sentence))
    return sha256("\0".join(parts).encode()).hexdigest()[:24]


def known_path(path: str, folder: Path | None) -> str:
    """Return a path from a folder, however it is spelt; without a folder, and of standard input, as it is given."""
    found = PurePath(path)
    if folder is not None and path != "-":
        with suppress(ValueError):  # on another drive
            # Links among the folders are followed; what the file itself is called is its name.
            found = PurePath(os.path.relpath(Path(path).parent.resolve() / found.name, folder.resolve()))
    return found.as_posix().removeprefix("./")


class Baseline:
    """How many findings and uses of each kind are known.

    `folder` is the one that paths of documents begin in, None where they are as they are given.
    """

    def __init__(self, known: dict[str, list[int]], folder: Path | None = None) -> None:
        """Take for each fingerprint the numbers of uses of its findings."""
        self._known, self.folder = known, folder

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
        if (version := data.get("version")) not in (_VERSION, _BY_PATHS_AS_GIVEN):
            raise InputError("is a baseline of another version of termkit; write it anew with --write-baseline", path)
        folder = path.parent if path.is_file() else Path()  # a pipe has none that tells anything
        return cls(known, None if version == _BY_PATHS_AS_GIVEN else folder)

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
