"""termkit: alignment and terminology for Chinese United Nations documents.

The names below are the public interface; everything else may change. Each is imported when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from termkit.corpus.pipeline import analyse, build, define
    from termkit.errors import TermkitError
    from termkit.exchange import read as read_glossary
    from termkit.exchange import write as write_glossary
    from termkit.exchange.shipped import shipped_glossary
    from termkit.read import read_document

__version__ = "0.1.0"
__all__ = [
    "TermkitError",
    "__version__",
    "analyse",
    "build",
    "define",
    "read_document",
    "read_glossary",
    "shipped_glossary",
    "write_glossary",
]

_HOMES = {
    "TermkitError": ("termkit.errors", "TermkitError"),
    "analyse": ("termkit.corpus.pipeline", "analyse"),
    "build": ("termkit.corpus.pipeline", "build"),
    "define": ("termkit.corpus.pipeline", "define"),
    "read_document": ("termkit.read", "read_document"),
    "read_glossary": ("termkit.exchange", "read"),
    "shipped_glossary": ("termkit.exchange.shipped", "shipped_glossary"),
    "write_glossary": ("termkit.exchange", "write"),
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'termkit' has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)
