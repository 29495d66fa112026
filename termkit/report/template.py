"""The template engine of the pages, and how they speak: `say(english, chinese, slots)` in a template."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from termkit.report import labels
from termkit.text.message import Wording

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["render_page"]


def render_page(template: str, language: str, **values: object) -> str:
    """Return a template of this room filled in, as one self-contained HTML page."""
    return _environment(language).get_template(template).render(**values)


@cache
def _environment(language: str) -> Environment:
    # Start-up: only the commands that make a page need the template engine.
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415

    def say(en: str, zh: str, **slots: str | int) -> str:
        return Wording(en, zh)(**slots).of(language)

    environment = Environment(
        loader=PackageLoader("termkit.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"say": say, "labels": labels, "language": language}
    return environment
