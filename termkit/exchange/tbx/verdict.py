"""What validation finds."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Problem", "Verdict"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where (line and column from 1), which rule, what stands there, and why.

    `severity` is "error" or "warning"; a warning leaves the file valid.
    """

    line: int
    column: int
    rule: str
    severity: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a file is, and its problems in their order in the file."""

    path: str
    kind: str
    problems: tuple[Problem, ...]

    @property
    def valid(self) -> bool:
        """Tell whether there is no error."""
        return all(each.severity != "error" for each in self.problems)

    @property
    def result(self) -> str:
        """Return "valid", "valid with warnings" or "invalid"."""
        if not self.valid:
            return "invalid"
        return "valid with warnings" if self.problems else "valid"
