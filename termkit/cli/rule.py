"""termkit rule."""

from __future__ import annotations

import click

from termkit.check.engine import all_rules

__all__ = ["command"]


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
    click.echo(
        f"{found.code} {found.name} ({found.severity})\n\n"
        f"What: {found.what}\nWhy: {found.why}\nExample: {found.example}"
    )
