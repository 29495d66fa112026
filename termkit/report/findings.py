"""The outcome of a check in the format that was asked for."""

from __future__ import annotations

from collections import Counter
from importlib import import_module
from typing import TYPE_CHECKING

from termkit.check.engine import all_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from termkit.check.outcome import Outcome

__all__ = ["FORMATS", "render", "statistics"]

FORMATS = ("text", "concise", "json", "sarif", "github", "rdjson", "junit", "html")


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


def statistics(outcome: Outcome, language: str = "en") -> Iterator[str]:
    """Yield the number of findings of each rule that has some."""
    counts = Counter(finding.code for finding in outcome.shown)
    for rule in all_rules():
        if counts[rule.code]:
            yield f"{counts[rule.code]:6} {rule.code} {rule.zh.title if language == 'zh' else rule.name}"
