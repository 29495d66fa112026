"""The outcome of a check in the format that was asked for."""

from __future__ import annotations

import json
from collections import Counter
from importlib import import_module
from typing import TYPE_CHECKING

from termkit.check.engine import all_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from termkit.check.outcome import Outcome

__all__ = ["FORMATS", "STATISTICS", "render", "statistics"]

FORMATS = ("text", "concise", "json", "sarif", "github", "rdjson", "junit", "html")
STATISTICS = ("text", "concise", "json")
"""Formats that the numbers of findings may be told in; the others are made for findings."""


def render(
    form: str,
    outcome: Outcome,
    paths: Sequence[str],
    line_of: Callable[[str, int], str | None],
    *,
    color: bool,
    language: str = "en",
) -> str:
    """Return an outcome in one of FORMATS, told in one of LANGUAGES; json has every message in both.

    `paths` are those of all documents, with findings or without; `line_of` returns a line of a path, from 1.
    """
    # Start-up: each output is imported when it is asked for.
    name = "text" if form == "concise" else form
    module = import_module(f"termkit.report.findings_{name}")
    if name == "text":
        lines = (module.render if form == "text" else module.concise)(outcome.shown, color=color, language=language)
        told = module.closing(outcome.shown, language)
        return "".join(f"{line}\n" for line in (*lines, *([told] if told else [])))
    arguments = {
        "json": (outcome.shown,),
        "sarif": (outcome, language),
        "html": (outcome, language),
        "junit": (outcome, paths, language),
        "rdjson": (outcome.shown, line_of, language),
        "github": (outcome.shown, language),
    }[form]
    rendered: str = module.render(*arguments)
    return rendered


def statistics(form: str, outcome: Outcome, language: str = "en") -> str:
    """Return the number of findings of each rule that has some, in one of STATISTICS."""
    counts = Counter(finding.code for finding in outcome.shown)
    found = [(rule, counts[rule.code]) for rule in all_rules() if counts[rule.code]]
    if form == "json":
        rows = [{"code": rule.code, "name": rule.name, "count": count} for rule, count in found]
        return json.dumps(rows, indent=1) + "\n"
    return "".join(
        f"{count:6} {rule.code} {rule.zh.title if language == 'zh' else rule.name}\n" for rule, count in found
    )
