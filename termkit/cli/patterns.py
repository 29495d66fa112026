"""Regular expressions in compiled form, kept in the user's cache.

A command compiles two hundred of them as it starts, in a fifth of the time that a report takes to check. Python has no
public way to keep one: a pickle of it is its source. So the code for the engine is asked from the compiler of `re`, and
given to the engine when the same Python compiles the same expression again. A Python that is made otherwise compiles as
ever, and so does whatever the cache has not.
"""

from __future__ import annotations

import sys
from array import array
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from termkit import __version__
from termkit.cache import cache_folder, cached, write_cache

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator
    from types import FrameType

__all__ = ["kept_patterns"]

_MOST = 1000
"""Expressions from which on the cache begins anew: more than there are, until many have been changed."""
_MODULE = 3
"""How many frames up from the compiler the module is that gives a constant to `re.compile`."""

_COMPREHENSIONS = frozenset(["<genexpr>", "<listcomp>", "<setcomp>", "<dictcomp>"])


@contextmanager
def kept_patterns() -> Iterator[None]:
    """Compile regular expressions out of the cache; those constants of modules that it has not are put there."""
    try:
        compiler: Any = import_module("re._compiler")
        engine: Any = import_module("_sre")
        compile_, parse, code_of = compiler.compile, compiler._parser.parse, compiler._code  # noqa: SLF001  said above
        target = cache_folder("patterns") / f"{__version__}-{sys.hexversion:x}-{engine.MAGIC}.code"
    except (ImportError, AttributeError):
        yield
        return
    rows: dict[tuple[str, int], tuple[int, bytes, int, dict[str, int]]] = cached(target) or {}
    if len(rows) >= _MOST:
        rows = {}  # most are of patterns that have been changed since
    before = len(rows)

    def compiled(source: Any, flags: int = 0) -> re.Pattern[Any]:
        if (source, flags) not in rows:
            if not _is_constant(sys._getframe(_MODULE)) or not isinstance(source, str):  # noqa: SLF001
                return compile_(source, flags)  # type: ignore[no-any-return]
            parsed = parse(source, flags)
            code = array("I", map(int, code_of(parsed, flags))).tobytes()
            state = parsed.state
            rows[source, int(flags)] = int(flags | state.flags), code, state.groups - 1, state.groupdict
        own_flags, code, groups, names = rows[source, flags]
        name_of = {number: name for name, number in names.items()}
        numbered = tuple(map(name_of.get, range(groups + 1)))
        return engine.compile(source, own_flags, array("I", code).tolist(), groups, names, numbered)  # type: ignore[no-any-return]

    compiler.compile = compiled
    try:
        yield
    finally:
        compiler.compile = compile_
        if len(rows) > before:
            write_cache(target, rows)


def _is_constant(frame: FrameType | None) -> bool:
    """Tell whether a frame is that of a module, or of a comprehension in one."""
    while frame is not None and frame.f_code.co_name in _COMPREHENSIONS:
        frame = frame.f_back
    return frame is not None and frame.f_code.co_name == "<module>"
