"""What differs between houses: the values that rules ask for.

The houses that come with termkit are the TOML files beside this module, in `profiles/`; a project
sets its own in `termkit.toml` or in `[tool.termkit]` of `pyproject.toml` (see `termkit.check.settings`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from termkit.text.message import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from termkit.check.finding import Severity

__all__ = ["Profile"]


class Profile(NamedTuple):
    """Settings of a house and of a project.

    `select` are codes or beginnings of codes (SF, ZH05) of rules that are on beside those that are on
    by default, `ignore` those that are off; `brackets` is `half`, `full` or `consistent`, `thousands`
    one of `space`, `comma`, `none`, `consistent`, `han_latin_space` and `numbering` likewise. `unused_from` is the
    length in characters from which a text that never uses a short form shows that it needs none: an excerpt does not.
    `ignored_files` maps patterns of paths to the codes that are not reported there, the paths as they are given or
    from `folder`, which is that of the settings. `language` is the one in which
    findings are told.
    """

    name: str = "un"
    needs_no_definition: frozenset[str] = frozenset()
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = {}
    brackets: str = "consistent"
    thousands: str = "consistent"
    numbering: str = "consistent"
    han_latin_space: str = "consistent"
    unused_from: int = 0
    ignored_files: Mapping[str, frozenset[str]] = {}
    folder: str = ""
    language: str = LANGUAGES[0]

    def bracketed(self, text: str) -> str:
        """Return a text in the brackets that the house writes."""
        return f"（{text}）" if self.brackets == "full" else f"({text})"

    def is_on(self, code: str, *, by_default: bool) -> bool:
        """Tell whether a rule runs: what is off wins, then what was asked for, then the default."""
        if _names(self.ignore, code):
            return False
        if self.only:
            return _names(self.only, code)
        return by_default or _names(self.select, code)


def _names(codes: frozenset[str], code: str) -> bool:
    return any(code.startswith(each) for each in codes)
