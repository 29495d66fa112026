"""termkit rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from termkit.check.engine import all_rules
from termkit.check.finding import Safety
from termkit.cli.common import language_option
from termkit.report.labels import SAFETIES, SEVERITIES
from termkit.text.message import Message, Wording

if TYPE_CHECKING:
    from termkit.check.rule import Rule

__all__ = ["command"]

_TOLD = Wording(
    """{called} ({severity}, {state})

What: {what}
Why: {why}
Example: {example}
Fix: {fix}
Measured: {measured}""",
    """{called}({severity}，{state})

内容：{what}
理由：{why}
示例：{example}
改正：{fix}""",
)
_ON, _OFF = Message("on", "默认检查"), Message("off by default", "默认不检查")
_FIX = Wording("{safety} ({how})", "{safety}({how})")
_FIXES = {
    Safety.SAFE: Message("made by --fix", "--fix"),
    Safety.UNSAFE: Message("made by --fix --unsafe-fixes", "--fix --unsafe-fixes"),
    Safety.DISPLAY: Message("shown, never made", "不自动改"),
}
_NO_FIX = Message("none", "无")


@click.command("rule")
@click.argument("code", required=False)
@language_option
def command(code: str | None, language: str) -> None:
    """List the rules, or say what a rule finds, why, and give an example."""
    rules = {name: rule for rule in all_rules() for name in (rule.code, rule.name)}
    if code is None:
        for rule in all_rules():
            called = rule.zh.title if language == "zh" else f"{rule.name:36}"
            click.echo(f"{rule.code}  {called}  {rule.papers(language).what}")
        return
    found = rules.get(code.upper()) or rules.get(code.lower())
    if found is None:
        raise click.UsageError(f"there is no rule {code}; `termkit rule` lists them")
    click.echo(_told(found, language))


def _told(rule: Rule, language: str) -> str:
    _, what, why, example = rule.papers(language)
    return _TOLD(
        called=Message(f"{rule.code} {rule.name}", f"{rule.code} {rule.zh.title}"),
        severity=SEVERITIES[rule.severity],
        state=_ON if rule.on else _OFF,
        what=what,
        why=why,
        example=example,
        fix=_FIX(safety=SAFETIES[rule.fix], how=_FIXES[rule.fix]) if rule.fix else _NO_FIX,
        measured=rule.measured,
    ).of(language)
