"""The glossary that comes with termkit."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from termkit.errors import GlossaryError

__all__ = ["shipped_glossary"]


def shipped_glossary() -> Path:
    """Return the path of `un.csv`: inside the installed package, or beside it in a checkout.

    Raise GlossaryError where the installation has lost it.
    """
    package = Path(str(files("termkit")))
    for folder in (package / "glossaries", package.parent / "glossaries"):
        if (path := folder / "un.csv").is_file():
            return path
    raise GlossaryError("the glossary that comes with termkit is missing: install termkit again", "un.csv")
