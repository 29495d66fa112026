"""The engine: every rule of the folder `rules`, over all documents of a run."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from termkit.check import rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termkit.check.finding import Finding
    from termkit.check.material import Material
    from termkit.check.profile import Profile
    from termkit.check.rule import Rule

__all__ = ["all_rules", "check", "in_order", "rules_on"]


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return the rules, by code: each module of `termkit.check.rules` has one, named RULE."""
    modules = (import_module(f"{rules.__name__}.{info.name}") for info in iter_modules(rules.__path__))
    return tuple(sorted((module.RULE for module in modules), key=lambda rule: rule.code))


def rules_on(profile: Profile) -> tuple[Rule, ...]:
    """Return the rules that a profile has on."""
    return tuple(rule for rule in all_rules() if profile.is_on(rule.code, by_default=rule.on))


def check(material: Material, *, across: bool | None = None) -> list[Finding]:
    """Return the findings of all rules that are on, by path, place and code.

    `across` keeps to the rules that look at several documents at once (True) or at each alone (False):
    the latter find the same in each document, whichever others the material holds.
    """
    rules = (rule for rule in rules_on(material.profile) if across is None or rule.across is across)
    return in_order(finding for rule in rules for finding in rule.findings(material))


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings by path, place, code and message: the same whatever order they were found in."""
    return sorted(findings, key=lambda finding: (finding.path, finding.place.order, finding.code, finding.message))
