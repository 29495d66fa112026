"""Findings that someone has accepted: by file and code in the settings, or by a comment in the text.

Comments are for formats that have some (md, html):

    <!-- termkit: ignore SF01 ZH02 -->        this line and the next that is not blank
    <!-- termkit: ignore-file ZH03 -->        the whole document
    <!-- termkit: ignore -->                  every rule

They name rules as the settings do: by code, by the beginning of codes, by name.
"""

from __future__ import annotations

import os
import re
from fnmatch import fnmatch
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from termkit.check.accepted import Comment
from termkit.check.engine import code_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.check.finding import Finding
    from termkit.check.profile import Profile

__all__ = ["COMMENTED", "Fault", "comments_in", "faults_in", "is_ignored"]

COMMENTED = frozenset({"md", "html"})
"""Formats whose text may carry comments."""

_COMMENT = re.compile(r"<!--\s*termkit:(?P<told>[^<>]*?)-->")
_BLANK = re.compile(r"[^\S\n]*\n(?:[^\S\n]*\n)*")
_HERE, _IN_FILE = "ignore", "ignore-file"


class Fault(NamedTuple):
    """A comment that does not do what it says: its line, from 1, and what is wrong with it."""

    line: int
    told: str


def comments_in(source: str) -> tuple[Comment, ...]:
    """Return the comments of a source text that accept findings. Of what they name, what is no rule accepts none."""
    found = []
    for match in _COMMENT.finditer(source):
        verb, *names = _words(match)
        if verb not in {_HERE, _IN_FILE}:
            continue
        line = 0 if verb == _IN_FILE else _line(match)
        blank = _BLANK.match(source, match.end())
        last = line + (blank[0].count("\n") if blank else 1)
        found.append(Comment(line, last, frozenset(code_of(name) or name for name in names)))
    return tuple(found)


def faults_in(source: str) -> Iterator[Fault]:
    """Yield what is wrong with the comments of a source text."""
    for match in _COMMENT.finditer(source):
        verb, *names = _words(match)
        if verb not in {_HERE, _IN_FILE}:
            told = f"the comment says {verb!r} and accepts nothing; write {_HERE} or {_IN_FILE}, and the rules"
            yield Fault(_line(match), told)
        elif unknown := ", ".join(repr(name) for name in names if not code_of(name)):
            yield Fault(_line(match), f"the comment names {unknown}, which is no rule; `termkit rule` lists them")


def _words(comment: re.Match[str]) -> list[str]:
    return re.split(r"[\s,]+", comment["told"].strip(" \t\r\n,"))


def _line(comment: re.Match[str]) -> int:
    return comment.string.count("\n", 0, comment.end()) + 1


def is_ignored(finding: Finding, profile: Profile) -> bool:
    """Tell whether a finding is accepted in the settings, by its code and the path of its document."""
    return any(
        _matches(finding.path, pattern, profile.folder) and any(finding.code.startswith(code) for code in codes)
        for pattern, codes in profile.ignored_files.items()
    )


def _matches(path: str, pattern: str, folder: str) -> bool:
    """Tell whether a pattern is of a path, of its file name, or of a folder above it."""
    plain = PurePath(path).as_posix().removeprefix("./")
    paths = {plain, PurePath(path).name}
    if folder:  # the same from wherever termkit is called
        paths.add(PurePath(os.path.relpath(path, folder)).as_posix())
    return any(fnmatch(each, known) for each in paths for known in (pattern, pattern.rstrip("/") + "/*"))
