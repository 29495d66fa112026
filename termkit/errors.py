"""One tree of errors: everything a user can cause has a sentence that says what to do.

TermkitError
├── UsageError          the call itself: options that do not fit, nothing to do
├── InputError          a file that is missing, unreadable, damaged or not of its kind
│   └── GlossaryError   a glossary, termbase or decision file that contradicts its format
├── OutputError         a place that cannot be written
└── MissingExtraError   an optional part that is not installed
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["GlossaryError", "InputError", "MissingExtraError", "OutputError", "TermkitError", "UsageError"]


class TermkitError(Exception):
    """Base of all errors that end in a sentence and exit code 2."""


class UsageError(TermkitError):
    """The call does not fit: the sentence says which option or path to change."""


class InputError(TermkitError):
    """A file that cannot be used. `path`, `line` and `column` (1-based) say where."""

    def __init__(self, message: str, path: str | Path = "", line: int = 0, column: int = 0) -> None:
        self.message, self.path, self.line, self.column = message, str(path), line, column
        super().__init__(message)

    def __str__(self) -> str:
        where = [self.path] if self.path else []
        if self.line:
            where += [str(self.line)] + ([str(self.column)] if self.column else [])
        return f"{':'.join(where)}: {self.message}" if where else self.message

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, int, int]]:
        return type(self), (self.message, self.path, self.line, self.column)


class GlossaryError(InputError):
    """A glossary, termbase or decision file that contradicts its format."""


class OutputError(TermkitError):
    """A file or folder that cannot be written."""


class MissingExtraError(TermkitError):
    """A feature whose optional dependencies are not installed; names the extra."""

    def __init__(self, feature: str, extra: str) -> None:
        self.feature, self.extra = feature, extra
        super().__init__(f"{feature} needs an optional part: pip install 'termkit[{extra}]'")

    def __reduce__(self) -> tuple[type[MissingExtraError], tuple[str, str]]:
        return type(self), (self.feature, self.extra)
