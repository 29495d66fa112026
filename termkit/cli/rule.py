"""termkit rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from termkit.check.engine import all_rules
from termkit.check.finding import Safety

if TYPE_CHECKING:
    from termkit.check.rule import Rule

__all__ = ["command"]

_FIXES = {
    Safety.SAFE: "made by --fix",
    Safety.UNSAFE: "made by --fix --unsafe-fixes",
    Safety.DISPLAY: "shown, never made",
}


@click.command("rule")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """List the rules, or say what a rule finds, why, and give an example."""
    rules = {name: rule for rule in all_rules() for name in (rule.code, rule.name)}
    if code is None:
        for rule in all_rules():
            click.echo(f"{rule.code}  {rule.name:36} {rule.what}")
        return
    found = rules.get(code.upper()) or rules.get(code.lower())
    if found is None:
        raise click.UsageError(f"there is no rule {code}; `termkit rule` lists them")
    click.echo(_told(found))


def _told(rule: Rule) -> str:
    state = "on" if rule.on else "off by default"
    fix = f"{rule.fix.value} ({_FIXES[rule.fix]})" if rule.fix else "none"
    return (
        f"{rule.code} {rule.name} ({rule.severity.value}, {state})\n\nWhat: {rule.what}\nWhy: {rule.why}\n"
        f"Example: {rule.example}\nFix: {fix}\nMeasured: {rule.measured}"
    )
