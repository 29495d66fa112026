"""Findings that someone has accepted: by file and code in the settings, or by a comment in the text.

Comments are for formats that have some (md, html):

    <!-- termkit: ignore SF01 ZH02 -->        this line and the next that is not blank
    <!-- termkit: ignore-file ZH03 -->        the whole document
    <!-- termkit: ignore -->                  every rule
"""

from __future__ import annotations

import os
import re
from fnmatch import fnmatch
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from termkit.check.finding import Finding
    from termkit.check.profile import Profile

__all__ = ["COMMENTED", "Comment", "comments_in", "is_suppressed"]

COMMENTED = frozenset({"md", "html"})
"""Formats whose text may carry comments."""

_COMMENT = re.compile(r"<!--\s*termkit:\s*ignore(?P<file>-file)?(?P<codes>(?:[\s,]+[A-Z]{2}\d{0,2})*)\s*-->")


_BLANK = re.compile(r"[^\S\n]*\n(?:[^\S\n]*\n)*")


class Comment(NamedTuple):
    """A comment that accepts findings: its first and last line (from 1; 0: the whole file), its codes, none for all."""

    line: int
    last: int
    codes: frozenset[str]

    def accepts(self, finding: Finding) -> bool:
        """Tell whether it speaks of a finding of its document."""
        near = self.line == 0 or self.line <= finding.place.line <= self.last
        return near and (not self.codes or any(finding.code.startswith(code) for code in self.codes))


def comments_in(source: str) -> tuple[Comment, ...]:
    """Return the comments of a source text."""
    found = []
    for match in _COMMENT.finditer(source):
        line = 0 if match["file"] else source.count("\n", 0, match.end()) + 1
        blank = _BLANK.match(source, match.end())
        last = line + (blank[0].count("\n") if blank else 1)
        found.append(Comment(line, last, frozenset(re.findall(r"[A-Z]{2}\d{0,2}", match["codes"]))))
    return tuple(found)


def is_suppressed(finding: Finding, profile: Profile, comments: Mapping[str, Sequence[Comment]]) -> bool:
    """Tell whether a finding is accepted, by the settings or by a comment in its document (by path)."""
    for pattern, codes in profile.ignored_files.items():
        if _matches(finding.path, pattern, profile.folder) and any(finding.code.startswith(code) for code in codes):
            return True
    return any(comment.accepts(finding) for comment in comments.get(finding.path, ()))


def _matches(path: str, pattern: str, folder: str) -> bool:
    """Tell whether a pattern is of a path, of its file name, or of a folder above it."""
    plain = PurePath(path).as_posix().removeprefix("./")
    paths = {plain, PurePath(path).name}
    if folder:  # the same from wherever termkit is called
        paths.add(PurePath(os.path.relpath(path, folder)).as_posix())
    return any(fnmatch(each, known) for each in paths for known in (pattern, pattern.rstrip("/") + "/*"))
