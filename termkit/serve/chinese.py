"""The page in Chinese: sentences of readers and of the server, and notes of the shipped glossary, which are in English.

What the page says for them stands in `chinese.toml` and `notes.toml`.
"""

from __future__ import annotations

import re
import string
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from termkit.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["error_in_chinese", "in_chinese", "note_in_chinese"]


def error_in_chinese(error: Exception) -> str:
    """Return the sentence of an error in Chinese, with the file and the line that it speaks of."""
    if not isinstance(error, InputError):
        return in_chinese(str(error))
    line = f"第{error.line}行" if error.line else ""
    where = f"{error.path}{line}"
    return f"{where}：{in_chinese(error.message)}" if where else in_chinese(error.message)


def in_chinese(sentence: str) -> str:
    """Return a sentence, or several with semicolons between them, in Chinese; as it is where it is not known."""
    return _joined(sentence, _known) or _known(sentence) or sentence


def note_in_chinese(note: str) -> str:
    """Return a note or a source of a term in Chinese; as it is where it is not one of the shipped glossary."""
    return _joined(note, _notes().get) or note


def _joined(text: str, known: Callable[[str], str | None]) -> str:
    """Return the parts of a text between semicolons in Chinese, nothing where one of them is not known."""
    parts = [known(part) for part in text.split("; ")]
    return "；".join(part for part in parts if part) if all(parts) else ""


def _known(sentence: str) -> str | None:
    for pattern, chinese in _sentences():
        if match := pattern.fullmatch(sentence):
            return chinese.format_map(match.groupdict())
    return None


@cache
def _sentences() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_pattern(each["en"]), each["zh"]) for each in _table("chinese.toml")["sentence"])


@cache
def _notes() -> Mapping[str, str]:
    return _table("notes.toml")


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((files("termkit.serve") / name).read_text(encoding="utf-8"))


def _pattern(template: str) -> re.Pattern[str]:
    parts = [
        re.escape(text) + (f"(?P<{slot}>.*?)" if slot else "")
        for text, slot, _, _ in string.Formatter().parse(template)
    ]
    return re.compile("".join(parts), re.DOTALL)
